"""The lock on payments after a restore, and the files this database has forgotten."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from duly.core.record import guards

SHA256 = r"^[0-9a-f]{64}$"


@guards.lifecycle("payments lock")
class PaymentsLock(models.Model):
    """While one stands nothing is issued or handed over. It is reconciled, and then unlocked by two people."""

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    use = models.CharField(max_length=20, default="payments")
    state = models.CharField(max_length=12)
    locked_by = models.CharField(max_length=20)
    locked_at = models.DateTimeField()
    last_serial = models.PositiveIntegerField()
    reconciled_by = models.CharField(max_length=20, null=True)
    unlock_asked_by = models.CharField(max_length=20, null=True)
    unlocked_by = models.CharField(max_length=20, null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["use"], condition=~Q(state="unlocked"), name="one_payments_lock_at_a_time"),
            models.CheckConstraint(
                condition=Q(state="locked", reconciled_by__isnull=True, unlock_asked_by__isnull=True, unlocked_by__isnull=True)
                | Q(state="reconciled", reconciled_by__isnull=False, unlock_asked_by__isnull=True, unlocked_by__isnull=True)
                | Q(state="unlock asked", reconciled_by__isnull=False, unlock_asked_by__isnull=False, unlocked_by__isnull=True)
                | Q(state="unlocked", reconciled_by__isnull=False, unlock_asked_by__isnull=False, unlocked_by__isnull=False),
                name="who_unlocks_goes_with_the_state",
            ),
            models.CheckConstraint(
                condition=Q(unlocked_by__isnull=True) | ~Q(unlocked_by=F("unlock_asked_by")), name="two_people_unlock_payments"
            ),
        ]

    def __str__(self) -> str:
        return self.ref


@guards.lifecycle("missing file")
class MissingFile(models.Model):
    """A file the witness or the bank has and this database has not: known by its serial, digest and total alone.

    `week` is the week it paid, where somebody knows; while it is held, nothing of that week (or, not known, of any week) is paid. It is settled by
    two people: either it was never paid, or it was, by the run `paid_by_run` names, whose lines are then paid in the ledger and never again.
    """

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    serial = models.PositiveIntegerField(unique=True)
    sha256 = models.CharField(max_length=64)
    pence = models.BigIntegerField()
    week = models.DateField(null=True)
    state = models.CharField(max_length=12)
    lock_ref = models.CharField(max_length=20)
    settling = models.CharField(max_length=12, null=True)
    paid_by_run = models.CharField(max_length=16, null=True, unique=True)
    document = models.CharField(max_length=20, null=True)
    asked_by = models.CharField(max_length=20, null=True)
    settled_by = models.CharField(max_length=20, null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(sha256="") | Q(sha256__regex=SHA256), name="missing_file_digest_is_a_sha256"),
            models.CheckConstraint(condition=Q(pence__gt=0), name="missing_file_pays_something"),
            models.CheckConstraint(condition=Q(week__isnull=True) | Q(week__iso_week_day=1), name="missing_file_week_is_a_monday"),
            models.CheckConstraint(
                condition=Q(state="held", settling__isnull=True, asked_by__isnull=True, settled_by__isnull=True)
                | Q(state="settle asked", settling__isnull=False, asked_by__isnull=False, settled_by__isnull=True)
                | Q(state="settled", settling__isnull=False, asked_by__isnull=False, settled_by__isnull=False),
                name="who_settles_a_missing_file_goes_with_its_state",
            ),
            models.CheckConstraint(
                condition=Q(settling__isnull=True, paid_by_run__isnull=True)
                | Q(settling="paid", paid_by_run__isnull=False)
                | Q(settling="never paid", paid_by_run__isnull=True, document__isnull=False),
                name="missing_file_was_paid_by_a_run_or_never",
            ),
            models.CheckConstraint(
                condition=Q(settled_by__isnull=True) | ~Q(settled_by=F("asked_by")), name="two_people_settle_a_missing_file"
            ),
        ]

    def __str__(self) -> str:
        return self.ref
