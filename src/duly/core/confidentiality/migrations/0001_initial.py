"""Who may see a case: restrictions, people named, walls, marks, openings in an emergency and their reviews, and what was read."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Paper",
            fields=[
                ("ref", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("case_ref", models.CharField(max_length=20)),
            ],
            options={
                "db_table": "confidentiality_paper",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Mark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case_ref", models.CharField(db_index=True, max_length=20)),
                ("paper", models.CharField(max_length=20)),
                ("mark", models.CharField(max_length=20)),
                ("because", models.TextField(blank=True)),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by__isnull", True)),
                        fields=("case_ref", "paper", "mark"),
                        name="a_paper_is_marked_with_a_thing_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("mark__in", ["privileged", "do not disclose", "without prejudice"]), models.Q(("paper", ""), _negated=True)
                        ),
                        name="a_mark_is_of_a_known_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Named",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case_ref", models.CharField(max_length=20)),
                ("officer", models.CharField(max_length=20)),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by__isnull", True)), fields=("case_ref", "officer"), name="a_person_is_named_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("case_ref", ""), _negated=True), models.Q(("officer", ""), _negated=True)),
                        name="a_naming_says_whom_and_for_what",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Opening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case_ref", models.CharField(max_length=20)),
                ("officer", models.CharField(max_length=20)),
                ("reason", models.CharField(max_length=30)),
                ("because", models.TextField()),
                ("opened_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("review_by", models.DateField()),
                ("made_by", models.UUIDField()),
            ],
            options={
                "indexes": [models.Index(fields=["officer", "case_ref", "until"], name="opening_of_an_officer")],
                "constraints": [
                    models.UniqueConstraint(fields=("id", "officer"), name="an_opening_is_one_persons"),
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("opened_at"))), name="an_opening_ends_after_it_begins"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reason__in", ["safety", "deadline", "owner away", "request for records"]),
                            models.Q(("because", ""), _negated=True),
                        ),
                        name="an_opening_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case_ref", models.CharField(max_length=20)),
                ("officer", models.CharField(max_length=20)),
                ("quarter", models.PositiveIntegerField()),
                ("made_by", models.UUIDField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case_ref", "officer", "quarter"), name="a_reading_is_noted_once_a_quarter_hour")
                ],
            },
        ),
        migrations.CreateModel(
            name="Restriction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case_ref", models.CharField(max_length=20)),
                ("because", models.TextField()),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by__isnull", True)), fields=("case_ref",), name="a_case_is_restricted_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("case_ref", ""), _negated=True), models.Q(("because", ""), _negated=True)),
                        name="a_restriction_says_of_what_and_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Wall",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case_ref", models.CharField(max_length=20)),
                ("officer", models.CharField(max_length=20)),
                ("because", models.TextField()),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by__isnull", True)),
                        fields=("officer", "case_ref"),
                        name="a_person_is_walled_off_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("case_ref", ""), _negated=True),
                            models.Q(("officer", ""), _negated=True),
                            models.Q(("because", ""), _negated=True),
                        ),
                        name="a_wall_says_whom_and_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OpeningReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("opened_by", models.CharField(max_length=20)),
                ("reviewed_by", models.CharField(max_length=20)),
                ("finding", models.CharField(max_length=20)),
                ("because", models.TextField()),
                ("made_by", models.UUIDField()),
                (
                    "opening",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="review", to="confidentiality.opening"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reviewed_by", models.F("opened_by")), _negated=True), name="an_opening_is_reviewed_by_another"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("finding__in", ("justified", "not justified")), models.Q(("because", ""), _negated=True)),
                        name="a_review_of_an_opening_says_what_and_why",
                    ),
                ],
            },
        ),
    ]
