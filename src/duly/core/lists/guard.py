"""Cells that a spreadsheet would run as a formula, made harmless."""

import re

_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")
_NUMBER = re.compile(r"^[+-]?£?[\d,]*\.?\d+%?\Z")
_GUARDED = re.compile(r"^'+[=+\-@\t\r\n]")


def guarded(cell: str) -> str:
    """A cell that opens as text in a spreadsheet: an apostrophe goes before =, +, -, @, tab or a line break, but not before a plain number."""
    if (cell.startswith(_RUNS) and not _NUMBER.match(cell)) or _GUARDED.match(cell):
        return f"'{cell}"
    return cell


def unguarded(cell: str) -> str:
    """The cell as it was before `guarded`."""
    return cell[1:] if _GUARDED.match(cell) else cell
