"""Locking payments, reconciling them with what the witness and the bank have, unlocking them by two people, and settling what was forgotten."""

import uuid
from collections.abc import Sequence

from django.db import connection

from duly.core.documents.queries import DocumentSeen
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import now
from duly.payments.banking import checks, queries
from duly.payments.banking.events import (
    MissingFileFound,
    MissingFileKept,
    MissingFileSettleAsked,
    MissingFileSettled,
    PaymentsLocked,
    PaymentsReconciled,
    PaymentsUnlocked,
    UnlockAsked,
    UnlockTurnedDown,
)
from duly.payments.banking.models import MissingFile, PaymentsLock
from duly.payments.banking.queries import Lock, MissingSeen, Received
from duly.payments.banking.rules import missing_ref
from duly.payments.banking.states import LOCK_STEPS, MISSING_STEPS, LockState, MissingState
from duly.payments.runs.queries import RunSummary, for_issue
from duly.primitives.actor import Actor
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, Refused, stop_if


def lock_payments(*, because: str, by: Actor) -> Lock:
    """Lock payments: nothing is issued or handed over until they are reconciled and two people unlock them. `because` is a sentence.

    Asked while they are locked it changes nothing; after they were reconciled it locks them afresh. Anybody may: it is the brake.
    """
    stop_if(checks.why_not_lock(because=because))
    with unit_of_work() as record:
        _one_at_a_time()
        found = PaymentsLock.objects.select_for_update().exclude(state=LockState.UNLOCKED).first()
        if found is not None and found.state == LockState.LOCKED:
            return queries.lock(found.ref)
        if found is None:
            found = PaymentsLock(ref=f"PL-{PaymentsLock.objects.count() + 1:04d}", version=0)
        else:
            LOCK_STEPS.after("lock again", found.state)
        found.state, found.version, found.locked_by, found.locked_at = LockState.LOCKED, found.version + 1, by.ref, now()
        found.reconciled_by = found.unlock_asked_by = None
        found.last_serial = queries.last_serial()
        found.save()
        record.write(PaymentsLocked(found.ref, found.version, found.last_serial, because), by=by)
    return queries.lock(found.ref)


def reconcile(*, witness: Sequence[Received], bank: Sequence[Received], note: str = "", by: Actor) -> tuple[MissingSeen, ...]:
    """Set down every file that the witness or the bank has and this database has not: its number is burnt, and what it may have paid is held.

    `witness` is every mark the witness keeps; `bank` the list of files the bank says it received. Gives the missing files found now.
    """
    with unit_of_work() as record:
        found = _standing_lock()
        stop_if(checks.why_not_reconcile(queries.payments_lock(), witness=witness, bank=bank, by=by))
        at_witness = {one.serial for one in witness}
        missing = queries.forgotten(witness, bank)
        for one in missing:
            ref = missing_ref(one.serial)
            MissingFile.objects.create(
                ref=ref,
                version=1,
                serial=one.serial,
                sha256=one.sha256,
                pence=one.pence,
                week=one.week,
                state=MissingState.HELD,
                lock_ref=found.ref,
            )
            held = f"the week of {say_day(one.week)} is held" if one.week else "every week is held until somebody knows which it paid"
            known_to = "witness" if one.serial in at_witness else "bank"
            record.write(MissingFileFound(ref, 1, one.serial, one.sha256, one.pence, known_to, held), by=by)
        _burn(max((one.serial for one in (*witness, *bank)), default=0))
        found.state, found.version, found.reconciled_by = LOCK_STEPS.after("reconcile", found.state), found.version + 1, by.ref
        found.save(update_fields=["state", "version", "reconciled_by"])
        record.write(
            PaymentsReconciled(
                found.ref,
                found.version,
                max(at_witness, default=0),
                max((one.serial for one in bank), default=0),
                len(missing),
                sum(one.pence for one in missing),
                note,
            ),
            by=by,
        )
    known = {one.ref: one for one in queries.missing_files()}
    return tuple(known[missing_ref(one.serial)] for one in missing)


def ask_unlock(*, because: str, by: Actor) -> Lock:
    """Ask for payments to be unlocked, saying why they may go on. Somebody else unlocks them."""
    with unit_of_work() as record:
        found = _standing_lock()
        stop_if(checks.why_not_ask_to_unlock(queries.payments_lock(), because=because, by=by))
        found.state, found.version, found.unlock_asked_by = LOCK_STEPS.after("ask to unlock", found.state), found.version + 1, by.ref
        found.save(update_fields=["state", "version", "unlock_asked_by"])
        record.write(UnlockAsked(found.ref, found.version, because.strip()), by=by)
    return queries.lock(found.ref)


