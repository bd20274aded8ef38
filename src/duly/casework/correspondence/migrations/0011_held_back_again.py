"""The same bytes, sent again after they were dealt with, are held back again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0010_taken_up"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="heldback",
            name="a_file_is_held_back_once",
        ),
        migrations.AddConstraint(
            model_name="heldback",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_by__isnull", True)), fields=("sha256",), name="a_file_is_held_back_once"
            ),
        ),
    ]
