"""Issues, evidence, gaps, requests and dated facts, and the numbers they are given."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.RunSQL("CREATE SEQUENCE investigation_issue_number", reverse_sql="DROP SEQUENCE investigation_issue_number"),
        migrations.RunSQL("CREATE SEQUENCE investigation_piece_number", reverse_sql="DROP SEQUENCE investigation_piece_number"),
        migrations.RunSQL("CREATE SEQUENCE investigation_request_number", reverse_sql="DROP SEQUENCE investigation_request_number"),
        migrations.CreateModel(
            name="Issue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("version", models.PositiveIntegerField()),
                ("state", models.CharField(max_length=10)),
                ("case_ref", models.CharField(max_length=20)),
                ("place", models.PositiveIntegerField()),
                ("told_by", models.UUIDField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case_ref", "place"), name="one_issue_at_a_place_of_a_case"),
                    models.CheckConstraint(condition=models.Q(("state__in", ["open", "dropped"])), name="an_issue_is_in_a_known_state"),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("case_ref", ""), _negated=True), ("place__gte", 1)), name="an_issue_is_of_a_case"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Piece",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("case_ref", models.CharField(db_index=True, max_length=20)),
                ("source_ref", models.CharField(max_length=20)),
                ("document_ref", models.CharField(max_length=20)),
                ("sha256", models.CharField(max_length=64)),
                ("page", models.PositiveIntegerField()),
                ("received_on", models.DateField()),
                ("may_be_disclosed", models.BooleanField()),
                ("made_by", models.UUIDField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sha256__regex", "^[0-9a-f]{64}$"),
                            models.Q(("source_ref", ""), _negated=True),
                            models.Q(("case_ref", ""), _negated=True),
                        ),
                        name="evidence_says_from_what",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DatedFact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case_ref", models.CharField(db_index=True, max_length=20)),
                ("on", models.DateField()),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
                ("source", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="facts", to="investigation.piece")),
            ],
        ),
        migrations.CreateModel(
            name="Gap",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveIntegerField()),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
                ("issue", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="gaps", to="investigation.issue")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("issue", "place"), name="one_gap_at_a_place_of_an_issue")],
            },
        ),
        migrations.CreateModel(
            name="Bearing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_by", models.UUIDField()),
                (
                    "issue",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="bearings", to="investigation.issue"),
                ),
                (
                    "piece",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="bearings", to="investigation.piece"),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("issue", "piece"), name="evidence_is_put_to_an_issue_once")],
            },
        ),
        migrations.CreateModel(
            name="Request",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("version", models.PositiveIntegerField()),
                ("state", models.CharField(max_length=20)),
                ("case_ref", models.CharField(db_index=True, max_length=20)),
                ("due", models.DateField()),
                ("asked_on", models.DateField()),
                ("answered_on", models.DateField(null=True)),
                ("told_by", models.UUIDField()),
                (
                    "issue",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="requests", to="investigation.issue"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["asked", "partly received", "received", "refused", "withdrawn"])),
                        name="a_request_for_evidence_is_in_a_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_on__isnull", True), ("state__in", ["asked", "partly received"])),
                            models.Q(("answered_on__isnull", False), ("state__in", ["received", "refused", "withdrawn"])),
                            _connector="OR",
                        ),
                        name="a_request_that_was_answered_says_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due__gte", models.F("asked_on"))), name="evidence_is_not_due_before_it_is_asked_for"
                    ),
                ],
            },
        ),
    ]
