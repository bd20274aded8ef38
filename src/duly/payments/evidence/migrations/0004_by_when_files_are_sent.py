"""By when files are sent: dated facts, by kind of file, for everybody or one provider."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("evidence", "0003_returns_and_what_supersedes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Deadline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=12)),
                ("provider_ref", models.CharField(blank=True, default="", max_length=20)),
                ("days", models.PositiveSmallIntegerField()),
                ("minute", models.PositiveSmallIntegerField()),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("made_by", models.UUIDField()),
                ("superseded_by", models.UUIDField(null=True)),
            ],
            options={
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("superseded_by__isnull", True)),
                        expressions=[("kind", "="), ("provider_ref", "="), ("during", "&&")],
                        name="one_deadline_of_a_kind_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("visits", "occupancy", "invoices"))), name="a_deadline_is_of_an_expected_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("days__gte", 1), ("days__lte", 60), ("minute__lte", 1439)),
                        name="a_deadline_is_within_two_months",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("during__isempty", False), ("during__startswith__isnull", False)),
                        name="a_deadline_begins_on_a_day",
                    ),
                ],
            },
        ),
    ]
