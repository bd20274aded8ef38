"""Returns of occupancy and attendance; visits are facts that a corrected file supersedes."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("evidence", "0002_what_became_of_a_visit"),
        ("people", "0001_initial"),  # for btree_gist
    ]

    operations = [
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("provider_ref", models.CharField(max_length=20)),
                ("person_ref", models.CharField(max_length=30)),
                ("service", models.CharField(max_length=40)),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("kind", models.CharField(max_length=10)),
                ("import_ref", models.CharField(max_length=40)),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("provider_ref", models.CharField(max_length=20)),
                ("person_ref", models.CharField(max_length=30)),
                ("service", models.CharField(max_length=40)),
                ("on", models.DateField()),
                ("session", models.CharField(max_length=10)),
                ("status", models.CharField(max_length=10)),
                ("person_check", models.CharField(blank=True, default="", max_length=14)),
                ("import_ref", models.CharField(max_length=40)),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="OccupancyReturn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("provider_ref", models.CharField(max_length=20)),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("import_ref", models.CharField(max_length=40)),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Stay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stay_ref", models.CharField(max_length=40)),
                ("provider_ref", models.CharField(max_length=20)),
                ("person_ref", models.CharField(max_length=30)),
                ("service", models.CharField(max_length=40)),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("person_check", models.CharField(blank=True, default="", max_length=14)),
                ("import_ref", models.CharField(max_length=40)),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="visit",
            name="a_visit_is_taken_in_once",
        ),
        migrations.AddField(
            model_name="visit",
            name="superseded_by",
            field=models.UUIDField(null=True),
        ),
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(fields=["import_ref"], name="visits_by_import"),
        ),
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(condition=models.Q(("superseded_by__isnull", False)), fields=["superseded_by"], name="visits_superseded"),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_by__isnull", True)), fields=("provider_ref", "visit_ref"), name="a_visit_is_taken_in_once"
            ),
        ),
        migrations.AddIndex(
            model_name="absence",
            index=models.Index(fields=["import_ref"], name="absences_by_import"),
        ),
        migrations.AddConstraint(
            model_name="absence",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("superseded_by__isnull", True)),
                expressions=[("provider_ref", "="), ("person_ref", "="), ("service", "="), ("during", "&&")],
                name="one_absence_of_a_person_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="absence",
            constraint=models.CheckConstraint(
                condition=models.Q(("during__isempty", False), ("during__startswith__isnull", False)), name="an_absence_begins_on_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="absence",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ("hospital", "holiday", "other"))), name="an_absence_is_of_a_known_kind"
            ),
        ),
        migrations.AddIndex(
            model_name="attendance",
            index=models.Index(fields=["on"], name="attendance_by_date"),
        ),
        migrations.AddIndex(
            model_name="attendance",
            index=models.Index(fields=["import_ref"], name="attendance_by_import"),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_by__isnull", True)),
                fields=("provider_ref", "person_ref", "service", "on", "session"),
                name="a_session_is_attended_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(("session__in", ("morning", "afternoon", "day", "evening"))), name="a_session_is_a_known_part_of_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ("attended", "absent", "cancelled", "closed"))), name="attendance_is_one_of_four"
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(("person_check__in", ("", "unknown", "name differs"))),
                name="an_attenders_person_is_known_or_said_not_to_be",
            ),
        ),
        migrations.AddIndex(
            model_name="occupancyreturn",
            index=models.Index(fields=["provider_ref", "import_ref"], name="returns_by_provider"),
        ),
        migrations.AddConstraint(
            model_name="occupancyreturn",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_by__isnull", True)),
                fields=("provider_ref", "during", "import_ref"),
                name="a_return_is_made_once_in_a_file",
            ),
        ),
        migrations.AddConstraint(
            model_name="occupancyreturn",
            constraint=models.CheckConstraint(
                condition=models.Q(("during__isempty", False), ("during__startswith__isnull", False), ("during__endswith__isnull", False)),
                name="a_return_is_for_a_period_with_an_end",
            ),
        ),
        migrations.AddIndex(
            model_name="stay",
            index=models.Index(fields=["import_ref"], name="stays_by_import"),
        ),
        migrations.AddConstraint(
            model_name="stay",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_by__isnull", True)), fields=("provider_ref", "stay_ref"), name="a_stay_is_known_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="stay",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("superseded_by__isnull", True)),
                expressions=[("provider_ref", "="), ("person_ref", "="), ("service", "="), ("during", "&&")],
                name="one_stay_of_a_person_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="stay",
            constraint=models.CheckConstraint(
                condition=models.Q(("during__isempty", False), ("during__startswith__isnull", False)), name="a_stay_begins_on_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="stay",
            constraint=models.CheckConstraint(
                condition=models.Q(("person_check__in", ("", "unknown", "name differs"))), name="a_stays_person_is_known_or_said_not_to_be"
            ),
        ),
    ]
