"""What somebody types of an invoice, cell by cell: dates, hours and sums as people write them, to what a file of invoices says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from duly.payments.invoices.rules import DAYS
from duly.primitives.money import plain_pounds
from duly.primitives.sums import is_sum, pence_of, work_out

BY_WEEK = ("person", "service", "week_starting", "minutes", "rate", "amount", "vat")
BY_NIGHT = ("person", "service", "from", "to", "nights", "rate", "amount", "vat")
"""The cells of a line for a week, and of one for a stay."""
MONEY = ("amount", "vat")
_SHORT = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{2}|\d{4}))?\Z", re.ASCII)
_CLOCK = re.compile(r"(\d{1,4}):([0-5]\d)\Z", re.ASCII)
_HOURS = re.compile(r"(\d{1,4}(?:\.\d{1,2})?) ?h(?:ours?|rs?)?\Z", re.ASCII | re.IGNORECASE)
A_MONTH = 31


@dataclass(frozen=True)
class Sum:
    """A sum that was typed into a cell and what it comes to, in pence. `row` is the line of the grid, from 1; 0 is the invoice's total."""

    row: int
    column: str
    typed: str
    pence: int

    @property
    def says(self) -> str:
        """As the tape has it: "line 3, amount: 49.75*21.36 = 1062.66"."""
        place = f"line {self.row}, {self.column}" if self.row else self.column
        return f"{place}: {self.typed.strip()} = {plain_pounds(self.pence)}"


def read_line(cells: Mapping[str, str], *, row: int, today: date) -> tuple[dict[str, str], tuple[Sum, ...]]:
    """One line's cells as a file would have them, and the sums that were worked out. What cannot be read is left as it was typed."""
    told, sums = {}, []
    for column, typed in cells.items():
        typed = typed.strip()
        if column in DAYS:
            told[column] = read_day(typed, today=today)
        elif column == "minutes":
            told[column] = read_minutes(typed)
        elif column in MONEY and (found := read_sum(typed, row=row, column=column)) is not None:
            told[column] = plain_pounds(found.pence)
            sums.append(found)
        else:
            told[column] = typed
    return told, tuple(sums)


def read_sum(typed: str, *, row: int, column: str) -> Sum | None:
    """A sum, worked out; None where none was typed, or it cannot be worked out."""
    if not is_sum(typed):
        return None
    try:
        return Sum(row, column, typed, pence_of(typed))
    except ValueError:
        return None


def read_day(typed: str, *, today: date) -> str:
    """`t` for today, 9/11 or 9/11/26, as 2026-11-09. Without a year it is the latest such day that is not more than a month away."""
    if typed.casefold() == "t":
        return today.isoformat()
    match = _SHORT.match(typed)
    if not match:
        return typed
    day, month, year = int(match[1]), int(match[2]), match[3]
    try:
        if year:
            return date(int(year) if len(year) == 4 else 2000 + int(year), month, day).isoformat()
        return _nearest(day, month, today).isoformat()
    except ValueError:
        return typed


def read_minutes(typed: str) -> str:
    """10:30, 10.5h, or a sum of minutes such as 7*45, as minutes."""
    if match := _CLOCK.match(typed):
        return str(int(match[1]) * 60 + int(match[2]))
    plain = match[1] + "*60" if (match := _HOURS.match(typed)) else typed if is_sum(typed) else ""
    try:
        minutes = work_out(plain) if plain else None
    except ValueError:
        return typed
    return str(minutes.numerator) if minutes is not None and minutes.denominator == 1 and minutes >= 0 else typed


def _nearest(day: int, month: int, today: date) -> date:
    for year in (today.year + 1, today.year, today.year - 1, today.year - 2):
        try:
            found = date(year, month, day)
        except ValueError:  # the 29th of February
            continue
        if (found - today).days <= A_MONTH:
            return found
    raise ValueError
