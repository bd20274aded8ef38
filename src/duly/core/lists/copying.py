"""Columns straight out of the database and straight into it, by COPY, as CSV.

Text is quoted, so that nothing in a value can be taken for anything else, and empty text is not the same as no value.
"""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pyarrow as pa
import pyarrow.csv as csv
from django.db import connection

_BLOCK = 1 << 24
"""Bytes parsed at a time."""


def columns_of(schema: pa.Schema, question: str, given: Mapping[str, Any]) -> pa.Table:
    """What a SELECT answers, as these columns in this order, its rows in their order; `given` fills its %(names)s. ValueError where a value is missing."""
    told = BytesIO()
    with connection.cursor() as cursor, cursor.copy(f"COPY ({question}) TO STDOUT (FORMAT csv)", given or None) as copy:
        copy.connection.wait(_all_of(copy, told))
    if not told.tell():
        return schema.empty_table()
    told.seek(0)
    found = csv.read_csv(
        told,
        read_options=csv.ReadOptions(column_names=schema.names, block_size=_BLOCK),
        parse_options=csv.ParseOptions(newlines_in_values=True),
        convert_options=csv.ConvertOptions(column_types=schema, true_values=["t"], false_values=["f"], null_values=[""]),
    ).combine_chunks()
    missing = [name for name in schema.names if found[name].null_count]
    if missing:
        raise ValueError(f"A row has no value for {', '.join(missing)}.")
    return found


def _all_of(copy: Any, told: BytesIO) -> Any:
    """Everything a COPY tells, in one wait for the database: a wait for each row (`for part in copy`) takes five times as long as all the rest."""
    while part := (yield from copy._read_gen()):
        told.write(part)


def keep_columns(table: str, columns: pa.Table) -> None:
    """Add rows to a table of the database, whose columns have these names, inside the transaction that is open."""
    if not columns.num_rows:
        return
    names = ", ".join(f'"{name}"' for name in columns.column_names)
    told = BytesIO()
    csv.write_csv(columns, told, csv.WriteOptions(include_header=False))
    with connection.cursor() as cursor, cursor.copy(f'COPY "{table}" ({names}) FROM STDIN (FORMAT csv)') as copy:
        copy.write(told.getbuffer())
