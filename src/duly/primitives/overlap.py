"""Half-open spans of one thing that share a day, found in one pass."""

from collections.abc import Hashable, Iterable, Iterator
from datetime import date
from typing import NamedTuple


class Placed(NamedTuple):
    """A span of one thing: the thing, its half-open dates, where it stands (a row; 0 when already known), and how it is called."""

    of: Hashable
    starts: date
    ends: date
    row: int
    called: str


def overlaps(placed: Iterable[Placed]) -> Iterator[tuple[Placed, Placed]]:
    """Pairs that share a day: the one in the later row, and the one it overlaps. Two already known are never a pair."""
    by_thing: dict[Hashable, list[Placed]] = {}
    for one in placed:
        by_thing.setdefault(one.of, []).append(one)
    for spans in by_thing.values():
        spans.sort(key=lambda p: (p.starts, p.ends, p.row))
        longest = spans[0]
        for one in spans[1:]:
            if one.starts < longest.ends and (one.row or longest.row):
                yield (one, longest) if one.row > longest.row else (longest, one)
            if one.ends > longest.ends:
                longest = one
