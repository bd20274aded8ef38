"""Why not: releasing, handing over and voiding bank files. Pages ask of a `FileSummary`, actions of the locked row."""

import re
from collections.abc import Mapping

from duly.core.documents.queries import DocumentSeen
from duly.core.log.queries import why_not_witnessed
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.payments.banking import powers
from duly.payments.banking.models import BankFile
from duly.payments.banking.queries import (
    FileSummary,
    answers_to,
    hand_overs,
    held_by,
    issue_event,
    missing_files,
    override_of,
    paying_account,
    payments_lock,
)
from duly.payments.banking.states import STEPS, FileState, OverrideState
from duly.payments.runs.queries import Payee, RunToIssue
from duly.payments.runs.states import RunState
from duly.primitives.actor import SYSTEM, Actor
from duly.primitives.refusal import Refusal, first

_SIX, _EIGHT = re.compile(r"[0-9]{6}"), re.compile(r"[0-9]{8}")

MOST_IN_ONE_PAYMENT = 2_000_000_000
"""Pence: Bacs carries no more than £20 million in one item."""


def why_not_issue(run: RunToIssue, *, by: Actor, payees: Mapping[str, Payee] | None = None) -> Refusal | None:
    """The refusal of somebody who would release a run to the bank. Without `payees` (to grey a button) accounts are not compared."""
    return first(
        _not_approved(run),
        why_not_while_locked(),
        _paid_by_missing(run),
        _does_not_add_up(run),
        _paid_since(run),
        _payee_changed(run, payees),
        _too_much_for_bacs(run),
        _no_paying_account(),
        _third_person(run, by),
        why_not(
            powers.RELEASE,
            {"total": run.total_pence, "prepared by you": run.prepared_by == by.ref, "approved by you": run.approved_by == by.ref},
            actor=by,
            on=today(),
        ),
    )


def why_not_hand_over(file: BankFile | FileSummary, *, by: Actor) -> Refusal | None:
    """The refusal of somebody who would take a file's bytes away: among others "payments-locked", and "not-witnessed" unless two people
    have overridden that."""
    standing = (
        None if file.state == FileState.ISSUED else Refusal("wrong-state", f"Only a file that stands is handed over; this is {file.state}.")
    )
    power = why_not(powers.HAND_OVER, {"total": file.total_pence}, actor=by, on=today())
    return first(standing, power) or why_not_while_locked() or why_not_gone_yet(file.ref)


def why_not_gone_yet(file_ref: str) -> Refusal | None:
    """The refusal, "not-witnessed", of handing over a file that no witness has seen, unless an override was given."""
    override = override_of(file_ref)
    if override is not None and override.state == OverrideState.GIVEN:
        return None
    return why_not_witnessed(issue_event(file_ref))


def why_not_ask_to_void(
    file: BankFile | FileSummary, *, by: Actor, because: str | None = None, evidence: DocumentSeen | None = None
) -> Refusal | None:
    """The refusal of somebody who asks for a file to be voided. Without `because` (to grey a button) only the rest is asked."""
    return first(
        STEPS.why_not("ask to void", file.state),
        _answered(file),
        Refusal("no-reason", "Say why the file is to be voided.") if because is not None and not because.strip() else None,
        _no_evidence(file) if because is not None and evidence is None else None,
        _void_power(file, by, asked=False),
    )


def why_not_keep(file: BankFile | FileSummary, *, by: Actor) -> Refusal | None:
    """The refusal of somebody who would withdraw such a request."""
    return first(STEPS.why_not("keep", file.state), _void_power(file, by, asked=False))


def why_not_void(file: BankFile | FileSummary, *, by: Actor) -> Refusal | None:
    """The refusal of somebody who would void a file that another asked to be voided."""
    yours = (
        Refusal("your-own", "You asked for this file to be voided, so someone else must do it.") if file.void_asked_by == by.ref else None
    )
    return first(STEPS.why_not("void", file.state), yours, _answered(file), _void_power(file, by, asked=file.void_asked_by == by.ref))


