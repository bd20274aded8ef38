"""Instruments of delegation and their rules."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Instrument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=40, unique=True)),
                ("version", models.PositiveIntegerField()),
                ("office", models.CharField(max_length=120)),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("during", django.contrib.postgres.fields.ranges.DateRangeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("office", "number"), name="one_instrument_of_a_number_in_an_office"),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("office", "="), ("during", "&&")],
                        name="one_scheme_in_force_in_an_office_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField()),
                ("number", models.CharField(max_length=12)),
                ("power", models.CharField(max_length=60)),
                ("post", models.CharField(max_length=40)),
                ("conditions", models.JSONField(default=list)),
                ("clause", models.TextField()),
                ("made_by", models.UUIDField()),
                (
                    "instrument",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="rules", to="scheme.instrument"),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("instrument", "number"), name="one_rule_of_a_number_in_an_instrument")],
            },
        ),
    ]
