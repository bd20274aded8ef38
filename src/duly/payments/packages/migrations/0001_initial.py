"""People, package lines and the facts about them, and the numbers given to people and lines."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [("people", "0001_initial")]  # for btree_gist

    operations = [
        migrations.RunSQL("CREATE SEQUENCE packages_person_number START 100001", reverse_sql="DROP SEQUENCE packages_person_number"),
        migrations.RunSQL("CREATE SEQUENCE packages_line_number START 30001", reverse_sql="DROP SEQUENCE packages_line_number"),
        migrations.CreateModel(
            name="PackageLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("line_ref", models.CharField(max_length=30, unique=True)),
                ("person_ref", models.CharField(max_length=30)),
                ("provider_ref", models.CharField(max_length=20)),
                ("service", models.CharField(max_length=40)),
                ("contract_ref", models.CharField(max_length=20)),
                ("made_by", models.UUIDField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person_ref", "provider_ref", "service"), name="one_line_for_a_person_provider_and_service"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=30)),
                ("name", models.CharField(max_length=120)),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by__isnull", True)), fields=("ref",), name="a_person_is_entered_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Opening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("paid_to", models.DateField()),
                ("signed_by", models.CharField(max_length=20)),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
                (
                    "line",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="openings", to="packages.packageline"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by__isnull", True)), fields=("line",), name="one_opening_position_for_each_line"
                    ),
                    models.CheckConstraint(condition=models.Q(("paid_to__iso_week_day", 1)), name="settled_up_to_a_monday"),
                    models.CheckConstraint(condition=models.Q(("signed_by", ""), _negated=True), name="an_opening_position_is_signed"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Commission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
                (
                    "line",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="commissions", to="packages.packageline"),
                ),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("superseded_by__isnull", True)),
                        expressions=[("line", "="), ("during", "&&")],
                        name="a_line_is_commissioned_once_on_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("during__isempty", False), ("during__startswith__isnull", False)),
                        name="a_commission_begins_on_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CallPattern",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("weekday", models.PositiveSmallIntegerField()),
                ("starts_minute", models.PositiveSmallIntegerField()),
                ("nth", models.PositiveSmallIntegerField(default=1)),
                ("minutes", models.PositiveSmallIntegerField()),
                ("carers", models.PositiveSmallIntegerField()),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
                (
                    "line",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="patterns", to="packages.packageline"),
                ),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("superseded_by__isnull", True)),
                        expressions=[("line", "="), ("weekday", "="), ("starts_minute", "="), ("nth", "="), ("during", "&&")],
                        name="a_call_is_planned_once_at_its_time",
                    ),
                    models.CheckConstraint(condition=models.Q(("weekday__lte", 6)), name="a_weekday_is_0_to_6"),
                    models.CheckConstraint(condition=models.Q(("starts_minute__lte", 1439)), name="a_call_starts_within_its_day"),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gte", 1), ("minutes__lte", 1440)), name="a_call_lasts_1_to_1440_minutes"
                    ),
                    models.CheckConstraint(condition=models.Q(("carers__in", [1, 2])), name="a_call_needs_one_or_two_carers"),
                    models.CheckConstraint(condition=models.Q(("nth__gte", 1)), name="calls_at_one_time_are_counted_from_1"),
                    models.CheckConstraint(
                        condition=models.Q(("during__isempty", False), ("during__startswith__isnull", False)),
                        name="a_pattern_begins_on_a_day",
                    ),
                ],
            },
        ),
    ]
