"""What verifying finds: an alarm is something that should never be so."""

from dataclasses import dataclass, field

MOST_KEPT = 200
"""Alarms kept to be shown; all are counted."""


@dataclass(frozen=True)
class Alarm:
    """Something that should never be so. `where` is an event id, an entry, a checkpoint or a subject; `says` is a sentence."""

    where: str
    says: str


@dataclass
class Alarms:
    """Alarms as they are found. The first are kept, all are counted."""

    kept: list[Alarm] = field(default_factory=list)
    count: int = 0

    def add(self, where: object, says: str) -> None:
        """One more."""
        self.count += 1
        if len(self.kept) < MOST_KEPT:
            self.kept.append(Alarm(str(where), says))

    def take(self, others: "Alarms") -> None:
        """Those found elsewhere as well."""
        self.count += others.count
        self.kept += others.kept[: max(0, MOST_KEPT - len(self.kept))]
