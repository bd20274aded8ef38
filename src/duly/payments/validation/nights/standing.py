"""What each night of a line is, and what of it a contract pays."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from duly.payments.validation.facts import Absence, Commission, Interruption, Line, Stay, Step

NightStanding = Literal["outside", "after death", "too late", "empty", "away", "occupied"]


@dataclass(frozen=True)
class Night:
    """One night of a line. `percent` is what the contract pays of it, from 0 to 100; `stayed` is whether a stay covers it."""

    on: date
    standing: NightStanding
    percent: int
    stayed: bool
    away_for: str = ""
    away_day: int = 0

    @property
    def payable(self) -> bool:
        return self.percent > 0


@dataclass(frozen=True)
class Told:
    """Everything told about one line's person that decides what a night is."""

    commissions: tuple[Commission, ...]
    stays: tuple[Stay, ...]
    away: tuple[Absence | Interruption, ...]
    died_on: date | None


def night_of(on: date, told: Told, *, steps: Iterable[Step], death_days: int) -> Night:
    """What the night that begins on a date is: the first that applies, in the order of the specification."""
    stayed = any(stay.admitted <= on < stay.discharged for stay in told.stays)
    away = _away(on, told.away)
    number = (on - away.starts).days + 1 if away else 0
    kind = away.kind if away else ""

    def night(standing: NightStanding, percent: int) -> Night:
        return Night(on, standing, percent, stayed, kind, number)

    if not is_in_force(on, told):
        return night("outside", 0)
    if told.died_on is not None and on >= told.died_on:
        was_here = stayed or any(stay.admitted <= told.died_on - timedelta(days=1) < stay.discharged for stay in told.stays)
        kept = was_here and (on - told.died_on).days < death_days
        return night("after death", 100) if kept else night("too late", 0)
    if not stayed:
        return night("empty", 0)
    if away is not None:
        return night("away", _retained(steps, kind, number))
    return night("occupied", 100)


def is_in_force(on: date, told: Told) -> bool:
    """Whether the line is in force on a date."""
    return any(span.starts <= on < span.ends for span in told.commissions)


def _away(on: date, spans: Iterable[Absence | Interruption]) -> Absence | Interruption | None:
    covering = [span for span in spans if span.starts <= on < span.ends]
    return min(covering, key=lambda span: (span.kind, span.starts), default=None)


def _retained(steps: Iterable[Step], kind: str, number: int) -> int:
    return next((step.percent for step in steps if step.kind == kind and step.from_day <= number <= step.to_day), 0)


def told_of(line: Line, inputs) -> Told:  # type: ignore[no-untyped-def]
    """What the inputs tell about the nights of a line."""
    mine = (line.provider_ref, line.person_ref, line.service)
    return Told(
        commissions=tuple(c for c in inputs.commissions if c.line_ref == line.line_ref),
        stays=tuple(s for s in inputs.stays if (s.provider_ref, s.person_ref, s.service) == mine),
        away=(
            *(a for a in inputs.absences if (a.provider_ref, a.person_ref, a.service) == mine),
            *(i for i in inputs.interruptions if i.person_ref == line.person_ref),
        ),
        died_on=next((d.on for d in inputs.deaths if d.person_ref == line.person_ref), None),
    )
