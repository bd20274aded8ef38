"""Scales adopted, findings on issues, and recommendations. Reasons and actions stand in the words of the events that made them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from duly.casework.adjudication.states import KINDS, RecommendationState
from duly.core.confidentiality.scoped import Scoped
from duly.core.record import guards


@guards.lines("severity-scale.adopted")
class SeverityScale(models.Model):
    """One version of the scale, as adopted: `bands` hold pence. The highest number in force on a day governs what is found on it."""

    number = models.PositiveIntegerField(unique=True)
    starts = models.DateField()
    bands = models.JSONField()
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=Q(number__gte=1), name="an_adopted_scale_has_a_number")]


@guards.facts("adjudication.found", about="issue_ref")
class Finding(models.Model):
    """What was found on an issue. A later finding supersedes an earlier one, and neither is overtyped. Amounts in pence."""

    issue_ref = models.CharField(max_length=20)
    case_ref = models.CharField(max_length=20, db_index=True)
    fault = models.BooleanField()
    injustice = models.BooleanField()
    level = models.PositiveIntegerField()
    remedy_pence = models.BigIntegerField()
    loss_pence = models.BigIntegerField()
    outside = models.BooleanField()
    scale = models.PositiveIntegerField()
    evidence = models.JSONField()
    found_on = models.DateField()
    found_by = models.CharField(max_length=20)
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    objects = Scoped()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issue_ref"], condition=Q(superseded_by__isnull=True), name="one_finding_on_an_issue_stands"),
            models.CheckConstraint(condition=Q(fault=True) | Q(injustice=False), name="injustice_comes_of_fault"),
            models.CheckConstraint(
                condition=Q(injustice=True, level__gte=1) | Q(injustice=False, level=0), name="injustice_and_nothing_else_has_a_level"
            ),
            models.CheckConstraint(
                condition=Q(injustice=True, remedy_pence__gte=0, loss_pence__gte=0) | Q(injustice=False, remedy_pence=0, loss_pence=0),
                name="a_remedy_is_for_injustice_and_never_negative",
            ),
        ]


@guards.lifecycle("recommendation")
class Recommendation(models.Model):
    """Something a body, or our own service (`ours`), is to do by a day. `amount_pence` is of a payment, and 0 of anything else."""

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=10)
    case_ref = models.CharField(max_length=20, db_index=True)
    issue_ref = models.CharField(max_length=20)
    kind = models.CharField(max_length=10)
    ours = models.BooleanField()
    amount_pence = models.BigIntegerField()
    due = models.DateField()
    made_on = models.DateField()
    told_by = models.UUIDField()

    objects = Scoped()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in RecommendationState]), name="a_recommendation_is_in_a_known_state"
            ),
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="a_recommendation_is_of_a_known_kind"),
            models.CheckConstraint(
                condition=Q(kind="payment", amount_pence__gt=0) | (~Q(kind="payment") & Q(amount_pence=0)),
                name="a_payment_and_nothing_else_has_an_amount",
            ),
            models.CheckConstraint(condition=Q(due__gt=models.F("made_on")), name="a_recommendation_is_due_after_it_is_made"),
        ]
