"""Counts of what the database refused."""

from typing import ClassVar

from django.db import models

from duly.core.record import guards


@guards.exempt(
    "counts of what the database refused: nothing was changed, so there is nothing to record, and what refused it is rolled back"
)
class RefusalCount(models.Model):
    """How often, in one hour, the database refused a role for one reason. `rule` is a constraint, or what permission was missing."""

    hour = models.DateTimeField()
    role = models.CharField(max_length=63)
    code = models.CharField(max_length=5)
    rule = models.CharField(max_length=120, blank=True)
    times = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["hour", "role", "code", "rule"], name="one_count_of_a_refusal_in_an_hour"),
        ]
