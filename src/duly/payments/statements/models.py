"""What providers say is unpaid."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from duly.core.record import guards

CAME_BY = ("e-mail", "letter", "telephone", "statement", "in person")
"""How a provider's figure may come."""


@guards.facts("figure.told", about="provider_ref")
class TheirFigure(models.Model):
    """A provider's own figure of what is unpaid, on a day. A later one supersedes it. Who said it is private, and in the record alone.

    `lines` are pairs of the provider's invoice and pence, where it sent a list; they come to the figure.
    """

    provider_ref = models.CharField(max_length=20)
    pence = models.BigIntegerField()
    said_on = models.DateField()
    came_by = models.CharField(max_length=12)
    lines = models.JSONField()
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["provider_ref"], condition=Q(superseded_by__isnull=True), name="a_provider_has_one_figure_at_a_time"
            ),
            models.CheckConstraint(condition=Q(pence__gte=0), name="a_figure_of_what_is_unpaid_is_nothing_or_more"),
            models.CheckConstraint(condition=Q(came_by__in=CAME_BY), name="a_figure_came_one_of_five_ways"),
            models.CheckConstraint(condition=~Q(provider_ref=""), name="a_figure_is_a_providers"),
        ]

    def __str__(self) -> str:
        return f"{self.provider_ref} on {self.said_on}"
