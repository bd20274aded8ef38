"""Tasks. What is to be done stands in the private words of the event that `told_by` names, and nowhere else (ADR 0053)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from duly.core.record import guards
from duly.core.work.states import TaskState


@guards.lifecycle("task")
class Task(models.Model):
    """Something somebody is to do by a day. `about` is the reference it came of; `waits_by` the event that told whom it waits for."""

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=20)
    owner = models.CharField(max_length=20, db_index=True)
    about = models.CharField(max_length=40, db_index=True)
    due = models.DateField()
    told_by = models.UUIDField()
    waits_by = models.UUIDField(null=True)
    made_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["owner", "due"], name="task_of_a_person_by_day", condition=Q(ended_on__isnull=True))]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in TaskState]), name="a_task_is_in_a_known_state"),
            models.CheckConstraint(condition=~Q(owner="") & ~Q(about=""), name="a_task_has_an_owner_and_is_about_something"),
            models.CheckConstraint(
                condition=Q(state__in=["done", "dropped"], ended_on__isnull=False)
                | Q(state__in=["open", "waiting"], ended_on__isnull=True),
                name="a_task_that_ended_says_when",
            ),
            models.CheckConstraint(condition=~Q(state="waiting") | Q(waits_by__isnull=False), name="a_task_that_waits_says_for_what"),
        ]
