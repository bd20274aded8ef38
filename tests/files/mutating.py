"""Files of every kind that providers send, and a seeded mutator of them: bytes, lines, cells, headings, parts of a workbook, elements of an invoice."""

import csv
import io
import random
import zipfile
from collections.abc import Callable

import openpyxl

from duly.payments.invoices.tests.test_ubl import invoice

NAUGHTY = (
    "", " ", "0", "-1", "99999999999999999999", "1e309", "NaN", "0x10", "21,36", "1.234,50", "=1+1", "@SUM(A1)", "'", '"', '""', "\0", "\ufeff",
    "\u202e", "\u0661\u0662", "Ω≈ç√", "👩‍👩‍👧", "\ud7ff", "a" * 300, "a" * 20_000, "2026-02-30", "2026-10-25 01:30", "2026-03-29 01:30", "0001-01-01",
    "9999-12-31", "9999-12-31 23:59", "0001-01-01 00:00+14:00", "2026-11-02T08:00:00.123456789Z", "24:00", "V-1", "V-9", "P-104882", "none",
    "DROP TABLE", "<b>", "&amp;", "../../etc/passwd", "\t", "\r", "\n", ";", "|", "line\nbreak", "true", "yes",
)  # fmt: skip

VISITS = (
    ("visit_ref", "provider", "person", "service", "carer", "starts", "ends", "outcome", "source", "cancelled_at", "reason", "person_name"),
    ("X-1", "V-1", "P-104882", "home-care", "W-1", "2026-11-02 08:30", "2026-11-02 09:00", "delivered", "gps", "", "", "Fenna Wrenfold"),
    ("X-2", "V-1", "P-104882", "home-care", "W-1", "03/11/2026 08:30", "", "delivered", "phone", "", "", ""),
    ("X-3", "V-1", "P-77", "home-care", "W-2", "2026-11-04 08:30", "2026-11-04 09:00", "", "", "", "", ""),
    ("X-4", "V-1", "P-104882", "home-care", "W-2", "2026-11-05 08:30", "", "cancelled", "", "2026-11-04 12:00", "person", ""),
)
INVOICES = (
    ("invoice", "line", "provider", "person", "service", "week_starting", "minutes", "from", "to", "nights", "rate", "amount", "vat"),
    ("INV-1", "1", "V-1", "P-104882", "home-care", "2026-11-02", "60", "", "", "", "21.36", "21.36", ""),
    ("INV-1", "2", "V-1", "P-104882", "nursing", "", "", "2026-11-02", "2026-11-29", "28", "700.00", "2,800.00", "0.00"),
    ("INV-2", "1", "V-1", "P-78", "home-care", "2026-11-09", "90", "", "", "", "£21.36", "32.04", "6.41"),
)
STAYS = (
    ("provider", "period_from", "period_to", "person", "service", "stay", "admitted", "discharged", "absent_from", "absent_to", "absence"),
    ("V-1", "2026-11-02", "2026-11-08", "P-104882", "nursing", "S-1", "2026-11-02", "2026-11-07", "2026-11-04", "2026-11-05", "hospital"),
    ("V-1", "2026-11-02", "2026-11-08", "P-77", "nursing", "S-2", "2026-10-01", "", "", "", ""),
)
SESSIONS = (
    ("provider", "person", "service", "date", "session", "status"),
    ("V-1", "P-104882", "day-care", "2026-11-04", "day", "attended"),
    ("V-1", "P-77", "day-care", "2026-11-04", "morning", "absent"),
)
TABLES = {"visits": VISITS, "invoices": INVOICES, "occupancy": STAYS, "attendance": SESSIONS}

Cells = list[list[str]]


def a_mutated_file(seed: int) -> tuple[str, str, bytes]:
    """A kind of file, its name, and its bytes after one to four mutations drawn from a seed. The same seed gives the same bytes."""
    chance = random.Random(seed)
    form = chance.choice(("csv", "csv", "xlsx", "ubl"))
    if form == "ubl":
        return "invoices", "invoice.xml", _mutilated(chance, _changed_xml(chance, invoice()))
    kind = chance.choice(tuple(TABLES))
    cells = [list(row) for row in TABLES[kind]]
    for _ in range(chance.randint(0, 3)):
        chance.choice(CHANGES)(chance, cells)
    if form == "csv":
        return kind, f"{kind}.csv", _mutilated(chance, as_csv(cells))
    return kind, f"{kind}.xlsx", _changed_workbook(chance, as_workbook(cells))


