"""What may be decided, and how decisions are counted as known then and as known now."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

OUTCOMES = {"agree": "Agreed", "refuse": "Refused"}
SINCE = ("withdrawn", "confirmed")
UPHELD, PARTLY, NOT_UPHELD, DISCONTINUED, NO_OUTCOME = "upheld", "partly upheld", "not upheld", "discontinued", "none"
CODES = {
    UPHELD: "Upheld",
    PARTLY: "Partly upheld",
    NOT_UPHELD: "Not upheld",
    DISCONTINUED: "Discontinued",
    NO_OUTCOME: "On no outcome of a complaint",
}
"""Outcomes of the complaint that a decision may count as. The words are defaults: no office laid them down."""
OF_POLICY = "policy"
"""The kind of paper that asks nothing about the outcome of a complaint."""
WITHDRAWN, SUPERSEDED = "withdrawn", "superseded"
COUNTED = CODES | {WITHDRAWN: "Withdrawn since", SUPERSEDED: "Superseded since"}


def code_when_made(outcome: str, remedy_pence: int) -> str:
    """How a decision was counted until somebody corrected it, before whoever signs said so: as the letter said that told of it."""
    return UPHELD if outcome == "agree" and remedy_pence else NOT_UPHELD


def counts_as(kind: str, outcome: str, remedy_pence: int, *, found: str = "") -> str:
    """What a decision counts as where whoever signs says nothing else. `found` is what the findings on the issues come to, if there are any.

    Empty where it cannot be told: that somebody agrees, with no money in it and nothing found, may be an apology or a complaint not upheld.
    """
    if kind == OF_POLICY:
        return NO_OUTCOME
    if outcome == "refuse":
        return NOT_UPHELD if remedy_pence else ""
    return found or (UPHELD if remedy_pence else "")


@dataclass(frozen=True)
class Made:
    """One decision as figures take it. `superseded_on` is the day of the one that superseded it; `changes` are (known on, code, why), oldest first."""

    ref: str
    case_ref: str
    signed_on: date
    code: str
    changes: tuple[tuple[date, str, str], ...] = ()
    withdrawn: tuple[date, str] | None = None
    """The day it was known, and why."""
    superseded: tuple[date, str] | None = None
    """The day, and by which decision."""

    def counted(self, known: date) -> str:
        """What it counts as, by what was known at the end of a day."""
        if self.withdrawn and self.withdrawn[0] <= known:
            return WITHDRAWN
        if self.superseded and self.superseded[0] <= known:
            return SUPERSEDED
        return next((code for on, code, _ in reversed(self.changes) if on <= known), self.code)

    def why(self, known: date) -> str:
        """Why it counts as it does by what is known on a day, where that is not as it was made."""
        if self.withdrawn and self.withdrawn[0] <= known:
            return self.withdrawn[1]
        if self.superseded and self.superseded[0] <= known:
            return f"Superseded by {self.superseded[1]}."
        return next((why for on, _, why in reversed(self.changes) if on <= known), "")


@dataclass(frozen=True)
class Figure:
    """One outcome: how many decisions of a period counted as it by what was known then, and by what is known now."""

    code: str
    words: str
    then: int
    now: int

    @property
    def change(self) -> int:
        """How much the restated value differs."""
        return self.now - self.then


@dataclass(frozen=True)
class Restated:
    """One decision that counts otherwise than was published, and why."""

    ref: str
    case_ref: str
    signed_on: date
    was: str
    now: str
    because: str


def figures(made: Sequence[Made], *, starts: date, ends: date, known: date, now: date) -> tuple[tuple[Figure, ...], tuple[Restated, ...]]:
    """Decisions of a period (half-open) by outcome, as known at the end of one day and of a later one; and each that counts otherwise, with why.

    A decision counts once whatever became of it, so that both columns come to the number of decisions made by then.
    """
    of_period = [one for one in made if starts <= one.signed_on < ends]
    then = Counter(one.counted(known) for one in of_period if one.signed_on <= known)
    later = Counter(one.counted(now) for one in of_period if one.signed_on <= now)
    lines = tuple(Figure(code, words, then[code], later[code]) for code, words in COUNTED.items())
    restated = tuple(
        Restated(one.ref, one.case_ref, one.signed_on, COUNTED[was], COUNTED[one.counted(now)], one.why(now))
        for one in of_period
        if one.signed_on <= known and (was := one.counted(known)) != one.counted(now)
    )
    return lines, restated
