"""A judgement as canonical text, and its digest: the same for every engine that judged the same."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from json import JSONEncoder

import pyarrow as pa
import pyarrow.compute as pc

from duly.payments.validation.collecting import Judged
from duly.payments.validation.facts import Judgement, LineWeek, VisitResult

_ESCAPED = r'["\\\x00-\x1f]'
"""What JSON writes otherwise than it is."""


def canonical_rows(judgement: Judgement) -> Iterator[str]:
    """One JSON array a row, without spaces: visits, then line-weeks, in the order of the judgement.

    The first element is "visit" or "line-week"; the others are the fields in the order of `facts.py`. Dates are ISO,
    parts and cuts arrays of arrays, letters beyond ASCII themselves.
    """
    for visit in judgement.visits:
        yield _canonical("visit", visit)
    for line_week in judgement.line_weeks:
        yield _canonical("line-week", line_week)


def digest(judgement: Judgement) -> str:
    """SHA-256, in small hexadecimals, of the canonical rows in UTF-8 with a line feed between one and the next."""
    return sha256("\n".join(canonical_rows(judgement)).encode()).hexdigest()


def digest_of_columns(judged: Judged) -> str:
    """The `digest` of what was judged, without a value for each visit."""
    rows = _canonical_visits(judged.visits).to_pylist() if judged.visits.num_rows else []
    return sha256("\n".join((*rows, *(_canonical("line-week", one) for one in judged.line_weeks))).encode()).hexdigest()


def _canonical_visits(visits: pa.Table) -> pa.ChunkedArray:
    """The canonical row of each visit."""
    told: list[object] = ['["visit"']
    for name in visits.column_names:
        told += [",", _json(visits[name])]
    return pc.binary_join_element_wise(*told, "]", "")


def _json(values: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_boolean(values.type):
        return pc.if_else(values, "true", "false")
    if not pa.types.is_string(values.type):
        return values.cast(pa.string())
    if pc.any(pc.match_substring_regex(values, _ESCAPED)).as_py():
        return pa.chunked_array([[_encoder().encode(value) for value in values.to_pylist()]], pa.string())
    return pc.binary_join_element_wise('"', values, '"', "")


def _canonical(kind: str, row: VisitResult | LineWeek) -> str:
    return _encoder().encode([kind, *_values(row)])


@lru_cache(maxsize=1)
def _encoder() -> JSONEncoder:
    return JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain)


@lru_cache(maxsize=16)
def _names(kind: type) -> tuple[str, ...]:
    return tuple(one.name for one in fields(kind))


def _values(row: object) -> list[object]:
    """The fields in order, as they stand: `dataclasses.astuple` would copy every one of them deeply, which took a second a council's week."""
    return [getattr(row, name) for name in _names(type(row))]


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return _values(value)
    raise TypeError(f"A judgement holds no {type(value).__name__}.")
