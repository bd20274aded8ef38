"""What the directory tells of an entry: its details, roles and markers, as values."""

from dataclasses import dataclass
from datetime import date

from duly.core.directory import rules
from duly.core.record.clock import today


@dataclass(frozen=True)
class DetailSeen:
    """A dated detail. `ref` is the entry it was told of; `text` reads "[erased]" once its words are gone. `ends` is exclusive."""

    id: int
    ref: str
    kind: str
    text: str
    starts: date
    ends: date

    def holds(self, on: date) -> bool:
        """Whether it is so on a day."""
        return rules.is_current(self.starts, self.ends, on=on)


@dataclass(frozen=True)
class RoleSeen:
    """A dated role of one entry. `of` is another entry's reference, a constituency, or nothing; `other` is that entry's name."""

    id: int
    ref: str
    name: str
    role: str
    of: str
    other: str
    scope: str
    note: str
    starts: date
    ends: date

    def holds(self, on: date) -> bool:
        """Whether it is so on a day."""
        return rules.is_current(self.starts, self.ends, on=on)


@dataclass(frozen=True)
class DeathSeen:
    """Somebody's death. `ref` is the entry it was told of; `source` reads "[erased]" once its words are gone."""

    ref: str
    name: str
    on: date
    source: str


@dataclass(frozen=True)
class MarkerSeen:
    """A marker. `lapses_on` is the first day on which it no longer stands; it is `overdue` when its owner should have looked at it again."""

    ref: str
    number: int
    kind: str
    because: str
    owner: str
    starts: date
    review_on: date
    lapses_on: date

    def stands(self, on: date) -> bool:
        """Whether it is current. One that has lapsed never is."""
        return rules.is_current(self.starts, self.lapses_on, on=on)

    def overdue(self, on: date) -> bool:
        """Whether it stands and its review is late."""
        return self.stands(on) and self.review_on <= on


@dataclass(frozen=True)
class EntryRow:
    """One line of the directory, as known today. `needs` and `markers` are what must be seen before anybody makes contact."""

    ref: str
    kind: str
    name: str
    email: str
    phone: str
    post: str
    roles: str
    needs: str
    markers: str
    same_as: str
    entered_on: date


@dataclass(frozen=True)
class EntrySeen:
    """All that is known of an entry and of those that are the same as it. `ref` is the kept one; `asked` the one that was asked for."""

    asked: str
    ref: str
    version: int
    kind: str
    name: str
    entered_on: date
    others: tuple[str, ...]
    details: tuple[DetailSeen, ...]
    roles: tuple[RoleSeen, ...]
    roles_of_others: tuple[RoleSeen, ...]
    markers: tuple[MarkerSeen, ...]

    def now(self, kind: str) -> tuple[str, ...]:
        """The details of a kind that hold today."""
        return tuple(one.text for one in self.details if one.kind == kind and one.holds(today()))


@dataclass(frozen=True)
class Near:
    """Somebody connected with an entry, and how, as a sentence."""

    ref: str
    name: str
    path: str
