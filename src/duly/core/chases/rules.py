"""Ladders: which step comes next, on which working day, and in what words. Pure.

The ladders shipped are defaults that nobody laid down: an office looks at them and adopts its own, which are dated and numbered from 1.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from string import Formatter
from typing import Any, Protocol

ASKED = "asked"
"""To whom a step goes when it goes to whoever was asked; anything else is the code of a post of the office."""
KINDS = ("reminder", "chaser", "escalation")
MOST_DAYS, MOST_STEPS = 250, 12
FIELDS = {"what", "asked_of", "due", "ref"}


class WorkingDays(Protocol):
    """What is asked of a calendar."""

    def nth_after(self, day: date, n: int) -> date:
        """The nth working day after a day."""

    def nth_from(self, day: date, n: int) -> date:
        """The nth working day, a day itself counted if it is one."""

    def last_until(self, day: date) -> date:
        """The day itself if it is a working day, or the last before it."""


@dataclass(frozen=True)
class Rung:
    """One step: so many working days after the day something is due (before, when less than nothing), what it is, to whom, and its words."""

    offset: int
    kind: str
    to: str
    words: str

    def said(self) -> str:
        """As the record lists it: "3 before: reminder to asked"."""
        return f"{self.when}: {self.kind} to {self.to}"

    @property
    def when(self) -> str:
        """On which working day, by the day it is due: "3 before"."""
        return f"{-self.offset} before" if self.offset < 0 else f"{self.offset} after" if self.offset else "on the day"


@dataclass(frozen=True)
class Ladder:
    """A version of a ladder, from the day it starts. Number 0 is the default as shipped, which an office has yet to verify."""

    code: str
    number: int
    starts: date
    title: str
    rungs: tuple[Rung, ...]


REMINDER = "{what} is due from you on {due}. Please send it by then, or tell us now what stands in the way."
CHASER = "{what} was due from you on {due} and has not come. Please send it at once, or tell us when it will come and why it is late."
CLIMBS = "{what}, asked of {asked_of}, was due on {due} and has not come. It has been reminded of and chased. Please take it up."


def _ladder(code: str, title: str, *rungs: tuple[int, str, str]) -> Ladder:
    words = {"reminder": REMINDER, "chaser": CHASER, "escalation": CLIMBS}
    return Ladder(code, 0, date(2000, 1, 1), title, tuple(Rung(offset, kind, to, words[kind]) for offset, kind, to in rungs))


DEFAULTS: tuple[Ladder, ...] = (
    _ladder(
        "evidence",
        "Evidence asked for",
        *((-3, "reminder", ASKED), (1, "chaser", ASKED), (5, "escalation", "investigator")),
        *((10, "escalation", "casework-manager"), (15, "escalation", "head-of-casework")),
    ),
    _ladder(
        "compliance",
        "Recommendations to be complied with",
        *((-5, "reminder", ASKED), (1, "chaser", ASKED), (5, "escalation", "casework-manager")),
        *((10, "escalation", "head-of-casework"), (20, "escalation", "ombudsman")),
    ),
    _ladder(
        "work",
        "Work asked for inside the office",
        *((-1, "reminder", ASKED), (1, "chaser", ASKED), (3, "escalation", "investigator")),
        *((5, "escalation", "casework-manager"), (8, "escalation", "head-of-casework")),
    ),
)
"""Defaults to be verified by the office that uses them: no source gives these days."""


def why_wrong(rungs: Collection[Rung], *, posts: Collection[str]) -> str:
    """What is wrong with the steps of a ladder, as a sentence; empty when it can be used."""
    steps = tuple(rungs)
    if not 1 <= len(steps) <= MOST_STEPS:
        return f"A ladder has between one and {MOST_STEPS} steps."
    for n, one in enumerate(steps, start=1):
        if one.kind not in KINDS:
            return f"Step {n}: it is a {', a '.join(KINDS)}."
        if one.to != ASKED and one.to not in posts:
            return f"Step {n}: {one.to!r} is neither {ASKED!r} nor the code of a post."
        if not -MOST_DAYS <= one.offset <= MOST_DAYS:
            return f"Step {n}: at most {MOST_DAYS} working days before or after."
        if not one.words.strip():
            return f"Step {n}: say what is written."
        if not _fields(one.words) <= FIELDS:
            return f"Step {n}: only {{what}}, {{asked_of}}, {{due}} and {{ref}} are filled in."
    if any(later.offset <= earlier.offset for earlier, later in pairwise(steps)):
        return "Each step comes on a later day than the one before it."
    return ""


def _fields(words: str) -> set[str]:
    try:
        return {name for _, name, form, turned in Formatter().parse(words) if name is not None or form or turned}  # type: ignore[misc]  # a name is text where there is one
    except ValueError:
        return {words}


def day_of(rung: Rung, due: date, days: WorkingDays) -> date:
    """The working day on which a step may be sent."""
    if rung.offset > 0:
        return days.nth_after(due, rung.offset)
    if rung.offset == 0:
        return days.nth_from(due, 1)
    day = due
    for _ in range(-rung.offset):
        day = days.last_until(day - timedelta(days=1))
    return day


def next_step(ladder: Ladder, sent: int, due: date, days: WorkingDays, *, on: date) -> tuple[int, date] | None:
    """Which step comes next (counted from 1) and the first day it may be sent; None at the top of the ladder. `sent` is the last one sent, 0 for none.

    A step before the date is passed over once the step after it may be sent: nobody is reminded that something will be due when it was.
    """
    for n in range(sent + 1, len(ladder.rungs) + 1):
        rung, after = ladder.rungs[n - 1], ladder.rungs[n] if n < len(ladder.rungs) else None
        if rung.offset < 0 and after is not None and day_of(after, due, days) <= on:
            continue
        return n, day_of(rung, due, days)
    return None


def as_content(ladder: Ladder) -> dict[str, Any]:
    """A ladder as it is kept."""
    return {"title": ladder.title, "rungs": [vars(one) for one in ladder.rungs]}


def as_ladder(code: str, number: int, starts: date, content: Mapping[str, Any]) -> Ladder:
    """A ladder as it was kept."""
    return Ladder(code, number, starts, content["title"], tuple(Rung(**one) for one in content["rungs"]))
