"""Decisions: each one stands as it was made. A later one supersedes it and says so; what else came of it, and its code corrected, are facts beside it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from duly.casework.decisions.rules import CODES, NO_OUTCOME, OUTCOMES, PARTLY, SINCE, UPHELD
from duly.core.confidentiality.scoped import Scoped
from duly.core.record import guards


@guards.lifecycle("decision")
class Decision(models.Model):
    """What somebody with authority decided on exactly the text they saw. `supersedes` names the earlier decision, if any."""

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    submission_ref = models.CharField(max_length=20)
    case_ref = models.CharField(max_length=20, db_index=True)
    kind = models.CharField(max_length=20)
    outcome = models.CharField(max_length=10)
    code = models.CharField(max_length=20, blank=True)  # empty of those made before whoever signs said it
    because = models.TextField(blank=True)
    remedy_pence = models.BigIntegerField()
    seen_sha256 = models.CharField(max_length=64)
    signed_by = models.CharField(max_length=40)
    signed_as = models.CharField(max_length=40)
    on_behalf = models.CharField(max_length=120, blank=True)
    signed_on = models.DateField()
    rule = models.CharField(max_length=12)
    scheme = models.CharField(max_length=40)
    supersedes = models.CharField(max_length=20, blank=True)

    objects = Scoped()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission_ref"], name="a_submission_is_decided_once"),
            models.UniqueConstraint(fields=["case_ref", "kind"], condition=Q(supersedes=""), name="later_decision_says_what_it_supersedes"),
            models.UniqueConstraint(fields=["supersedes"], condition=~Q(supersedes=""), name="a_decision_is_superseded_once"),
            models.CheckConstraint(condition=~Q(rule="") & ~Q(scheme=""), name="decision_names_the_rule_that_allowed_it"),
            models.CheckConstraint(condition=Q(outcome__in=list(OUTCOMES)), name="decision_agrees_or_refuses"),
            models.CheckConstraint(condition=Q(code__in=["", *CODES]), name="a_decision_counts_as_a_known_outcome"),
            models.CheckConstraint(
                condition=~Q(outcome="agree", remedy_pence__gt=0) | Q(code__in=["", UPHELD, PARTLY, NO_OUTCOME]),
                name="a_remedy_is_of_a_complaint_upheld",
            ),
            models.CheckConstraint(condition=~Q(outcome="refuse") | ~Q(because=""), name="refused_decision_says_why"),
            models.CheckConstraint(condition=Q(version=1), name="decision_is_never_overwritten"),
        ]


@guards.lines("decision.withdrawn", "decision.confirmed", about="decision")
class Since(models.Model):
    """What came of a decision after it was made: withdrawn, or confirmed on being looked at again. The decision itself stays as it was made.

    Two days on each: `true_from`, from when it is so, and `known_on`, when we said so. `review_ref` is the review it followed from, where one did.
    """

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="since")
    kind = models.CharField(max_length=10)
    true_from = models.DateField()
    known_on = models.DateField()
    because = models.TextField()
    review_ref = models.CharField(max_length=20, blank=True)
    said_by = models.CharField(max_length=40)
    rule = models.CharField(max_length=12)
    scheme = models.CharField(max_length=40)
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision"], condition=Q(kind="withdrawn"), name="a_decision_is_withdrawn_once"),
            models.CheckConstraint(condition=Q(kind__in=SINCE), name="what_came_of_a_decision_is_of_a_known_kind"),
            models.CheckConstraint(condition=~Q(because="") & ~Q(rule=""), name="what_came_of_a_decision_says_why_and_by_which_rule"),
            models.CheckConstraint(condition=Q(true_from__lte=F("known_on")), name="what_came_of_a_decision_is_not_foretold"),
        ]


@guards.facts("decision.code-corrected", about="decision")
class Code(models.Model):
    """A decision's coded outcome, corrected: a new fact with its reason, from which figures are told again. What was published is told as it was known."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="codes")
    was = models.CharField(max_length=20)
    code = models.CharField(max_length=20)
    known_on = models.DateField()
    because = models.TextField()
    review_ref = models.CharField(max_length=20, blank=True)
    said_by = models.CharField(max_length=40)
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision"], condition=Q(superseded_by__isnull=True), name="a_decision_has_one_code_at_a_time"),
            models.CheckConstraint(condition=Q(code__in=list(CODES)) & Q(was__in=list(CODES)), name="a_corrected_code_is_a_known_one"),
            models.CheckConstraint(condition=~Q(code=F("was")) & ~Q(because=""), name="a_corrected_code_differs_and_says_why"),
        ]
