"""Visits: one carer's attendance, as a provider's system logged it."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F

from duly.core.record import guards
from duly.payments.evidence.rules import BACKWARDS, CANCELLED, DELIVERED, NO_END, OUTCOMES, REASONS, SOURCES
from duly.primitives.naming import PERSON_CHECKS


@guards.facts("import.accepted", "import.undone")
class Visit(models.Model):
    """One carer's attendance, or one that did not happen (`outcome`), as told. `on`, `starts_minute` and `minutes` are what judging reads.

    They are the local date and time of the start, and minutes elapsed: 0 where `times` says that these cannot be told, or where no end was
    told of a visit that did not happen. `notice_minutes` of a cancelled visit is from being told until its start; -1 where nobody wrote down when.
    """

    visit_ref = models.CharField(max_length=40)
    provider_ref = models.CharField(max_length=20)
    person_ref = models.CharField(max_length=30)
    service = models.CharField(max_length=40)
    carer_ref = models.CharField(max_length=40)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    on = models.DateField()
    starts_minute = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=12, default="delivered")
    source = models.CharField(max_length=8, blank=True, default="")
    cancelled_at = models.DateTimeField(null=True)
    notice_minutes = models.IntegerField(default=-1)
    reason = models.CharField(max_length=10, blank=True, default="")
    times = models.CharField(max_length=24, default="ok")
    person_check = models.CharField(max_length=14, blank=True, default="")
    import_ref = models.CharField(max_length=40)
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["on"], name="visits_by_date"),
            models.Index(fields=["import_ref"], name="visits_by_import"),
            models.Index(fields=["superseded_by"], condition=models.Q(superseded_by__isnull=False), name="visits_superseded"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["provider_ref", "visit_ref"], condition=models.Q(superseded_by__isnull=True), name="a_visit_is_taken_in_once"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__isnull=True)
                | models.Q(times=BACKWARDS, ends_at__lte=F("starts_at"))
                | models.Q(~models.Q(times=BACKWARDS), ends_at__gte=F("starts_at")),
                name="a_visit_ends_after_it_starts_or_says_so",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__isnull=True) | models.Q(ends_at__lte=F("starts_at") + timedelta(hours=24)),
                name="a_visit_lasts_at_most_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__isnull=False, times__in=("ok", BACKWARDS))
                | models.Q(ends_at__isnull=True, times=NO_END)
                | models.Q(~models.Q(outcome=DELIVERED), ends_at__isnull=True, times="ok"),
                name="a_visit_without_an_end_says_so",
            ),
            models.CheckConstraint(condition=models.Q(starts_minute__lte=1439), name="a_visit_starts_within_its_day"),
            models.CheckConstraint(
                condition=models.Q(outcome=DELIVERED, times="ok", minutes__gte=1, minutes__lte=1440)
                | models.Q(~models.Q(outcome=DELIVERED), times="ok", minutes__lte=1440)
                | models.Q(~models.Q(times="ok"), minutes=0),
                name="a_delivered_visit_is_1_to_1440_minutes",
            ),
            models.CheckConstraint(condition=models.Q(outcome__in=OUTCOMES), name="a_visit_has_one_of_four_outcomes"),
            models.CheckConstraint(condition=models.Q(source__in=("", *SOURCES)), name="a_visit_is_logged_in_a_known_way"),
            models.CheckConstraint(condition=models.Q(person_check__in=PERSON_CHECKS), name="a_visits_person_is_known_or_said_not_to_be"),
            models.CheckConstraint(
                condition=models.Q(cancelled_at__isnull=True, notice_minutes=-1)
                | models.Q(outcome=CANCELLED, cancelled_at__isnull=False, notice_minutes__gte=0),
                name="notice_is_of_a_cancelled_visit",
            ),
            models.CheckConstraint(
                condition=models.Q(reason="") | models.Q(outcome=CANCELLED, reason__in=REASONS),
                name="a_reason_is_of_a_cancelled_visit",
            ),
        ]
