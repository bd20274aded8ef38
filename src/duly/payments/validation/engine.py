"""The engine: DuckDB, in process, over a folder of frozen inputs. No database, no clock, no chance."""

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from duly.payments.validation.facts import Cut, Inputs, Judgement, LineWeek, PricePart, VisitResult
from duly.payments.validation.inputs import KINDS, frozen_before, read_manifest, write_inputs
from duly.payments.validation.refusing import refuse_invalid, refuse_visits_without_terms, refuse_weeks_without_terms
from duly.payments.validation.ruleset import STAGES, ruleset_sha256

_VISITS = """
SELECT v.visit_ref, v.standing, COALESCE(l.line_ref, '') AS line_ref, COALESCE(v.call_ref, '') AS call_ref, v.place,
    v.credited AS credited_minutes, v.payable AS payable_minutes, v.double_up_short
FROM visit_worth AS v LEFT JOIN known_lines AS l ON l.line_no = v.line_no ORDER BY v.visit_ref
"""
_PARTS = """
SELECT p.lw, p.rate_ref, p.minutes, p.rate_hundredths, p.pence
FROM price_parts AS p JOIN entitled AS e ON e.lw = p.lw WHERE e.is_priced ORDER BY p.lw, p.rate_no
"""
_RESULTS = {
    "visit_results": _VISITS,
    "line_weeks": "SELECT a.* FROM assessed AS a ORDER BY a.lw",
    "price_parts": _PARTS,
    "cuts": "SELECT c.lw, c.cause, c.minutes, c.pence FROM cuts AS c ORDER BY c.lw, c.turn",
    "exceptions": "SELECT x.lw, x.code FROM exceptions AS x ORDER BY x.lw, x.code",
}
"""What comes out, each in key order. `lw` numbers the line-weeks in key order from 1."""


@dataclass(frozen=True)
class Limits:
    """What the engine may use of the machine: memory in MiB and threads; 0 leaves the choice to it."""

    memory_mib: int = 0
    threads: int = 0


def judge_folder(folder: Path, *, results: Path | None = None, limits: Limits | None = None) -> Judgement:
    """Judge a folder of frozen inputs. With `results`, also write what comes out there, as Parquet.

    `InputsRefused` when a file has changed since it was frozen, or when the specification refuses the inputs.
    """
    read_manifest(folder)
    with _opened(limits or Limits()) as connection:
        for name in ("days", *KINDS):
            before = frozen_before(folder, name)
            if before is None:
                connection.read_parquet(str(folder / f"{name}.parquet")).create_view(name)
            else:
                connection.register(name, before)
        _run(connection)
        if results is not None:
            results.mkdir(parents=True, exist_ok=True)
            for name, question in _RESULTS.items():
                connection.sql(question).write_parquet(str(results / f"{name}.parquet"))
        return _judgement(connection)


def judge_inputs(inputs: Inputs, *, weeks: Iterable[date] | None = None) -> Judgement:
    """Judge inputs held in memory, by freezing them in a folder that is then thrown away."""
    with tempfile.TemporaryDirectory(prefix="duly-judge-") as folder:
        write_inputs(inputs, Path(folder), weeks=weeks, ruleset_sha256=ruleset_sha256())
        return judge_folder(Path(folder))


def _opened(limits: Limits) -> duckdb.DuckDBPyConnection:
    """An engine that downloads nothing and keeps nothing."""
    settings: dict[str, Any] = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    if limits.memory_mib:
        settings["memory_limit"] = f"{limits.memory_mib}MiB"
    if limits.threads:
        settings["threads"] = str(limits.threads)
    return duckdb.connect(":memory:", config=settings)


def _run(connection: duckdb.DuckDBPyConnection) -> None:
    refuse_invalid(connection)
    for stage in STAGES:
        connection.execute(f"CREATE TEMP TABLE {stage.name} AS {stage.sql}")
        if stage.name == "visit_day":
            refuse_visits_without_terms(connection)
    refuse_weeks_without_terms(connection)


def _judgement(connection: duckdb.DuckDBPyConnection) -> Judgement:
    rows = {name: connection.execute(question).fetchall() for name, question in _RESULTS.items()}
    parts = _grouped(rows["price_parts"], PricePart)
    cuts = _grouped(rows["cuts"], Cut)
    codes: dict[int, list[int]] = {}
    for lw, code in rows["exceptions"]:
        codes.setdefault(lw, []).append(code)
    named = [f.name for f in fields(LineWeek)][: len(rows["line_weeks"][0]) - 1] if rows["line_weeks"] else []
    line_weeks = tuple(
        LineWeek(
            **dict(zip(named, row[1:], strict=True)),
            codes=tuple(codes.get(row[0], ())),
            parts=tuple(parts.get(row[0], ())),
            cuts=tuple(cuts.get(row[0], ())),
        )
        for row in rows["line_weeks"]
    )
    return Judgement(tuple(VisitResult(*row) for row in rows["visit_results"]), line_weeks)


def _grouped(rows: list[tuple[Any, ...]], kind: type) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for lw, *values in rows:
        found.setdefault(lw, []).append(kind(*values))
    return found
