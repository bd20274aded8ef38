"""Dimensions, points, and the level they come to, with the sentence that says why.

Dimensions and thresholds are a configurable default. No office has adopted them, and every page that shows a level says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass

DEFAULT_SAYS = "Scored by the default dimensions, which this office has not adopted yet."
MOST = 3
POINTS = {0: "none", 1: "some", 2: "serious", 3: "grave"}
LOW, MEDIUM, HIGH, HIGH_PROFILE = "low", "medium", "high", "high-profile"
LEVELS = (LOW, MEDIUM, HIGH, HIGH_PROFILE)
HIGH_RISK = (HIGH, HIGH_PROFILE)
MEDIUM_FROM, HIGH_FROM = 5, 9


@dataclass(frozen=True)
class Dimension:
    """One thing that may be at risk. `public` says that others watch: it is what makes a case high-profile."""

    code: str
    word: str
    asks: str
    public: bool = False


SCALE = "default 1"
DIMENSIONS = (
    Dimension("safety", "Safety of a person", "Could somebody come to harm, by their own hand or another's?"),
    Dimension("vulnerability", "Vulnerability", "Is somebody less able to look after themselves, or to be heard?"),
    Dimension("legal", "Legal", "May what we decide, or how, be taken to court?"),
    Dimension("press", "Public interest and press", "Is it, or would it be, in the news?", public=True),
    Dimension("political", "Members and ministers", "Does a Member of Parliament, a peer or a minister ask about it?", public=True),
    Dimension("reputation", "Our reputation", "What would it say of this office if it went wrong?"),
)
CODES = tuple(one.code for one in DIMENSIONS)
WORDS = {one.code: one.word for one in DIMENSIONS}


@dataclass(frozen=True)
class Level:
    """What points come to. `because` says by which rule, in sentences; the first is the one that decided."""

    level: str
    score: int
    because: tuple[str, ...]


def level_of(points: Mapping[str, int]) -> Level:
    """The level of points 0 to 3 by dimension; a dimension left out has none.

    High-profile: others watch gravely (3), or seriously (2) on a case that is high by its points. High: anything grave, or 9 points in all.
    Medium: anything serious, or 5 points. Else low.
    """
    score = sum(points.values())
    grave = [one.word for one in DIMENSIONS if points.get(one.code, 0) == MOST]
    serious = [one.word for one in DIMENSIONS if points.get(one.code, 0) == MOST - 1]
    watched = [one.word for one in DIMENSIONS if one.public and points.get(one.code, 0) == MOST]
    looked_at = [one.word for one in DIMENSIONS if one.public and points.get(one.code, 0) == MOST - 1]
    in_all = f"{score} of {MOST * len(DIMENSIONS)} points"
    high = [f"{_listed(grave)}: grave (3), and one is enough."] if grave else []
    high += [f"{in_all}: {HIGH_FROM} or more is high."] if score >= HIGH_FROM else []
    if watched:
        return Level(HIGH_PROFILE, score, (f"{_listed(watched)}: grave (3), so others watch it.", *high[1:], f"{in_all}."))
    if high and looked_at:
        return Level(HIGH_PROFILE, score, (f"{_listed(looked_at)}: serious (2), on a case that is high.", *high))
    if high:
        return Level(HIGH, score, (*high,))
    if serious or score >= MEDIUM_FROM:
        why = [f"{_listed(serious)}: serious (2)."] if serious else []
        return Level(MEDIUM, score, (*why, f"{in_all}: {MEDIUM_FROM} or more is medium." if score >= MEDIUM_FROM else f"{in_all}."))
    return Level(LOW, score, (f"{in_all}, and nothing serious.",))


def _listed(words: list[str]) -> str:
    return ", ".join(words)


@dataclass(frozen=True)
class Change:
    """What is otherwise in an assessment than in the one before: of what, from, to."""

    what: str
    was: str
    now: str


def changes(before: Mapping[str, int], after: Mapping[str, int]) -> tuple[Change, ...]:
    """Dimension by dimension, what two assessments differ in; the level last."""
    found = [
        Change(one.word, said(before.get(one.code, 0)), said(after.get(one.code, 0)))
        for one in DIMENSIONS
        if before.get(one.code, 0) != after.get(one.code, 0)
    ]
    was, now = level_of(before), level_of(after)
    if (was.level, was.score) != (now.level, now.score):
        found.append(Change("Level", f"{was.level}, {was.score}", f"{now.level}, {now.score}"))
    return tuple(found)


def said(points: int) -> str:
    """Points with their word: "2, serious"."""
    return f"{points}, {POINTS[points]}"
