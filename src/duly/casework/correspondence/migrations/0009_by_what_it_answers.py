"""Post is found by the mail it answers."""

import django.contrib.postgres.indexes
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0008_scanned"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="item",
            index=django.contrib.postgres.indexes.GinIndex(fields=["thread"], name="post_by_what_it_answers", opclasses=["jsonb_path_ops"]),
        ),
    ]
