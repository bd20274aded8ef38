"""By when files are sent: so many days after a week, by kind of file, for everybody or for one provider, from a day on."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from duly.core.record import guards
from duly.payments.evidence.rules import EXPECTED, LATEST_DAYS


@guards.facts("deadline.set")
class Deadline(models.Model):
    """A file of this kind is due `days` after the Sunday of its week, at `minute` of that day. `provider_ref` is "" for everybody."""

    kind = models.CharField(max_length=12)
    provider_ref = models.CharField(max_length=20, blank=True, default="")
    days = models.PositiveSmallIntegerField()
    minute = models.PositiveSmallIntegerField()
    during = DateRangeField()
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="one_deadline_of_a_kind_at_a_time",
                expressions=[("kind", "="), ("provider_ref", "="), ("during", RangeOperators.OVERLAPS)],
                condition=models.Q(superseded_by__isnull=True),
            ),
            models.CheckConstraint(condition=models.Q(kind__in=EXPECTED), name="a_deadline_is_of_an_expected_kind"),
            models.CheckConstraint(
                condition=models.Q(days__gte=1, days__lte=LATEST_DAYS, minute__lte=1439), name="a_deadline_is_within_two_months"
            ),
            models.CheckConstraint(
                condition=models.Q(during__isempty=False, during__startswith__isnull=False), name="a_deadline_begins_on_a_day"
            ),
        ]
