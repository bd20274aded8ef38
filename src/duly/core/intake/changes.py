"""What a file would change of what is known: rows new, gone, changed and the same, field by field, with the money."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from duly.core.intake.columns import LONDON
from duly.primitives.digest import canonical, sha256_hex
from duly.primitives.period import FOREVER
from duly.primitives.refusal import Refusal


@dataclass(frozen=True)
class Told:
    """What one row says: its fields by heading, as text, and its money in pence (0 where there is none)."""

    called: str
    fields: Mapping[str, str]
    pence: int = 0


@dataclass(frozen=True)
class Change:
    """One row that is "new", "gone" or "changed". `fields` are those that differ: heading, before and after."""

    what: str
    key: Hashable
    called: str
    fields: tuple[tuple[str, str, str], ...]
    pence_before: int = 0
    pence_after: int = 0


@dataclass(frozen=True)
class Changes:
    """Everything a file would change, in order of the rows' names. `same` rows would be left alone."""

    rows: tuple[Change, ...]
    same: int

    def count(self, what: str) -> int:
        """How many rows are "new", "gone" or "changed"."""
        return sum(row.what == what for row in self.rows)

    @property
    def pence_before(self) -> int:
        """What the rows that would change come to now."""
        return sum(row.pence_before for row in self.rows)

    @property
    def pence_after(self) -> int:
        """What they would come to."""
        return sum(row.pence_after for row in self.rows)

    @property
    def digest(self) -> str:
        """One name for exactly these changes: who agrees to them agrees to this."""
        return sha256_hex(canonical([self.same, *([row.what, row.called, [list(f) for f in row.fields]] for row in self.rows)]))


def changes_between(before: Mapping[Hashable, Told], after: Mapping[Hashable, Told]) -> Changes:
    """What becomes of each row, by key, when `before` gives way to `after`."""
    rows, same = [], 0
    for key in before.keys() | after.keys():
        was, becomes = before.get(key), after.get(key)
        if was is None and becomes is not None:
            rows.append(Change("new", key, becomes.called, _all(becomes, new=True), 0, becomes.pence))
        elif was is not None and becomes is None:
            rows.append(Change("gone", key, was.called, _all(was, new=False), was.pence, 0))
        elif was is not None and becomes is not None and was.fields != becomes.fields:
            rows.append(Change("changed", key, becomes.called, _different(was.fields, becomes.fields), was.pence, becomes.pence))
        else:
            same += 1
    return Changes(tuple(sorted(rows, key=lambda row: (row.called, row.what))), same)


def all_of(several: Iterable[Changes]) -> Changes:
    """Several tables' changes as one."""
    several = tuple(several)
    rows = sorted((row for changes in several for row in changes.rows), key=lambda row: (row.called, row.what))
    return Changes(tuple(rows), sum(changes.same for changes in several))


def as_told(value: Any) -> str:
    """A field as a preview shows it. Moments are London's, and say which of the year's two clocks is meant."""
    if value is None or value == FOREVER:
        return ""
    if isinstance(value, datetime):
        return f"{value.astimezone(LONDON):%Y-%m-%d %H:%M %Z}"
    return str(value)


def _all(told: Told, *, new: bool) -> tuple[tuple[str, str, str], ...]:
    return tuple((heading, "" if new else said, said if new else "") for heading, said in told.fields.items() if said)


def _different(was: Mapping[str, str], becomes: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    return tuple((heading, was.get(heading, ""), said) for heading, said in becomes.items() if was.get(heading, "") != said)


def why_not_agreed(changes: Changes, agreed: str) -> Refusal | None:
    """Why changes may not be made that somebody agreed to, by digest, after looking: "changed-since"."""
    if not agreed or agreed == changes.digest:
        return None
    return Refusal("changed-since", "What this file would change is no longer what you looked at. Look at it again.")


def counted(changes: Changes) -> dict[str, int]:
    """What became of the rows, by name."""
    counts = {what: changes.count(what) for what in ("new", "changed", "gone")}
    return {**counts, "the same": changes.same}
