"""A paper is withdrawn before anybody decides it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("submissions", "0009_part_of_a_paper"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="submission",
            name="submission_is_in_a_known_state",
        ),
        migrations.AlterField(
            model_name="submission",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "draft"),
                    ("put up", "put up"),
                    ("returned", "returned"),
                    ("ready", "ready"),
                    ("decided", "decided"),
                    ("withdrawn", "withdrawn"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "put up", "returned", "ready", "decided", "withdrawn"])),
                name="submission_is_in_a_known_state",
            ),
        ),
    ]
