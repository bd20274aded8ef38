"""The engine over many weeks: some weeks at a time, each with the visits of the days beside them, so that memory does not grow with the number of visits.

What comes out is the same, row for row, as when all weeks are judged at once: nothing of a week depends on another, but visits that overlap across
midnight. Those are found because every visit that may reach into the weeks, or be reached from them, is there.
"""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, get_args

import duckdb

from duly.payments.validation.collecting import RESULTS, judgement_of
from duly.payments.validation.engine import DATED, INPUTS, Limits, forget, opened, run_dated, run_lasting, see
from duly.payments.validation.facts import Judgement, VisitStanding
from duly.payments.validation.inputs import read_manifest
from duly.payments.validation.refusing import refuse_invalid

A_MONTH = 4
"""Weeks judged at a time."""
_PARQUET = "FORMAT parquet, PARQUET_VERSION v2, DICTIONARY_SIZE_LIMIT 1000"
"""References are mostly different, and are not looked up in a dictionary of those before; columns of a few words are."""
VISITS, LINE_WEEKS = "visit_results", "line_weeks"


@dataclass(frozen=True)
class Written:
    """How many visits and line-weeks were judged."""

    visits: int
    line_weeks: int


def judge_by_month(folder: Path, *, limits: Limits | None = None) -> Judgement:
    """Judge a folder of frozen inputs, some weeks at a time: the same judgement as `judge_folder`, refused for the same reasons."""
    with tempfile.TemporaryDirectory(prefix="duly-judge-") as name:
        judge_to_parquet(folder, Path(name) / "results", limits=limits)
        with opened(Limits()) as connection:
            rows = {kind: list(_read(connection, Path(name) / "results" / kind)) for kind in RESULTS}
    rows[VISITS].sort()
    return judgement_of(rows)


def judge_to_parquet(folder: Path, results: Path, *, weeks_at_a_time: int | None = None, limits: Limits | None = None) -> Written:
    """Judge a folder of frozen inputs and leave what comes out in `results`, which must not be there yet: a folder for each of `RESULTS`, a file in it for
    each month, named by its first Monday. Rows of visits are in no order; the others in key order. All or nothing is left.

    `InputsRefused` as `judge_folder`; FileExistsError where `results` is there already.
    """
    if results.exists():
        raise FileExistsError(f"{results} is there already. Name a folder that is not, or move it away.")
    at_a_time = weeks_at_a_time or A_MONTH
    weeks, written = read_manifest(folder).weeks, Written(0, 0)
    making = results.with_name(f"{results.name}.making")
    shutil.rmtree(making, ignore_errors=True)
    try:
        for kind in RESULTS:
            (making / kind).mkdir(parents=True)
        with opened(limits or Limits()) as connection:
            connection.execute(f"SET temp_directory = '{making}'")
            connection.execute("SET preserve_insertion_order = false")
            see(connection, folder, "whole_")
            for name in INPUTS:
                connection.execute(f"CREATE TEMP VIEW {name} AS FROM whole_{name}")
            refuse_invalid(connection, by_number=True)
            longest = connection.execute("SELECT COALESCE(MAX(starts_minute), 0) FROM whole_visits").fetchall()[0][0]
            reach = 1 + longest // 1440  # a start may lie a day and more after its date
            run_lasting(connection)
            for first in range(0, len(weeks), at_a_time):
                written = _judge_some(connection, weeks[first : first + at_a_time], reach, making, written)
        making.rename(results)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return written


def _judge_some(connection: duckdb.DuckDBPyConnection, weeks: Sequence[date], reach: int, results: Path, before: Written) -> Written:
    """Judge these weeks, with the visits of as many days beside them as `reach`, and write what comes out, its line-weeks numbered on from those before."""
    ends = weeks[-1] + timedelta(days=7)
    for name, column in DATED.items():
        beside = reach if name == "visits" else 0
        connection.execute(
            f"CREATE OR REPLACE TEMP VIEW {name} AS FROM whole_{name}"
            f" WHERE {column} >= DATE '{weeks[0] - timedelta(days=beside)}' AND {column} < DATE '{ends + timedelta(days=beside)}'"
        )
    run_dated(connection)
    written: dict[str, int] = {}
    for kind, question in RESULTS.items():
        if kind == VISITS:
            question = _named(connection, question.rpartition("ORDER BY")[0])
        else:
            question = f"SELECT q.* REPLACE (q.lw + {before.line_weeks} AS lw) FROM ({question}) AS q"
        written[kind] = connection.execute(f"COPY ({question}) TO '{results / kind / f'{weeks[0]}.parquet'}' ({_PARQUET})").fetchall()[0][0]
    forget(connection)
    return Written(before.visits + written[VISITS], before.line_weeks + written[LINE_WEEKS])


def _named(connection: duckdb.DuckDBPyConnection, question: str) -> str:
    """The same question, its few different words written by number: a column of them is written in a fifth of the time, and reads the same."""
    standings = ", ".join(f"'{one}'" for one in get_args(VisitStanding))
    connection.execute(f"CREATE OR REPLACE TYPE standings AS ENUM ({standings})")
    return f"SELECT q.* REPLACE (CAST(q.standing AS standings) AS standing) FROM ({question}) AS q"


def months_of(results: Path, file: str) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of one month, by kind, but for its visits."""
    with opened(Limits()) as connection:
        found = {
            kind: connection.execute("FROM read_parquet(?)", [str(results / kind / file)]).fetchall() for kind in RESULTS if kind != VISITS
        }
    return found | {VISITS: []}


def _read(connection: duckdb.DuckDBPyConnection, results: Path) -> Iterator[tuple[Any, ...]]:
    """The rows of one kind, month after month."""
    for file in sorted(results.iterdir()):
        yield from connection.execute("FROM read_parquet(?)", [str(file)]).fetchall()
