"""A refused file given back with what to mend in it: as a workbook with its faulty cells marked; and one row of it as it stands."""

import io
from collections.abc import Sequence
from pathlib import PurePath

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from duly.core.intake.faults import Fault
from duly.core.intake.grids import Grid, Unreadable, grid
from duly.core.intake.reading import TO_MEND

MOST_ROWS = 50_000
"""Rows of a workbook that is written while somebody waits; a longer file comes back as CSV."""
LONGEST = 32_000
_WRONG = PatternFill("solid", fgColor="FBE9E7")


def error_workbook(content: bytes, name: str, faults: Sequence[Fault]) -> bytes | None:
    """The file back as a workbook with one more column, `what to mend`, and each faulty cell marked. Mended, it can be sent again as it is.

    Every cell is text, so that nothing in it runs. None for what is no table, or is too long to be written while somebody waits.
    """
    try:
        table = grid(content, name)
    except Unreadable:
        return None
    if len(table) > MOST_ROWS:
        return None
    headings = _headings(table)
    kept = [at for at in range(max(len(row) for row in table)) if at >= len(headings) or headings[at] != TO_MEND]
    by_row: dict[int, list[Fault]] = {}
    for fault in faults:
        by_row.setdefault(fault.row, []).append(fault)
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # a new workbook has one sheet
    for number, cells in enumerate(table, start=1):
        wrong = {fault.column.casefold(): fault for fault in by_row.get(number, []) if fault.column}
        for place, at in enumerate(kept, start=1):
            cell = sheet.cell(number, place)
            _write(cell, cells[at] if at < len(cells) else "")
            told = wrong.get(headings[at]) if number > 1 and at < len(headings) else None
            if told is not None:
                cell.fill, cell.comment = _WRONG, Comment(told.sentence[:2000], "Duly")
        said = TO_MEND if number == 1 else " ".join(fault.sentence for fault in by_row.get(number, []))
        _write(sheet.cell(number, len(kept) + 1), said)
    for n, fault in enumerate(by_row.get(0, []) + by_row.get(1, []), start=len(table) + 1):
        _write(sheet.cell(n, len(kept) + 1), fault.sentence)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def name_of_error_workbook(name: str) -> str:
    """rota.csv comes back as rota-to-mend.xlsx."""
    return f"{PurePath(name).stem.removesuffix('-to-mend')}-to-mend.xlsx"


def row_of(content: bytes, name: str, row: int) -> tuple[tuple[str, str], ...]:
    """One row of a table as it stands, each cell with its heading; nothing where there is no such row, or no table."""
    try:
        table = grid(content, name)
    except Unreadable:
        return ()
    if not 1 <= row <= len(table):
        return ()
    cells = table[row - 1]
    width = max(len(cells), len(table[0]))
    return tuple(
        (table[0][at] if at < len(table[0]) else "", cells[at] if at < len(cells) else "")
        for at in range(width)
        if (table[0][at] if at < len(table[0]) else cells[at])
    )


def _headings(table: Grid) -> list[str]:
    return [" ".join(cell.split()).casefold() for cell in table[0]]


def _write(cell: object, words: str) -> None:
    """As text, whatever it begins with."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", words)[:LONGEST]  # type: ignore[attr-defined]
    if words:
        cell.data_type = "s"  # type: ignore[attr-defined]
