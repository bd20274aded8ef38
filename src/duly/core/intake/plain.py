"""A table that is as plain as can be, read a column at a time: each word that stands in a column is read once, however many rows have it.

Only what could not be read otherwise is plain: commas, line ends and words without quotation marks, spaces round them or signs that cannot be seen, in rows as
wide as their headings, each word sound by its column's own reader. Of everything else nothing is said here: it is for `reading`, which says what is wrong.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import PurePath
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from duly.core.intake.binary import texts, texts_of
from duly.core.intake.columns import Column, clock_minute, local_moment
from duly.core.intake.grids import LARGEST_BYTES, LONGEST_CELL, MOST_COLUMNS, MOST_ROWS

BEGINNING = date(2000, 1, 1)
"""Days and minutes of a plain table count from here, as PostgreSQL's do."""
_BEGINNING = datetime.fromisoformat("2000-01-01T00:00:00+00:00")
_UNSEEN = bytes({*range(32), 127, *b'"'} - {*b"\r\n"})
_MANY = 100
_SPACE = re.compile(r"\s")
_SECONDS = re.compile(r"(?::\d{2}(?:\.\d+)?)?", re.ASCII)
_CLOCK = re.compile(r"\d{2}:\d{2}", re.ASCII)
_MINUTE = timedelta(minutes=1)
_USUAL, _LONGEST = len("2026-11-02 08:30"), len("2026-11-02 08:30:00.123456789")


@dataclass(frozen=True)
class Words:
    """A column of words: which of `values` each row has (`at`). A word is as it reads, None where a cell is empty.

    `cells` has the words as they are written, where they read as just that.
    """

    at: pa.Array
    values: Sequence[Any]
    cells: pa.Array | None = None

    def field(self, written: Iterable[bytes]) -> pa.Array:
        """For each row what is written of its word."""
        return pa.array(written, pa.binary()).take(self.at)

    def text(self) -> pa.Array:
        """For each row its word as a field of text; an empty one where a cell is."""
        return self.field(texts(value or "" for value in self.values)) if self.cells is None else texts_of(self.cells).take(self.at)

    def counted(self) -> dict[Any, int]:
        """How many rows have each value."""
        return {self.values[one["values"]]: one["counts"] for one in pc.value_counts(self.at).to_pylist()}


@dataclass(frozen=True)
class Moments:
    """A column of moments of London's clocks: minutes from `BEGINNING` in UTC (null where a cell is empty), and the local day and minute of that day."""

    utc: pa.Array
    days: Words
    minutes: Words


@dataclass(frozen=True)
class Plain:
    """A plain table of so many rows: `words` and `moments` by heading, but for headings that are not there."""

    rows: int
    words: Mapping[str, Words]
    moments: Mapping[str, Moments]

    def word(self, heading: str) -> Words:
        """A column of words; where it is not there, one of empty cells."""
        return self.words.get(heading) or Words(pa.repeat(pa.scalar(0, pa.int32()), self.rows), (None,))


def plain(content: bytes, name: str, columns: Sequence[Column]) -> Plain | None:
    """A CSV file read against its columns; None where it is not plain, or holds anything that is wrong."""
    table = _table(content, name, columns)
    if table is None:
        return None
    by_heading = {column.heading.casefold(): column for column in columns}
    words: dict[str, Words] = {}
    moments: dict[str, Moments] = {}
    try:
        for heading, cells in zip(table.column_names, table.columns, strict=True):
            column = by_heading[heading]
            if column.read is local_moment:
                moments[column.heading] = _moments(column, cells.combine_chunks())
            else:
                words[column.heading] = _words(column, cells.combine_chunks())
    except (ValueError, OverflowError):
        return None
    return Plain(table.num_rows, words, moments)


def how_many_together(*columns: Words) -> int:
    """How many different rows several columns of words make."""
    return int(pc.count_distinct(_numbered(columns)).as_py())


def together(*columns: Words) -> Words:
    """Several columns of words as one, each value of which is a tuple of theirs."""
    found = _numbered(columns).dictionary_encode()
    values = []
    for number in found.dictionary.to_pylist():
        told = []
        for one in reversed(columns[1:]):
            number, place = divmod(number, len(one.values))
            told.append(one.values[place])
        values.append((columns[0].values[number], *reversed(told)))
    return Words(found.indices, values)


def _numbered(columns: Sequence[Words]) -> pa.Array:
    """A number for each row, the same where all the words of several columns are."""
    at = columns[0].at.cast(pa.int64())
    for other in columns[1:]:
        at = pc.add(pc.multiply(at, len(other.values)), other.at.cast(pa.int64()))
    return at


