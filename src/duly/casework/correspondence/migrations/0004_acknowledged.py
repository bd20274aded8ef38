"""Acknowledgements of post, each with the proof of what was sent."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0003_held_back"),
    ]

    operations = [
        migrations.CreateModel(
            name="Acknowledged",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("to_address", models.CharField(max_length=320)),
                ("document_ref", models.CharField(max_length=20)),
                ("sha256", models.CharField(max_length=64)),
                ("message_id", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
                ("made_by", models.UUIDField()),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="acknowledged", to="correspondence.item"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("to_address", ""), _negated=True),
                            models.Q(("message_id", ""), _negated=True),
                            models.Q(("document_ref", ""), _negated=True),
                        ),
                        name="an_acknowledgement_is_proved",
                    )
                ],
            },
        ),
    ]
