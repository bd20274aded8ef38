"""Assessments of risk with their points, what makes another due, and looks at the register."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Look",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("officer", models.CharField(db_index=True, max_length=20)),
                ("at", models.DateTimeField()),
                ("made_by", models.UUIDField()),
            ],
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case_ref", models.CharField(db_index=True, max_length=20)),
                ("number", models.PositiveIntegerField()),
                ("scale", models.CharField(max_length=20)),
                ("level", models.CharField(max_length=20)),
                ("score", models.PositiveIntegerField()),
                ("owner", models.CharField(max_length=20)),
                ("assessed_by", models.CharField(max_length=20)),
                ("assessed_on", models.DateField()),
                ("assessed_at", models.DateTimeField()),
                ("review_on", models.DateField()),
                ("confirms", models.PositiveIntegerField(null=True)),
                ("told_in", models.UUIDField()),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case_ref", "number"), name="assessments_of_a_case_are_numbered"),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by__isnull", True)),
                        fields=("case_ref",),
                        name="a_case_has_one_assessment_that_stands",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ["low", "medium", "high", "high-profile"])), name="an_assessment_has_a_known_level"
                    ),
                    models.CheckConstraint(condition=models.Q(("score__lte", 18)), name="an_assessment_has_no_more_points_than_there_are"),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("owner", ""), _negated=True), models.Q(("assessed_by", ""), _negated=True)),
                        name="an_assessment_has_its_owner_and_assessor",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("review_on__gt", models.F("assessed_on"))), name="an_assessment_is_reviewed_after_it_was_made"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("confirms__isnull", True), ("confirms__lt", models.F("number")), _connector="OR"),
                        name="an_assessment_confirms_an_earlier_one",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Due",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case_ref", models.CharField(db_index=True, max_length=20)),
                ("trigger", models.CharField(max_length=20)),
                ("source", models.CharField(max_length=40)),
                ("raised_on", models.DateField()),
                ("raised_at", models.DateTimeField()),
                ("by_day", models.DateField()),
                ("told_post", models.CharField(max_length=40)),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case_ref", "trigger", "source"), name="one_happening_makes_a_case_due_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("trigger__in", ["self-harm", "judicial-review", "death", "mp", "press", "review", "dormant", "review-day"])
                        ),
                        name="a_case_is_due_for_a_known_happening",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("source", ""), _negated=True), models.Q(("told_post", ""), _negated=True)),
                        name="what_is_due_says_why_and_who_was_told",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("by_day__gte", models.F("raised_on"))), name="what_is_due_is_due_after_it_happened"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("dimension", models.CharField(max_length=20)),
                ("points", models.PositiveIntegerField()),
                ("paper", models.CharField(blank=True, max_length=20)),
                ("made_by", models.UUIDField()),
                ("assessment", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="scores", to="risk.assessment")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "dimension"), name="a_dimension_is_scored_once"),
                    models.CheckConstraint(
                        condition=models.Q(("dimension__in", ["safety", "vulnerability", "legal", "press", "political", "reputation"])),
                        name="a_score_is_of_a_known_dimension",
                    ),
                    models.CheckConstraint(condition=models.Q(("points__lte", 3)), name="a_dimension_has_three_points_at_most"),
                ],
            },
        ),
    ]
