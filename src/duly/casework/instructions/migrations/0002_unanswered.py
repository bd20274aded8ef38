"""A point may be repeated and still to be answered."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("instructions", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="point",
            name="a_point_is_of_a_known_kind",
        ),
        migrations.AddConstraint(
            model_name="point",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["repeated", "unanswered", "new point", "new evidence", "service complaint", "last words"])
                ),
                name="a_point_is_of_a_known_kind",
            ),
        ),
    ]
