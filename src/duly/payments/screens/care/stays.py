"""Where somebody lived by the night: their stays in care homes as the homes returned them, the line each is paid by, and when they were away."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from duly.payments.evidence.queries import Absence, Stay, absences_of, stays_of
from duly.payments.packages.queries import Line
from duly.primitives.period import say_span
from duly.ui.frame import Cell, Column, Row, Table

AWAY = {"hospital": "in hospital", "holiday": "on holiday", "other": "away"}


@dataclass(frozen=True)
class Lived:
    """A stay, the reference of the line it is paid by ("" where there is none), and the absences from it."""

    stay: Stay
    line_ref: str
    absences: tuple[Absence, ...]


def lived(person_ref: str, lines: Sequence[Line]) -> tuple[Lived, ...]:
    """Every stay of somebody, the newest first."""
    line_of = {(line.provider_ref, line.service): line.line_ref for line in lines}
    absences = absences_of(person_ref)
    found = [
        Lived(
            stay,
            line_of.get((stay.provider_ref, stay.service), ""),
            tuple(
                one
                for one in absences
                if (one.provider_ref, one.service) == (stay.provider_ref, stay.service)
                and one.starts < stay.discharged
                and stay.admitted < one.ends
            ),
        )
        for stay in stays_of(person_ref)
    ]
    return tuple(sorted(found, key=lambda one: one.stay.admitted, reverse=True))


def table(found: Sequence[Lived], providers: Mapping[str, str]) -> Table:
    """A row for each stay; its days are its nights, so the one they left on is none."""
    rows = tuple(
        Row(
            (
                Cell(providers.get(one.stay.provider_ref, one.stay.provider_ref), f"/providers/{one.stay.provider_ref}/"),
                one.stay.service,
                Cell(one.line_ref, ref=True) if one.line_ref else Cell("No line", tone="amber", tag=True),
                say_span(one.stay.admitted, one.stay.discharged),
                "; ".join(f"{AWAY[away.kind]} {say_span(away.starts, away.ends)}" for away in one.absences) or "–",
                Cell(one.stay.stay_ref, ref=True),
            )
        )
        for one in found
    )
    columns = (Column("Home", "wrap"), Column("Service"), Column("Line"), Column("Nights", "wrap"), Column("Away", "wrap"), Column("Stay"))
    return Table("Stays in care homes", columns, rows, empty="No home has returned a stay of this person.")


def as_data(found: Sequence[Lived]) -> list[dict[str, Any]]:
    """The same as data; dates half-open."""
    return [asdict(one.stay) | {"line_ref": one.line_ref, "absences": [_away(away) for away in one.absences]} for one in found]


def _away(one: Absence) -> dict[str, str | date]:
    return {"kind": one.kind, "starts": one.starts, "ends": one.ends}
