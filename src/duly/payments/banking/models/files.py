"""Bank files, and the account they pay from."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from duly.core.record import guards
from duly.core.vault.declared import keeps_sealed
from duly.primitives.digest import sha256_hex


@guards.lifecycle("file")
@keeps_sealed("content", row=lambda file: file.ref, also=lambda file, opened: _not_as_issued(file, opened))
class BankFile(models.Model):
    """One file for the bank, with its bytes, sealed: they hold account details in full, and only `actions.hand_over` gives them out.
    `sha256` and `byte_count` are of the bytes as the bank has them.

    Preparer, approver, total, count and digest are the run's own: the database holds them to the run's row.
    """

    ref = models.CharField(max_length=20, unique=True)
    version = models.PositiveIntegerField()
    serial = models.PositiveIntegerField()
    run_ref = models.CharField(max_length=16)
    state = models.CharField(max_length=10)
    preparer = models.CharField(max_length=20)
    approver = models.CharField(max_length=20)
    releaser = models.CharField(max_length=20)
    total_pence = models.BigIntegerField()
    payment_count = models.PositiveIntegerField()
    content_sha256 = models.CharField(max_length=64)
    pay_date = models.DateField()
    issued_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)
    byte_count = models.PositiveIntegerField()
    content = models.BinaryField()
    void_asked_by = models.CharField(max_length=20, null=True)
    voided_by = models.CharField(max_length=20, null=True)
    void_document = models.CharField(max_length=20, null=True)
    void_document_sha256 = models.CharField(max_length=64, null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["serial"], name="one_file_of_a_serial"),
            models.UniqueConstraint(fields=["run_ref"], condition=~Q(state="voided"), name="one_unvoided_file_for_a_run"),
            models.CheckConstraint(
                condition=~Q(preparer=F("approver")) & ~Q(preparer=F("releaser")) & ~Q(approver=F("releaser")), name="three_people"
            ),
            models.CheckConstraint(condition=Q(state__in=["issued", "void asked", "voided"]), name="file_state_is_known"),
            models.CheckConstraint(
                condition=Q(state="issued", void_asked_by__isnull=True, voided_by__isnull=True)
                | Q(state="void asked", void_asked_by__isnull=False, voided_by__isnull=True)
                | Q(state="voided", void_asked_by__isnull=False, voided_by__isnull=False),
                name="who_voids_goes_with_the_state",
            ),
            models.CheckConstraint(condition=Q(voided_by__isnull=True) | ~Q(voided_by=F("void_asked_by")), name="two_people_void_a_file"),
            models.CheckConstraint(condition=Q(total_pence__gt=0, payment_count__gt=0), name="file_pays_something"),
            models.CheckConstraint(
                condition=Q(void_document__isnull=True, void_document_sha256__isnull=True)
                | (Q(void_document__isnull=False, void_document_sha256__isnull=False) & ~Q(state="issued")),
                name="evidence_goes_with_the_asking",
            ),
        ]

    def __str__(self) -> str:
        return self.ref


@guards.lines("file.handed-over", about="file")
class HandOver(models.Model):
    """That a file's bytes were taken away, the first time (`n` 1) and each time after. The database refuses it of a file that does not stand."""

    file = models.ForeignKey(BankFile, on_delete=models.PROTECT, related_name="hand_overs")
    n = models.PositiveIntegerField()
    taken_by = models.CharField(max_length=20)
    taken_at = models.DateTimeField()
    unwitnessed = models.BooleanField()
    made_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "n"], name="one_hand_over_of_a_number"),
            models.CheckConstraint(condition=Q(n__gte=1), name="hand_overs_begin_at_one"),
        ]


@guards.facts("paying-account.adopted")
@keeps_sealed(
    "sort_code", "account_number", row=lambda account: str(account.made_by), also=lambda account, opened: _not_as_shown(account, opened)
)
class PayingAccount(models.Model):
    """The account payments are made from, sealed. One at a time."""

    use = models.CharField(max_length=20, default="payments")
    name = models.CharField(max_length=70)
    sort_code = models.BinaryField()
    account_number = models.BinaryField()
    ending = models.CharField(max_length=4)
    blind = models.CharField(max_length=64)
    made_by = models.UUIDField()
    superseded_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["use"], condition=Q(superseded_by__isnull=True), name="one_paying_account_at_a_time"),
            models.CheckConstraint(condition=Q(ending__regex=r"^[0-9]{4}$"), name="paying_account_ends_in_four_digits"),
            models.CheckConstraint(condition=Q(blind__regex=r"^[0-9a-f]{64}$"), name="paying_account_has_a_blind_index"),
            models.CheckConstraint(condition=~Q(name=""), name="paying_account_has_a_name"),
        ]

    def __str__(self) -> str:
        return "an account (not shown)"


def _not_as_issued(file: BankFile, opened: Mapping[str, bytes]) -> str:
    return "" if sha256_hex(opened["content"]) == file.sha256 else "its bytes are not those that were issued."


def _not_as_shown(account: PayingAccount, opened: Mapping[str, bytes]) -> str:
    return "" if opened["account_number"].decode().endswith(account.ending) else "it is not the account that its ending shows."
