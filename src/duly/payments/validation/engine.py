"""The engine: DuckDB, in process, over a folder of frozen inputs. No database, no clock, no chance."""

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from re import findall
from typing import Any

import duckdb

from duly.payments.validation.collecting import RESULTS, Judged, judged_of, judgement_of
from duly.payments.validation.facts import Inputs, Judgement
from duly.payments.validation.inputs import KINDS, frozen_before, read_manifest, write_inputs
from duly.payments.validation.refusing import refuse_invalid, refuse_visits_without_terms, refuse_weeks_without_terms
from duly.payments.validation.ruleset import STAGES, ruleset_sha256
from duly.payments.validation.stages import Stage

INPUTS = ("days", *KINDS)
DATED = {"days": "week", "calls": '"on"', "claims": "week", "visits": '"on"'}
"""The inputs of which only what lies in the weeks judged is read, by these dates."""


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
    with opened(limits or Limits()) as connection:
        see(connection, folder)
        refuse_invalid(connection, by_number=True)
        run(connection)
        if results is not None:
            results.mkdir(parents=True, exist_ok=True)
            for name, question in RESULTS.items():
                connection.sql(question).write_parquet(str(results / f"{name}.parquet"))
        return judgement_of({name: connection.execute(question).fetchall() for name, question in RESULTS.items()})


def judge_folder_in_columns(folder: Path) -> Judged:
    """As `judge_folder`, for whoever keeps what comes of visits and does not look at them."""
    read_manifest(folder)
    with opened(Limits()) as connection:
        see(connection, folder)
        refuse_invalid(connection, by_number=True)
        run(connection)
        return judged_of(connection)


def judge_inputs(inputs: Inputs, *, weeks: Iterable[date] | None = None) -> Judgement:
    """Judge inputs held in memory, by freezing them in a folder that is then thrown away."""
    with tempfile.TemporaryDirectory(prefix="duly-judge-") as folder:
        write_inputs(inputs, Path(folder), weeks=weeks, ruleset_sha256=ruleset_sha256())
        return judge_folder(Path(folder))


def opened(limits: Limits) -> duckdb.DuckDBPyConnection:
    """An engine that downloads nothing and keeps nothing."""
    settings: dict[str, Any] = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    if limits.memory_mib:
        settings["memory_limit"] = f"{limits.memory_mib}MiB"
    if limits.threads:
        settings["threads"] = str(limits.threads)
    return duckdb.connect(":memory:", config=settings)


def see(connection: duckdb.DuckDBPyConnection, folder: Path, before: str = "") -> None:
    """Show the engine every input of a folder under its name, with `before` in front of it."""
    for name in INPUTS:
        kept = frozen_before(folder, name)
        if kept is None:
            connection.read_parquet(str(folder / f"{name}.parquet")).create_view(f"{before}{name}")
        else:
            connection.register(f"{before}{name}", kept)


def run(connection: duckdb.DuckDBPyConnection) -> None:
    """Run every stage on the inputs the engine sees, which `refuse_invalid` has passed."""
    run_lasting(connection)
    run_dated(connection)


def run_lasting(connection: duckdb.DuckDBPyConnection) -> None:
    """Run the stages that are the same whichever days, calls, claims and visits the engine sees."""
    for stage in STAGES:
        if stage.name in LASTING:
            connection.execute(_made(stage))


def run_dated(connection: duckdb.DuckDBPyConnection) -> None:
    """Run the others. What no later stage reads is dropped, so that memory holds no more than it must."""
    for stage in STAGES:
        if stage.name in LASTING:
            continue
        connection.execute(_made(stage))
        if stage.name == "visit_day":
            refuse_visits_without_terms(connection)
        for name in _DONE_WITH.get(stage.name, ()):
            connection.execute(f"DROP TABLE {name}")
    refuse_weeks_without_terms(connection)


def forget(connection: duckdb.DuckDBPyConnection) -> None:
    """Drop what `run_dated` left, so that it can run again on other days."""
    dropped = {name for names in _DONE_WITH.values() for name in names} | LASTING
    for stage in reversed(STAGES):
        if stage.name not in dropped:
            connection.execute(f"DROP {'VIEW' if stage.is_view else 'TABLE'} {stage.name}")


def _made(stage: Stage) -> str:
    return f"CREATE TEMP {'VIEW' if stage.is_view else 'TABLE'} {stage.name} AS {stage.sql}"


def _lasting() -> frozenset[str]:
    """The stages that read nothing that is of a day: nor does any stage that they read."""
    dated = set(DATED)
    for stage in STAGES:
        if dated & set(findall(r"\w+", stage.sql)):
            dated.add(stage.name)
    return frozenset(stage.name for stage in STAGES) - dated


def _done_with() -> dict[str, list[str]]:
    """The tables that nothing reads after a stage, by that stage. A view reads what it names whenever it is read."""
    asked: dict[str, set[str]] = {}
    last: dict[str, str] = {}
    for stage in STAGES:
        named = set(findall(r"\w+", stage.sql))
        asked[stage.name] = named.union(*(asked.get(name, set()) for name in named if name in _VIEWS))
        last |= dict.fromkeys(asked[stage.name] & asked.keys(), stage.name)
    kept = {name for question in RESULTS.values() for name in findall(r"\w+", question)} | {"line_week", "entitled"}
    kept = kept.union(*(asked[name] for name in kept if name in _VIEWS))
    found: dict[str, list[str]] = {}
    for name, stage_name in last.items():
        if name not in kept | _VIEWS | LASTING:
            found.setdefault(stage_name, []).append(name)
    return found


LASTING = _lasting()
_VIEWS = {stage.name for stage in STAGES if stage.is_view}
_DONE_WITH = _done_with()
