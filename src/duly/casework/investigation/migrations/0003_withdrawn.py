"""A piece of evidence that was noted by mistake is withdrawn, and says by which event."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("investigation", "0002_part_of_a_paper"),
    ]

    operations = [
        migrations.AddField(
            model_name="piece",
            name="superseded_by",
            field=models.UUIDField(null=True),
        ),
    ]
