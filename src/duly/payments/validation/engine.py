"""The engine: DuckDB, in process, over a folder of frozen inputs. No database, no clock, no chance."""

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from duly.payments.validation.collecting import RESULTS, judgement_of
from duly.payments.validation.facts import Inputs, Judgement
from duly.payments.validation.inputs import KINDS, frozen_before, read_manifest, write_inputs
from duly.payments.validation.refusing import refuse_invalid, refuse_visits_without_terms, refuse_weeks_without_terms
from duly.payments.validation.ruleset import STAGES, ruleset_sha256


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
            for name, question in RESULTS.items():
                connection.sql(question).write_parquet(str(results / f"{name}.parquet"))
        return judgement_of({name: connection.execute(question).fetchall() for name, question in RESULTS.items()})


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
        connection.execute(f"CREATE TEMP {'VIEW' if stage.is_view else 'TABLE'} {stage.name} AS {stage.sql}")
        if stage.name == "visit_day":
            refuse_visits_without_terms(connection)
    refuse_weeks_without_terms(connection)
