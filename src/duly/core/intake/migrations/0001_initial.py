"""Imports and the faults of those refused."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.RunSQL("CREATE SEQUENCE intake_import_number", reverse_sql="DROP SEQUENCE intake_import_number"),
        migrations.CreateModel(
            name="Import",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("version", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=200)),
                ("source", models.CharField(max_length=80)),
                ("sha256", models.CharField(max_length=64)),
                ("document", models.CharField(blank=True, max_length=20)),
                ("accepted", models.BooleanField()),
                ("rows", models.PositiveIntegerField()),
                ("counts", models.JSONField(default=dict)),
                ("refusal_code", models.CharField(blank=True, max_length=60)),
                ("refusal_because", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("by", models.CharField(max_length=40)),
                ("event", models.UUIDField(unique=True)),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "-id"], name="import_newest_of_a_kind")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("accepted", True)), fields=("kind", "sha256"), name="import_accepted_once_for_the_same_bytes"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accepted", True), ("refusal_code", "")),
                            models.Q(("accepted", False), models.Q(("refusal_code", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="import_refused_has_its_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("accepted", False), models.Q(("document", ""), _negated=True), _connector="OR"),
                        name="import_accepted_has_its_document",
                    ),
                    models.CheckConstraint(condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="import_hash_is_sha256"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportFault",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField()),
                ("row", models.PositiveIntegerField()),
                ("column", models.CharField(blank=True, max_length=200)),
                ("found", models.TextField(blank=True)),
                ("says", models.TextField()),
                ("nearest", models.TextField(blank=True)),
                ("made_by", models.UUIDField()),
                ("of", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="faults", to="intake.import")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("of", "position"), name="one_import_fault_at_a_position")],
            },
        ),
    ]
