"""Decisions: each one stands as it was made. A later one supersedes it and says so."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from duly.casework.decisions.rules import OUTCOMES
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

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission_ref"], name="a_submission_is_decided_once"),
            models.UniqueConstraint(fields=["case_ref", "kind"], condition=Q(supersedes=""), name="later_decision_says_what_it_supersedes"),
            models.UniqueConstraint(fields=["supersedes"], condition=~Q(supersedes=""), name="a_decision_is_superseded_once"),
            models.CheckConstraint(condition=~Q(rule="") & ~Q(scheme=""), name="decision_names_the_rule_that_allowed_it"),
            models.CheckConstraint(condition=Q(outcome__in=list(OUTCOMES)), name="decision_agrees_or_refuses"),
            models.CheckConstraint(condition=~Q(outcome="refuse") | ~Q(because=""), name="refused_decision_says_why"),
            models.CheckConstraint(condition=Q(version=1), name="decision_is_never_overwritten"),
        ]
