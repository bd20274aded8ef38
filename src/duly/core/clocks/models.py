"""Rules adopted, clocks, what happened to each, and the dates that were reckoned from that."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from duly.core.clocks.states import ClockState
from duly.core.record import guards

VERBS = ("started", "stopped", "restarted", "extended", "met", "ended")
TAKEN_BACK = "taken back"


@guards.lines("clock-rules.adopted")
class ClockRule(models.Model):
    """One version of one rule, as adopted: `content` holds the fields of `deadlines.Rule`. The highest number in force on a day governs what begins on it."""

    code = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    starts = models.DateField()
    content = models.JSONField()
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "number"], name="one_version_of_a_clocks_rule_has_a_number"),
            models.CheckConstraint(condition=Q(number__gte=1) & ~Q(code=""), name="a_clocks_rule_has_a_code_and_a_number"),
        ]


@guards.lifecycle("clock")
class Clock(models.Model):
    """One clock on one thing, named by its kind and reference. Its date is not here: it is reckoned (`ClockDue`)."""

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in ClockState])
    kind = models.CharField(max_length=30)
    about = models.CharField(max_length=60)
    rule_code = models.CharField(max_length=40)
    began = models.DateField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["kind", "about"], name="clocks_of_a_thing")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in ClockState]), name="a_clock_is_in_a_known_state"),
            models.CheckConstraint(condition=~Q(kind="") & ~Q(about="") & ~Q(rule_code=""), name="a_clock_says_on_what_and_by_which_rule"),
        ]


@guards.lines(
    *("clock.started", "clock.stopped", "clock.restarted", "clock.extended", "clock.extension-noted", "clock.met", "clock.missed"),
    *("clock.ended", "clock.taken-back", "clock.put-right"),
    about="clock",
)
class ClockStep(models.Model):
    """One thing that happened to a clock on a day. `added` is of an extension, in the rule's unit. Why is in the record.

    A step by mistake stays, and another line takes it back: `of` names it. One noted again on the right day stands where the first did (`stands_for`).
    """

    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="steps")
    verb = models.CharField(max_length=10)
    on = models.DateField()
    added = models.PositiveIntegerField(default=0)
    of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="takings")
    stands_for = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(verb__in=[*VERBS, TAKEN_BACK]), name="a_clocks_step_is_a_known_one"),
            models.CheckConstraint(
                condition=Q(verb=TAKEN_BACK, of__isnull=False, stands_for__isnull=True) | (~Q(verb=TAKEN_BACK) & Q(of__isnull=True)),
                name="what_takes_a_clocks_step_back_says_which",
            ),
            models.UniqueConstraint(fields=["of"], name="a_clocks_step_is_taken_back_once"),
            models.CheckConstraint(
                condition=Q(verb="extended", added__gt=0) | (~Q(verb="extended") & Q(added=0)), name="only_an_extension_adds_time"
            ),
        ]


@guards.facts(
    "clock.started",
    "clock.stopped",
    "clock.restarted",
    "clock.extended",
    "clock.extension-noted",
    "clock.met",
    "clock.missed",
    "clock.ended",
    "clock.taken-back",
    "clock.put-right",
    "clocks.redated",
    "clock-rules.adopted",
)
class ClockDue(models.Model):
    """When a clock is due, as reckoned under a version of its rule by the bank holidays known at a version of the calendar; no date while it stands still.

    `moved_from` and `cause` are of a date that moved without anybody's having touched the clock.
    """

    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="dues")
    due = models.DateField(null=True)  # null while the clock stands still
    rule_number = models.PositiveIntegerField()
    calendar = models.PositiveIntegerField()
    moved_from = models.DateField(null=True)  # null where a step of the clock itself gave the date
    cause = models.CharField(max_length=300, blank=True)
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["due"], condition=Q(superseded_by__isnull=True), name="clocks_by_due"),
            models.Index(fields=["made_by"], condition=Q(moved_from__isnull=False), name="clocks_that_moved"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["clock"], condition=Q(superseded_by__isnull=True), name="a_clock_has_one_date_at_a_time"),
            models.CheckConstraint(
                condition=Q(moved_from__isnull=True, cause="") | (~Q(moved_from=F("due")) & ~Q(cause="") & Q(due__isnull=False)),
                name="a_date_that_moved_says_from_where_and_why",
            ),
        ]
