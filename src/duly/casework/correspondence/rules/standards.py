"""How what came stands under each service standard: values only. Every item is in exactly one standing, so that the parts come to the whole."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

ON_TIME, LATE, WITHIN, OVERDUE, UNKNOWN = "on time", "late", "open, within", "open, overdue", "day not kept"
STANDINGS = (ON_TIME, LATE, WITHIN, OVERDUE, UNKNOWN)
"""What an item may be under a standard. The last is of post that was closed before anybody kept on which day."""

STANDARDS = {"post-acknowledgement": "Acknowledged", "post-answer": "Answered or settled"}
"""The standards of post, by the code of the clocks' rule that says how long there is."""


@dataclass(frozen=True)
class Timed:
    """One item under one standard. `done` is the day it was met, if any; `kept` is False where it ended on a day that nobody kept."""

    ref: str
    standard: str
    received: date
    due: date
    done: date | None
    kept: bool = True


@dataclass(frozen=True)
class Line:
    """One standard in one month ("2026-11"): how many came, and how they stand."""

    standard: str
    month: str
    on_time: int
    late: int
    within: int
    overdue: int
    unknown: int

    @property
    def received(self) -> int:
        """How many came: the parts together."""
        return self.on_time + self.late + self.within + self.overdue + self.unknown

    @property
    def percent(self) -> int | None:
        """Of those of which it is known by now whether they were in time, how many in a hundred were, rounded down; None where there are none."""
        known = self.on_time + self.late + self.overdue
        return 100 * self.on_time // known if known else None


def standing(one: Timed, *, on: date) -> str:
    """How an item stands under its standard on a day. The last day is in time."""
    if not one.kept:
        return UNKNOWN
    if one.done is not None:
        return ON_TIME if one.done <= one.due else LATE
    return WITHIN if on <= one.due else OVERDUE


def month_of(day: date) -> str:
    """The month a day is in, such as 2026-11."""
    return f"{day:%Y-%m}"


def lines(found: Iterable[Timed], *, on: date) -> tuple[Line, ...]:
    """The newest month first, and in each the standards in their order."""
    counted: dict[tuple[str, str], dict[str, int]] = {}
    for one in found:
        of = counted.setdefault((month_of(one.received), one.standard), dict.fromkeys(STANDINGS, 0))
        of[standing(one, on=on)] += 1
    order = list(STANDARDS)
    keys = sorted(sorted(counted, key=lambda key: order.index(key[1])), key=lambda key: key[0], reverse=True)
    return tuple(Line(standard, month, *(counted[month, standard][one] for one in STANDINGS)) for month, standard in keys)
