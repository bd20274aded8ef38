"""A token may be for writing casework."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tokens", "0002_alerts"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="token",
            name="token_has_known_scopes",
        ),
        migrations.AddConstraint(
            model_name="token",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "scopes__contained_by",
                        [
                            "read:payments",
                            "write:payments",
                            "approve:payments",
                            "release:payments",
                            "read:casework",
                            "write:casework",
                            "read:record",
                            "read:office",
                            "read:desk",
                            "write:desk",
                        ],
                    ),
                    ("scopes__len__gt", 0),
                ),
                name="token_has_known_scopes",
            ),
        ),
    ]
