"""Why payments may not be reconciled or unlocked, and why a missing file may not be settled so."""

from collections.abc import Sequence

from duly.core.documents.queries import DocumentSeen
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.payments.banking import powers
from duly.payments.banking.queries import Lock, MissingSeen, Received, standing_files, unvoided_file
from duly.payments.banking.states import LOCK_STEPS, MISSING_STEPS
from duly.payments.runs.queries import RunSummary, RunToIssue
from duly.payments.runs.states import RunState
from duly.primitives.actor import Actor
from duly.primitives.money import sterling
from duly.primitives.refusal import Refusal, first


def why_not_lock(*, because: str) -> Refusal | None:
    """The refusal, "no-reason", of a lock that does not say why. Anybody may lock payments: it is the brake."""
    return None if because.strip() else Refusal("no-reason", "Say why payments are locked.")


def why_not_reconcile(
    lock: Lock | None, *, by: Actor, witness: Sequence[Received] | None = None, bank: Sequence[Received] | None = None
) -> Refusal | None:
    """The refusal of somebody who would set down what the witness and the bank have. Without the lists only state and power are asked.

    Refused as "nothing-locked", "wrong-state", "disagree" (witness, bank and we tell of one serial differently), "voided-at-bank", the scheme's.
    """
    if lock is None:
        return Refusal("nothing-locked", "Payments are not locked.")
    power = why_not(powers.RECONCILE, {}, actor=by, on=today())
    if witness is None or bank is None:
        return first(LOCK_STEPS.why_not("reconcile", lock.state), power)
    return first(LOCK_STEPS.why_not("reconcile", lock.state), power, _twice(bank), _disagree(witness, bank), _voided_there(bank))


def why_not_ask_to_unlock(lock: Lock | None, *, by: Actor, because: str | None = None) -> Refusal | None:
    """The refusal of somebody who asks for payments to be unlocked."""
    if lock is None:
        return Refusal("nothing-locked", "Payments are not locked.")
    return first(
        LOCK_STEPS.why_not("ask to unlock", lock.state),
        Refusal("no-reason", "Say why payments may go on.") if because is not None and not because.strip() else None,
        why_not(powers.UNLOCK, {"asked by you": False}, actor=by, on=today()),
    )


def why_not_turn_down(lock: Lock | None, *, by: Actor) -> Refusal | None:
    """The refusal of somebody who would turn a request to unlock down."""
    if lock is None:
        return Refusal("nothing-locked", "Payments are not locked.")
    return first(LOCK_STEPS.why_not("turn down", lock.state), why_not(powers.UNLOCK, {"asked by you": False}, actor=by, on=today()))


def why_not_unlock(lock: Lock | None, *, by: Actor) -> Refusal | None:
    """The refusal of somebody who would unlock payments: it needs two people."""
    if lock is None:
        return Refusal("nothing-locked", "Payments are not locked.")
    asked = lock.unlock_asked_by == by.ref
    yours = Refusal("your-own", "You asked for payments to be unlocked, so someone else must do it.") if asked else None
    return first(LOCK_STEPS.why_not("unlock", lock.state), yours, why_not(powers.UNLOCK, {"asked by you": asked}, actor=by, on=today()))


def why_not_ask_to_settle(
    missing: MissingSeen,
    *,
    by: Actor,
    settling: str | None = None,
    run: RunSummary | None = None,
    evidence: DocumentSeen | None = None,
    because: str = "",
) -> Refusal | None:
    """The refusal of somebody who asks for a missing file to be settled. Without `settling` (to grey a button) only state and power are asked."""
    power = why_not(powers.SETTLE, {"total": missing.pence, "asked by you": False}, actor=by, on=today())
    if settling is None:
        return first(MISSING_STEPS.why_not("ask to settle", missing.state), power)
    return first(
        MISSING_STEPS.why_not("ask to settle", missing.state),
        None if settling in ("paid", "never paid") else Refusal("no-choice", "Say whether it was paid, or never paid."),
        None if because.strip() else Refusal("no-reason", "Say how you know."),
        _not_its_run(missing, run) if settling == "paid" else None,
        Refusal("no-evidence", "Give the bank's word that it never paid this file.")
        if settling == "never paid" and evidence is None
        else None,
        power,
    )


