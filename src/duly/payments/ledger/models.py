"""Journals, their legs, and the months they stand in."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from duly.core.record import guards

POSTERS = ("file.issued", "file.voided", "opening.signed", "payment.returned", "missing-file.settled", "adjustment.agreed")
"""The events of those who post. A journal names the event that made it."""


@guards.lines(*POSTERS)
class Journal(models.Model):
    """One posting, under a key that can be used once. A mistake is put right by a journal that names the one it reverses.

    The table also has `xid`, the transaction that made it, which only the database writes and reads.
    """

    ref = models.CharField(max_length=20, unique=True)
    key = models.CharField(max_length=80)
    period = models.CharField(max_length=7)
    narrative_code = models.CharField(max_length=40)
    reverses = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="reversals")
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key"], name="one_journal_for_each_key"),
            models.UniqueConstraint(fields=["reverses"], name="a_journal_is_reversed_once"),
            models.CheckConstraint(condition=Q(period__regex=r"^\d{4}-(0[1-9]|1[0-2])$"), name="period_is_a_month"),
            models.CheckConstraint(condition=~Q(key=""), name="journal_has_a_key"),
        ]


@guards.lines(*POSTERS)
class Leg(models.Model):
    """Pence to or from an account, for a reference that means nothing to this book."""

    journal = models.ForeignKey(Journal, on_delete=models.PROTECT, related_name="legs")
    n = models.PositiveIntegerField()
    account = models.CharField(max_length=60)
    reference = models.CharField(max_length=120)
    pence = models.BigIntegerField()
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["journal", "n"], name="one_leg_of_a_number_in_a_journal"),
            models.CheckConstraint(condition=~Q(pence=0), name="a_leg_moves_a_penny"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["reference", "account"], opclasses=["text_pattern_ops", "text_ops"], name="leg_by_reference"),
            models.Index(fields=["account"], name="leg_by_account"),
        ]


@guards.lifecycle("period")
class Period(models.Model):
    """A month that somebody has asked to close, or that is closed. `ref` is such as "2026-11"."""

    ref = models.CharField(max_length=7, unique=True)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=10)
    asked_by = models.CharField(max_length=20)
    closed_by = models.CharField(max_length=20, null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ref__regex=r"^\d{4}-(0[1-9]|1[0-2])$"), name="closed_period_is_a_month"),
            models.CheckConstraint(condition=Q(state__in=["open", "asked", "closed"]), name="period_state_is_known"),
            models.CheckConstraint(
                condition=Q(state="closed", closed_by__isnull=False) | (~Q(state="closed") & Q(closed_by__isnull=True)),
                name="closed_period_has_a_closer",
            ),
            models.CheckConstraint(condition=Q(closed_by__isnull=True) | ~Q(closed_by=F("asked_by")), name="two_people_close_a_period"),
        ]
