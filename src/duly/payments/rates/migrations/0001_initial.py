"""The rate book, and the numbers given to rates."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [("people", "0001_initial")]  # for btree_gist

    operations = [
        migrations.RunSQL("CREATE SEQUENCE rates_rate_number START 5001", reverse_sql="DROP SEQUENCE rates_rate_number"),
        migrations.CreateModel(
            name="Rate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rate_ref", models.CharField(max_length=30)),
                ("contract_ref", models.CharField(max_length=20)),
                ("service", models.CharField(max_length=40)),
                ("rate_hundredths", models.PositiveIntegerField()),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("superseded_by__isnull", True)),
                        expressions=[("contract_ref", "="), ("service", "="), ("during", "&&")],
                        name="one_rate_in_force_for_a_contract_and_service",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by__isnull", True)), fields=("rate_ref",), name="a_rate_reference_is_used_once"
                    ),
                    models.CheckConstraint(condition=models.Q(("rate_hundredths__gt", 0)), name="a_rate_is_above_nothing"),
                    models.CheckConstraint(
                        condition=models.Q(("during__isempty", False), ("during__startswith__isnull", False)), name="a_rate_begins_on_a_day"
                    ),
                ],
            },
        ),
    ]
