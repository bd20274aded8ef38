"""What is wrong with a refused file: every fault as a list with its filters, and the open one in its row as the file has it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from duly.core.documents import queries as documents
from duly.core.intake.faults import Fault
from duly.core.intake.giving_back import row_of
from duly.core.intake.queries import ImportSeen
from duly.core.lists.listing import Facet, ListOf, Shown
from duly.payments.screens import listed
from duly.ui.frame import Cell, Column, Link, Row, Table

LARGEST_SHOWN = 5 * 1024 * 1024
"""Bytes of a file that is read again to show one of its rows."""
_QUOTED = re.compile(r'"[^"]*"|\b\d[\d,.:/-]*\b')


@dataclass(frozen=True)
class FaultRow:
    """One fault in the list. `what` is its sentence without what was read, so that like ones count together."""

    n: int
    row: int
    column: str
    found: str
    says: str
    nearest: str
    what: str


FAULTS = ListOf(
    name="faults",
    key="n",
    columns=(
        Shown("row", "Row", "number"),
        Shown("column", "Column"),
        Shown("found", "What was read"),
        Shown("nearest", "Nearest valid"),
        Shown("says", "What to do"),
    ),
    facets=(
        Facet("column", "Column", label=lambda value: value or "(the file)"),
        Facet("what", "What is wrong"),
        Facet(
            "mends", "Nearest valid value", value=lambda row: bool(row.nearest), label=lambda value: "Offered" if value == "yes" else "None"
        ),
    ),
    sorts=("row", "column"),
    page_size=200,
    also=("open",),
)


def rows(faults: Sequence[Fault]) -> list[FaultRow]:
    """The rows of the list, in the order of the file."""
    return [FaultRow(n, f.row, f.column, f.found, f.says, f.nearest, _QUOTED.sub("…", f.says)) for n, f in enumerate(faults, start=1)]


def shown(request: HttpRequest, seen: ImportSeen, faults: Sequence[Fault]) -> HttpResponse | dict[str, Any]:
    """The list as CSV or JSON where asked for; else the words of the page: filters, list, and the fault that is open (`?open=3`; the first)."""
    every, asked = rows(faults), listed.ask(request, FAULTS)
    file = listed.as_file(FAULTS, every, asked)
    if file is not None:
        return file
    page = FAULTS.page(every, asked)
    which = request.GET.get("open", "")
    opened = next((one for one in page.rows if str(one.n) == which), page.rows[0] if page.rows else None)
    cells = {
        "row": lambda row: Cell(str(row.row) if row.row else "file", listed.to(asked.query(after=asked.after), open=str(row.n))),
        "column": lambda row: row.column or "–",
        "found": lambda row: Cell(row.found or "(empty)", ref=True),
        "nearest": lambda row: Cell(row.nearest or "–", strong=bool(row.nearest)),
    }
    return {
        "facets": listed.facet_groups(page, asked),
        "unknown": listed.unknown(page),
        "pager": listed.pager(page, asked, "faults"),
        "count": f"{page.total:,} {'thing' if page.total == 1 else 'things'} to mend",
        "formats": listed.formats(asked),
        "table": listed.table(
            FAULTS,
            page,
            asked,
            "Faults, in the order of the file",
            cells=cells,
            wrap=("found", "nearest", "says"),
            empty="No fault fits these filters.",
            empty_next=Link("Every fault", f"/imports/{seen.ref}/"),
            selected=str(opened.n) if opened else "",
        ),
        "opened": _opened(seen, opened) if opened else None,
    }


def _opened(seen: ImportSeen, fault: FaultRow) -> dict[str, Any]:
    """The open fault, in its row as the file has it."""
    told = Fault(fault.row, fault.column, fault.found, fault.says, fault.nearest)
    content = documents.content(seen.document) if seen.document and fault.row > 0 else b""
    cells = row_of(content, seen.name, fault.row) if 0 < len(content) <= LARGEST_SHOWN else ()
    wrong = fault.column.casefold()
    table = Table(
        f"Row {fault.row} as it stands",
        (Column("Column"), Column("What was read", "wrap")),
        tuple(_cell(heading, cell, bool(wrong) and heading.strip().casefold() == wrong, fault.nearest) for heading, cell in cells),
        empty="The row is not shown here: see the file that is given back.",
    )
    return {
        "title": f"Row {fault.row}" + (f", {fault.column}" if fault.column else "") if fault.row else "The file as a whole",
        "says": told.sentence,
        "row": table,
    }


def _cell(heading: str, cell: str, wrong: bool, nearest: str) -> Row:
    note = f"nearest valid: {nearest}" if wrong and nearest else ""
    return Row(
        (Cell(heading, strong=wrong), Cell(cell or "(empty)", ref=True, tone="red" if wrong else "", strong=wrong, note=note)),
        selected=wrong,
    )
