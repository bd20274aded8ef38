"""Alerts, and who acknowledged them when."""

from typing import ClassVar

from django.db import models

from duly.core.record import guards

URGENCIES = ("now", "for you")


@guards.exempt("news of what the record or a room already tells: it decides nothing, and that somebody acknowledged it is recorded")
class Alert(models.Model):
    """One thing that one officer should know. `name` says what happened, so that nobody is told of it twice; nothing here ever takes a row away.

    What happened is told by the entry of the record that `event` names, so that words erased there are gone here; else by `words`.
    """

    officer = models.CharField(max_length=20)
    name = models.CharField(max_length=160)
    title = models.CharField(max_length=120)
    urgency = models.CharField(max_length=10)
    words = models.CharField(max_length=400, blank=True)
    event = models.UUIDField(null=True)  # null where what happened is no entry of the record
    url = models.CharField(max_length=300)
    happened_at = models.DateTimeField()
    raised_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["officer", "-happened_at"], name="alert_newest_of_a_person")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["officer", "name"], name="an_alert_is_raised_once_for_a_person"),
            models.CheckConstraint(condition=models.Q(urgency__in=URGENCIES), name="alert_urgency_is_known"),
            models.CheckConstraint(condition=models.Q(event__isnull=False) | ~models.Q(words=""), name="alert_says_what_happened"),
        ]


@guards.lines("alerts.acknowledged")
class Acknowledgement(models.Model):
    """Somebody has seen an alert of theirs and put it away."""

    alert = models.OneToOneField(Alert, on_delete=models.PROTECT, related_name="acknowledgement")
    at = models.DateTimeField()
    made_by = models.UUIDField()
