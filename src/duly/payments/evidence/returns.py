"""What the rows of a return say, by key: stays, absences, periods returned, sessions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from duly.core.intake.reading import Row
from duly.primitives.period import FOREVER


@dataclass(frozen=True)
class StayTold:
    """One stay as a return tells it; `discharged` is FOREVER while somebody is there."""

    person_ref: str
    service: str
    admitted: date
    discharged: date
    person_name: str | None
    row: int


@dataclass(frozen=True)
class AbsenceTold:
    """One absence as a return tells it; `ends` is the first night back, FOREVER while somebody is away."""

    ends: date
    kind: str
    row: int


def stays_in(rows: Iterable[Row]) -> dict[tuple[str, str], StayTold]:
    """Stays by provider and the provider's reference."""
    told: dict[tuple[str, str], StayTold] = {}
    for row in rows:
        v = row.values
        if v["stay"] is not None:
            stay = StayTold(v["person"], v["service"], v["admitted"], v["discharged"] or FOREVER, v["person_name"], row.number)
            told.setdefault((v["provider"], v["stay"]), stay)
    return told


def absences_in(rows: Iterable[Row]) -> dict[tuple[str, str, str, date], AbsenceTold]:
    """Absences by provider, person, service and the first night away."""
    told: dict[tuple[str, str, str, date], AbsenceTold] = {}
    for row in rows:
        v = row.values
        if v["absent_from"] is not None:
            ends = v["absent_to"] + timedelta(days=1) if v["absent_to"] else FOREVER
            told.setdefault((v["provider"], v["person"], v["service"], v["absent_from"]), AbsenceTold(ends, v["absence"], row.number))
    return told


def returns_in(rows: Iterable[Row]) -> set[tuple[str, date, date]]:
    """The periods returned, by provider: first night, and the day after the last."""
    return {(row.values["provider"], row.values["period_from"], row.values["period_to"] + timedelta(days=1)) for row in rows}


def attendance_in(rows: Iterable[Row]) -> dict[tuple[str, str, str, date, str], tuple[str, str | None]]:
    """What came of each session, and the name given, by provider, person, service, date and session."""
    return {
        (v["provider"], v["person"], v["service"], v["date"], v["session"]): (v["status"], v["person_name"])
        for v in (row.values for row in rows)
    }
