"""The keys that narrow a rate, the batches rates are put forward in, and no two adopted rates equally particular for one cell.

Old rates keep their meaning: an hour of a service, on any day, of any length, by any carer, in any zone, adopted.
"""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("rates", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE rates_batch_number", reverse_sql="DROP SEQUENCE rates_batch_number"),
        migrations.CreateModel(
            name="RateBatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(max_length=20, unique=True)),
                ("version", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=120)),
                ("state", models.CharField(max_length=11)),
                ("rates", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("import_ref", models.CharField(blank=True, max_length=20)),
                ("put_forward_by", models.CharField(max_length=20)),
                ("put_forward_at", models.DateTimeField()),
                ("settled_by", models.CharField(blank=True, max_length=20)),
                ("settled_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="rate",
            name="one_rate_in_force_for_a_contract_and_service",
        ),
        migrations.AddField(
            model_name="rate",
            name="approved",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="rate",
            name="band_from",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="rate",
            name="band_to",
            field=models.PositiveSmallIntegerField(default=1440),
        ),
        migrations.AddField(
            model_name="rate",
            name="carer",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="rate",
            name="day_type",
            field=models.CharField(blank=True, default="", max_length=12),
        ),
        migrations.AddField(
            model_name="rate",
            name="line_ref",
            field=models.CharField(blank=True, default="", max_length=30),
        ),
        migrations.AddField(
            model_name="rate",
            name="unit",
            field=models.CharField(default="hour", max_length=5),
        ),
        migrations.AddField(
            model_name="rate",
            name="zone",
            field=models.CharField(blank=True, default="", max_length=40),
        ),
        migrations.AddConstraint(
            model_name="ratebatch",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["put forward", "adopted", "withdrawn"])),
                name="a_batch_is_put_forward_adopted_or_withdrawn",
            ),
        ),
        migrations.AddConstraint(
            model_name="ratebatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("settled_at__isnull", True), ("settled_by", ""), ("state", "put forward")),
                    models.Q(
                        models.Q(("state", "put forward"), _negated=True),
                        models.Q(("settled_by", ""), _negated=True),
                        ("settled_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="a_settled_batch_says_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="ratebatch",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "adopted"), _negated=True),
                    models.Q(("settled_by", models.F("put_forward_by")), _negated=True),
                    _connector="OR",
                ),
                name="nobody_adopts_rates_they_put_forward",
            ),
        ),
        migrations.AddConstraint(
            model_name="ratebatch",
            constraint=models.CheckConstraint(condition=models.Q(("rates__gt", 0)), name="a_batch_has_a_rate"),
        ),
        migrations.AddConstraint(
            model_name="ratebatch",
            constraint=models.CheckConstraint(condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="a_batchs_digest_is_a_sha256"),
        ),
        migrations.AddField(
            model_name="rate",
            name="batch",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="of_batch", to="rates.ratebatch"),
        ),
        migrations.AddIndex(
            model_name="rate",
            index=models.Index(fields=["contract_ref"], name="rates_by_contract"),
        ),
        migrations.AddConstraint(
            model_name="rate",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("superseded_by__isnull", True), ("approved", True)),
                expressions=[
                    ("contract_ref", "="),
                    ("service", "="),
                    ("unit", "="),
                    ("line_ref", "="),
                    ("day_type", "="),
                    ("carer", "="),
                    ("zone", "="),
                    (
                        models.Case(
                            models.When(band_from=0, band_to=1440, then=models.Value(0)),
                            default=models.Value(1),
                            output_field=models.IntegerField(),
                        ),
                        "=",
                    ),
                    (
                        models.Func(
                            models.F("band_from"),
                            models.F("band_to"),
                            models.Value("[]"),
                            function="int4range",
                            output_field=django.contrib.postgres.fields.ranges.IntegerRangeField(),
                        ),
                        "&&",
                    ),
                    ("during", "&&"),
                ],
                name="no_two_rates_are_equally_particular_for_one_cell",
            ),
        ),
        migrations.AddConstraint(
            model_name="rate",
            constraint=models.CheckConstraint(
                condition=models.Q(("unit__in", ("hour", "night", "week"))), name="a_rate_is_for_an_hour_a_night_or_a_week"
            ),
        ),
        migrations.AddConstraint(
            model_name="rate",
            constraint=models.CheckConstraint(
                condition=models.Q(("day_type__in", ["", "weekday", "saturday", "sunday", "bank-holiday"])),
                name="a_rate_is_for_a_known_kind_of_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="rate",
            constraint=models.CheckConstraint(
                condition=models.Q(("band_from__gte", 0), ("band_from__lte", models.F("band_to")), ("band_to__lte", 1440)),
                name="a_band_lies_within_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="rate",
            constraint=models.CheckConstraint(condition=models.Q(("carer__in", [0, 1, 2])), name="a_rate_is_for_any_carer_or_one_of_two"),
        ),
        migrations.AddConstraint(
            model_name="rate",
            constraint=models.CheckConstraint(
                condition=models.Q(("approved", True), ("batch__isnull", False), _connector="OR"), name="a_rate_not_adopted_is_in_a_batch"
            ),
        ),
    ]
