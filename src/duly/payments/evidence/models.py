"""Visits: one carer's attendance, as a provider's system logged it."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F

from duly.core.record import guards


@guards.lines("import.accepted")
class Visit(models.Model):
    """One carer's attendance. `on`, `starts_minute` and `minutes` are what judging reads: the local date and time of the start, and minutes elapsed."""

    visit_ref = models.CharField(max_length=40)
    provider_ref = models.CharField(max_length=20)
    person_ref = models.CharField(max_length=30)
    service = models.CharField(max_length=40)
    carer_ref = models.CharField(max_length=40)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    on = models.DateField()
    starts_minute = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    import_ref = models.CharField(max_length=40)
    made_by = models.UUIDField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["on"], name="visits_by_date")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["provider_ref", "visit_ref"], name="a_visit_is_taken_in_once"),
            models.CheckConstraint(condition=models.Q(ends_at__gt=F("starts_at")), name="a_visit_ends_after_it_starts"),
            models.CheckConstraint(
                condition=models.Q(ends_at__lte=F("starts_at") + timedelta(hours=24)), name="a_visit_lasts_at_most_a_day"
            ),
            models.CheckConstraint(condition=models.Q(starts_minute__lte=1439), name="a_visit_starts_within_its_day"),
            models.CheckConstraint(condition=models.Q(minutes__gte=1, minutes__lte=1440), name="a_visit_is_1_to_1440_minutes"),
        ]
