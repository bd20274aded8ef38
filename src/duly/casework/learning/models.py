"""Lessons: a line each, with what it came of and to whom it is told."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from duly.core.record import guards


@guards.lines("lesson.noted", about="ref")
class Lesson(models.Model):
    """What was learnt: `came_of` is a reference such as a submission's; `told_to` a team or a post, in words."""

    ref = models.CharField(max_length=20, unique=True)
    came_of = models.CharField(max_length=20, db_index=True)
    words = models.TextField()
    told_to = models.CharField(max_length=120)
    noted_by = models.CharField(max_length=40)
    noted_on = models.DateField()
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="lesson_says_what_and_to_whom", condition=~Q(words="") & ~Q(told_to="") & ~Q(came_of=""))
        ]
