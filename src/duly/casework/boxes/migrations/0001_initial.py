"""Principals, the order of their boxes, and what was read, asked, answered and received."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Placing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("submission_ref", models.CharField(db_index=True, max_length=20)),
                ("post", models.CharField(max_length=40)),
                ("place", models.PositiveIntegerField()),
                ("needed_by", models.DateField(null=True)),
                ("because", models.TextField()),
                ("made_by", models.UUIDField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("post", ""), _negated=True), models.Q(("because", ""), _negated=True)),
                        name="paper_is_placed_in_a_box_for_a_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Principal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("post", models.CharField(max_length=40)),
                ("place", models.PositiveIntegerField()),
                ("words_per_minute", models.PositiveIntegerField()),
                ("minutes_per_page", models.PositiveIntegerField()),
                ("minutes_per_week", models.PositiveIntegerField()),
                ("needed_in_working_days", models.PositiveIntegerField()),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("superseded_by__isnull", True)),
                        expressions=[("post", "="), ("during", "&&")],
                        name="one_account_of_a_principal_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes_per_week__gt", 0), ("words_per_minute__gt", 0)), name="principal_reads_at_some_rate"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("submission_ref", models.CharField(db_index=True, max_length=20)),
                ("place", models.PositiveIntegerField()),
                ("words", models.TextField()),
                ("asked_by", models.CharField(max_length=40)),
                ("asked_on", models.DateField()),
                ("made_by", models.UUIDField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("submission_ref", "place"), name="one_question_at_a_place"),
                    models.CheckConstraint(condition=models.Q(("words", ""), _negated=True), name="question_says_what"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("submission_ref", models.CharField(db_index=True, max_length=20)),
                ("number", models.PositiveIntegerField()),
                ("received_by", models.CharField(max_length=40)),
                ("received_on", models.DateField()),
                ("made_by", models.UUIDField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("submission_ref", "number"), name="a_paper_comes_back_once")],
            },
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("submission_ref", models.CharField(db_index=True, max_length=20)),
                ("place", models.PositiveIntegerField()),
                ("words", models.TextField()),
                ("replied_by", models.CharField(max_length=40)),
                ("replied_on", models.DateField()),
                ("made_by", models.UUIDField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("submission_ref", "place"), name="a_question_is_answered_once"),
                    models.CheckConstraint(condition=models.Q(("words", ""), _negated=True), name="reply_says_something"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sight",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("submission_ref", models.CharField(db_index=True, max_length=20)),
                ("officer_ref", models.CharField(max_length=40)),
                ("number", models.PositiveIntegerField()),
                ("read_on", models.DateField()),
                ("made_by", models.UUIDField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("submission_ref", "officer_ref", "number"), name="a_version_is_read_once_by_one_person")
                ],
            },
        ),
    ]
