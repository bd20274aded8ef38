"""A file's cells as text, row by row as a spreadsheet shows them; what cannot be read so is refused with a sentence."""

import codecs
import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import PurePath, PurePosixPath
from typing import Any

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from duly.core.intake.faults import Fault

LARGEST_BYTES = 40 * 1024 * 1024
LARGEST_UNPACKED = 600 * 1024 * 1024
MOST_ROWS = 250_000
MOST_COLUMNS = 200
LONGEST_CELL = 10_000
EXACT_INTEGERS = 10**15

Grid = list[list[str]]

_PLACE = re.compile(r"^(?P<column>[A-Z]{1,3})(?P<row>[1-9]\d{0,6})\Z", re.ASCII)


class Unreadable(Exception):
    """The file cannot be read as a table: `fault` says why."""

    def __init__(self, says: str, row: int = 0, column: str = "", found: str = ""):
        super().__init__(says)
        self.fault = Fault(row, column, found, says)


def grid(content: bytes, name: str) -> Grid:
    """Every row as a list of texts; the row at index 0 is row 1. A blank row is kept, so that numbers hold. Raises `Unreadable`."""
    if len(content) > LARGEST_BYTES:
        raise Unreadable(f"The file is larger than {LARGEST_BYTES // 1024 // 1024} MB.")
    extension = PurePath(name).suffix.lower()
    if extension == ".xlsx":
        rows = _from_workbook(content)
    elif extension in (".csv", ".txt"):
        rows = _from_csv(content)
    else:
        raise Unreadable("The file must be CSV or an Excel workbook, named .csv or .xlsx.")
    if not any(any(row) for row in rows):
        raise Unreadable("The file is empty.")
    return rows


def _from_csv(content: bytes) -> Grid:
    text = _as_utf8(content)
    rows: Grid = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for row in reader:
            rows.append(row)
            _within_limits(row, len(rows))
    except csv.Error as error:
        raise Unreadable(f"Quotation marks are not as CSV has them ({error}).", row=len(rows) + 1) from None
    return rows