def _table(content: bytes, name: str, columns: Sequence[Column]) -> pa.Table | None:
    if len(content) > LARGEST_BYTES or PurePath(name).suffix.lower() not in (".csv", ".txt"):
        return None
    content = content.removeprefix(b"\xef\xbb\xbf")
    if not _of_plain_signs(content):
        return None
    headings = content[: content.find(b"\n")].decode().rstrip("\r").casefold().split(",")
    wanted = {column.heading.casefold(): column for column in columns}
    needed = {heading for heading, column in wanted.items() if column.required}
    if len(headings) > MOST_COLUMNS or len(set(headings)) < len(headings) or not needed <= set(headings) <= wanted.keys():
        return None
    if not any(column.required and not column.may_be_empty for column in columns):
        return None  # a row of nothing would be a row
    text, word = pa.string(), pa.dictionary(pa.int32(), pa.string())
    try:
        table = csv.read_csv(
            pa.BufferReader(content),
            read_options=csv.ReadOptions(use_threads=False, block_size=len(content) + 1, column_names=headings, skip_rows=1),
            parse_options=csv.ParseOptions(quote_char=False, double_quote=False, ignore_empty_lines=False),
            convert_options=csv.ConvertOptions(
                column_types={heading: text if wanted[heading].read is local_moment else word for heading in headings},
                strings_can_be_null=False,
                quoted_strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid:  # rows of another width, and whatever else is for the other reader to say
        return None
    return table if 0 < table.num_rows < MOST_ROWS else None


def _of_plain_signs(content: bytes) -> bool:
    """Whether bytes are UTF-8 without quotation marks, signs that cannot be seen, and spaces other than the keyboard's."""
    if len(content.translate(None, _UNSEEN)) < len(content) or content.count(b"\r") != content.count(b"\r\n"):
        return False
    if content.isascii():
        return True
    try:
        return all(space in " \r\n" for space in set(_SPACE.findall(content.decode())))
    except UnicodeDecodeError:
        return False


def _words(column: Column, cells: pa.DictionaryArray) -> Words:
    told = cells.dictionary
    pattern = getattr(column.read, "pattern", "")
    if pattern and len(told) > _MANY and column.known is None:
        sound = pc.and_not(pc.match_substring_regex(told, f"^(?:{pattern})$"), pc.ends_with(told, " "))
        if not pc.all(sound).as_py():
            raise ValueError
        return Words(cells.indices, told.to_pylist(), told)
    return Words(cells.indices, [_value(column, cell) for cell in told.to_pylist()])


def _value(column: Column, cell: str) -> Any:
    if not cell:
        if column.required and not column.may_be_empty:
            raise ValueError
        return None
    value = column.read(cell)
    if cell != cell.strip() or len(cell) > LONGEST_CELL or (column.known is not None and value not in column.known):
        raise ValueError
    return value


def _moments(column: Column, cells: pa.StringArray) -> Moments:
    """Moments by their day and their time of day, as there are few of either. ValueError where one is not "2026-11-02 08:30", or on a day of two offsets."""
    lengths = pc.utf8_length(cells)
    empty = pc.equal(lengths, 0)
    if some_empty := pc.any(empty).as_py():
        if column.required and not column.may_be_empty:
            raise ValueError
        cells = pc.if_else(empty, "2000-01-01 00:00", cells)
    if (longest := pc.max(lengths).as_py()) > _LONGEST:
        raise ValueError
    if longest > _USUAL:
        for rest in pc.unique(pc.utf8_slice_codeunits(cells, _USUAL)).to_pylist():
            if not _SECONDS.fullmatch(rest):
                raise ValueError
    days = pc.utf8_slice_codeunits(cells, 0, 11).dictionary_encode()
    clocks = pc.utf8_slice_codeunits(cells, 11, _USUAL).dictionary_encode()
    told, minutes = [_day(one) for one in days.dictionary.to_pylist()], [_clock(one) for one in clocks.dictionary.to_pylist()]
    utc = pc.add(pa.array([one[0] for one in told], pa.int64()).take(days.indices), pa.array(minutes, pa.int64()).take(clocks.indices))
    if some_empty:
        utc = pc.if_else(empty, pa.scalar(None, pa.int64()), utc)
    return Moments(utc, Words(days.indices, [one[1] for one in told]), Words(clocks.indices, minutes))


@lru_cache(maxsize=1000)
def _day(cell: str) -> tuple[int, int]:
    """Minutes from the beginning until a day's midnight, in UTC, and days from the beginning. ValueError when it has two offsets, or parts of minutes."""
    first, last = local_moment(f"{cell}00:00"), local_moment(f"{cell}23:59")
    since, part = divmod(first - _BEGINNING, _MINUTE)
    if first.utcoffset() != last.utcoffset() or part:
        raise ValueError
    return since, (first.date() - BEGINNING).days


@lru_cache(maxsize=1500)
def _clock(cell: str) -> int:
    if not _CLOCK.fullmatch(cell):
        raise ValueError
    return clock_minute(cell)
