"""What is the same whichever engine the stages are carried to: looking the folder over, running them in turn, and asking what came out."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from duly.payments.validation.collecting import RESULTS, judgement_of
from duly.payments.validation.facts import Judgement
from duly.payments.validation.inputs import read_manifest
from duly.payments.validation.refusing import refuse_invalid, refuse_visits_without_terms, refuse_weeks_without_terms
from duly.payments.validation.ruleset import STAGES


class Engine(Protocol):
    """Another engine with the inputs of a folder in it. Everything is said to it in DuckDB's words, and carried over by it."""

    def keep(self, name: str, sql: str) -> None:
        """Keep what a SELECT gives under a name, for those that come after."""

    def rows(self, sql: str) -> Sequence[Sequence[Any]]:
        """The rows of a SELECT, in its order."""

    def write(self, sql: str, path: Path) -> None:
        """Write the rows of a SELECT as Parquet: a file, or a folder of files."""


class Asking:
    """Asks an engine as DuckDB is asked, so that the same questions say what is refused."""

    def __init__(self, engine: Engine):
        self._engine = engine
        self._found: Sequence[Sequence[Any]] = ()

    def execute(self, sql: str) -> "Asking":
        """Ask."""
        self._found = self._engine.rows(sql)
        return self

    def fetchone(self) -> Sequence[Any] | None:
        """The first row of the answer, or None."""
        return next(iter(self._found), None)


def run(engine: Engine) -> None:
    """Run every stage. `InputsRefused` when the specification refuses the inputs, in the words the first engine would use."""
    asking = Asking(engine)
    refuse_invalid(asking)
    for stage in STAGES:
        engine.keep(stage.name, stage.sql)
        if stage.name == "visit_day":
            refuse_visits_without_terms(asking)
    refuse_weeks_without_terms(asking)


def judgement(engine: Engine) -> Judgement:
    """What came of it, as the first engine tells it."""
    return judgement_of({name: engine.rows(question) for name, question in RESULTS.items()})


def write_results(engine: Engine, folder: Path) -> None:
    """What came of it as Parquet, named as the first engine names it, with no row of it in this program's hands."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, question in RESULTS.items():
        engine.write(question, folder / f"{name}.parquet")


def look_over(folder: Path) -> None:
    """`InputsRefused` when a file of the folder has changed since it was frozen."""
    read_manifest(folder)
