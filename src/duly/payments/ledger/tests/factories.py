"""Posting as another room would: in a unit of work of its own, under its own event."""

import itertools
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from duly.core.record.actions import unit_of_work
from duly.core.scheme.actions import adopt
from duly.core.scheme.rules import Row
from duly.payments.ledger import actions
from duly.payments.ledger.queries import JournalSeen
from duly.payments.ledger.rules import BANK, CARE_PAID, Posting
from duly.primitives.actor import SYSTEM, Actor
from duly.primitives.event import Event

ADA = Actor("O-0001", "Ada Example", ("finance",))
BEA = Actor("O-0002", "Bea Example", ("finance",))
_numbers = itertools.count(1)


@dataclass(frozen=True)
class PostingTried(Event):
    """Stands for the event of a poster, where no room that posts is loaded."""

    code = "adjustment.agreed"
    subject = "tried posting"
    says = "A posting was tried."
    ref: str
    version: int


@contextmanager
def as_poster() -> Iterator[uuid.UUID]:
    """A unit of work in which an event was written that a journal may name."""
    with unit_of_work() as record:
        yield record.write(PostingTried(ref=f"T-{next(_numbers)}-{uuid.uuid4()}", version=1), by=SYSTEM)


def posted(key: str, *paid: tuple[str, int], period: str = "2026-11") -> JournalSeen:
    """A journal paying these references from the bank."""
    legs = [Posting(CARE_PAID, reference, pence) for reference, pence in paid]
    with as_poster() as event:
        return actions.post(key, "file-issued", [*legs, Posting(BANK, key, -sum(leg.pence for leg in legs))], event_id=event, period=period)


def a_scheme_for_closing() -> None:
    """A scheme under which the post "finance" closes months."""
    adopt(
        office="Northmere",
        number=1,
        title="Scheme",
        starts=date(2020, 1, 1),
        rules=[("periods.close", Row("1", "finance", (), "May."))],
        by=SYSTEM,
    )
