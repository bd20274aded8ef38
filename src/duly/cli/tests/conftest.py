"""The command run in this process, and the people of two offices, as far on with their work as a test wants them: done once, and copied."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from duly.cli.main import code_of
from duly.machine.home import Home
from duly.office.practice.people import actors
from duly.payments import flow
from duly.payments.runs import queries as runs
from duly.primitives.actor import Actor
from tests.proofs import ground
from tests.proofs.conftest import database_of_its_own

__all__ = ["database_of_its_own"]


def _week() -> None:
    ground.facts_in(actors())
    ground.judged_week(actors())


def _file() -> None:
    people = actors()
    run = ground.a_prepared_run(people)
    flow.approve_run(run, seen_sha256=runs.run(run).content_sha256, by=people["senior-officer"])
    flow.issue_run(run, by=people["finance-releaser"])


STAGES = {"people": ("", ground.desks), "week": ("people", _week), "file": ("week", _file)}
"""What the fixture of this name is begun from, and what is then done."""


@pytest.fixture
def duly(capsys) -> Callable[..., tuple[int, str, str]]:
    """Runs the command here. Gives its code, what it wrote, and what it said."""

    def run(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = code_of([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture(scope="session")
def kept(tmp_path_factory) -> Path:
    """What each stage keeps in the home's folder of files, beside its database: what was judged, above all."""
    return tmp_path_factory.mktemp("stages")


@pytest.fixture(scope="session")
def stages(server, database_of_its_own, kept) -> Iterator[Callable[[str], str]]:
    """Gives the database in which everything up to a stage has been done, made when it is first asked for."""
    from django.db import connection

    made = {"": ""}

    def up_to(stage: str) -> str:
        if stage not in made:
            before, does = STAGES[stage]
            with database_of_its_own(up_to(before)) as name:
                does()
                connection.close()  # nobody may be connected to what is copied
                made[stage] = server.clone(of=name)
                shutil.copytree(Home.find().files, kept / stage, dirs_exist_ok=True)
        return made[stage]

    yield up_to
    for name in made.values():
        if name:
            server.drop(name)


@pytest.fixture
def grown_from(request, stages, kept) -> str:
    """The furthest stage that the test asks for by a fixture's name; its files are put back where other tests may have written over them."""
    stage = next((stage for stage in reversed(STAGES) if stage in request.fixturenames), "")
    found = stages(stage)
    if stage and (kept / stage).exists():
        shutil.copytree(kept / stage, Home.find().files, dirs_exist_ok=True)
    return found


@pytest.fixture
def people(commits) -> dict[str, Actor]:
    """Everybody of both offices, by post."""
    return actors()
