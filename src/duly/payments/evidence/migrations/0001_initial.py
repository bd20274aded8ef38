"""Visits."""

import datetime

import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("visit_ref", models.CharField(max_length=40)),
                ("provider_ref", models.CharField(max_length=20)),
                ("person_ref", models.CharField(max_length=30)),
                ("service", models.CharField(max_length=40)),
                ("carer_ref", models.CharField(max_length=40)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("on", models.DateField()),
                ("starts_minute", models.PositiveSmallIntegerField()),
                ("minutes", models.PositiveSmallIntegerField()),
                ("import_ref", models.CharField(max_length=40)),
                ("made_by", models.UUIDField()),
            ],
            options={
                "indexes": [models.Index(fields=["on"], name="visits_by_date")],
                "constraints": [
                    models.UniqueConstraint(fields=("provider_ref", "visit_ref"), name="a_visit_is_taken_in_once"),
                    models.CheckConstraint(condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="a_visit_ends_after_it_starts"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "ends_at__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("starts_at"), "+", models.Value(datetime.timedelta(days=1))
                                ),
                            )
                        ),
                        name="a_visit_lasts_at_most_a_day",
                    ),
                    models.CheckConstraint(condition=models.Q(("starts_minute__lte", 1439)), name="a_visit_starts_within_its_day"),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gte", 1), ("minutes__lte", 1440)), name="a_visit_is_1_to_1440_minutes"
                    ),
                ],
            },
        ),
    ]
