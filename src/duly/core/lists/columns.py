"""Rows as columns: for tens of thousands that nobody looks at one by one."""

from dataclasses import fields
from datetime import date
from functools import lru_cache
from typing import get_type_hints

import pyarrow as pa

TYPES = {str: pa.string(), int: pa.int64(), bool: pa.bool_(), date: pa.date32()}
"""The column that holds each kind of value. Words of a fixed choice are text."""


@lru_cache(maxsize=256)
def schema_of(kind: type, names: tuple[str, ...] = ()) -> pa.Schema:
    """The columns that hold values of a dataclass, or those of its fields that are named, in that order."""
    hints = get_type_hints(kind)
    return pa.schema([(name, TYPES.get(hints[name], pa.string())) for name in names or [f.name for f in fields(kind)]])
