"""A position in finished words: week by week, and line by line as a list."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from duly.core.lists.listing import ListOf
from duly.core.lists.showing import Facet, Shown
from duly.payments.statements.queries import LineStanding, Position, Standing
from duly.primitives.money import pounds, sterling
from duly.primitives.period import week_name
from duly.ui.frame import Cell, Column, Fact, Row, Table

HEADINGS = {
    "claimed": "Claimed",
    "payable": "Payable",
    "trimmed": "Trimmed",
    "held": "Held",
    "blocked": "Blocked",
    "refused": "Refused",
    "paid": "Paid",
    "due": "Due",
}
NOTES = {
    "claimed": "all that follows, to Refused",
    "payable": "by the contract, or a decision",
    "trimmed": "claimed beyond that",
    "held": "waits for a person",
    "blocked": "cannot be paid as it is",
    "refused": "decided against",
    "paid": "by the ledger",
    "due": "payable less paid; below 0, to be recovered",
}
TONES = {"held": "amber", "blocked": "red", "refused": "red", "due": "green"}
STATES = ("held", "blocked", "refused")


@dataclass(frozen=True)
class PositionRow:
    """One line-week of a position, in pence, and as at which entry."""

    key: str
    as_at: int
    provider_ref: str
    week: str
    line_ref: str
    person_ref: str
    service: str
    codes: str
    state: str
    claimed: int
    payable: int
    trimmed: int
    held: int
    blocked: int
    refused: int
    paid: int
    due: int


POSITION = ListOf(
    name="position",
    key="key",
    columns=(
        Shown("week", "Week"),
        Shown("line_ref", "Line"),
        Shown("person_ref", "Person"),
        Shown("service", "Service"),
        Shown("codes", "Codes"),
        *(Shown(part, f"{heading} £", "pounds") for part, heading in HEADINGS.items()),
    ),
    facets=(Facet("week", "Week"), Facet("state", "What became of it")),
    sorts=("week", "claimed", "due"),
    default_sort="-week",
    also=("as-at",),
)
TAKEN_AWAY = replace(POSITION, columns=(Shown("as_at", "As at entry", "number"), Shown("provider_ref", "Provider"), *POSITION.columns))
"""The same rows as CSV and JSON: each says whose they are and as at which entry."""


def rows(found: Position) -> list[PositionRow]:
    """Every line-week of a position."""
    return [_row(found, line) for line in found.lines]


def _row(found: Position, line: LineStanding) -> PositionRow:
    week, at = week_name(line.week), line.standing
    return PositionRow(
        key="/".join((week, line.line_ref, line.person_ref, line.service)),
        as_at=found.as_at,
        provider_ref=found.provider_ref,
        week=week,
        line_ref=line.line_ref,
        person_ref=line.person_ref,
        service=line.service,
        codes=" ".join(map(str, line.codes)),
        state=next((part.capitalize() for part in STATES if getattr(at, part)), "Payable"),
        **{f.name: getattr(at, f.name) for f in fields(at)},
    )


def cells(names: Mapping[str, str]) -> dict:
    """How the columns that are more than words are drawn."""
    money = {part: (lambda row, part=part: _amount(getattr(row, part), strong=part == "due")) for part in HEADINGS}
    return money | {
        "week": lambda row: Cell(row.week, f"/exceptions/?week={row.week}&provider={row.provider_ref}&show=all"),
        "line_ref": lambda row: Cell(row.line_ref or "none", ref=True),
        "person_ref": lambda row: Cell(names[row.person_ref], f"/care/{row.person_ref}/") if row.person_ref in names else row.person_ref,
    }


def strip(total: Standing) -> tuple[Fact, ...]:
    """The account's eight figures."""
    found = {part: getattr(total, part) for part in HEADINGS}
    return tuple(
        Fact(heading, sterling(found[part]), NOTES[part], TONES.get(part, "") if found[part] else "") for part, heading in HEADINGS.items()
    )


def by_week(found: Position) -> Table:
    """Each week in figures, the latest first, and all of them."""
    columns = (Column("Week"), *(Column(f"{heading} £", "number") for heading in HEADINGS.values()))
    each = tuple(Row((week_name(week), *_figures(standing))) for week, standing in reversed(found.weeks))
    foot = ("Total", *_figures(found.total)) if each else ()
    return Table("Week by week", columns, each, foot=foot, empty="Nothing it claimed had been judged by that entry.")


def _figures(standing: Standing) -> tuple[Cell | str, ...]:
    return tuple(_amount(getattr(standing, part), strong=part == "due") for part in HEADINGS)


def _amount(pence: int, *, strong: bool) -> Cell | str:
    return Cell(pounds(pence), strong=strong) if pence else "–"
