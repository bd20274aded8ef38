"""Assessments of risk with their points, what made another due, who looked, who was brought in, and work commissioned. Words stand in their events alone (ADR 0053)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from duly.casework.risk.rules.ladder import RUNGS
from duly.casework.risk.rules.ruleset import MOST_DIMENSIONS
from duly.casework.risk.rules.scoring import LEVELS, MOST
from duly.casework.risk.states import InvolvedState, WorkState
from duly.core.confidentiality.scoped import Scoped
from duly.core.record import guards

_OVER = [s.value for s in (InvolvedState.ANSWERED, InvolvedState.TAKEN_OVER, InvolvedState.WITHDRAWN)]
MOST_POINTS = MOST * MOST_DIMENSIONS


@guards.lines("risk-rules.adopted")
class AdoptedRules(models.Model):
    """One set of rules of risk, as adopted. The highest number begun by a day governs what is done on it; the first are ours and stand in the program."""

    number = models.PositiveIntegerField(unique=True)
    starts = models.DateField()
    content = models.JSONField()
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(number__gte=2), name="the_first_rules_of_risk_are_ours")]


@guards.facts("risk.assessed", "risk.confirmed", about="case_ref")
class Assessment(models.Model):
    """What was at risk on a case as somebody saw it on a day. A new one supersedes it and never overtypes it.

    `told_in` is the event that holds its words: its own, or that of the assessment it confirms.
    """

    case_ref = models.CharField(max_length=20, db_index=True)
    number = models.PositiveIntegerField()
    scale = models.CharField(max_length=20)
    level = models.CharField(max_length=20)
    score = models.PositiveIntegerField()
    owner = models.CharField(max_length=20)
    assessed_by = models.CharField(max_length=20)
    assessed_on = models.DateField()
    assessed_at = models.DateTimeField()
    review_on = models.DateField()
    confirms = models.PositiveIntegerField(null=True)  # null where points were given, not confirmed
    told_in = models.UUIDField()
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    objects = Scoped("case_ref")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case_ref", "number"], name="assessments_of_a_case_are_numbered"),
            models.UniqueConstraint(
                fields=["case_ref"], condition=Q(superseded_by__isnull=True), name="a_case_has_one_assessment_that_stands"
            ),
            models.CheckConstraint(condition=Q(level__in=list(LEVELS)), name="an_assessment_has_a_known_level"),
            models.CheckConstraint(condition=Q(score__lte=MOST_POINTS), name="an_assessment_has_no_more_points_than_there_are"),
            models.CheckConstraint(condition=~Q(owner="") & ~Q(assessed_by=""), name="an_assessment_has_its_owner_and_assessor"),
            models.CheckConstraint(condition=Q(review_on__gt=F("assessed_on")), name="an_assessment_is_reviewed_after_it_was_made"),
            models.CheckConstraint(
                condition=Q(confirms__isnull=True) | Q(confirms__lt=F("number")), name="an_assessment_confirms_an_earlier_one"
            ),
        ]


@guards.lines("risk.assessed", "risk.confirmed")
class Score(models.Model):
    """The points of one dimension of the rules its assessment was made by (sql/of_its_rules.sql), with the paper they rest on where there is one."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="scores")
    dimension = models.CharField(max_length=20)
    points = models.PositiveIntegerField()
    paper = models.CharField(max_length=20, blank=True)
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "dimension"], name="a_dimension_is_scored_once"),
            models.CheckConstraint(condition=Q(points__lte=MOST), name="a_dimension_has_three_points_at_most"),
        ]


