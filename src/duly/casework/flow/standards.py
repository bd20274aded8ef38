"""The service standards of post: every item under each, by the clocks' rules of the day it came."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from duly.casework.correspondence.ended import Came, came
from duly.casework.correspondence.rules.standards import STANDARDS, Line, Timed, lines, month_of, standing
from duly.core.calendar.rules.book import in_force
from duly.core.calendar.rules.deadlines import History
from duly.core.clocks import queries as clocks


@dataclass(frozen=True)
class UnderStandard:
    """One item under one standard: its last day, the day it was met, and how it stands."""

    item: Came
    standard: str
    month: str
    due: date
    done: date | None
    standing: str


def by_month(*, on: date) -> tuple[Line, ...]:
    """How many came in each month and how they stand under each standard, the newest month first. Every item is in each standard once."""
    return lines((timed for _, timed in _timed()), on=on)


def under_standards(*, on: date) -> tuple[UnderStandard, ...]:
    """Every item under each standard, the first due first."""
    found = (
        UnderStandard(item, timed.standard, month_of(item.received), timed.due, timed.done, standing(timed, on=on))
        for item, timed in _timed()
    )
    return tuple(sorted(found, key=lambda one: (one.due, one.item.ref, one.standard)))


def _timed() -> Iterator[tuple[Came, Timed]]:
    """An answer acknowledges too: what was settled before it was acknowledged is acknowledged on that day. A standard no rule lays down is left out."""
    rules = clocks.rules()

    @cache
    def due(standard: str, received: date) -> date | None:
        rule = in_force(rules, standard, received)
        return clocks.reckon(rule, History(received)).due if rule else None

    for item in came():
        for standard in STANDARDS:
            last = due(standard, item.received)
            if last is not None:
                days = (item.acknowledged, item.ended) if standard == "post-acknowledgement" else (item.ended,)
                done = min((day for day in days if day), default=None)
                kept = item.kept or done is not None
                yield item, Timed(item.ref, standard, item.received, last, done, kept)
