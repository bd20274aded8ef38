"""How payments are named on their way through the bank, and the letters a bank will carry. Values in, values out."""

import csv
import io
import re
import unicodedata
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from duly.primitives.money import read_pounds
from duly.primitives.period import read_week

_CARRIED = re.compile(r"[^A-Za-z0-9/?:().,'+ -]")
"""What is not in the basic Latin set of ISO 20022 payments (the SWIFT "x" set)."""

_FILE = re.compile(r"(?:F-|DULY-)?0*([1-9][0-9]{0,8})", re.ASCII)
_CARRIED_NAME = re.compile(r"(?P<category>[A-Z]{2,3})(?P<year>[0-9]{4})(?P<rest>W[0-9]{2}(?:-[0-9]{1,3})?)-(?P<n>[0-9]{4,6})", re.ASCII)

FILE_MARK = "bank file"
"""What a witness calls our files' numbers."""

_WRITTEN = {
    "&": "and", "@": "at", "£": "GBP", "€": "EUR", "ß": "ss", "Æ": "AE", "æ": "ae", "Œ": "OE", "œ": "oe", "Ø": "O", "ø": "o", "Ð": "D",
    "ð": "d", "Đ": "D", "đ": "d", "Þ": "Th", "þ": "th", "Ł": "L", "ł": "l", "ı": "i", "_": "-", "–": "-", "—": "-", "‐": "-", "‑": "-",
    "−": "-", "’": "'", "‘": "'", "ʼ": "'", "`": "'", "“": "'", "”": "'", '"': "'", ";": ",", "[": "(", "]": ")", "{": "(", "}": ")",
}  # fmt: skip
_TABLE = str.maketrans(_WRITTEN)


@dataclass(frozen=True)
class Payer:
    """Whose account is paid from. The repr does not show the account."""

    name: str
    sort_code: str = field(repr=False)
    account_number: str = field(repr=False)


@dataclass(frozen=True)
class Credit:
    """One payment in a file: pence above 0, into an account in full. The repr does not show the account."""

    provider_ref: str
    end_to_end: str
    remittance: str
    pence: int
    name: str = field(repr=False)
    sort_code: str = field(repr=False)
    account_number: str = field(repr=False)
    uetr: str = field(repr=False)


@dataclass(frozen=True)
class Instruction:
    """Everything a file says. The same instruction always gives the same bytes."""

    serial: int
    run_ref: str
    issued_at: datetime
    pay_date: date
    payer: Payer
    credits: tuple[Credit, ...]

    @property
    def total_pence(self) -> int:
        """What the file pays."""
        return sum(credit.pence for credit in self.credits)


def file_ref(serial: int) -> str:
    """The file's own reference: "F-000012"."""
    return f"F-{serial:06d}"


def missing_ref(serial: int) -> str:
    """What a file this database has forgotten is called here: "M-000012"."""
    return f"M-{serial:06d}"


def read_file_ref(said: str) -> str:
    """The file a bank means: "F-000012" of that itself, of the message's own name "DULY-000012", or of the bare number; else empty."""
    match = _FILE.fullmatch(said.strip())
    return file_ref(int(match[1])) if match else ""


def read_end_to_end(said: str) -> tuple[str, int] | None:
    """The run and the number of a payment from what the bank carried: ("HC-2026-W45", 1) of "HC2026W45-0001"; None for anything else."""
    match = _CARRIED_NAME.fullmatch(said.strip())
    return (f"{match['category']}-{match['year']}-{match['rest']}", int(match["n"])) if match else None


def end_to_end(run_ref: str, n: int) -> str:
    """What the bank carries from end to end, at most 18 characters: "HC2026W45-0001" for the first payment of HC-2026-W45."""
    category, year, *rest = run_ref.split("-")
    return f"{category}{year}{'-'.join(rest)}-{n:04d}"


def new_uetr() -> str:
    """A payment's worldwide reference, a random (version 4) UUID as the schema asks for.

    Chosen once, when the file is made, and kept nowhere but in its sealed bytes: whoever has the database and not its keys knows a file's SHA-256 and
    all that is in it but the accounts, and could try accounts until it fits, if nothing else in the file were unknown.
    """
    return str(uuid.uuid4())


def carried(text: str, *, most: int, otherwise: str = "NOT PROVIDED") -> str:
    """Text in the letters a bank will carry, at most so many. Accents go, other writing becomes spaces; `otherwise` if nothing is left."""
    plain = unicodedata.normalize("NFKD", text.translate(_TABLE)).translate(_TABLE)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = " ".join(_CARRIED.sub(" ", plain).split())
    return plain[:most].strip() or otherwise[:most]


def first_repeated(names: Iterable[str]) -> str | None:
    """The first name that comes twice, or None."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return None


def answer_ref(number: int) -> str:
    """What we call a bank's answer: "BA-000012"."""
    return f"BA-{number:06d}"


def read_answer_ref(ref: str) -> int:
    """The number in such a name, or 0."""
    found = re.fullmatch(r"BA-([0-9]{6,12})", ref, re.ASCII)
    return int(found[1]) if found else 0


def read_received(text: str) -> list[tuple[int, int, str, date | None]]:
    """A bank's list of the files it received, from lines such as "12, 52853.79, 2026-W45": number, pence, no digest, and the Monday of the week.

    Headings, a first line of several words without a figure, are passed over. ValueError is a sentence naming the line that is not one.
    """
    found = []
    for number, row in enumerate(csv.reader(io.StringIO(text)), start=1):
        cells = [cell.strip().lstrip("£") for cell in row]
        if not any(cells) or (number == 1 and len(cells) > 1 and not re.search(r"[0-9]", "".join(row))):
            continue
        try:
            named, pounds, week = (*cells, "") if len(cells) == 2 else cells
            serial, pence = _FILE.fullmatch(named), read_pounds(pounds)
            if serial is None or pence <= 0:
                raise ValueError
            found.append((int(serial[1]), pence, "", read_week(week) if week else None))
        except ValueError:
            raise ValueError(f"Line {number} is not a number, a total and a week, such as 12, 52853.79, 2026-W45.") from None
    return found
