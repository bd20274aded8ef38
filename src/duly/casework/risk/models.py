"""Assessments of risk with their points, what made another due, and who looked at the register. Words stand in their events alone (ADR 0053)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from duly.casework.risk.rules.scoring import CODES, LEVELS, MOST
from duly.casework.risk.rules.triggers import BY_CODE
from duly.core.confidentiality.scoped import Scoped
from duly.core.record import guards

MOST_POINTS = MOST * len(CODES)


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
    """The points of one dimension, with the paper they rest on where there is one."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="scores")
    dimension = models.CharField(max_length=20)
    points = models.PositiveIntegerField()
    paper = models.CharField(max_length=20, blank=True)
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "dimension"], name="a_dimension_is_scored_once"),
            models.CheckConstraint(condition=Q(dimension__in=list(CODES)), name="a_score_is_of_a_known_dimension"),
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
            models.CheckConstraint(condition=Q(trigger__in=list(BY_CODE)), name="a_case_is_due_for_a_known_happening"),
            models.CheckConstraint(condition=~Q(source="") & ~Q(told_post=""), name="what_is_due_says_why_and_who_was_told"),
            models.CheckConstraint(condition=Q(by_day__gte=F("raised_on")), name="what_is_due_is_due_after_it_happened"),
        ]


@guards.lines("risk-register.looked-at", about="officer")
class Look(models.Model):
    """Somebody looked at the register: what changed later is new to them."""

    officer = models.CharField(max_length=20, db_index=True)
    at = models.DateTimeField()
    made_by = models.UUIDField()
