"""Erasures carried out again in a database that was restored to a moment before them."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.clock import today
from duly.core.retention.events import ErasureCarriedOut
from duly.core.retention.models import Disposal
from duly.core.retention.outside import Remembered
from duly.core.retention.rules import list_sha256
from duly.core.retention.states import DisposalState
from duly.primitives.actor import SYSTEM
from duly.primitives.refusal import Refused


@dataclass(frozen=True)
class Again:
    """What was done: lists and events, and in sentences what waits for a person."""

    lists: int
    events: int
    waiting: tuple[str, ...]


def carry_out_again(lists: Sequence[Remembered]) -> Again:
    """Erase again what these lists name and this database still has the words of. One on which a hold stands here waits for a person."""
    done, events, waiting = 0, 0, []
    for one in lists:
        there = _with_words(one.event_ids)
        if not there:
            continue
        try:
            _erase(one, there)
        except Refused as refused:
            waiting.append(f"{one.ref} was not erased again: {refused.refusal.because}")
        else:
            done, events = done + 1, events + len(there)
    return Again(done, events, tuple(waiting))


def _with_words(event_ids: Sequence[uuid.UUID]) -> list[uuid.UUID]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT event_id FROM audit.payload WHERE event_id = ANY(%s) ORDER BY event_id", [list(event_ids)])
        return [row[0] for row in cursor.fetchall()]


def _erase(one: Remembered, there: list[uuid.UUID]) -> None:
    with unit_of_work() as record:
        disposal = Disposal.objects.create(
            ref=f"X-{take_number('retention_disposal_number'):04d}",
            version=1,
            state=DisposalState.CARRIED_OUT,
            record_class=one.record_class,
            because=f"{one.ref} was carried out before the database was restored to an earlier moment.",
            events=len(there),
            list_sha256=list_sha256(there),
            proposed_by=one.proposed_by,
            proposed_on=today(),
            approved_by=one.approved_by,
        )
        told = ErasureCarriedOut(
            disposal.ref, 1, disposal.record_class, disposal.events, disposal.list_sha256, disposal.proposed_by, disposal.approved_by or ""
        )
        event_id = record.write(told, by=SYSTEM)
        with connection.cursor() as cursor:
            cursor.execute("SELECT audit.erase(%s, %s::uuid[])", [event_id, there])
