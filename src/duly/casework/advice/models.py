"""Advice, and the cases that rely on it. Who asked, what, and the answer stand in the private words of their events alone (ADR 0053)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from duly.casework.advice.states import WAYS, AdviceState
from duly.core.confidentiality.scoped import Scoped, ScopedPapers
from duly.core.record import guards


@guards.lifecycle("advice")
class Advice(models.Model):
    """One question and its answer. `about` is the case, or the paper, it was asked about: who may not see that does not see this.

    `superseded_by` is the later advice that took its place; it is empty where it was withdrawn and nothing took it.
    """

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=20)
    way = models.CharField(max_length=10)
    about = models.CharField(max_length=20, db_index=True)
    asked_on = models.DateField()
    entered_by = models.CharField(max_length=20)
    asked_in = models.UUIDField()
    answered_on = models.DateField(null=True)
    answered_in = models.UUIDField(null=True)
    withdrawn_on = models.DateField(null=True)
    withdrawn_in = models.UUIDField(null=True)
    superseded_by = models.CharField(max_length=20, blank=True)

    objects = ScopedPapers("about")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in AdviceState]), name="advice_is_in_a_known_state"),
            models.CheckConstraint(
                condition=Q(way__in=list(WAYS)) & ~Q(about="") & ~Q(entered_by=""), name="advice_says_which_way_and_what_about"
            ),
            models.CheckConstraint(
                condition=~Q(state=AdviceState.ANSWERED.value) | Q(answered_on__isnull=False, answered_in__isnull=False),
                name="answered_advice_has_its_answer",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("asked_on")), name="advice_is_answered_after_it_was_asked"
            ),
            models.CheckConstraint(
                condition=Q(state=AdviceState.WITHDRAWN.value, withdrawn_on__isnull=False, withdrawn_in__isnull=False)
                | (~Q(state=AdviceState.WITHDRAWN.value) & Q(withdrawn_on__isnull=True, withdrawn_in__isnull=True, superseded_by="")),
                name="advice_that_was_withdrawn_says_when",
            ),
            models.CheckConstraint(condition=~Q(superseded_by=F("ref")), name="advice_does_not_supersede_itself"),
        ]


@guards.facts("reliance.begun", "reliance.ended", about="case_ref")
class Reliance(models.Model):
    """A case that relies on a piece of advice, until it is said why it no longer does. The database lets it rest on nothing but an answer that stands."""

    advice = models.ForeignKey(Advice, on_delete=models.PROTECT, related_name="reliances")
    case_ref = models.CharField(max_length=20, db_index=True)
    relied_by = models.CharField(max_length=20)
    relied_on = models.DateField()
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    objects = Scoped()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["advice", "case_ref"], condition=Q(superseded_by__isnull=True), name="a_case_relies_on_advice_once"
            ),
            models.CheckConstraint(condition=~Q(case_ref="") & ~Q(relied_by=""), name="reliance_says_which_case_and_who"),
        ]
