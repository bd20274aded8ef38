"""Evidence is also a page of what came with a letter."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("submissions", "0008_weights"),
    ]

    operations = [
        migrations.AddField(
            model_name="evidenceitem",
            name="part",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
