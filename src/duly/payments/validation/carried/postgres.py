"""The stages in PostgreSQL: a peer to be measured against. Duly's own engine is DuckDB, beside the same database.

Everything happens in one transaction, in a schema of its own, and is rolled back: nothing is left in the database, whatever becomes of it.
"""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any, get_type_hints

import psycopg
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from duly.payments.validation.carried.carrier import judgement, look_over, run
from duly.payments.validation.facts import Judgement
from duly.payments.validation.inputs import KINDS, frozen_before
from duly.payments.validation.stages import carried

SCHEMA = "judging"
_COLUMNS = {str: 'text COLLATE "C"', int: "bigint", bool: "boolean", date: "date"}
"""Text is compared by code point, as everywhere else in judging, whatever language the database speaks."""
_TYPES = {16: pa.bool_(), 20: pa.int64(), 23: pa.int64(), 25: pa.string(), 1043: pa.string(), 1082: pa.date32()}
"""What PostgreSQL's types by their numbers are in Parquet."""
_BESIDE_KEYS = {
    "lines": ("provider_ref, person_ref, service",),
    "calls": ('line_ref, "on"',),
    "visits": ("provider_ref, person_ref, service", '"on"'),
    "claims": ("week, provider_ref, person_ref, service",),
    "rates": ("contract_ref, service, starts",),
    "invoices": ("provider_ref, number",),
    "stays": ("person_ref",),
}
"""What is looked up by other than the key."""
_KEPT_BY = {
    "known_lines": ("line_no", "provider_ref, person_ref, service", "person_ref"),
    "planned": ("line_no, day", "line_no, week", "line_day, planned_start"),
    "interrupted": ("line_no, day",),
    "line_terms": ("line_no, week",),
    "line_starts": ("line_no",),
    "visit_day": ("line_no, week", "visit_ref"),
    "odd_weeks": ("line_no, week",),
    "for_two": ("line_day, planned_start",),
    "claimed": ("week, provider_ref, person_ref, service",),
    "line_week": ("lw", "line_no, week"),
    "cell_rate": ("profile_no, day, length, carer",),
}
"""Stages that others look rows up in, each with what it is looked up by."""


class Postgres:
    """A schema with the inputs of one folder, and the stages as they are run. To be used within `opened`."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def load(self, folder: Path) -> None:
        """Copy a folder's inputs in, and index and analyse them."""
        self._connection.execute('CREATE UNLOGGED TABLE days ("on" date PRIMARY KEY, week date NOT NULL)')
        self._copy("days", folder)
        for name, (kind, key) in KINDS.items():
            hints = get_type_hints(kind)
            columns = ", ".join(f'"{f.name}" {_COLUMNS.get(hints[f.name], _COLUMNS[str])} NOT NULL' for f in fields(kind))
            self._connection.execute(f"CREATE UNLOGGED TABLE {name} ({columns})")  # type: ignore[arg-type]  # our own names
            self._copy(name, folder)
            self._index(name, (", ".join(f'"{k}"' for k in key), *_BESIDE_KEYS.get(name, ())))

    def keep(self, name: str, sql: str) -> None:
        """A table of what a SELECT gives, indexed where others look rows up in it, and analysed."""
        self._connection.execute(f"CREATE UNLOGGED TABLE {name} AS {carried(sql, 'postgres')}")  # type: ignore[arg-type]
        self._index(name, _KEPT_BY.get(name, ()))

    def rows(self, sql: str) -> Sequence[Sequence[Any]]:
        """The rows of a SELECT."""
        return self._connection.execute(carried(sql, "postgres")).fetchall()  # type: ignore[arg-type]

    def write(self, sql: str, path: Path) -> None:
        """The rows of a SELECT as one Parquet file, by COPY."""
        asked = carried(sql, "postgres")
        told = self._connection.execute(f"SELECT * FROM ({asked}) AS q LIMIT 0").description or ()  # type: ignore[arg-type]
        types = {column.name: _TYPES[column.type_code] for column in told}
        with tempfile.TemporaryFile() as held, self._connection.cursor() as cursor:
            with cursor.copy(f"COPY ({asked}) TO STDOUT (FORMAT csv, HEADER)") as copy:  # type: ignore[arg-type]
                for block in copy:
                    held.write(block)
            held.seek(0)
            options = pyarrow.csv.ConvertOptions(column_types=types, true_values=["t"], false_values=["f"])
            with (
                pyarrow.csv.open_csv(held, convert_options=options) as rows,
                pq.ParquetWriter(path, rows.schema, compression="zstd") as writer,
            ):
                for batch in rows:
                    writer.write_batch(batch)

    def _copy(self, name: str, folder: Path) -> None:
        whole = frozen_before(folder, name)
        batches = pq.ParquetFile(folder / f"{name}.parquet").iter_batches() if whole is None else whole.to_batches()
        told = pyarrow.csv.WriteOptions(include_header=False, quoting_style="all_valid")
        with self._connection.cursor() as cursor, cursor.copy(f"COPY {name} FROM STDIN (FORMAT csv)") as copy:  # type: ignore[arg-type]
            for batch in batches:
                held = pa.BufferOutputStream()
                pyarrow.csv.write_csv(batch, held, told)
                copy.write(held.getvalue().to_pybytes())

    def _index(self, name: str, by: tuple[str, ...]) -> None:
        for columns in by:
            self._connection.execute(f"CREATE INDEX ON {name} ({columns})")  # type: ignore[arg-type]
        self._connection.execute(f"ANALYZE {name}")  # type: ignore[arg-type]


@contextmanager
def opened(connection: psycopg.Connection[Any]) -> Iterator[Postgres]:
    """A schema of judging's own, gone again at the end. The connection must be free to begin a transaction and to make a schema."""
    with connection.transaction(force_rollback=True):
        connection.execute(f"CREATE SCHEMA {SCHEMA}")
        connection.execute(f"SET LOCAL search_path TO {SCHEMA}, public")
        connection.execute("CREATE EXTENSION IF NOT EXISTS fuzzystrmatch")  # for levenshtein
        yield Postgres(connection)


def judge_in_postgres(folder: Path, connection: psycopg.Connection[Any]) -> Judgement:
    """Judge a folder of frozen inputs in a PostgreSQL database, which is left as it was.

    `InputsRefused` when a file has changed since it was frozen, or when the specification refuses the inputs.
    """
    look_over(folder)
    with opened(connection) as engine:
        engine.load(folder)
        run(engine)
        return judgement(engine)
