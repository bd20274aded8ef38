"""What contracts let through, whether it was drawn to be looked at, and what whoever looked found."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from duly.core.record import guards
from duly.payments.validation.models.judging import AssessedLine, Judgement

FAIR, NOT_FAIR = "fair", "not fair"
FINDINGS = (FAIR, NOT_FAIR)
"""What whoever looks may say."""


@guards.lines("judgement.made", about="judgement")
class LettingDraw(models.Model):
    """A line and week that was let through, by the judgement that did so first, and that judgement's draw: it stands whatever is judged after."""

    judgement = models.ForeignKey(Judgement, on_delete=models.PROTECT, related_name="+")
    line_ref = models.CharField(max_length=30)
    week = models.DateField()
    seed = models.CharField(max_length=64)
    sampled = models.BooleanField()
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["line_ref", "week"], name="a_line_and_week_is_drawn_once"),
            models.UniqueConstraint(fields=["id", "sampled"], name="a_draw_is_named_with_what_it_drew"),
            models.CheckConstraint(condition=Q(week__iso_week_day=1), name="a_week_let_through_begins_on_a_monday"),
            models.CheckConstraint(condition=~Q(line_ref=""), name="only_a_line_is_let_through"),
            models.CheckConstraint(condition=~Q(seed=""), name="a_draw_has_a_seed"),
        ]


@guards.lines("judgement.made", about="judgement")
class Letting(models.Model):
    """What one judgement let through of a line and week. `clause` is the contract, version and clause that says so; `judged_by` who judged."""

    judgement = models.ForeignKey(Judgement, on_delete=models.PROTECT, related_name="lettings")
    assessed = models.ForeignKey(AssessedLine, on_delete=models.PROTECT, related_name="+")
    draw = models.ForeignKey(LettingDraw, on_delete=models.PROTECT, related_name="lettings")
    minutes = models.PositiveIntegerField()
    pence = models.PositiveIntegerField()
    clause = models.TextField()
    judged_by = models.CharField(max_length=20)
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessed"], name="a_line_week_is_let_through_once_in_a_judgement"),
            models.UniqueConstraint(fields=["judgement", "draw"], name="a_draw_is_let_through_once_in_a_judgement"),
            models.UniqueConstraint(fields=["id", "draw", "judged_by"], name="a_letting_is_named_with_its_draw_and_judge"),
            models.CheckConstraint(condition=Q(minutes__gt=0, pence__gt=0), name="a_letting_is_of_minutes_and_pence"),
        ]


@guards.lines("letting.looked_at", about="line_week")
class LettingLookedAt(models.Model):
    """What somebody found of a sampled letting: once, and not whoever judged it. Why is private, and in the record alone.

    `line_week` is what the event is about: "L-30001/2026-11-02". That `sampled` and `judged_by` are the draw's and the letting's own is held in SQL.
    """

    draw = models.ForeignKey(LettingDraw, on_delete=models.PROTECT, related_name="looked_at")
    letting = models.ForeignKey(Letting, on_delete=models.PROTECT, related_name="+")
    line_week = models.CharField(max_length=42)
    sampled = models.BooleanField()
    judged_by = models.CharField(max_length=20)
    finding = models.CharField(max_length=8)
    looked_by = models.CharField(max_length=20)
    looked_at = models.DateTimeField()
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draw"], name="a_letting_is_looked_at_once"),
            models.CheckConstraint(condition=Q(sampled=True), name="only_a_sampled_letting_is_looked_at"),
            models.CheckConstraint(condition=Q(finding__in=FINDINGS), name="a_letting_is_fair_or_not"),
            models.CheckConstraint(condition=~Q(looked_by=""), name="a_letting_is_looked_at_by_somebody"),
            models.CheckConstraint(condition=~Q(looked_by=F("judged_by")), name="nobody_looks_at_what_they_judged"),
        ]
