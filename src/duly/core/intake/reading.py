"""A file to rows of values, or to faults: which cell, what was read, what is expected, and the nearest valid value."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from duly.core.intake.columns import Column, quoted
from duly.core.intake.faults import Fault, mended_number, mended_text, nearest_of
from duly.core.intake.grids import Grid, Unreadable, grid
from duly.core.intake.telling import counted_aloud
from duly.core.lists.guard import guarded, unguarded

TO_MEND = "what to mend"
MOST_FAULTS = 1000
TOGETHER = 500
"""Rows that are read at once, a column at a time, as long as nothing is wrong with any of them."""
MOST_REMEMBERED = 20_000


@dataclass(frozen=True)
class Row:
    """One row of values by heading. `number` is the row as a spreadsheet shows it; the heading is row 1."""

    number: int
    values: dict[str, Any]


@dataclass(frozen=True)
class Read:
    """What a file held. Where there are faults none of the rows may be kept, and those with a fault lack the values that did not read."""

    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]


def read_table(content: bytes, name: str, columns: Sequence[Column]) -> Read:
    """Read a CSV file or workbook against its columns, in any order of headings. Never raises for what a file holds."""
    try:
        table = grid(content, name)
    except Unreadable as unreadable:
        return Read((), (unreadable.fault,))
    headings = [_heading(cell) for cell in table[0]]
    faults = list(_faults_of_headings(table, headings, columns))
    if faults:
        return Read((), tuple(faults))
    by_heading = {column.heading.casefold(): column for column in columns}
    at = [by_heading.get(heading.casefold()) for heading in headings]
    mended_before = TO_MEND in headings
    quick = None if mended_before else _Quick(at, columns)
    rows: list[Row] = []
    for first in counted_aloud(range(1, len(table), TOGETHER), len(table) - 1, "reading every row", each=TOGETHER):
        several = table[first : first + TOGETHER]
        sound = quick.rows(several, first + 1) if quick else None
        if sound is not None:
            rows.extend(sound)
            continue
        for number, cells in enumerate(several, start=first + 1):
            if not any(cell.strip() for cell in cells):
                continue
            row, wrong = _read_row(number, [unguarded(c) for c in cells] if mended_before else cells, at, columns)
            faults.extend(wrong)
            rows.append(row)
            if len(faults) >= MOST_FAULTS:
                faults[MOST_FAULTS:] = [Fault(0, "", "", f"There are more faults than {MOST_FAULTS:,}; the rest are not listed.")]
                return Read(tuple(rows), tuple(faults))
    if not rows:
        faults.append(Fault(0, "", "", "The file has headings and no rows."))
    return Read(tuple(rows), tuple(faults))


class _Quick:
    """Reads rows a column at a time, and each cell that comes again once: people, carers and times do. What it reads is what `_read_row` reads."""

    def __init__(self, at: Sequence[Column | None], columns: Sequence[Column]):
        self._at = list(enumerate(at))
        self._width = len(at)
        self._remembered: list[dict[str, Any]] = [{} for _ in at]
        there = {column.heading for column in at if column is not None}
        self._headings = [column.heading for column in columns]
        self._absent = [column.heading for column in columns if column.heading not in there]
        needed = [column.heading for column in columns if column.required and not column.may_be_empty]
        self._sound = bool(needed) and there.issuperset(needed)  # a blank row is then told by what it lacks

    def rows(self, several: Sequence[Sequence[str]], number: int) -> list[Row] | None:
        """The rows, the first of which has this number; None where a cell is wrong, or a row is not as wide as its headings or is blank."""
        if not self._sound or any(len(cells) != self._width for cells in several):
            return None
        values: dict[str, Sequence[Any]] = dict.fromkeys(self._absent, (None,) * len(several))
        for (place, column), cells in zip(self._at, zip(*several, strict=True), strict=True):
            if column is None:
                continue
            known = self._remembered[place]
            if len(known) > MOST_REMEMBERED:
                known.clear()
            try:
                for cell in set(cells) - known.keys():
                    known[cell] = self._read(column, cell.strip())
            except ValueError:
                return None
            values[column.heading] = [known[cell] for cell in cells]
        headings = self._headings
        together = zip(*(values[heading] for heading in headings), strict=True)
        return [Row(n, dict(zip(headings, row, strict=True))) for n, row in enumerate(together, start=number)]

    @staticmethod
    def _read(column: Column, cell: str) -> Any:
        if cell:
            return _read_cell(column, cell)
        if column.required and not column.may_be_empty:
            raise ValueError  # a fault, or a blank row: either is for reading row by row
        return None


def error_file(content: bytes, name: str, faults: Sequence[Fault]) -> bytes:
    """The file back as CSV with one more column, `what to mend`. Mended, it can be sent again as it is."""
    by_row: dict[int, list[str]] = {}
    for fault in faults:
        by_row.setdefault(fault.row, []).append(fault.sentence)
    try:
        table = grid(content, name)
    except Unreadable:
        table = []
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    if not table:
        writer.writerow([TO_MEND])
        writer.writerows([guarded(fault.sentence)] for fault in faults)
        return b"\xef\xbb\xbf" + out.getvalue().encode()
    mended_at = _heading_at(table[0], TO_MEND)
    width = max(len(row) for row in table)
    of_the_file = by_row.get(0, []) + by_row.get(1, [])
    for number, cells in enumerate(table, start=1):
        cells = [_as_text(cell, mended_at) for cell in cells] + [""] * (width - len(cells))
        if mended_at is not None:
            del cells[mended_at]
        said = TO_MEND if number == 1 else " ".join(by_row.get(number, []))
        writer.writerow([*cells, guarded(said)])
    for sentence in of_the_file:
        writer.writerow([""] * (width - (mended_at is not None)) + [guarded(sentence)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def name_of_error_file(name: str) -> str:
    """rota.xlsx comes back as rota-to-mend.csv."""
    return f"{PurePath(name).stem.removesuffix('-to-mend')}-to-mend.csv"


def _heading(cell: str) -> str:
    return " ".join(cell.split()).casefold()


def _heading_at(cells: Sequence[str], heading: str) -> int | None:
    headings = [_heading(cell) for cell in cells]
    return headings.index(heading) if heading in headings else None


def _as_text(cell: str, mended_at: int | None) -> str:
    return guarded(unguarded(cell) if mended_at is not None else cell)


def _faults_of_headings(table: Grid, headings: list[str], columns: Sequence[Column]) -> Iterator[Fault]:
    wanted = {column.heading.casefold(): column.heading for column in columns}
    if len(headings) == 1 and len(wanted) > 1:
        for mark, called in ((";", "semicolons"), ("\t", "tabs"), ("|", "upright strokes")):
            if mark in headings[0]:
                yield Fault(1, "", table[0][0][:200], f"The columns are separated by {called}. Save the file with commas between them.")
                return
    unknown = [h for h in headings if h and h not in wanted and h != TO_MEND]
    missing = [c.heading for c in columns if c.required and c.heading.casefold() not in headings]
    for at, heading in enumerate(headings):
        if heading and heading in headings[:at]:
            yield Fault(1, heading, table[0][at], f"The heading {quoted(heading)} stands twice.")
        elif heading in unknown:
            near = nearest_of(heading, [h for f, h in wanted.items() if f not in headings])
            yield Fault(1, "", table[0][at], f"The heading {quoted(heading)} is not known here.", near)
        elif not heading and any(at < len(row) and row[at].strip() for row in table[1:]):
            yield Fault(1, "", "", f"The column at place {at + 1} has no heading.")
    for heading in missing:
        near = nearest_of(heading, unknown)
        says = f"The heading {quoted(heading)} is missing."
        yield Fault(1, heading, near, f"{says} There is one that reads {quoted(near)}." if near else says)


def _read_row(number: int, cells: list[str], at: list[Column | None], columns: Sequence[Column]) -> tuple[Row, list[Fault]]:
    values: dict[str, Any] = {column.heading: None for column in columns}
    faults = []
    seen = set()
    for place, cell in enumerate(cells):
        cell = cell.strip()
        if place >= len(at):
            if cell:
                faults.append(Fault(number, "", cell, f"{quoted(cell)} stands beyond the last heading. Is there a comma too many?"))
            continue
        column = at[place]
        if column is None or not cell:
            continue
        seen.add(column.heading)
        try:
            values[column.heading] = _read_cell(column, cell)
        except ValueError as error:
            faults.append(Fault(number, column.heading, cell, str(error), _nearest(column, cell)))
    for column in columns:
        if column.required and not column.may_be_empty and column.heading not in seen:
            faults.append(Fault(number, column.heading, "", "This is empty, and must not be."))
    return Row(number, values), faults


def _read_cell(column: Column, cell: str) -> Any:
    value = column.read(cell)
    if column.known is not None and value not in column.known:
        raise ValueError(f"{quoted(cell)} is not known.")
    return value


def _nearest(column: Column, cell: str) -> str:
    """The nearest valid value: from those known, or by mending a slip so that the column's own reader takes it."""
    known = column.known if column.known is not None else getattr(column.read, "words", ())
    if known:
        return nearest_of(cell, known)
    for mended in (mended_number(cell), *mended_text(cell), cell.upper()):
        if mended != cell:
            try:
                column.read(mended)
            except ValueError:
                continue
            return mended
    return ""
