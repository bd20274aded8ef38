"""Posting, reversing, and closing months."""

import uuid
from collections.abc import Sequence

from duly.core.record.actions import take_number, unit_of_work
from duly.payments.ledger import checks, queries
from duly.payments.ledger.events import PeriodCloseAsked, PeriodClosed, PeriodCloseWithdrawn
from duly.payments.ledger.models import Journal, Leg, Period
from duly.payments.ledger.queries import JournalSeen
from duly.payments.ledger.rules import Posting, other_way_round, why_not_these
from duly.payments.ledger.states import STEPS
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, stop_if


def post(key: str, narrative: str, legs: Sequence[Posting], *, event_id: uuid.UUID, period: str, reverses: str = "") -> JournalSeen:
    """Post one journal, once for its key. `event_id` is the poster's own event in this transaction; `period` a month, "2026-11".

    `reverses` is the key of the journal this one undoes. Refused as "two-legs", "empty-leg", "unbalanced", "already-posted",
    "period-closed" or "nothing-to-reverse".
    """
    with unit_of_work():
        stop_if(why_not_these(legs))
        stop_if(checks.why_not_post(key, period))
        journal = Journal.objects.create(
            ref=f"J-{take_number('ledger_journal_number'):06d}",
            key=key,
            period=period,
            narrative_code=narrative,
            reverses=_reversed(reverses),
            made_by=event_id,
        )
        Leg.objects.bulk_create(
            Leg(journal=journal, n=n, account=leg.account, reference=leg.reference, pence=leg.pence, made_by=event_id)
            for n, leg in enumerate(legs, start=1)
        )
    return queries.seen(journal)


def reverse(key: str, narrative: str, *, of: str, event_id: uuid.UUID, period: str) -> JournalSeen:
    """Post the journal that undoes another, named by its key. A journal is reversed once."""
    with unit_of_work():
        before = queries.journal(of)
        if before is None:
            stop_if(_no_such(of))
        return post(key, narrative, other_way_round(before.legs), event_id=event_id, period=period, reverses=of)


def ask_to_close(period: str, *, by: Actor) -> None:
    """Ask for a month to be closed. Somebody else closes it."""
    with unit_of_work() as record:
        row = Period.objects.select_for_update().filter(ref=period).first()
        stop_if(checks.why_not_ask_to_close(row, by=by))
        if row is None:
            row = Period(ref=period, version=0, state="open")
        row.state, row.asked_by, row.version = STEPS.after("ask", row.state), by.ref, row.version + 1
        row.save()
        record.write(PeriodCloseAsked(ref=period, version=row.version), by=by)


def withdraw(period: str, *, by: Actor) -> None:
    """Leave a month open after all."""
    with unit_of_work() as record:
        row = Period.objects.select_for_update().get(ref=period)
        stop_if(checks.why_not_withdraw(row, by=by))
        row.state, row.version = STEPS.after("withdraw", row.state), row.version + 1
        row.save()
        record.write(PeriodCloseWithdrawn(ref=period, version=row.version), by=by)


def close(period: str, *, by: Actor) -> None:
    """Close a month that somebody else asked to be closed. From then on the database refuses journals in it."""
    with unit_of_work() as record:
        row = Period.objects.select_for_update().get(ref=period)
        stop_if(checks.why_not_close(row, by=by))
        row.state, row.closed_by, row.version = STEPS.after("close", row.state), by.ref, row.version + 1
        row.save()
        journals = Journal.objects.filter(period=period).count()
        record.write(PeriodClosed(ref=period, version=row.version, journals=journals), by=by)


def _reversed(key: str) -> Journal | None:
    if not key:
        return None
    found = Journal.objects.filter(key=key).first()
    if found is None:
        stop_if(_no_such(key))
    return found


def _no_such(key: str) -> Refusal:
    return Refusal("nothing-to-reverse", f"No journal was posted as {key}, so there is nothing to reverse.")
