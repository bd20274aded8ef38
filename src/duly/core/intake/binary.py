"""Rows as PostgreSQL's binary COPY reads them, written a column at a time: several times sooner than a row at a time, and read sooner too."""

import array
import sys
from collections.abc import Iterable
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from duly.core.intake.telling import counted_aloud

NULL = b"\xff\xff\xff\xff"
_FIRST, _LAST = b"PGCOPY\n\xff\r\n\0" + bytes(8), b"\xff\xff"
_KINDS = {2: (pa.int16(), "h"), 4: (pa.int32(), "i"), 8: (pa.int64(), "q")}
AT_ONCE = 10_000


def text(value: str) -> bytes:
    """One field of text."""
    told = value.encode()
    return len(told).to_bytes(4, "big") + told


def texts(values: Iterable[str]) -> list[bytes]:
    """A field for each of several texts."""
    return [text(value) for value in values]


def texts_of(words: pa.Array) -> pa.Array:
    """A field for each of many texts."""
    told = words.cast(pa.binary())
    return pc.binary_join_element_wise(_big_endian(pc.binary_length(told), 4), told, b"")


def whole(value: int, size: int) -> bytes:
    """One field of a whole number of 2, 4 or 8 bytes."""
    return size.to_bytes(4, "big") + value.to_bytes(size, "big", signed=True)


def wholes(numbers: pa.Array, size: int) -> pa.Array:
    """A field for each of many whole numbers of 2, 4 or 8 bytes, NULL where one is null."""
    fields = pc.binary_join_element_wise(size.to_bytes(4, "big"), _big_endian(pc.fill_null(numbers, 0), size), b"")
    return fields if not numbers.null_count else pc.if_else(pc.is_null(numbers), NULL, fields)


def copied(copy: Any, *fields: pa.Array | bytes, columns: int) -> None:
    """Write rows of so many columns to an open binary COPY. Each of `fields` is what every row has there: one field or several, by row or for all the same."""
    rows = pc.binary_join_element_wise(columns.to_bytes(2, "big"), *fields, b"")
    ends, told = memoryview(rows.buffers()[1]).cast("i"), memoryview(rows.buffers()[2])
    copy.write(_FIRST)
    for first in counted_aloud(range(0, len(rows), AT_ONCE), len(rows), "keeping every row", each=AT_ONCE):
        copy.write(told[ends[first] : ends[min(first + AT_ONCE, len(rows))]])
    copy.write(_LAST)


def _big_endian(numbers: pa.Array, size: int) -> pa.Array:
    kind, letter = _KINDS[size]
    known = numbers.cast(kind)
    written = array.array(letter)
    written.frombytes(memoryview(known.buffers()[1])[known.offset * size : (known.offset + len(known)) * size])
    if sys.byteorder == "little":
        written.byteswap()
    return pa.FixedSizeBinaryArray.from_buffers(pa.binary(size), len(known), [None, pa.py_buffer(written)]).cast(pa.binary())