def turn_down(*, by: Actor) -> Lock:
    """Turn the request down: payments stay locked."""
    with unit_of_work() as record:
        found = _standing_lock()
        stop_if(checks.why_not_turn_down(queries.payments_lock(), by=by))
        found.state, found.version, found.unlock_asked_by = LOCK_STEPS.after("turn down", found.state), found.version + 1, None
        found.save(update_fields=["state", "version", "unlock_asked_by"])
        record.write(UnlockTurnedDown(found.ref, found.version), by=by)
    return queries.lock(found.ref)


def unlock(*, by: Actor) -> Lock:
    """Unlock payments, as another asked. What is missing stays held until it is settled."""
    with unit_of_work() as record:
        found = _standing_lock()
        stop_if(checks.why_not_unlock(queries.payments_lock(), by=by))
        found.state, found.version, found.unlocked_by = LOCK_STEPS.after("unlock", found.state), found.version + 1, by.ref
        found.save(update_fields=["state", "version", "unlocked_by"])
        record.write(PaymentsUnlocked(found.ref, found.version, found.unlock_asked_by or ""), by=by)
    return queries.lock(found.ref)


def ask_to_settle(
    ref: str, *, settling: str, because: str, by: Actor, run: RunSummary | None = None, evidence: DocumentSeen | None = None
) -> MissingSeen:
    """Ask for a missing file to be settled: "paid", naming the run it paid, or "never paid", with the bank's word as a kept document."""
    with unit_of_work() as record:
        found = MissingFile.objects.select_for_update().get(ref=ref)
        stop_if(
            checks.why_not_ask_to_settle(queries.missing_seen(found), settling=settling, run=run, evidence=evidence, because=because, by=by)
        )
        found.state, found.version = MISSING_STEPS.after("ask to settle", found.state), found.version + 1
        found.settling, found.asked_by = settling, by.ref
        found.paid_by_run = run.ref if run is not None and settling == "paid" else None
        found.document = evidence.ref if evidence is not None else None
        found.save()
        record.write(
            MissingFileSettleAsked(
                ref,
                found.version,
                settling,
                found.paid_by_run or "",
                found.document or "",
                evidence.sha256 if evidence is not None else "",
                because.strip(),
            ),
            by=by,
        )
    return queries.missing_seen(found)


def keep_held(ref: str, *, by: Actor) -> MissingSeen:
    """Turn the request down: the missing file is held as before."""
    with unit_of_work() as record:
        found = MissingFile.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_keep_held(queries.missing_seen(found), by=by))
        found.state, found.version = MISSING_STEPS.after("keep held", found.state), found.version + 1
        found.settling = found.asked_by = found.paid_by_run = found.document = None
        found.save()
        record.write(MissingFileKept(ref, found.version), by=by)
    return queries.missing_seen(found)


def settle(ref: str, *, by: Actor) -> tuple[MissingSeen, uuid.UUID]:
    """Settle a missing file as another asked, and give the event that did. Called by `flow.settle_missing`, which posts what it paid."""
    with unit_of_work() as record:
        found = MissingFile.objects.select_for_update().get(ref=ref)
        run = for_issue(found.paid_by_run) if found.paid_by_run else None
        stop_if(checks.why_not_settle(queries.missing_seen(found), run=run, by=by))
        found.state, found.version, found.settled_by = MISSING_STEPS.after("settle", found.state), found.version + 1, by.ref
        found.save(update_fields=["state", "version", "settled_by"])
        event = record.write(
            MissingFileSettled(
                ref, found.version, found.serial, found.pence, found.settling or "", found.paid_by_run or "", found.asked_by or ""
            ),
            by=by,
        )
    return queries.missing_seen(found), event


def _standing_lock() -> PaymentsLock:
    found = PaymentsLock.objects.select_for_update().exclude(state=LockState.UNLOCKED).first()
    if found is None:
        raise Refused(Refusal("nothing-locked", "Payments are not locked."))
    return found


def _one_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('payments lock', 0))")


def _burn(serial: int) -> None:
    """See that this number is never given again."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT banking_burn(%s)", [serial])
