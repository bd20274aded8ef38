"""What a column holds, and readers of one cell: text in, a value out, or ValueError saying what was read and what is expected."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from duly.primitives.money import read_pounds, read_rate

LONDON = ZoneInfo("Europe/London")

_LOCAL = re.compile(
    r"^(?P<day>\d{4}-\d{2}-\d{2}|\d{2}/\d{2}/\d{4})[ T](?P<clock>\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(?P<offset>Z|[+-]\d{2}:\d{2})?\Z",
    re.ASCII,
)
_CLOCK = re.compile(r"^(\d{1,2}):(\d{2})(?::\d{2})?\Z", re.ASCII)
_WHOLE = re.compile(r"^[+-]?\d{1,18}\Z", re.ASCII)
_TENTHS = re.compile(r"^[-+]?£?[\d,]+\.\d\Z", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True)
class Column:
    """One column of a file: its heading, and how a cell is read.

    A column that is not `required` may be left out, and its cells may be empty (the value is then None); one that `may_be_empty` must be there,
    with cells that may be. Where `known` is given, a value must be among it; the nearest is offered when it is not.
    """

    heading: str
    read: Callable[[str], Any]
    required: bool = True
    known: Collection[str] | None = None
    may_be_empty: bool = False


def text(max_length: int) -> Callable[[str], str]:
    """Reads text of up to so many characters, without control characters."""

    def read(cell: str) -> str:
        if len(cell) > max_length:
            raise ValueError(f"This has {len(cell)} characters; {max_length} are allowed.")
        if _CONTROL.search(cell):
            raise ValueError(f"{quoted(cell)} holds a character that cannot be printed.")
        return cell

    return read


def reference(pattern: str, example: str) -> Callable[[str], str]:
    """Reads a reference that matches a whole regular expression (ASCII digits only); `example` is shown when one does not."""
    whole = re.compile(pattern, re.ASCII)

    def read(cell: str) -> str:
        if not whole.fullmatch(cell):
            raise ValueError(f"{quoted(cell)} is not a reference such as {example}.")
        return cell

    read.pattern = pattern  # type: ignore[attr-defined]  # for reading many at once
    return read


def day(cell: str) -> date:
    """Reads 2026-11-02 or 02/11/2026 (day first)."""
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", cell, re.ASCII):
            return date.fromisoformat(cell)
        if re.fullmatch(r"\d{2}/\d{2}/\d{4}", cell, re.ASCII):
            return date(int(cell[6:]), int(cell[3:5]), int(cell[:2]))
    except ValueError:
        raise ValueError(f"{quoted(cell)} is not a day of the calendar.") from None
    raise ValueError(f"{quoted(cell)} is not a date, such as 2026-11-02 or 02/11/2026.")


def clock_minute(cell: str) -> int:
    """Reads a time of day as minutes after midnight: 08:05 is 485. Seconds are dropped."""
    match = _CLOCK.match(cell)
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        raise ValueError(f"{quoted(cell)} is not a time of day, such as 08:05.")
    return int(match[1]) * 60 + int(match[2])


def local_moment(cell: str) -> datetime:
    """Reads 2026-11-02 08:00 (or with T, seconds, or an offset) as a London time, to the minute below.

    A time that the clocks skip or show twice is refused, unless it carries an offset that says which is meant. Take minutes between two
    of these in UTC: Python subtracts two London times by the clock on the wall.
    """
    match = _LOCAL.match(cell)
    if not match:
        raise ValueError(f"{quoted(cell)} is not a date and time, such as 2026-11-02 08:00.")
    minutes = clock_minute(match["clock"])
    naive = datetime.combine(day(match["day"]), datetime.min.time()) + timedelta(minutes=minutes)
    if match["offset"]:
        return _with_offset(cell, naive, match["offset"])
    early, late = naive.replace(tzinfo=LONDON, fold=0), naive.replace(tzinfo=LONDON, fold=1)
    if early.utcoffset() == late.utcoffset():
        return early
    if _is_skipped(early):
        raise ValueError(
            f"{quoted(cell)} does not exist: the clocks went forward over it. Did the time come in GMT? Then write Z after it."
        )
    raise ValueError(f"{quoted(cell)} happened twice, as the clocks went back. Write +01:00 after it for the first, or Z for the second.")


def whole_number(lo: int, hi: int) -> Callable[[str], int]:
    """Reads a whole number from `lo` to `hi`, both included."""

    def read(cell: str) -> int:
        if not _WHOLE.match(cell):
            raise ValueError(f"{quoted(cell)} is not a whole number.")
        if not lo <= int(cell) <= hi:
            raise ValueError(f"{quoted(cell)} is not between {lo} and {hi}.")
        return int(cell)

    return read


def pounds(cell: str) -> int:
    """Reads pounds as pence: 1,234.56 is 123456."""
    return _in_our_quotes(read_pounds, cell, "is not an amount in pounds, such as 1,234.56.")


def published_pounds(cell: str) -> int:
    """Reads pounds as books are published, where a spreadsheet wrote 438.80 as 438.8: tenths are tenths."""
    return pounds(f"{cell}0" if _TENTHS.match(cell) else cell)


def rate(cell: str) -> int:
    """Reads pounds an hour as hundredths of a penny: 21.36 is 213600."""
    return _in_our_quotes(read_rate, cell, "is not a rate in pounds an hour, such as 21.36.")


def yes_no(cell: str) -> bool:
    """Reads yes or no (also y, n, true, false)."""
    known = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}
    try:
        return known[cell.casefold()]
    except KeyError:
        raise ValueError(f"{quoted(cell)} is neither yes nor no.") from None


def one_of(*words: str) -> Callable[[str], str]:
    """Reads one of these words, in any case, and gives it as written here."""
    by_fold = {word.casefold(): word for word in words}

    def read(cell: str) -> str:
        try:
            return by_fold[cell.casefold()]
        except KeyError:
            raise ValueError(f"{quoted(cell)} is none of {', '.join(words)}.") from None

    read.words = words  # type: ignore[attr-defined]  # for the nearest suggestion
    return read


def quoted(cell: str) -> str:
    """A cell as quoted in a sentence, cut where it is long."""
    shown = cell if len(cell) <= 60 else f"{cell[:57]}…"
    return '"' + "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in shown) + '"'


def _in_our_quotes(read: Callable[[str], int], cell: str, says: str) -> int:
    if any(c.isdigit() and not c.isascii() for c in cell):
        raise ValueError(f"{quoted(cell)} {says}")
    try:
        found = read(cell)
    except ValueError:
        raise ValueError(f"{quoted(cell)} {says}") from None
    if abs(found) >= 2**53:
        raise ValueError(f"{quoted(cell)} is too large.")
    return found


def _with_offset(cell: str, naive: datetime, offset: str) -> datetime:
    if offset == "Z":
        away = timedelta()
    else:
        hours, minutes = int(offset[1:3]), int(offset[4:])
        if hours > 14 or minutes > 59:
            raise ValueError(f"{quoted(cell)} has an offset that no place has.")
        away = timedelta(hours=hours, minutes=minutes) * (-1 if offset[0] == "-" else 1)
    try:
        return (naive - away).replace(tzinfo=UTC).astimezone(LONDON)
    except OverflowError:
        raise ValueError(f"{quoted(cell)} is not a day of the calendar.") from None


def _is_skipped(moment: datetime) -> bool:
    return moment.astimezone(UTC).astimezone(LONDON).replace(tzinfo=None) != moment.replace(tzinfo=None)