@guards.facts("risk.due-again", "risk.assessed", "risk.confirmed", about="case_ref")
class Due(models.Model):
    """The risk of a case must be looked at again, because of one happening. It stands until somebody assesses or confirms."""

    case_ref = models.CharField(max_length=20, db_index=True)
    trigger = models.CharField(max_length=20)
    source = models.CharField(max_length=40)
    raised_on = models.DateField()
    raised_at = models.DateTimeField()
    by_day = models.DateField()
    told_post = models.CharField(max_length=40)
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    objects = Scoped("case_ref")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case_ref", "trigger", "source"], name="one_happening_makes_a_case_due_once"),
            models.CheckConstraint(condition=~Q(source="") & ~Q(told_post=""), name="what_is_due_says_why_and_who_was_told"),
            models.CheckConstraint(condition=Q(by_day__gte=F("raised_on")), name="what_is_due_is_due_after_it_happened"),
        ]


@guards.lines("risk-register.looked-at", about="officer")
class Look(models.Model):
    """Somebody looked at the register: what changed later is new to them."""

    officer = models.CharField(max_length=20, db_index=True)
    at = models.DateTimeField()
    made_by = models.UUIDField()


@guards.lifecycle("involvement")
class Involvement(models.Model):
    """Somebody higher was asked about a case. What is asked and answered stands in the events `told_in` and `answered_in`."""

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=20)
    case_ref = models.CharField(max_length=20, db_index=True)
    rung = models.CharField(max_length=20)
    asked_by = models.CharField(max_length=20)
    asked_of = models.CharField(max_length=20, db_index=True)
    asked_post = models.CharField(max_length=40)
    asked_on = models.DateField()
    acknowledge_by = models.DateField()
    by_day = models.DateField()
    acknowledged_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    told_in = models.UUIDField()
    answered_in = models.UUIDField(null=True)

    objects = Scoped("case_ref")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in InvolvedState]), name="an_involvement_is_in_a_known_state"),
            models.CheckConstraint(condition=Q(rung__in=list(RUNGS)), name="an_involvement_is_of_a_known_rung"),
            models.CheckConstraint(
                condition=~Q(asked_of="") & ~Q(asked_by="") & ~Q(asked_post="") & ~Q(asked_of=F("asked_by")),
                name="nobody_brings_in_themselves",
            ),
            models.CheckConstraint(
                condition=Q(acknowledge_by__gte=F("asked_on"), by_day__gte=F("asked_on")),
                name="an_involvement_is_answered_after_it_was_asked",
            ),
            models.CheckConstraint(
                condition=(Q(state__in=_OVER, ended_on__isnull=False, answered_in__isnull=False))
                | (~Q(state__in=_OVER) & Q(ended_on__isnull=True, answered_in__isnull=True)),
                name="an_involvement_that_is_over_says_how_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=InvolvedState.ACKNOWLEDGED.value) | Q(acknowledged_on__isnull=False),
                name="an_involvement_acknowledged_says_when",
            ),
        ]


@guards.lifecycle("commissioned work")
class Commission(models.Model):
    """A specific piece of work on a case. Its terms stand in the event `told_in`, what came of it in `ended_in`."""

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=20)
    case_ref = models.CharField(max_length=20, db_index=True)
    owner = models.CharField(max_length=20, db_index=True)
    set_by = models.CharField(max_length=20)
    set_on = models.DateField()
    due_on = models.DateField()
    ended_on = models.DateField(null=True)
    told_in = models.UUIDField()
    ended_in = models.UUIDField(null=True)

    objects = Scoped("case_ref")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in WorkState]), name="commissioned_work_is_in_a_known_state"),
            models.CheckConstraint(condition=~Q(owner="") & ~Q(set_by=""), name="commissioned_work_is_somebodys"),
            models.CheckConstraint(condition=Q(due_on__gte=F("set_on")), name="commissioned_work_is_due_after_it_was_set"),
            models.CheckConstraint(
                condition=Q(state=WorkState.OPEN.value, ended_on__isnull=True, ended_in__isnull=True)
                | (~Q(state=WorkState.OPEN.value) & Q(ended_on__isnull=False, ended_in__isnull=False)),
                name="commissioned_work_that_ended_says_how_and_when",
            ),
        ]