def why_not_adopt_account(*, name: str, sort_code: str, account_number: str, by: Actor) -> Refusal | None:
    """The refusal of an account to pay from: "no-name", "not-six-digits", "not-eight-digits", or the scheme's. Set-up gives the first one."""
    return first(
        None if name.strip() else Refusal("no-name", "Say whose account it is."),
        None if _SIX.fullmatch(sort_code) else Refusal("not-six-digits", "A sort code is six digits, with nothing between them."),
        None if _EIGHT.fullmatch(account_number) else Refusal("not-eight-digits", "An account number is eight digits."),
        None if by == SYSTEM and paying_account() is None else why_not(powers.ADOPT_ACCOUNT, {}, actor=by, on=today()),
    )


def why_not_while_locked() -> Refusal | None:
    """The refusal, "payments-locked", of anything that would send money while payments are locked."""
    lock = payments_lock()
    if lock is None:
        return None
    return Refusal(
        "payments-locked", f"Payments are locked ({lock.ref}): {lock.because} They are reconciled first, and two people then unlock them."
    )


def _answered(file: BankFile | FileSummary) -> Refusal | None:
    told = next((one for one in answers_to(file.ref) if one.kind != "rejected"), None)
    if told is None:
        return None
    return Refusal(
        "bank-answered",
        f"{told.bank} answered for this file ({told.kind}, {told.reference}), so it is never voided. What comes back is taken in as returns.",
    )


def _no_evidence(file: BankFile | FileSummary) -> Refusal | None:
    times = file.handed_over if isinstance(file, FileSummary) else len(hand_overs(file.ref))
    if not times:
        return None
    return Refusal(
        "no-evidence", "This file was handed over, so the bank may be paying it. Give the bank's own rejection with the request."
    )


def _paid_by_missing(run: RunToIssue) -> Refusal | None:
    for one in missing_files():
        if one.paid_by_run == run.ref:
            return Refusal("paid-by-missing-file", f"Missing file {one.ref} paid this run, or may have. It is never issued again.")
    held = held_by(sorted({line.week for payment in run.payments for line in payment.lines}))
    return Refusal("missing-file", f"{next(iter(held.values()))} Settle that first.") if held else None


def _void_power(file: BankFile | FileSummary, by: Actor, *, asked: bool) -> Refusal | None:
    return why_not(powers.VOID, {"total": file.total_pence, "asked by you": asked}, actor=by, on=today())


def _not_approved(run: RunToIssue) -> Refusal | None:
    return None if run.state == RunState.APPROVED else Refusal("wrong-state", f"Only an approved run is released; this is {run.state}.")


def _does_not_add_up(run: RunToIssue) -> Refusal | None:
    if not run.adds_up:
        return Refusal("does-not-add-up", "This run is not what was approved. Nothing is paid from it; tell the system's owner.")
    return None


def _paid_since(run: RunToIssue) -> Refusal | None:
    if run.unsettled:
        where = run.unsettled[0]
        return Refusal(
            "paid-since", f"The ledger no longer says what this run reckoned had been paid for {where}. Void the run and draft again."
        )
    return None


def _payee_changed(run: RunToIssue, payees: Mapping[str, Payee] | None) -> Refusal | None:
    for payment in run.payments if payees is not None else ():
        now = payees.get(payment.provider_ref)
        if now is None or now.sha256 != payment.payee_sha256:
            return Refusal(
                "payee-changed", f"The account of {payment.provider_ref} has changed since approval. Void the run and draft again."
            )
    return None


def _too_much_for_bacs(run: RunToIssue) -> Refusal | None:
    for payment in run.payments:
        if payment.net_pence > MOST_IN_ONE_PAYMENT:
            return Refusal("too-much", f"The payment to {payment.provider_ref} is above £20,000,000, the most Bacs carries at once.")
    return None


def _no_paying_account() -> Refusal | None:
    return None if paying_account() else Refusal("no-paying-account", "No account to pay from has been adopted.")


def _third_person(run: RunToIssue, by: Actor) -> Refusal | None:
    if by.ref == run.prepared_by:
        return Refusal("your-own", "You prepared this run, so someone else must release it.")
    if by.ref == run.approved_by:
        return Refusal("your-own", "You approved this run, so someone else must release it.")
    return None
