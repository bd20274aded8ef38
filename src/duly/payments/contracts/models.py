"""Contracts, and the dated versions of their terms."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from duly.core.record import guards

BASES = ("ACTUAL_MINUTE", "PLANNED_WITHIN")
CURRENT = models.Q(superseded_by__isnull=True)


@guards.lifecycle("contract")
class Contract(models.Model):
    """An agreement with one provider. Its terms are dated facts of their own."""

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    provider_ref = models.CharField(max_length=20, db_index=True)
    title = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"


@guards.facts("terms.agreed", "import.accepted")
class Terms(models.Model):
    """One version of a contract's terms, in force `during` its dates. Field names are those of the specification of judging."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="terms")
    version = models.PositiveIntegerField()
    during = DateRangeField()
    basis = models.CharField(max_length=20)
    tolerance_minutes = models.PositiveSmallIntegerField()
    floor_minutes = models.PositiveSmallIntegerField()
    match_window_minutes = models.PositiveSmallIntegerField()
    double_up_percent = models.PositiveSmallIntegerField()
    trim_limit_pence = models.PositiveIntegerField()
    trim_limit_bp = models.PositiveIntegerField()
    clause = models.TextField()
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="one_version_of_terms_in_force_at_a_time",
                expressions=[("contract", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=CURRENT,
            ),
            models.UniqueConstraint(fields=["contract", "version"], condition=CURRENT, name="terms_are_numbered_once_in_a_contract"),
            models.CheckConstraint(
                condition=models.Q(during__isempty=False, during__startswith__isnull=False), name="terms_begin_on_a_day"
            ),
            models.CheckConstraint(condition=models.Q(basis__in=BASES), name="terms_have_a_known_basis"),
            models.CheckConstraint(condition=models.Q(double_up_percent__lte=100), name="double_up_percent_is_at_most_100"),
            models.CheckConstraint(condition=models.Q(trim_limit_bp__lte=10_000), name="trim_limit_is_at_most_the_whole_claim"),
            models.CheckConstraint(
                condition=models.Q(match_window_minutes__lt=1440, tolerance_minutes__lt=1440, floor_minutes__lt=1440),
                name="terms_are_minutes_of_one_day",
            ),
        ]
