"""Placing and lifting holds; proposing, approving and carrying out the erasure of private words."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date

from django.db import connection, transaction

from duly.core.record import queries as record_queries
from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.clock import LONDON, today
from duly.core.retention import checks, queries
from duly.core.retention.events import DisposalApproved, DisposalProposed, DisposalWithdrawn, ErasureCarriedOut, HoldLifted, HoldPlaced
from duly.core.retention.models import Disposal, DisposalLine, Hold
from duly.core.retention.outside import Remembered, remember
from duly.core.retention.queries import Certificate, DisposalSeen, HoldSeen, Listed
from duly.core.retention.rules import list_sha256
from duly.core.retention.states import DISPOSAL, HOLD, DisposalState, HoldState
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if


def place_hold(*, about: str, because: str, by: Actor) -> HoldSeen:
    """Let nothing about a reference be erased from now on."""
    with unit_of_work() as record:
        _one_at_a_time()
        stop_if(checks.why_not_hold(about, because, by=by))
        hold = Hold.objects.create(
            ref=f"H-{take_number('retention_hold_number'):04d}",
            version=1,
            state=HoldState.HELD,
            about=about,
            because=because,
            placed_by=by.ref,
            placed_on=today(),
        )
        record.write(HoldPlaced(hold.ref, 1, about, because), by=by)
    return queries.held_among((about,))[0]


def lift_hold(ref: str, *, because: str, by: Actor) -> None:
    """Let a hold go, with the reason."""
    with unit_of_work() as record:
        hold = Hold.objects.select_for_update().get(ref=ref)
        seen = HoldSeen(hold.ref, hold.state, hold.about, hold.because, hold.placed_by, hold.placed_on)
        stop_if(checks.why_not_lift(seen, because, by=by))
        hold.state, hold.version = HOLD.after("lift", hold.state), hold.version + 1
        hold.save(update_fields=["state", "version"])
        record.write(HoldLifted(hold.ref, hold.version, hold.about, because), by=by)


def propose(*, found: Mapping[str, Sequence[tuple[str, str]]], record_class: str, because: str, by: Actor) -> DisposalSeen:
    """Propose that private words go. `found` gives, by the reference people named, the subjects (type, reference) found under it.

    Refused as `why_not_list` says.
    """
    with unit_of_work() as record:
        listed: dict[uuid.UUID, Listed] = {}
        for under, subjects in found.items():
            listed |= {one.event_id: one for one in queries.would_take(under, subjects) if one.event_id not in listed}
        last_entries = {under: _last_entry(subjects) for under, subjects in found.items()}
        stop_if(checks.why_not_list(tuple(listed.values()), last_entries, record_class, because, by=by))
        disposal = Disposal.objects.create(
            ref=f"X-{take_number('retention_disposal_number'):04d}",
            version=1,
            state=DisposalState.PROPOSED,
            record_class=record_class,
            because=because,
            events=len(listed),
            list_sha256=list_sha256(listed),
            proposed_by=by.ref,
            proposed_on=today(),
        )
        event = DisposalProposed(disposal.ref, 1, record_class, disposal.events, disposal.list_sha256, because)
        made_by = record.write(event, by=by)
        DisposalLine.objects.bulk_create(
            DisposalLine(
                disposal=disposal,
                event_id=one.event_id,
                subject_type=one.subject_type,
                subject_ref=one.subject_ref,
                under=one.under,
                made_by=made_by,
            )
            for one in listed.values()
        )
    return queries.disposal(disposal.ref)


def approve(ref: str, *, seen_sha256: str, by: Actor) -> DisposalSeen:
    """Approve exactly the list that was seen; somebody other than its proposer does."""
    with unit_of_work() as record:
        disposal = Disposal.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_approve(queries.disposal(ref), seen_sha256=seen_sha256, by=by))
        disposal.state, disposal.version = DISPOSAL.after("approve", disposal.state), disposal.version + 1
        disposal.approved_by = by.ref
        disposal.save(update_fields=["state", "version", "approved_by"])
        record.write(DisposalApproved(ref, disposal.version, disposal.events, disposal.list_sha256), by=by)
    return queries.disposal(ref)


def withdraw(ref: str, *, by: Actor) -> DisposalSeen:
    """Let a list go that was not carried out."""
    with unit_of_work() as record:
        disposal = Disposal.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_withdraw(queries.disposal(ref), by=by))
        disposal.state, disposal.version = DISPOSAL.after("withdraw", disposal.state), disposal.version + 1
        disposal.save(update_fields=["state", "version"])
        record.write(DisposalWithdrawn(ref, disposal.version), by=by)
    return queries.disposal(ref)


def carry_out(ref: str, *, by: Actor) -> Certificate:
    """Erase what an approved list names, for good: the private words and their salts. What was sealed stays, and still verifies."""
    with unit_of_work() as record:
        disposal = Disposal.objects.select_for_update().get(ref=ref)
        _one_at_a_time()
        stop_if(checks.why_not_carry_out(queries.disposal(ref), by=by))
        disposal.state, disposal.version = DISPOSAL.after("carry out", disposal.state), disposal.version + 1
        disposal.save(update_fields=["state", "version"])
        told = ErasureCarriedOut(
            ref,
            disposal.version,
            disposal.record_class,
            disposal.events,
            disposal.list_sha256,
            disposal.proposed_by,
            disposal.approved_by or "",
        )
        event_id = record.write(told, by=by)
        listed = sorted(one.event_id for one in queries.lines(ref))
        with connection.cursor() as cursor:
            cursor.execute("SELECT audit.erase(%s, %s::uuid[])", [event_id, listed])
        done = Remembered(ref, disposal.record_class, disposal.proposed_by, disposal.approved_by or "", tuple(listed))
        transaction.on_commit(lambda: remember(done), robust=True)  # should this fail, the next backup writes it
    found = queries.certificate(ref)
    assert found is not None
    return found


def _one_at_a_time() -> None:
    """A hold is placed before an erasure or after it, never while it looks for holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('retention', 0))")


def _last_entry(subjects: Sequence[tuple[str, str]]) -> date:
    """The day of the last entry about any of these; today where there is none."""
    found = [record_queries.history(kind, ref) for kind, ref in subjects]
    return max((entries[-1].at.astimezone(LONDON).date() for entries in found if entries), default=today())