def _as_utf8(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise Unreadable("The file is in UTF-16. Save it as “CSV UTF-8” and send it again.")
    if (at := content.find(b"\0")) >= 0:
        raise Unreadable("There is a NUL byte in the file, which text does not have.", row=_line(content, at))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        byte = content[error.start]
        says = f"There is a byte (0x{byte:02X}) that is not UTF-8. Save the file as “CSV UTF-8” and send it again."
        raise Unreadable(says, row=_line(content, error.start)) from None


def _line(content: bytes, at: int) -> int:
    return content.count(b"\n", 0, at) + 1


def _within_limits(row: list[str], number: int) -> None:
    if number > MOST_ROWS:
        raise Unreadable(f"The file has more than {MOST_ROWS:,} rows.")
    if len(row) > MOST_COLUMNS:
        raise Unreadable(f"The row has more than {MOST_COLUMNS} columns.", row=number)
    if row and len(max(row, key=len)) > LONGEST_CELL:
        raise Unreadable(f"A cell has more than {LONGEST_CELL:,} characters.", row=number)


def _from_workbook(content: bytes) -> Grid:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _unpacks_within_limits(archive)
            # A cell far away makes the reader ask for memory for all before it, and abort the process: look before it is opened.
            index = _only_sheet(archive)
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        values = workbook.get_sheet_by_index(index).to_python(skip_empty_area=False)
    except PasswordError:
        raise Unreadable("The workbook is locked with a password.") from None
    except (
        CalamineError,
        zipfile.BadZipFile,
        zlib.error,
        etree.XMLSyntaxError,
        EOFError,
        LookupError,
        NotImplementedError,  # a way of compressing that zipfile does not know
        OSError,
        RuntimeError,
        ValueError,
    ) as error:
        raise Unreadable("The workbook cannot be opened. It may be damaged or locked with a password.") from error
    rows = [[_cell_text(value, number, at) for at, value in enumerate(row)] for number, row in enumerate(values, start=1)]
    for number, row in enumerate(rows, start=1):
        _within_limits(row, number)
    return rows


def _unpacks_within_limits(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > 2000 or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise Unreadable("The workbook is too large when unpacked.")
    if len({part.filename.casefold() for part in parts}) != len(parts):
        raise Unreadable("The workbook holds two parts of one name.")


def _only_sheet(archive: zipfile.ZipFile) -> int:
    """The place of the one visible sheet with something in it: a second would be left out in silence."""
    targets = {r.get("Id"): r.get("Target") or "" for r in _xml(archive, "xl/_rels/workbook.xml.rels")}
    full: dict[int, str] = {}
    for n, sheet in enumerate(_xml(archive, "xl/workbook.xml").iterfind("{*}sheets/{*}sheet")):
        relation = next(value for key, value in sheet.attrib.items() if key.endswith("}id"))
        target = targets[relation]
        part = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
        if sheet.get("state", "visible") == "visible" and _holds_what_it_shows(archive, part):
            full[n] = sheet.get("name") or "?"
    if not full:
        raise Unreadable("The workbook is empty.")
    if len(full) > 1:
        raise Unreadable(f"The workbook has several sheets ({', '.join(full.values())}). Send a workbook with one.")
    return next(iter(full))


def _holds_what_it_shows(archive: zipfile.ZipFile, part: str) -> bool:
    """Whether a sheet has anything in it. Refused: what the reader would give as empty (formulas without a stored value, error values),
    and cells far away.
    """
    row, anything = 0, False
    with archive.open(part) as opened:
        for _, element in etree.iterparse(opened, events=("end",), tag="{*}row", resolve_entities=False, no_network=True, load_dtd=False):
            row = int(element.get("r") or row + 1)
            for at, cell in enumerate(element.iterchildren("{*}c")):
                _check_cell(cell, row, at)
                anything = anything or len(cell) > 0
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    return anything


def _check_cell(cell: Any, row: int, at: int) -> None:
    place = _PLACE.match(cell.get("r") or f"{_letters(at)}{row}")
    if not place:
        raise Unreadable("The workbook cannot be opened: a cell has no place.", row=row)
    letters, row = place["column"], int(place["row"])
    if row > MOST_ROWS or _column_number(letters) > MOST_COLUMNS:
        raise Unreadable(f"The sheet has something in {letters}{row}; at most {MOST_ROWS:,} rows and {MOST_COLUMNS} columns are read.")
    value = cell.findtext("{*}v")
    if cell.get("t") == "e":
        raise Unreadable(f"The cell {letters}{row} shows an error ({value}).", row=row, column=letters)
    if cell.find("{*}f") is not None and not value and cell.get("t") != "str":
        raise Unreadable(
            f"The cell {letters}{row} holds a formula without its value. Open the workbook in a spreadsheet, save it and send it again.",
            row=row,
            column=letters,
        )


def _xml(archive: zipfile.ZipFile, part: str) -> Any:
    return etree.fromstring(archive.read(part), etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _cell_text(value: Any, row: int, at: int) -> str:
    """A spreadsheet's value as somebody would have typed it. A whole number is never shown as a float."""
    if isinstance(value, str):
        if "\0" in value:
            raise Unreadable(f"The cell {_letters(at)}{row} holds a NUL character.", row=row, column=_letters(at))
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return _number_text(value, row, at)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat(timespec="minutes" if not value.second else "seconds")
    if isinstance(value, timedelta):
        return f"{int(value.total_seconds()) // 3600}:{int(value.total_seconds()) // 60 % 60:02d}"
    raise Unreadable(f"The cell {_letters(at)}{row} holds something that is not read here.", row=row, column=_letters(at))


def _number_text(value: float, row: int, at: int) -> str:
    if abs(value) >= EXACT_INTEGERS:
        says = f"The cell {_letters(at)}{row} holds a number so long that the spreadsheet has rounded it. Format the column as text."
        raise Unreadable(says, row=row, column=_letters(at))
    if value == int(value):
        return str(int(value))
    shown = f"{value:.10f}".rstrip("0")
    if shown[-2] == ".":
        shown += "0"  # a price of 12.50 is kept as the number 12.5
    return shown if float(shown) == value else repr(value)


def _letters(at: int) -> str:
    return "".join(_letters_backwards(at))[::-1]


def _letters_backwards(at: int) -> Iterator[str]:
    at += 1
    while at:
        at, letter = divmod(at - 1, 26)
        yield chr(65 + letter)


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters[:4]:
        number = number * 26 + ord(letter) - 64
    return number
