"""What files were made for the bank. Never their bytes: those are handed over by an action, which is recorded."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, QuerySet

from duly.core.record.queries import history
from duly.payments.banking.models import BankFile, HandOver, Override, PayingAccount
from duly.payments.banking.pain001 import control_totals
from duly.payments.banking.rules import Payer
from duly.payments.banking.sealed import opened_account, opened_bytes
from duly.payments.banking.states import FileState
from duly.payments.ledger.queries import journal
from duly.payments.runs import queries as runs


@dataclass(frozen=True)
class FileSummary:
    """A bank file without its bytes."""

    ref: str
    version: int
    serial: int
    run_ref: str
    state: str
    preparer: str
    approver: str
    releaser: str
    total_pence: int
    payment_count: int
    content_sha256: str
    pay_date: date
    issued_at: datetime
    sha256: str
    byte_count: int
    void_asked_by: str
    voided_by: str
    void_document: str = ""
    void_document_sha256: str = ""
    handed_over: int = 0


@dataclass(frozen=True)
class HandedOver:
    """One time a file was taken away: which time, by whom, when, and whether no witness had seen it yet."""

    n: int
    taken_by: str
    taken_at: datetime
    unwitnessed: bool


@dataclass(frozen=True)
class OverrideSeen:
    """A request to hand a file over unwitnessed. `silent_seconds` is how long no witness had answered when it was asked."""

    file_ref: str
    version: int
    state: str
    asked_by: str
    given_by: str
    silent_seconds: int


@dataclass(frozen=True)
class Controls:
    """The same sum told by the file, the run and the ledger. `file` and `run` are count and pence; `journal` pence."""

    file: tuple[int, int]
    run: tuple[int, int]
    journal: int
    why_not: str

    @property
    def agree(self) -> bool:
        """Whether all say the same."""
        return not self.why_not


def file(ref: str) -> FileSummary:
    """One file. `BankFile.DoesNotExist` when there is none."""
    return summary(_without_bytes().get(ref=ref))


def files(run_ref: str = "") -> tuple[FileSummary, ...]:
    """Every file, or those of a run, newest serial first."""
    found = _without_bytes().order_by("-serial")
    return tuple(summary(one) for one in (found.filter(run_ref=run_ref) if run_ref else found))


def sent_by_serial(serials: Collection[int]) -> dict[int, tuple[str, date]]:
    """The run and the day to pay of each of these files, by serial."""
    found = BankFile.objects.filter(serial__in=set(serials))
    return {serial: (run_ref, pay_date) for serial, run_ref, pay_date in found.values_list("serial", "run_ref", "pay_date")}


def unvoided_file(run_ref: str) -> FileSummary | None:
    """The file that stands on a run, or None. There is never more than one."""
    found = _without_bytes().filter(run_ref=run_ref).exclude(state=FileState.VOIDED).first()
    return summary(found) if found else None


def runs_with_a_file() -> frozenset[str]:
    """The runs on which a file stands."""
    return frozenset(BankFile.objects.exclude(state=FileState.VOIDED).values_list("run_ref", flat=True))


def hand_overs(file_ref: str) -> tuple[HandedOver, ...]:
    """Every time a file was taken away, the first first."""
    found = HandOver.objects.filter(file__ref=file_ref).order_by("n")
    return tuple(HandedOver(one.n, one.taken_by, one.taken_at, one.unwitnessed) for one in found)


def override_of(file_ref: str) -> OverrideSeen | None:
    """The request to hand a file over unwitnessed, whatever became of it, or None."""
    found = Override.objects.filter(ref=file_ref).first()
    return (
        OverrideSeen(found.ref, found.version, found.state, found.asked_by, found.given_by or "", found.silent_seconds) if found else None
    )


def issue_event(file_ref: str) -> uuid.UUID:
    """The event that tells of a file's making: what a witness must have seen before the file leaves."""
    return history("file", file_ref)[0].event_id


def controls(file_ref: str) -> Controls:
    """File, run and ledger held against each other."""
    found = BankFile.objects.get(ref=file_ref)
    said = control_totals(opened_bytes(found))
    run = runs.run(found.run_ref)
    posted = journal(f"issue:file:{found.serial}")
    moved = posted.left_the_bank if posted else 0
    why = said.why_not_equal(run.payment_count, run.total_pence) or ""
    if not why and moved != run.total_pence:
        why = f"The ledger says {moved} pence left the bank by this file, and the run says {run.total_pence}."
    return Controls(said.counted, (run.payment_count, run.total_pence), moved, why)


def paying_account() -> Payer | None:
    """The account payments are made from, in full, for making files; None when none has been adopted."""
    found = PayingAccount.objects.filter(superseded_by__isnull=True).first()
    return opened_account(found) if found else None


def pays_from(blind_index: str) -> bool:
    """Whether an account, by its blind index, is the one payments are made from."""
    return PayingAccount.objects.filter(superseded_by__isnull=True, blind=blind_index).exists()


def _without_bytes() -> QuerySet[BankFile]:
    return BankFile.objects.defer("content").annotate(times=Count("hand_overs"))


def summary(found: BankFile) -> FileSummary:
    """A stored file as a value."""
    return FileSummary(
        found.ref,
        found.version,
        found.serial,
        found.run_ref,
        found.state,
        found.preparer,
        found.approver,
        found.releaser,
        found.total_pence,
        found.payment_count,
        found.content_sha256,
        found.pay_date,
        found.issued_at,
        found.sha256,
        found.byte_count,
        found.void_asked_by or "",
        found.voided_by or "",
        found.void_document or "",
        found.void_document_sha256 or "",
        found.times if hasattr(found, "times") else HandOver.objects.filter(file=found).count(),
    )
