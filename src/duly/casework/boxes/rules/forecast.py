"""What will miss the day it is needed by, before it does.

Papers are read one after the other in the order of the box, on working days the principal is not away, a fifth of the week's minutes on each. A
paper is read on the first day by whose end there have been minutes enough for it and everything before it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ToRead:
    """One paper in the order of the box, its minutes and the day it is needed by."""

    ref: str
    minutes: int
    needed_by: date


@dataclass(frozen=True)
class Weekly:
    """The minutes a principal has in a week, and the working days they are there, in order, as far as is looked ahead."""

    minutes: int
    there: tuple[date, ...]


@dataclass(frozen=True)
class Expected:
    """When one paper will be read: None is beyond what was looked ahead."""

    ref: str
    minutes: int
    needed_by: date
    read_on: date | None
    upto: int
    days: int

    @property
    def misses(self) -> bool:
        """Whether it will not be read by the day it is needed."""
        return self.read_on is None or self.read_on > self.needed_by


def forecast(papers: Sequence[ToRead], weekly: Weekly) -> tuple[Expected, ...]:
    """When each paper will be read. `upto` are the minutes of it and all before it; `days` the days there are needed for those."""
    found, upto = [], 0
    for paper in papers:
        upto += paper.minutes
        days = -(-upto * 5 // weekly.minutes)
        read_on = weekly.there[days - 1] if days <= len(weekly.there) else None
        found.append(Expected(paper.ref, paper.minutes, paper.needed_by, read_on, upto, days))
    return tuple(found)


def working_of(one: Expected, weekly: Weekly) -> str:
    """The working of one forecast, as a sentence a person can check."""
    return f"{one.upto} minute{'' if one.upto == 1 else 's'} with what is before it, at {weekly.minutes} a week: {one.days} working day{'' if one.days == 1 else 's'} there"


def in_order(papers: Sequence[tuple[int, ToRead]]) -> tuple[ToRead, ...]:
    """Papers in the order of a box: those given a place first, by place; then the others, those needed first at the head."""
    return tuple(one for _, one in sorted(papers, key=lambda one: (one[0] == 0, one[0], one[1].needed_by, one[1].ref)))
