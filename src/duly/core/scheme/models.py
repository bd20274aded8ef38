"""Instruments of delegation and their rules: dated, versioned decision tables."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from duly.core.record import guards


@guards.lifecycle("scheme")
class Instrument(models.Model):
    """One adopted version of one office's scheme, in force between two dates."""

    ref = models.CharField(max_length=40, unique=True)
    version = models.PositiveIntegerField()
    office = models.CharField(max_length=120)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    during = DateRangeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "number"], name="one_instrument_of_a_number_in_an_office"),
            ExclusionConstraint(
                name="one_scheme_in_force_in_an_office_at_a_time",
                expressions=[("office", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
            ),
        ]


@guards.lines("scheme.adopted", about="instrument")
class Rule(models.Model):
    """One row of the table: this post may use this power when all conditions hold.

    `conditions` is a list of [fact, operator, value]; the words allowed are the power's own, checked when the instrument is adopted.
    """

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="rules")
    position = models.PositiveIntegerField()
    number = models.CharField(max_length=12)
    power = models.CharField(max_length=60)
    post = models.CharField(max_length=40)
    conditions = models.JSONField(default=list)
    clause = models.TextField()
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["instrument", "number"], name="one_rule_of_a_number_in_an_instrument")]
