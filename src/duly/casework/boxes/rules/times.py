"""How long papers were away: the median and the ninetieth in a hundred."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Spread:
    """Of so many papers, the days half of them took at most, and the days nine in ten took at most. None of none."""

    papers: int
    median: int | None
    p90: int | None


def spread(days: Sequence[int]) -> Spread:
    """The spread of whole days, each figure one that was seen: the nearest rank, counted from the least."""
    ordered = sorted(days)
    if not ordered:
        return Spread(0, None, None)
    return Spread(len(ordered), ordered[-(-len(ordered) // 2) - 1], ordered[-(-len(ordered) * 9 // 10) - 1])
