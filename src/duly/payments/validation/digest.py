"""A judgement as canonical text, and its digest: the same for every engine that judged the same."""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from hashlib import sha256

from duly.payments.validation.facts import Judgement, LineWeek, VisitResult


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


def _canonical(kind: str, row: VisitResult | LineWeek) -> str:
    return json.dumps([kind, *_values(row)], ensure_ascii=False, separators=(",", ":"), default=_plain)


def _values(row: object) -> list[object]:
    """The fields in order, as they stand: `dataclasses.astuple` would copy every one of them deeply, which took a second a council's week."""
    return [getattr(row, one.name) for one in fields(row)]  # type: ignore[arg-type]  # only our own dataclasses come here


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return _values(value)
    raise TypeError(f"A judgement holds no {type(value).__name__}.")
