"""Submissions, their texts and returns, and the numbers they are given."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.RunSQL("CREATE SEQUENCE submissions_submission_number", reverse_sql="DROP SEQUENCE submissions_submission_number"),
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("version", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("put up", "put up"),
                            ("returned", "returned"),
                            ("ready", "ready"),
                            ("decided", "decided"),
                        ],
                        max_length=20,
                    ),
                ),
                ("case_ref", models.CharField(db_index=True, max_length=20)),
                ("kind", models.CharField(max_length=20)),
                ("number", models.PositiveIntegerField()),
                ("prepared_by", models.CharField(max_length=40)),
                ("reviewed_by", models.CharField(blank=True, max_length=40)),
                ("drafted_on", models.DateField()),
                ("decision_ref", models.CharField(blank=True, max_length=20)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reviewed_by", models.F("prepared_by")), _negated=True),
                        name="submission_is_not_reviewed_by_its_author",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["ready", "decided"]), _negated=True),
                            models.Q(("reviewed_by", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="ready_submission_was_reviewed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision_ref__gt", ""), ("state", "decided")),
                            models.Q(models.Q(("state", "decided"), _negated=True), ("decision_ref", "")),
                            _connector="OR",
                        ),
                        name="decided_submission_names_its_decision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["decision", "report", "remedy", "policy"])), name="submission_is_of_a_known_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "put up", "returned", "ready", "decided"])),
                        name="submission_is_in_a_known_state",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReturnNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("reason", models.CharField(max_length=20)),
                ("words", models.TextField()),
                ("paragraph", models.PositiveIntegerField(default=0)),
                ("who_fixes", models.CharField(max_length=40)),
                ("fix_by", models.DateField()),
                ("returned_by", models.CharField(max_length=40)),
                ("returned_on", models.DateField()),
                ("made_by", models.UUIDField()),
                (
                    "submission",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="returns", to="submissions.submission"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("submission", "number"), name="a_version_is_returned_once"),
                    models.CheckConstraint(
                        condition=models.Q(("reason__in", ["evidence", "remedy", "comments", "facts", "authority", "clarity"])),
                        name="return_gives_a_known_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("words", ""), _negated=True), models.Q(("who_fixes", ""), _negated=True)),
                        name="return_says_what_and_who",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fix_by__gte", models.F("returned_on"))), name="return_is_not_due_in_the_past"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SubmissionVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("ask", models.TextField()),
                ("remedy_pence", models.BigIntegerField()),
                ("mp_interest", models.BooleanField()),
                ("paragraphs", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("prepared_by", models.CharField(max_length=40)),
                ("prepared_on", models.DateField()),
                ("made_by", models.UUIDField()),
                (
                    "submission",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="texts", to="submissions.submission"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("submission", "number"), name="one_text_of_a_number_in_a_submission"),
                    models.CheckConstraint(condition=models.Q(("remedy_pence__gte", 0)), name="remedy_is_not_negative"),
                    models.CheckConstraint(condition=models.Q(("ask", ""), _negated=True), name="submission_says_what_it_asks"),
                ],
            },
        ),
    ]
