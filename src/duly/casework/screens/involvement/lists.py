"""Involvement and commissioned work as lists: columns, filters, order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from duly.casework.risk.queries import InvolvedSeen, WorkSeen
from duly.core.lists.listing import ListOf
from duly.core.lists.showing import Facet, Shown
from duly.primitives.period import say_day
from duly.ui.frame import Cell, Column, Row, Table

TONES = {"not acknowledged": "red", "overdue": "red", "asked": "amber", "acknowledged": "blue", "open": "amber", "done": "green"}
MINE, OTHERS = "yours", "others'"


@dataclass(frozen=True)
class InvolvedRow:
    """Somebody brought into a case."""

    ref: str
    case_ref: str
    rung: str
    asked_of: str
    post: str
    asked_by: str
    asked_on: date
    by_day: date
    standing: str
    whose: str


@dataclass(frozen=True)
class WorkRow:
    """A piece of work."""

    ref: str
    case_ref: str
    terms: str
    owner: str
    set_by: str
    due_on: date
    standing: str
    whose: str


INVOLVEMENT = ListOf(
    name="involvement",
    key="ref",
    columns=(
        *(Shown("ref", "Involvement"), Shown("case_ref", "Case"), Shown("rung", "What is asked"), Shown("asked_of", "Of whom")),
        *(Shown("post", "As"), Shown("asked_by", "By whom"), Shown("asked_on", "Asked", "day"), Shown("by_day", "Answer by", "day")),
        Shown("standing", "Standing"),
    ),
    facets=(
        Facet("standing", "Standing", label=str.capitalize),
        Facet("whose", "Whose", label=str.capitalize),
        Facet("rung", "What is asked"),
        Facet("asked_of", "Of whom"),
    ),
    sorts=("by_day", "asked_on"),
    default_sort="-asked_on",
)
COMMISSIONED = ListOf(
    name="commissioned",
    key="ref",
    columns=(
        *(Shown("ref", "Work"), Shown("case_ref", "Case"), Shown("terms", "Terms"), Shown("owner", "Whose it is")),
        *(Shown("set_by", "Commissioned by"), Shown("due_on", "Due", "day"), Shown("standing", "Standing")),
    ),
    facets=(
        Facet("standing", "Standing", label=str.capitalize),
        Facet("whose", "Whose", label=str.capitalize),
        Facet("owner", "Whose it is"),
    ),
    sorts=("due_on",),
    default_sort="due_on",
)


def _standing(row: Any) -> Cell:
    return Cell(row.standing.capitalize(), tone=TONES.get(row.standing, ""), tag=True)


INVOLVED_CELLS = {
    "ref": lambda row: Cell(row.ref, f"/involvement/{row.ref}/", ref=True),
    "case_ref": lambda row: Cell(row.case_ref, f"/cases/{row.case_ref}/", ref=True),
    "standing": _standing,
}
WORK_CELLS = INVOLVED_CELLS | {"ref": lambda row: Cell(row.ref, f"/commissioned/{row.ref}/", ref=True)}


def involved_rows(
    found: Iterable[InvolvedSeen], names: Mapping[str, str], titles: Mapping[str, str], *, me: str
) -> tuple[InvolvedRow, ...]:
    """For a list, with people and posts by name."""
    return tuple(
        InvolvedRow(
            one.ref,
            one.case_ref,
            one.on_ladder.word,
            names.get(one.asked_of, one.asked_of),
            titles.get(one.asked_post, one.asked_post),
            names.get(one.asked_by, one.asked_by),
            one.asked_on,
            one.by_day,
            one.standing,
            MINE if me in (one.asked_of, one.asked_by) else OTHERS,
        )
        for one in found
    )


def work_rows(found: Iterable[WorkSeen], names: Mapping[str, str], *, me: str) -> tuple[WorkRow, ...]:
    """For a list, with people by name."""
    return tuple(
        WorkRow(
            one.ref,
            one.case_ref,
            one.terms,
            names.get(one.owner, one.owner),
            names.get(one.set_by, one.set_by),
            one.due_on,
            one.standing,
            MINE if me in (one.owner, one.set_by) else OTHERS,
        )
        for one in found
    )


def involved_table(rows: tuple[InvolvedRow, ...]) -> Table:
    """On a case's page."""
    made = tuple(
        Row((Cell(one.ref, f"/involvement/{one.ref}/", ref=True), one.rung, one.asked_of, say_day(one.by_day), _standing(one)))
        for one in rows
    )
    columns = (Column("Involvement"), Column("What is asked"), Column("Of whom"), Column("Answer by"), Column("Standing"))
    return Table("Who was brought in", columns, made, empty="Nobody above was brought in.")


def work_table(rows: tuple[WorkRow, ...]) -> Table:
    """On a case's page."""
    made = tuple(
        Row((Cell(one.ref, f"/commissioned/{one.ref}/", ref=True), one.terms, one.owner, say_day(one.due_on), _standing(one)))
        for one in rows
    )
    columns = (Column("Work"), Column("Terms", "wrap"), Column("Whose it is"), Column("Due"), Column("Standing"))
    return Table("Commissioned work", columns, made, empty="No piece of work was commissioned.")
