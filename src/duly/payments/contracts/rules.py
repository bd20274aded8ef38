"""What terms may say, and dates in which a contract may be paid under: spans less embargoes. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

BASES = ("ACTUAL_MINUTE", "PLANNED_WITHIN", "ACTUAL_INCREMENT", "BANDED", "NIGHTS")
WAYS = ("nearest", "up", "down")
CAPS = ("visit", "week")
CLOCKS = ("elapsed", "wall")
PART_WEEKS = ("SEVENTHS", "BALANCE_LAST", "WHOLE_WEEK")
KINDS = ("hospital", "respite", "holiday", "suspension")
"""Kinds of interruption that a contract may pay something in."""

ALSO: dict[str, int | str | bool] = {
    "increment_minutes": 1,
    "increment_way": "nearest",
    "minimum_minutes": 0,
    "weekly_cap": "visit",
    "flex_minutes": 0,
    "overlap_minutes": 5,
    "cancel_notice_minutes": 0,
    "cancel_percent": 0,
    "frustrated_percent": 0,
    "under_percent": 10,
    "manual_percent": 100,
    "exact_percent": 100,
    "death_days": 0,
    "part_week": "SEVENTHS",
    "paid_net": False,
    "night_clock": "elapsed",
    "let_minutes": 0,
    "let_pence": 0,
    "let_bp": 0,
    "let_person_minutes": 0,
    "let_run_pence": 0,
    "let_run_bp": 0,
}
"""What terms may say besides, with what they say when nobody did. The words are those of the specification of judging; `night_clock` is how a
night of four hours or more is counted when the clocks change: "elapsed", the hours that passed, or "wall", the hours the clock on the wall shows. Those that begin with `let` say what small excess is let through, in minutes, pence
and hundredths of a percent (the specification of tolerance); 0 lets nothing through."""

MOST: dict[str, int] = {
    "increment_minutes": 1439,
    "minimum_minutes": 1439,
    "flex_minutes": 10_080,
    "overlap_minutes": 1439,
    "cancel_notice_minutes": 10_080,
    "cancel_percent": 100,
    "frustrated_percent": 100,
    "under_percent": 100,
    "manual_percent": 100,
    "exact_percent": 100,
    "death_days": 366,
    "let_minutes": 10_080,
    "let_bp": 10_000,
    "let_person_minutes": 10_080,
    "let_run_bp": 10_000,
}
"""The most that each of them may be."""

LIMITS: dict[str, int] = MOST | dict.fromkeys(("let_pence", "let_run_pence"), 100_000_000)
"""The same, with amounts of money, which the database leaves to whoever agrees them: up to £1,000,000.00."""

WORDS: dict[str, tuple[str, ...]] = {"increment_way": WAYS, "weekly_cap": CAPS, "part_week": PART_WEEKS, "night_clock": CLOCKS}
"""The words that each of the others may be."""

ABOUT: dict[str, str] = {
    "counting": "how minutes are counted",
    "matching": "when a visit meets a call",
    "double-up": "two carers at a call",
    "trimming": "what is trimmed without a person",
    "week": "the week's cap, and calls not planned",
    "cancelling": "cancelled calls, and nobody in",
    "interruptions": "care that is interrupted",
    "overlaps": "visits at one time",
    "under-delivery": "what is under-delivered",
    "evidence": "how visits are shown",
    "death": "after a death",
    "rates": "what is paid for an hour",
    "nights": "how a week is shared to its nights, and what others pay",
    "claims": "what is claimed, and how",
    "tolerance": "a small excess that is let through",
}
"""What a numbered clause may be about, in the words of a page. A decision cites the clause its cause rests on, or else the version's own."""


@dataclass(frozen=True)
class Span:
    """Dates from `starts` until `ends`, exclusive."""

    starts: date
    ends: date


def without(spans: Iterable[Span], holes: Iterable[Span]) -> tuple[Span, ...]:
    """The spans less the holes, oldest first. Neither need be sorted; either may overlap."""
    left = sorted(spans, key=lambda s: (s.starts, s.ends))
    for hole in holes:
        left = (
            [
                piece
                for span in left
                for piece in (Span(span.starts, min(span.ends, hole.starts)), Span(max(span.starts, hole.ends), span.ends))
                if piece.starts < piece.ends
            ]
            if hole.starts < hole.ends
            else left
        )
    return joined(left)


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same days in as few spans as can be, oldest first."""
    told: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.starts, s.ends)):
        if told and span.starts <= told[-1].ends:
            told[-1] = Span(told[-1].starts, max(told[-1].ends, span.ends))
        else:
            told.append(span)
    return tuple(told)


def hull(spans: Iterable[Span]) -> Span:
    """From the first start to the last end of one span or more."""
    known = tuple(spans)
    return Span(min(s.starts for s in known), max(s.ends for s in known))
