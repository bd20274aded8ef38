"""Contracts and the versions of their terms, and the numbers given to contracts."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [("people", "0001_initial")]  # for btree_gist

    operations = [
        migrations.RunSQL("CREATE SEQUENCE contracts_contract_number START 4001", reverse_sql="DROP SEQUENCE contracts_contract_number"),
        migrations.CreateModel(
            name="Contract",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("version", models.PositiveIntegerField()),
                ("provider_ref", models.CharField(db_index=True, max_length=20)),
                ("title", models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="Terms",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField()),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("basis", models.CharField(max_length=20)),
                ("tolerance_minutes", models.PositiveSmallIntegerField()),
                ("floor_minutes", models.PositiveSmallIntegerField()),
                ("match_window_minutes", models.PositiveSmallIntegerField()),
                ("double_up_percent", models.PositiveSmallIntegerField()),
                ("trim_limit_pence", models.PositiveIntegerField()),
                ("trim_limit_bp", models.PositiveIntegerField()),
                ("clause", models.TextField()),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
                ("contract", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="terms", to="contracts.contract")),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("superseded_by__isnull", True)),
                        expressions=[("contract", "="), ("during", "&&")],
                        name="one_version_of_terms_in_force_at_a_time",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by__isnull", True)),
                        fields=("contract", "version"),
                        name="terms_are_numbered_once_in_a_contract",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("during__isempty", False), ("during__startswith__isnull", False)), name="terms_begin_on_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("basis__in", ("ACTUAL_MINUTE", "PLANNED_WITHIN"))), name="terms_have_a_known_basis"
                    ),
                    models.CheckConstraint(condition=models.Q(("double_up_percent__lte", 100)), name="double_up_percent_is_at_most_100"),
                    models.CheckConstraint(condition=models.Q(("trim_limit_bp__lte", 10000)), name="trim_limit_is_at_most_the_whole_claim"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("floor_minutes__lt", 1440), ("match_window_minutes__lt", 1440), ("tolerance_minutes__lt", 1440)
                        ),
                        name="terms_are_minutes_of_one_day",
                    ),
                ],
            },
        ),
    ]
