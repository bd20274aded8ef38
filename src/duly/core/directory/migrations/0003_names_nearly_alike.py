"""Names are looked for by what is nearly in them, as a name is misspelt."""

import django.contrib.postgres.indexes
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0002_going_on"),
    ]

    operations = [
        TrigramExtension(),
        migrations.AddIndex(
            model_name="words",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(models.F("compared"), name="gin_trgm_ops"),
                condition=models.Q(("kind", "name")),
                name="words_nearly_as_compared",
            ),
        ),
    ]
