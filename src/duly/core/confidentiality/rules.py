"""Who could see a case as at a moment, from what the record told of it by then. Values only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any


@dataclass(frozen=True)
class Told:
    """One thing the record told of who may see a case: the code of its event, when, and its facts."""

    code: str
    at: datetime
    facts: Mapping[str, Any]


@dataclass(frozen=True)
class Access:
    """How a case was kept. People are officers' references; marks are (paper, mark); `opened` is who broke the glass, and until when."""

    restricted: bool = False
    named: frozenset[str] = frozenset()
    walls: frozenset[str] = frozenset()
    marks: frozenset[tuple[str, str]] = frozenset()
    opened: tuple[tuple[str, datetime], ...] = ()

    def open_to(self, officer: str, at: datetime) -> bool:
        """Whether this officer could see it: no wall, and not restricted, or named, or the glass broken by them."""
        if officer in self.walls:
            return False
        return not self.restricted or officer in self.named or any(who == officer and until > at for who, until in self.opened)


def replayed(told: Iterable[Told]) -> Access:
    """How a case was kept after all this, told in the order of the record. What is not about access changes nothing."""
    kept = Access()
    for one in told:
        kept = _after(kept, one)
    return kept


def _after(kept: Access, told: Told) -> Access:
    said = told.facts
    who = frozenset({said["officer"]}) if "officer" in said else frozenset()
    match told.code.removeprefix("case-access."):
        case "restricted":
            return replace(kept, restricted=True, named=frozenset(said["officers"]))
        case "lifted":
            return replace(kept, restricted=False, named=frozenset())
        case "named":
            return replace(kept, named=kept.named | who)
        case "unnamed":
            return replace(kept, named=kept.named - who)
        case "walled":
            return replace(kept, walls=kept.walls | who)
        case "unwalled":
            return replace(kept, walls=kept.walls - who)
        case "marked":
            return replace(kept, marks=kept.marks | {(said["paper"], said["mark"])})
        case "unmarked":
            return replace(kept, marks=kept.marks - {(said["paper"], said["mark"])})
        case "opened":
            return replace(kept, opened=(*kept.opened, (said["officer"], told.at + timedelta(hours=said["hours"]))))
    return kept
