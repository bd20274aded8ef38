"""Imports in finished words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from duly.core.intake.faults import Fault
from duly.core.intake.queries import ImportSeen
from duly.core.lists.listing import Facet, ListOf, Shown
from duly.core.record.clock import LONDON
from duly.payments.flow import KINDS
from duly.primitives.money import sterling
from duly.ui.frame import Cell, Column, Row, Table

MOST_SHOWN = 500


@dataclass(frozen=True)
class ImportRow:
    """One file in the list."""

    ref: str
    kind: str
    file: str
    source: str
    state: str
    rows: int
    came_of_it: str
    at: datetime
    by: str


def kind(code: str) -> str:
    """A kind of file in the officer's words."""
    return KINDS.get(code, code.capitalize())


IMPORTS = ListOf(
    name="imports",
    key="ref",
    columns=(
        Shown("ref", "Import"),
        Shown("kind", "What"),
        Shown("file", "File"),
        Shown("source", "From"),
        Shown("state", "State"),
        Shown("rows", "Rows", "number"),
        Shown("came_of_it", "What came of it"),
        Shown("at", "When", "moment"),
        Shown("by", "By"),
    ),
    facets=(Facet("state", "State"), Facet("kind", "What is in it", label=kind), Facet("source", "From")),
    sorts=("at", "rows"),
    default_sort="-at",
)

CELLS = {
    "ref": lambda row: Cell(row.ref, f"/imports/{row.ref}/", ref=True),
    "kind": lambda row: kind(row.kind),
    "state": lambda row: Cell(row.state, tone="green" if row.state == "Taken in" else "red", tag=True),
    "rows": lambda row: f"{row.rows:,}" if row.rows else "",
    "at": lambda row: _moment(row.at),
}


def row(one: ImportSeen, names: Mapping[str, str]) -> ImportRow:
    """A file as the list shows it."""
    came = counted(one.counts) if one.refusal is None else one.refusal.because
    state = "Taken in" if one.accepted else "Refused"
    return ImportRow(one.ref, one.kind, one.name, one.source, state, one.rows, came, one.at.astimezone(LONDON), names.get(one.by, one.by))


def faults_table(faults: Sequence[Fault]) -> Table:
    """Every fault by row and column: what was read, what to do, and the nearest value that would do."""
    rows = tuple(
        Row(
            (
                str(f.row) if f.row else "file",
                f.column or "–",
                Cell(f.found or "(empty)", ref=True),
                f.says,
                Cell(f.nearest or "–", strong=bool(f.nearest)),
            )
        )
        for f in faults[:MOST_SHOWN]
    )
    columns = (
        Column("Row", "number"),
        Column("Column"),
        Column("What was read", "wrap"),
        Column("What to do", "wrap"),
        Column("Nearest valid"),
    )
    return Table("Faults, in the order of the file", columns, rows)


def facts(one: ImportSeen, names: Mapping[str, str]) -> list[tuple]:
    """What is known of one import, as pairs."""
    return [
        ("File", one.name),
        ("What is in it", kind(one.kind)),
        ("From", one.source or "not said"),
        ("Handed over", f"{_moment(one.at.astimezone(LONDON))} by {names.get(one.by, one.by)}"),
        ("SHA-256", Cell(one.sha256, ref=True)),
    ]


def counted(counts: Mapping[str, int]) -> str:
    """What was made of a file: "12 lines, 14 commissions"."""
    return ", ".join(f"{figure} {name}" for name, figure in figures(counts))


def figures(counts: Mapping[str, int]) -> list[tuple[str, str]]:
    """Counts as pairs of a word and a figure, money in pounds: ("claimed", "£13,322.25")."""
    return [
        (name.removeprefix("pence "), f"{sterling(count)}")
        if name.startswith("pence ")
        else (name.removesuffix("s") if count == 1 else name, f"{count:,}")
        for name, count in counts.items()
    ]


def _moment(at: datetime) -> str:
    return f"{at.day} {at:%b %Y, %H:%M}"
