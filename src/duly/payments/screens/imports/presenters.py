"""Imports in finished words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from duly.core.intake.faults import Fault
from duly.core.intake.queries import ImportSeen
from duly.core.lists.listing import Facet, ListOf, Shown
from duly.core.record.clock import LONDON
from duly.payments.flow import KINDS
from duly.primitives.money import sterling
from duly.ui.frame import Cell, Column, Fact, Row, Table, Tag

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

TONES = {"Taken in": "green", "Undone": "amber", "Refused": "red"}

CELLS = {
    "ref": lambda row: Cell(row.ref, f"/imports/{row.ref}/", ref=True),
    "kind": lambda row: kind(row.kind),
    "state": lambda row: Cell(row.state, tone=TONES[row.state], tag=True),
    "rows": lambda row: f"{row.rows:,}" if row.rows else "",
    "at": lambda row: _moment(row.at),
}


def row(one: ImportSeen, names: Mapping[str, str]) -> ImportRow:
    """A file as the list shows it."""
    came = counted(one.counts) if one.refusal is None else one.refusal.because
    state = _state(one)
    return ImportRow(one.ref, one.kind, one.name, one.source, state, one.rows, came, one.at.astimezone(LONDON), names.get(one.by, one.by))


def tag(one: ImportSeen) -> Tag:
    """Taken in, undone or refused."""
    return Tag(_state(one), TONES[_state(one)])


def undone(one: ImportSeen, names: Mapping[str, str]) -> tuple[str, str] | None:
    """What is said of an undone import, and the address of the entry that says why; None where it stands."""
    if one.undone_at is None:
        return None
    who = names.get(one.undone_by, one.undone_by)
    return f"Undone on {_moment(one.undone_at.astimezone(LONDON))} by {who}.", f"/record/{one.undone_event}/"


def _state(one: ImportSeen) -> str:
    if not one.accepted:
        return "Refused"
    return "Undone" if one.undone_at is not None else "Taken in"


def strip_of_changes(shown: Mapping[str, Any]) -> tuple[Fact, ...]:
    """How many rows are new, changed, gone and the same, and what they come to."""
    if "digest" not in shown:
        return ()
    counts = tuple(
        Fact(label, f"{shown[key]:,}") for label, key in (("New", "new"), ("Changed", "changed"), ("Gone", "gone"), ("The same", "same"))
    )
    before, after = shown["pence_before"], shown["pence_after"]
    if not before and not after:
        return counts
    more = "more" if after > before else "less" if after < before else "the same"
    difference = f"{sterling(abs(after - before))} {more}" if after != before else more
    return (*counts, Fact("Claimed before", sterling(before)), Fact("Claimed after", sterling(after), note=difference))


def changes_table(shown: Mapping[str, Any]) -> Table:
    """Every row that would change: its fields before and after, and its money."""
    tones = {"new": "green", "changed": "amber", "gone": "red"}
    rows = tuple(
        Row(
            (
                Cell(what.capitalize(), tone=tones[what], tag=True),
                Cell(called, ref=True),
                "; ".join(_field(what, *field) for field in fields),
                sterling(before) if before else "–",
                sterling(after) if after else "–",
            )
        )
        for what, called, fields, before, after in shown.get("changes", ())
    )
    columns = (Column("What"), Column("Row"), Column("Field by field", "wrap"), Column("Before", "number"), Column("After", "number"))
    return Table("Rows that would change", columns, rows, empty="Nothing would change: every row is known as the file tells it.")


def faults_shown(shown: Mapping[str, Any]) -> Table | None:
    """The faults of a file that was looked at, or nothing."""
    faults = shown.get("faults")
    return faults_table([Fault(*fault) for fault in faults]) if faults else None


def _field(what: str, heading: str, before: str, after: str) -> str:
    heading = heading.replace("_", " ")
    return f"{heading} {before or '(nothing)'} → {after or '(nothing)'}" if what == "changed" else f"{heading} {before or after}"


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
    """Counts as pairs of a word and a figure, money last and in pounds: ("claimed", "£13,322.25"). The database keeps them in an order of its own."""
    return [
        (name.removeprefix("pence "), f"{sterling(count)}")
        if name.startswith("pence ")
        else (name.removesuffix("s") if count == 1 else name, f"{count:,}")
        for name, count in sorted(counts.items(), key=lambda told: (told[0].startswith("pence "), told[0]))
    ]


def _moment(at: datetime) -> str:
    return f"{at.day} {at:%b %Y, %H:%M}"
