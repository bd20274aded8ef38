"""Dimensions, points, and the level they come to, with the sentence that says why.

Dimensions and thresholds are a default that an office replaces with its own (`ruleset.py`); until it has, every page that shows a level says so. What
points there are, and what the levels are called, is not the office's: every list and figure rests on them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

MOST = 3
POINTS = {0: "none", 1: "some", 2: "serious", 3: "grave"}
LOW, MEDIUM, HIGH, HIGH_PROFILE = "low", "medium", "high", "high-profile"
LEVELS = (LOW, MEDIUM, HIGH, HIGH_PROFILE)
HIGH_RISK = (HIGH, HIGH_PROFILE)


@dataclass(frozen=True)
class Dimension:
    """One thing that may be at risk. `public` says that others watch: it is what makes a case high-profile."""

    code: str
    word: str
    asks: str
    public: bool = False


@dataclass(frozen=True)
class Scale:
    """What is asked of a case, and from how many points in all it is medium, and high. One dimension that is grave is enough for high."""

    dimensions: tuple[Dimension, ...]
    medium_from: int
    high_from: int

    @property
    def codes(self) -> tuple[str, ...]:
        """The dimensions' codes, in their order."""
        return tuple(one.code for one in self.dimensions)

    @property
    def words(self) -> dict[str, str]:
        """What each dimension is called."""
        return {one.code: one.word for one in self.dimensions}


DIMENSIONS = (
    Dimension("safety", "Safety of a person", "Could somebody come to harm, by their own hand or another's?"),
    Dimension("vulnerability", "Vulnerability", "Is somebody less able to look after themselves, or to be heard?"),
    Dimension("legal", "Legal", "May what we decide, or how, be taken to court?"),
    Dimension("press", "Public interest and press", "Is it, or would it be, in the news?", public=True),
    Dimension("political", "Members and ministers", "Does a Member of Parliament, a peer or a minister ask about it?", public=True),
    Dimension("reputation", "Our reputation", "What would it say of this office if it went wrong?"),
)
FIRST_SCALE = Scale(DIMENSIONS, medium_from=5, high_from=9)
CODES = FIRST_SCALE.codes


@dataclass(frozen=True)
class Level:
    """What points come to. `because` says by which rule, in sentences; the first is the one that decided."""

    level: str
    score: int
    because: tuple[str, ...]


def level_of(points: Mapping[str, int], scale: Scale = FIRST_SCALE) -> Level:
    """The level of points 0 to 3 by dimension of a scale; a dimension left out has none.

    High-profile: others watch gravely (3), or seriously (2) on a case that is high by its points. High: anything grave, or the scale's points in all.
    Medium: anything serious, or the scale's points. Else low.
    """
    score = sum(points.values())
    grave = [one.word for one in scale.dimensions if points.get(one.code, 0) == MOST]
    serious = [one.word for one in scale.dimensions if points.get(one.code, 0) == MOST - 1]
    watched = [one.word for one in scale.dimensions if one.public and points.get(one.code, 0) == MOST]
    looked_at = [one.word for one in scale.dimensions if one.public and points.get(one.code, 0) == MOST - 1]
    in_all = f"{score} of {MOST * len(scale.dimensions)} points"
    high = [f"{_listed(grave)}: grave (3), and one is enough."] if grave else []
    high += [f"{in_all}: {scale.high_from} or more is high."] if score >= scale.high_from else []
    if watched:
        return Level(HIGH_PROFILE, score, (f"{_listed(watched)}: grave (3), so others watch it.", *high[1:], f"{in_all}."))
    if high and looked_at:
        return Level(HIGH_PROFILE, score, (f"{_listed(looked_at)}: serious (2), on a case that is high.", *high))
    if high:
        return Level(HIGH, score, (*high,))
    if serious or score >= scale.medium_from:
        why = [f"{_listed(serious)}: serious (2)."] if serious else []
        return Level(
            MEDIUM, score, (*why, f"{in_all}: {scale.medium_from} or more is medium." if score >= scale.medium_from else f"{in_all}.")
        )
    return Level(LOW, score, (f"{in_all}, and nothing serious.",))


def _listed(words: list[str]) -> str:
    return ", ".join(words)


@dataclass(frozen=True)
class Change:
    """What is otherwise in an assessment than in the one before: of what, from, to."""

    what: str
    was: str
    now: str


def changes(
    before: Mapping[str, int], after: Mapping[str, int], scale: Scale = FIRST_SCALE, scale_before: Scale | None = None
) -> tuple[Change, ...]:
    """Dimension by dimension, what two assessments differ in; the level last. The earlier may have been made by another scale."""
    of_before = scale_before or scale
    every = {one.code: one.word for one in (*of_before.dimensions, *scale.dimensions)}
    found = [
        Change(word, said(before.get(code, 0)), said(after.get(code, 0)))
        for code, word in every.items()
        if before.get(code, 0) != after.get(code, 0)
    ]
    was, now = level_of(before, of_before), level_of(after, scale)
    if (was.level, was.score) != (now.level, now.score):
        found.append(Change("Level", f"{was.level}, {was.score}", f"{now.level}, {now.score}"))
    return tuple(found)


def said(points: int) -> str:
    """Points with their word: "2, serious"."""
    return f"{points}, {POINTS[points]}"