def why_not_keep_held(missing: MissingSeen, *, by: Actor) -> Refusal | None:
    """The refusal of somebody who would turn such a request down."""
    return first(
        MISSING_STEPS.why_not("keep held", missing.state),
        why_not(powers.SETTLE, {"total": missing.pence, "asked by you": False}, actor=by, on=today()),
    )


def why_not_settle(missing: MissingSeen, *, by: Actor, run: RunToIssue | None = None) -> Refusal | None:
    """The refusal of somebody who would settle a missing file as another asked. `run` is the one that is to have been paid by it."""
    asked = missing.asked_by == by.ref
    yours = Refusal("your-own", "You asked for this to be settled, so someone else must do it.") if asked else None
    return first(
        MISSING_STEPS.why_not("settle", missing.state),
        yours,
        why_not(powers.SETTLE, {"total": missing.pence, "asked by you": asked}, actor=by, on=today()),
        _no_longer_its_run(missing, run) if run is not None else None,
    )


def _twice(bank: Sequence[Received]) -> Refusal | None:
    serials = [one.serial for one in bank]
    twice = next((s for s in serials if serials.count(s) > 1), None)
    return Refusal("disagree", f"The bank's list has file number {twice} twice.") if twice is not None else None


def _disagree(witness: Sequence[Received], bank: Sequence[Received]) -> Refusal | None:
    ours = {serial: (sha256, pence) for serial, (sha256, pence, state) in standing_files().items() if state != "voided"}
    told = {one.serial: one.pence for one in witness}
    for one in sorted(witness, key=lambda one: one.serial):
        sha256, pence = ours.get(one.serial, (one.sha256, one.pence))
        if pence != one.pence or (sha256 and sha256 != one.sha256):
            return Refusal(
                "disagree", f"File number {one.serial} here is not the one the witness keeps, of {sterling(one.pence)}. Void ours first."
            )
    for one in sorted(bank, key=lambda one: one.serial):
        other = told.get(one.serial, ours.get(one.serial, ("", one.pence))[1])
        if other != one.pence:
            return Refusal(
                "disagree", f"The bank has file number {one.serial} as {sterling(one.pence)}, and not as {sterling(other)}. Ask the bank."
            )
    return None


def _voided_there(bank: Sequence[Received]) -> Refusal | None:
    known = standing_files()
    wrong = next((one.serial for one in bank if known.get(one.serial, ("", 0, ""))[2] == "voided"), None)
    if wrong is None:
        return None
    return Refusal(
        "voided-at-bank", f"The bank has file number {wrong}, which was voided here. Have the bank stop it, and take it off the list."
    )


def _not_its_run(missing: MissingSeen, run: RunSummary | None) -> Refusal | None:
    if run is None:
        return Refusal("no-run", "Name the run it paid. If there is none, draft, prepare and approve it again first.")
    if run.state != RunState.APPROVED:
        return Refusal("not-approved", f"Run {run.ref} is {run.state}; a file is made of an approved run only.")
    if run.total_pence != missing.pence:
        return Refusal("not-the-total", f"Run {run.ref} comes to {sterling(run.total_pence)}, and the file to {sterling(missing.pence)}.")
    if unvoided_file(run.ref) is not None:
        return Refusal("file-stands", f"Run {run.ref} has a bank file of its own.")
    return None


def _no_longer_its_run(missing: MissingSeen, run: RunToIssue) -> Refusal | None:
    if not run.adds_up or run.total_pence != missing.pence:
        return Refusal("does-not-add-up", "This run is not what was approved. Tell the system's owner before anything else.")
    if run.unsettled:
        return Refusal("paid-since", f"The ledger no longer says what this run reckoned had been paid for {run.unsettled[0]}.")
    return None
