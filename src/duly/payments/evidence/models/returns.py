"""What care homes and day centres return: who stayed and who was away, and who came to which session."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from duly.core.record import guards
from duly.payments.evidence.rules import ABSENCES, SESSIONS, STATUSES
from duly.primitives.naming import PERSON_CHECKS

CURRENT = models.Q(superseded_by__isnull=True)
BEGINS_ON_A_DAY = models.Q(during__isempty=False, during__startswith__isnull=False)
_ONE_OF_A_PERSON: list = [("provider_ref", "="), ("person_ref", "="), ("service", "="), ("during", RangeOperators.OVERLAPS)]


@guards.facts("import.accepted", "import.undone")
class Stay(models.Model):
    """The nights of a person in a home, under the provider's own reference: from admission until discharge, exclusive."""

    stay_ref = models.CharField(max_length=40)
    provider_ref = models.CharField(max_length=20)
    person_ref = models.CharField(max_length=30)
    service = models.CharField(max_length=40)
    during = DateRangeField()
    person_check = models.CharField(max_length=14, blank=True, default="")
    import_ref = models.CharField(max_length=40)
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["import_ref"], name="stays_by_import")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["provider_ref", "stay_ref"], condition=CURRENT, name="a_stay_is_known_once"),
            ExclusionConstraint(name="one_stay_of_a_person_at_a_time", expressions=_ONE_OF_A_PERSON, condition=CURRENT),
            models.CheckConstraint(condition=BEGINS_ON_A_DAY, name="a_stay_begins_on_a_day"),
            models.CheckConstraint(condition=models.Q(person_check__in=PERSON_CHECKS), name="a_stays_person_is_known_or_said_not_to_be"),
        ]


@guards.facts("import.accepted", "import.undone")
class Absence(models.Model):
    """The nights a person who has a place in a home was away from it, and why."""

    provider_ref = models.CharField(max_length=20)
    person_ref = models.CharField(max_length=30)
    service = models.CharField(max_length=40)
    during = DateRangeField()
    kind = models.CharField(max_length=10)
    import_ref = models.CharField(max_length=40)
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["import_ref"], name="absences_by_import")]
        constraints: ClassVar = [
            ExclusionConstraint(name="one_absence_of_a_person_at_a_time", expressions=_ONE_OF_A_PERSON, condition=CURRENT),
            models.CheckConstraint(condition=BEGINS_ON_A_DAY, name="an_absence_begins_on_a_day"),
            models.CheckConstraint(condition=models.Q(kind__in=ABSENCES), name="an_absence_is_of_a_known_kind"),
        ]


@guards.facts("import.accepted", "import.undone")
class OccupancyReturn(models.Model):
    """That a provider returned who stayed with it in a period, whoever that was: nobody, too, is an answer."""

    provider_ref = models.CharField(max_length=20)
    during = DateRangeField()
    import_ref = models.CharField(max_length=40)
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["provider_ref", "import_ref"], name="returns_by_provider")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["provider_ref", "during", "import_ref"], condition=CURRENT, name="a_return_is_made_once_in_a_file"
            ),
            models.CheckConstraint(
                condition=BEGINS_ON_A_DAY & models.Q(during__endswith__isnull=False), name="a_return_is_for_a_period_with_an_end"
            ),
        ]


@guards.facts("import.accepted", "import.undone")
class Attendance(models.Model):
    """Whether a person came to one session of one day."""

    provider_ref = models.CharField(max_length=20)
    person_ref = models.CharField(max_length=30)
    service = models.CharField(max_length=40)
    on = models.DateField()
    session = models.CharField(max_length=10)
    status = models.CharField(max_length=10)
    person_check = models.CharField(max_length=14, blank=True, default="")
    import_ref = models.CharField(max_length=40)
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["on"], name="attendance_by_date"),
            models.Index(fields=["import_ref"], name="attendance_by_import"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["provider_ref", "person_ref", "service", "on", "session"], condition=CURRENT, name="a_session_is_attended_once"
            ),
            models.CheckConstraint(condition=models.Q(session__in=SESSIONS), name="a_session_is_a_known_part_of_a_day"),
            models.CheckConstraint(condition=models.Q(status__in=STATUSES), name="attendance_is_one_of_four"),
            models.CheckConstraint(
                condition=models.Q(person_check__in=PERSON_CHECKS), name="an_attenders_person_is_known_or_said_not_to_be"
            ),
        ]
