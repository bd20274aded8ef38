"""People, package lines, and the dated facts about them: in force, calls planned, settled before Duly.

`import_ref` is the import that a row came in, empty for what somebody decided.
"""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from duly.core.record import guards
from duly.payments.packages.rules import COLLECTED_BY, FUNDING_KINDS, KINDS

CURRENT = models.Q(superseded_by__isnull=True)
BEGINS_ON_A_DAY = models.Q(during__isempty=False, during__startswith__isnull=False)


@guards.facts("import.accepted", "import.undone", "person.added", "person.renamed")
class Person(models.Model):
    """Somebody who is cared for. The name is private: it is kept here and in no event that is sealed."""

    ref = models.CharField(max_length=30)
    name = models.CharField(max_length=120)
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)
    import_ref = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ref"], condition=CURRENT, name="a_person_is_entered_once"),
        ]

    def __str__(self) -> str:
        return self.ref


@guards.facts("import.accepted", "import.undone", "package.commissioned", "package.proposed")
class PackageLine(models.Model):
    """This person, from this provider, this service, under this contract. Never another: a wrong one is undone with the import that told it."""

    line_ref = models.CharField(max_length=30)
    person_ref = models.CharField(max_length=30)
    provider_ref = models.CharField(max_length=20)
    service = models.CharField(max_length=40)
    contract_ref = models.CharField(max_length=20)
    zone = models.CharField(max_length=40, default="")
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)
    import_ref = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["line_ref"], condition=CURRENT, name="a_line_reference_is_used_once"),
            models.UniqueConstraint(
                fields=["person_ref", "provider_ref", "service"], condition=CURRENT, name="one_line_for_a_person_provider_and_service"
            ),
        ]

    def __str__(self) -> str:
        return self.line_ref


@guards.facts("import.accepted", "import.undone", "package.commissioned", "package.ended", "package.proposed", "package.approved")
class Commission(models.Model):
    """Dates on which a line is in force, as known. One put forward is not `approved` until somebody else approves it."""

    line = models.ForeignKey(PackageLine, on_delete=models.PROTECT, related_name="commissions")
    during = DateRangeField()
    approved = models.BooleanField(default=True)
    proposed_by = models.CharField(max_length=20, default="")
    approved_by = models.CharField(max_length=20, default="")
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)
    import_ref = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="a_line_is_commissioned_once_on_a_day",
                expressions=[("line", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=CURRENT,
            ),
            models.CheckConstraint(condition=BEGINS_ON_A_DAY, name="a_commission_begins_on_a_day"),
            models.CheckConstraint(
                condition=models.Q(approved_by="") | ~models.Q(approved_by=models.F("proposed_by")),
                name="nobody_approves_the_commission_they_put_forward",
            ),
            models.CheckConstraint(
                condition=models.Q(approved=True) | models.Q(approved_by=""), name="a_commission_that_somebody_approved_is_approved"
            ),
        ]


@guards.facts("import.accepted", "import.undone", "package.call_planned", "package.call_ended")
class CallPattern(models.Model):
    """A call that comes round every week. Weekday 0 is Monday; `starts_minute` counts from local midnight.

    `nth` is 1, unless several calls of a line begin at the same minute.
    """

    line = models.ForeignKey(PackageLine, on_delete=models.PROTECT, related_name="patterns")
    weekday = models.PositiveSmallIntegerField()
    starts_minute = models.PositiveSmallIntegerField()
    nth = models.PositiveSmallIntegerField(default=1)
    minutes = models.PositiveSmallIntegerField()
    carers = models.PositiveSmallIntegerField()
    during = DateRangeField()
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)
    import_ref = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="a_call_is_planned_once_at_its_time",
                expressions=[
                    ("line", RangeOperators.EQUAL),
                    ("weekday", RangeOperators.EQUAL),
                    ("starts_minute", RangeOperators.EQUAL),
                    ("nth", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=CURRENT,
            ),
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="a_weekday_is_0_to_6"),
            models.CheckConstraint(condition=models.Q(starts_minute__lte=1439), name="a_call_starts_within_its_day"),
            models.CheckConstraint(condition=models.Q(minutes__gte=1, minutes__lte=1440), name="a_call_lasts_1_to_1440_minutes"),
            models.CheckConstraint(condition=models.Q(carers__in=[1, 2]), name="a_call_needs_one_or_two_carers"),
            models.CheckConstraint(condition=models.Q(nth__gte=1), name="calls_at_one_time_are_counted_from_1"),
            models.CheckConstraint(condition=BEGINS_ON_A_DAY, name="a_pattern_begins_on_a_day"),
        ]


@guards.facts("import.accepted", "import.undone", "opening.signed")
class Opening(models.Model):
    """A signed opening position: service of a line before `paid_to` was settled before Duly."""

    line = models.ForeignKey(PackageLine, on_delete=models.PROTECT, related_name="openings")
    paid_to = models.DateField()
    signed_by = models.CharField(max_length=20)
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)
    import_ref = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["line"], condition=CURRENT, name="one_opening_position_for_each_line"),
            models.CheckConstraint(condition=models.Q(paid_to__iso_week_day=1), name="settled_up_to_a_monday"),
            models.CheckConstraint(condition=~models.Q(signed_by=""), name="an_opening_position_is_signed"),
        ]


@guards.facts("import.accepted", "import.undone", "person.died", "person.death_withdrawn")
class Death(models.Model):
    """The day somebody died, as known. Learning of another day, or that it was a mistake, supersedes it."""

    person_ref = models.CharField(max_length=30)
    on = models.DateField()
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)
    import_ref = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person_ref"], condition=CURRENT, name="a_person_dies_once"),
        ]


@guards.facts("import.accepted", "import.undone", "interruption.told", "interruption.corrected", "interruption.withdrawn")
class Interruption(models.Model):
    """Dates on which somebody's care is interrupted, as known, and the day the office was told. No upper end while it lasts."""

    person_ref = models.CharField(max_length=30)
    kind = models.CharField(max_length=10)
    during = DateRangeField()
    told_on = models.DateField()
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)
    import_ref = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="care_is_interrupted_once_in_one_way_on_a_day",
                expressions=[
                    ("person_ref", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=CURRENT,
            ),
            models.CheckConstraint(condition=models.Q(kind__in=KINDS), name="an_interruption_is_of_a_known_kind"),
            models.CheckConstraint(condition=BEGINS_ON_A_DAY, name="an_interruption_begins_on_a_day"),
        ]


@guards.facts("import.accepted", "import.undone")
class Funding(models.Model):
    """What somebody else pays towards a week of a person's care home, between dates."""

    person_ref = models.CharField(max_length=30)
    kind = models.CharField(max_length=12)
    weekly_pence = models.PositiveIntegerField()
    collected_by = models.CharField(max_length=8)
    during = DateRangeField()
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)
    import_ref = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="one_funding_of_a_kind_on_a_day",
                expressions=[
                    ("person_ref", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=CURRENT,
            ),
            models.CheckConstraint(condition=models.Q(kind__in=FUNDING_KINDS), name="a_funding_is_of_a_known_kind"),
            models.CheckConstraint(condition=models.Q(collected_by__in=COLLECTED_BY), name="a_funding_is_collected_by_somebody_known"),
            models.CheckConstraint(condition=BEGINS_ON_A_DAY, name="a_funding_begins_on_a_day"),
        ]
