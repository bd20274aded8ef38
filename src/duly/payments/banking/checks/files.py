"""Why not: releasing, handing over and voiding bank files. Pages ask of a `FileSummary`, actions of the locked row."""

from collections.abc import Mapping

from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.payments.banking import powers
from duly.payments.banking.models import BankFile
from duly.payments.banking.queries import FileSummary, paying_account
from duly.payments.banking.states import STEPS, FileState
from duly.payments.runs.queries import Payee, RunToIssue
from duly.payments.runs.states import RunState
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, first

MOST_IN_ONE_PAYMENT = 2_000_000_000
"""Pence: Bacs carries no more than £20 million in one item."""


def why_not_issue(run: RunToIssue, *, by: Actor, payees: Mapping[str, Payee] | None = None) -> Refusal | None:
    """The refusal of somebody who would release a run to the bank. Without `payees` (to grey a button) accounts are not compared."""
    return first(
        _not_approved(run),
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
    """The refusal of somebody who would take a file's bytes away."""
    standing = (
        None if file.state == FileState.ISSUED else Refusal("wrong-state", f"Only a file that stands is handed over; this is {file.state}.")
    )
    return first(standing, why_not(powers.HAND_OVER, {"total": file.total_pence}, actor=by, on=today()))


def why_not_ask_to_void(file: BankFile | FileSummary, *, by: Actor) -> Refusal | None:
    """The refusal of somebody who asks for a file to be voided."""
    return first(STEPS.why_not("ask to void", file.state), _void_power(file, by, asked=False))


def why_not_keep(file: BankFile | FileSummary, *, by: Actor) -> Refusal | None:
    """The refusal of somebody who would withdraw such a request."""
    return first(STEPS.why_not("keep", file.state), _void_power(file, by, asked=False))


def why_not_void(file: BankFile | FileSummary, *, by: Actor) -> Refusal | None:
    """The refusal of somebody who would void a file that another asked to be voided."""
    yours = (
        Refusal("your-own", "You asked for this file to be voided, so someone else must do it.") if file.void_asked_by == by.ref else None
    )
    return first(STEPS.why_not("void", file.state), yours, _void_power(file, by, asked=file.void_asked_by == by.ref))


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
