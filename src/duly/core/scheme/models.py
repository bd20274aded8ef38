"""Instruments of delegation and their rules; and what bears on one person: authority suspended, stand-ins, interests declared."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from duly.core.record import guards


@guards.lifecycle("scheme")
class Instrument(models.Model):
    """One adopted version of one office's scheme, in force between two dates."""

    ref = models.CharField(max_length=40, unique=True)
    version = models.PositiveIntegerField()
    office = models.CharField(max_length=120)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    during = DateRangeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "number"], name="one_instrument_of_a_number_in_an_office"),
            ExclusionConstraint(
                name="one_scheme_in_force_in_an_office_at_a_time",
                expressions=[("office", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
            ),
        ]


@guards.lines("scheme.adopted", about="instrument")
class Rule(models.Model):
    """One row of the table: this post may use this power when all conditions hold.

    `conditions` is a list of [fact, operator, value]; the words allowed are the power's own, checked when the instrument is adopted.
    """

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="rules")
    position = models.PositiveIntegerField()
    number = models.CharField(max_length=12)
    power = models.CharField(max_length=60)
    post = models.CharField(max_length=40)
    conditions = models.JSONField(default=list)
    clause = models.TextField()
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["instrument", "number"], name="one_rule_of_a_number_in_an_instrument")]


@guards.facts("authority.suspended", "authority.let-back", "authority.restored", about="officer_ref")
class Suspension(models.Model):
    """One person may not use one power, but for what has been given back: `let_back` is a list of lists of [fact, operator, value]."""

    officer_ref = models.CharField(max_length=40)
    power = models.CharField(max_length=60)
    during = DateRangeField()
    let_back = models.JSONField(default=list)
    because = models.TextField()
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="one_suspension_of_a_power_at_a_time_for_one_person",
                expressions=[("officer_ref", RangeOperators.EQUAL), ("power", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=models.Q(superseded_by__isnull=True),
            ),
            models.CheckConstraint(name="suspension_says_why", condition=~models.Q(because="")),
        ]


@guards.facts("stand-in.named", "stand-in.ended", about="post")
class StandIn(models.Model):
    """Who uses a post's authority on days when everybody who holds the post is away."""

    post = models.CharField(max_length=40)
    officer_ref = models.CharField(max_length=40)
    during = DateRangeField()
    because = models.TextField()
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="one_stand_in_for_a_post_at_a_time",
                expressions=[("post", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=models.Q(superseded_by__isnull=True),
            ),
            models.CheckConstraint(name="stand_in_says_why", condition=~models.Q(because="")),
        ]


@guards.facts("interest.declared", "interest.withdrawn", about="officer_ref")
class Interest(models.Model):
    """Somebody or something a person has an interest in: a party or body by name, or a case by reference."""

    officer_ref = models.CharField(max_length=40)
    about = models.CharField(max_length=200)
    during = DateRangeField()
    because = models.TextField()
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="one_interest_in_a_thing_at_a_time_for_one_person",
                expressions=[("officer_ref", RangeOperators.EQUAL), ("about", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=models.Q(superseded_by__isnull=True),
            ),
            models.CheckConstraint(name="interest_says_in_what_and_why", condition=~models.Q(about="") & ~models.Q(because="")),
        ]


@guards.lifecycle("proposed scheme")
class Proposal(models.Model):
    """A scheme somebody would have adopted: `rules` as an instrument keeps them. Nothing is ruled by it until it is adopted."""

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=12)
    office = models.CharField(max_length=120)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    starts = models.DateField()
    rules = models.JSONField()
    proposed_by = models.CharField(max_length=40)
    proposed_on = models.DateField()
    settled_by = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="proposed_scheme_is_in_a_known_state",
                condition=models.Q(state="proposed", settled_by="")
                | (models.Q(state__in=["adopted", "withdrawn"]) & ~models.Q(settled_by="")),
            ),
            models.CheckConstraint(
                name="nobody_adopts_a_scheme_they_proposed",
                condition=~models.Q(state="adopted") | ~models.Q(settled_by=models.F("proposed_by")),
            ),
        ]
