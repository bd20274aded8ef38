"""The core of judging by the engine's own stages: what each visit met and is worth, then the rate of each visit's cell, and its pence."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb

from duly.payments.validation.ruleset import STAGES

COLUMNS = ("visit_ref", "standing", "line_ref", "call_ref", "place", "credited", "payable", "rate_ref", "pence")
_DATED = {"days": "week", "calls": '"on"', "visits": '"on"'}
WORTH = """
    SELECT
        v.visit_ref, v.standing, v.call_ref, v.place, v.credited, v.payable, l.line_ref, l.profile_no, v.day,
        CASE WHEN l.by_length THEN v.planned_minutes WHEN v.planned_minutes > 1440 THEN 1441 ELSE 0 END AS length,
        CASE WHEN l.by_carer THEN v.place ELSE 0 END AS carer
    FROM met AS v
    LEFT JOIN known_lines AS l ON l.line_no = v.line_no
"""
"""What each visit met and is worth, and the cell it is paid by, in the words of the engine's own stages."""
CELLS = "SELECT DISTINCT w.profile_no, w.day, w.length, w.carer FROM core AS w WHERE w.standing = 'matched' AND w.payable > 0"
ASKED = """
    SELECT
        w.visit_ref, w.standing, COALESCE(w.line_ref, '') AS line_ref, COALESCE(w.call_ref, '') AS call_ref, w.place, w.credited, w.payable,
        COALESCE(b.rate_ref, '') AS rate_ref, COALESCE((w.payable * b.rate_hundredths + 3000) // 6000, 0) AS pence
    FROM core AS w
    LEFT JOIN cell_rate AS r
        ON r.profile_no = w.profile_no AND r.day = w.day AND r.length = w.length AND r.carer = w.carer AND w.standing = 'matched' AND w.payable > 0
    LEFT JOIN book AS b ON b.rate_no = r.rate_no
"""


def write(folder: Path, results: Path, weeks: list[date]) -> None:
    """Write the core of the visits of these weeks, which lie side by side, as one file named by the first."""
    from duly.payments.validation.engine import Limits, opened, see

    ends = weeks[-1] + timedelta(days=7)
    with opened(Limits()) as connection:
        connection.execute(f"SET temp_directory = '{results}/spilled'")
        connection.execute("SET preserve_insertion_order = false")
        see(connection, folder, "whole_")
        for name in _inputs(connection):
            when = f" WHERE {_DATED[name]} >= DATE '{weeks[0]}' AND {_DATED[name]} < DATE '{ends}'" if name in _DATED else ""
            connection.execute(f"CREATE TEMP VIEW {name} AS FROM whole_{name}{when}")
        _run(connection)
        connection.execute(f"COPY ({ASKED}) TO '{results / f'{weeks[0]}.parquet'}' (FORMAT parquet)")


def _inputs(connection: duckdb.DuckDBPyConnection) -> list[str]:
    told: list[tuple[Any, ...]] = connection.execute("SELECT view_name FROM duckdb_views() WHERE view_name LIKE 'whole_%'").fetchall()
    return [str(name).removeprefix("whole_") for (name,) in told]


def _run(connection: duckdb.DuckDBPyConnection) -> None:
    """The stages up to `met`; then, over the cells that visits in their places are paid by, those from after `cells` to `cell_rate`."""
    names = [stage.name for stage in STAGES]
    met, cells, rates = (names.index(name) for name in ("met", "cells", "cell_rate"))
    for stage in STAGES[: met + 1]:
        connection.execute(f"CREATE TEMP {'VIEW' if stage.is_view else 'TABLE'} {stage.name} AS {stage.sql}")
    connection.execute(f"CREATE TEMP TABLE core AS {WORTH}")
    connection.execute(f"CREATE TEMP TABLE cells AS {CELLS}")
    for stage in STAGES[cells + 1 : rates + 1]:
        connection.execute(f"CREATE TEMP {'VIEW' if stage.is_view else 'TABLE'} {stage.name} AS {stage.sql}")
