"""Evidence is also a page of what came with a letter."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("investigation", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="piece",
            name="part",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
