"""What comes of the points of a letter: silence is for a letter in which each was answered before, or asks nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from duly.casework.instructions.rules.vocabulary import ANSWER_IT, LAST_WORDS, NOT_WITHIN, NOTHING_NEW, POINTS, REPEATED


@dataclass(frozen=True)
class PointSaid:
    """What a reader says of sentences `first` to `last`. `marked_new` is what the comparison said; `answered_in` a reference, for what is repeated."""

    first: int
    last: int
    kind: str
    marked_new: bool = False
    answered_in: str = ""
    answered_paragraph: int = 0


def outcome(points: Sequence[PointSaid], *, within: bool) -> str:
    """What came of a reading: "nothing new" only where it is all within, and every point is answered or asks nothing."""
    if not within:
        return NOT_WITHIN
    return NOTHING_NEW if all(one.kind in (REPEATED, LAST_WORDS) for one in points) else ANSWER_IT


def gaps(points: Sequence[PointSaid], sentences: int) -> tuple[int, ...]:
    """Sentences that belong to no point, and those that belong to two."""
    count = [0] * (sentences + 1)
    for one in points:
        for n in range(one.first, min(one.last, sentences) + 1):
            count[n] += 1
    return tuple(n for n in range(1, sentences + 1) if count[n] != 1)


def wrong(points: Sequence[PointSaid], known: Sequence[str]) -> str:
    """What is wrong with what was said of points, as a sentence, or nothing. `known` are the papers in which something may have been answered."""
    for n, one in enumerate(points, start=1):
        if one.kind not in POINTS:
            return f"Say of point {n} what it is: {', '.join(POINTS)}."
        if one.kind == REPEATED and not one.answered_in:
            return f"Point {n} is said to be repeated: say where it was answered, or say that it is still to be answered."
        if one.kind == REPEATED and one.answered_in not in known:
            return f"Point {n}: {one.answered_in} is no paper of ours to them that was compared."
    return ""
