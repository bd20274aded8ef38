"""What a corrected file makes of dated facts: from its first day of each thing to its last it takes their place; of the days before and after they stay."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from duly.core.intake.changes import Changes, Told, changes_between
from duly.primitives.period import FOREVER, say_day

ALWAYS = date.min
"""The first day of a fact that has no dates of its own."""


@dataclass(frozen=True)
class Dated:
    """A fact from `starts` until `ends`, exclusive, as a file tells it or (with its `pk`) as it is known.

    `group` is what a file reaches by, such as a package line: a file that replaces reaches to every fact of its groups that shares a day with
    the days it tells of them. `key` is which fact it is, its dates apart.
    """

    group: Hashable
    key: Hashable
    called: str
    starts: date
    ends: date
    fields: Mapping[str, str]
    pk: int = 0

    @property
    def told(self) -> Told:
        """As a preview shows it."""
        first = {} if self.starts == ALWAYS else {"from": str(self.starts)}
        last = {} if self.ends >= FOREVER else {"to": str(self.ends - timedelta(days=1))}
        return Told(f"{self.called}, from {say_day(self.starts)}" if first else self.called, {**self.fields, **first, "to": "", **last})


@dataclass(frozen=True)
class Corrected:
    """What a file changes of dated facts: `ended` are superseded, of some of them `left` stays for other days, and `fresh` rows are written.

    `left` tells the fact with the dates that stay, and which part of it that is: a second part is a fact of its own.
    """

    changes: Changes
    ended: tuple[int, ...]
    left: tuple[tuple[Dated, int], ...]
    fresh: frozenset[Hashable]


def corrected(known: Iterable[Dated], told: Sequence[Dated], *, by_name: bool = False) -> Corrected:
    """What becomes of the facts in the reach of a file. A fact that is known as the file tells it is left alone.

    With `by_name` each key is one fact whatever its dates, and those the file names are in its reach wherever they are.
    """
    reach: dict[Hashable, tuple[date, date]] = {}
    for one in told:
        first, last = reach.get(one.group, (one.starts, one.ends))
        reach[one.group] = min(first, one.starts), max(last, one.ends)
    named = {one.key for one in told} if by_name else set()
    within = [one for one in known if one.key in named or _share_a_day(one, reach.get(one.group))]
    left = [part for one in within if one.key not in named for part in _left(one, reach[one.group])]
    name = _by_key if by_name else _by_start
    before = {name(one, 0): one for one in within}
    after = {name(one, 0): one for one in told} | {name(one, nth): one for one, nth in left}
    changes = changes_between({key: one.told for key, one in before.items()}, {key: one.told for key, one in after.items()})
    touched = {row.key for row in changes.rows}
    return Corrected(
        changes,
        tuple(one.pk for key, one in before.items() if key in touched),
        tuple((one, nth) for one, nth in left if name(one, nth) in touched),
        frozenset(name(one, 0) for one in told) & touched,
    )


def name_of(one: Dated, *, by_name: bool = False) -> Hashable:
    """What `fresh` calls a row of a file."""
    return _by_key(one, 0) if by_name else _by_start(one, 0)


def _by_key(one: Dated, nth: int) -> Hashable:
    return (one.key, nth) if nth else one.key


def _by_start(one: Dated, _nth: int) -> Hashable:
    return one.key, one.starts


def _share_a_day(one: Dated, reach: tuple[date, date] | None) -> bool:
    return reach is not None and one.starts < reach[1] and reach[0] < one.ends


def _left(one: Dated, reach: tuple[date, date]) -> list[tuple[Dated, int]]:
    parts = [(one.starts, min(one.ends, reach[0])), (max(one.starts, reach[1]), one.ends)]
    return [(replace(one, starts=s, ends=e), nth) for nth, (s, e) in enumerate(part for part in parts if part[0] < part[1])]
