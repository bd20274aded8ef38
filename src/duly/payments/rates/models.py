"""The rate book: dated facts, of which no two current ones overlap for one contract and service."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from duly.core.record import guards

CURRENT = models.Q(superseded_by__isnull=True)


@guards.facts("rate.set", "import.accepted")
class Rate(models.Model):
    """What a contract pays for an hour of a service, in hundredths of a penny.

    `during` says when it is true; `made_by` and `superseded_by` say from which event, and until which, it was known.
    """

    rate_ref = models.CharField(max_length=30)
    contract_ref = models.CharField(max_length=20)
    service = models.CharField(max_length=40)
    rate_hundredths = models.PositiveIntegerField()
    during = DateRangeField()
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="one_rate_in_force_for_a_contract_and_service",
                expressions=[
                    ("contract_ref", RangeOperators.EQUAL),
                    ("service", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=CURRENT,
            ),
            models.UniqueConstraint(fields=["rate_ref"], condition=CURRENT, name="a_rate_reference_is_used_once"),
            models.CheckConstraint(condition=models.Q(rate_hundredths__gt=0), name="a_rate_is_above_nothing"),
            models.CheckConstraint(
                condition=models.Q(during__isempty=False, during__startswith__isnull=False), name="a_rate_begins_on_a_day"
            ),
        ]
