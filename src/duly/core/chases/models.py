"""Ladders adopted, what is chased, and the steps that were sent. Who is asked, and for what, stands in the words of the event that `told_by` names."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from duly.core.chases.states import ChaseState
from duly.core.record import guards


@guards.lines("chase-ladder.adopted")
class ChaseLadder(models.Model):
    """One version of one ladder, as adopted: `content` holds its title and rungs. The highest number in force on a day governs what begins on it."""

    code = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    starts = models.DateField()
    content = models.JSONField()
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "number"], name="one_version_of_a_ladder_has_a_number"),
            models.CheckConstraint(condition=Q(number__gte=1) & ~Q(code=""), name="a_ladder_has_a_code_and_a_number"),
        ]


@guards.lifecycle("chase")
class Chase(models.Model):
    """Something that is chased, named by its kind and reference. `sent_version` and `over_version` are the versions at which it was last sent, and ended."""

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=10)
    kind = models.CharField(max_length=30)
    about = models.CharField(max_length=60, db_index=True)
    ladder = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    due = models.DateField()
    owner = models.CharField(max_length=20, db_index=True)
    told_by = models.UUIDField()
    sent_version = models.PositiveIntegerField(default=0)
    over_version = models.PositiveIntegerField(null=True)
    over_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in ChaseState]), name="a_chase_is_in_a_known_state"),
            models.CheckConstraint(condition=~Q(kind="") & ~Q(about="") & ~Q(owner=""), name="a_chase_says_of_what_and_whose"),
            models.CheckConstraint(
                condition=Q(state="running", over_version__isnull=True, over_on__isnull=True)
                | (~Q(state="running") & Q(over_version__isnull=False, over_on__isnull=False)),
                name="a_chase_that_is_over_says_when",
            ),
            models.CheckConstraint(
                condition=Q(over_version__isnull=True) | Q(sent_version__lt=F("over_version")), name="nothing_is_sent_once_a_chase_is_over"
            ),
            models.UniqueConstraint(
                fields=["kind", "about"], condition=Q(state="running"), name="a_thing_is_chased_by_one_ladder_at_a_time"
            ),
        ]


@guards.lines("chase.sent", about="chase")
class ChaseStep(models.Model):
    """One step of a ladder that was sent; `number` counts from 1, and `document_ref` keeps its words."""

    chase = models.ForeignKey(Chase, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    to = models.CharField(max_length=60)
    on = models.DateField()
    document_ref = models.CharField(max_length=20)
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["chase", "number"], name="a_step_of_a_chase_is_sent_once"),
            models.UniqueConstraint(fields=["chase", "on"], name="a_chase_is_sent_one_step_a_day"),
            models.CheckConstraint(condition=Q(number__gte=1), name="steps_of_a_chase_count_from_one"),
        ]