def as_csv(cells: Cells) -> bytes:
    """A table as CSV."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(cells)
    return text.getvalue().encode("utf-8", "surrogatepass")


def as_workbook(cells: Cells) -> bytes:
    """A table as a workbook; what cannot stand in one is left out."""
    book = openpyxl.Workbook()
    for row in cells:
        book.active.append([openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("", cell)[:32_000] for cell in row])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _a_cell(chance: random.Random, cells: Cells) -> None:
    row = chance.choice(cells)
    if row:
        row[chance.randrange(len(row))] = chance.choice(NAUGHTY)


def _a_row_twice(chance: random.Random, cells: Cells) -> None:
    cells.insert(chance.randrange(len(cells) + 1), list(chance.choice(cells)))


def _a_row_gone(chance: random.Random, cells: Cells) -> None:
    if len(cells) > 1:
        del cells[chance.randrange(len(cells))]


def _a_column_gone(chance: random.Random, cells: Cells) -> None:
    at = chance.randrange(max(map(len, cells)) or 1)
    for row in cells:
        del row[at : at + 1]


def _columns_in_another_order(chance: random.Random, cells: Cells) -> None:
    width = max(map(len, cells))
    order = chance.sample(range(width), width)
    cells[:] = [[row[at] if at < len(row) else "" for at in order] for row in cells]


def _a_ragged_row(chance: random.Random, cells: Cells) -> None:
    row = chance.choice(cells)
    row.extend([""] * chance.randint(0, 3) + [chance.choice(NAUGHTY)])


CHANGES: tuple[Callable[[random.Random, Cells], None], ...] = (
    _a_cell,
    _a_cell,
    _a_cell,
    _a_row_twice,
    _a_row_gone,
    _a_column_gone,
    _columns_in_another_order,
    _a_ragged_row,
)


def _mutilated(chance: random.Random, content: bytes) -> bytes:
    """Bytes set, cut, put in, said twice or turned round: half the time none."""
    made = bytearray(content)
    for _ in range(chance.choice((0, 0, 1, 1, 2, 4))):
        at = chance.randrange(len(made) + 1)
        what = chance.choice(("set", "cut", "put", "twice", "end", "mark"))
        if what == "set" and at < len(made):
            made[at] = chance.choice((chance.randrange(256), *b'",\r\n\0=-;\t<>&'))
        elif what == "cut":
            del made[at : at + chance.randint(1, 40)]
        elif what == "put":
            made[at:at] = chance.choice((chance.randbytes(4), chance.choice(NAUGHTY).encode("utf-8", "surrogatepass")))
        elif what == "twice":
            made[at:at] = made[at : at + chance.randint(1, 200)]
        elif what == "end":
            del made[at:]
        elif what == "mark":
            made[:0] = chance.choice((b"\xef\xbb\xbf", b"\xff\xfe", b"\n\n", b"PK\x03\x04", b"<"))
    return bytes(made)


def _changed_workbook(chance: random.Random, content: bytes) -> bytes:
    """A workbook mutilated as bytes, or with one of its parts mutilated or left out and packed again."""
    if chance.random() < 0.4:
        return _mutilated(chance, content)
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen, left_out = chance.choice(names), chance.random() < 0.15
        for name in names:
            part = old.read(name)
            if name == chosen and left_out:
                continue
            new.writestr(name, _mutilated(chance, part) if name == chosen else part)
    return packed.getvalue()


def _changed_xml(chance: random.Random, content: bytes) -> bytes:
    """An invoice with what some of its elements say changed, or an element said twice, or gone."""
    text = content.decode()
    for _ in range(chance.randint(0, 3)):
        ends = [at for at, c in enumerate(text) if c == ">" and at + 1 < len(text) and text[at + 1] not in "<\n"]
        if not ends:
            break
        at = chance.choice(ends) + 1
        until = text.find("<", at)
        if until < 0:
            break
        said = chance.choice((chance.choice(NAUGHTY), "EUR", "380", "DAY", "1.5", "-10.00", "P-104882", "2026-11-02", "1" * 30))
        text = text[:at] + said.replace("&", "&amp;").replace("<", "&lt;") + text[until:]
    if chance.random() < 0.2:
        lines = text.splitlines(keepends=True)
        at = chance.randrange(len(lines))
        lines[at : at + 1] = [] if chance.random() < 0.5 else [lines[at]] * 2
        text = "".join(lines)
    return text.encode("utf-8", "surrogatepass")
