"""Where tests of a package begin: what a person would do first is done once, and kept; each test does its own part on top, and that is rolled back.

A package takes the fixtures below into its conftest and names its stages in one more, `steps`: each with the one it follows and what is done in it. A
test begins at the furthest whose name it asks for as a fixture, and at none of them when it asks for none.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

Steps = Mapping[str, tuple[str, Callable[[], object]]]
"""By name of a stage: the stage before, "" for none, and what is done. In the order in which they follow each other."""


class Stages:
    """Databases in which everything up to a stage was done, really committed; each is made when it is first asked for."""

    def __init__(self, server: Any, blocker: Any, steps: Steps):
        self.server, self.blocker, self.steps = server, blocker, steps
        self.made: dict[str, str] = {}

    def asked_for(self, names: Collection[str]) -> str:
        """The furthest stage among these names, or ""."""
        return next((stage for stage in reversed(self.steps) if stage in names), "")

    def up_to(self, stage: str) -> str:
        """The name of the database in which everything up to this stage was done."""
        if stage not in self.made:
            before, does = self.steps[stage]
            following = self.up_to(before) if before else ""
            connection.close()  # nobody may be connected to what is copied
            own = self.server.clone(of=following, of_one_moment=True)
            with self.blocker.unblock(), spoken_to(own):
                does()
            self.made[stage] = own
        return self.made[stage]

    def begin(self, names: Collection[str], otherwise: str) -> None:
        """Speak to the database of the furthest stage among these names; to another where there is none."""
        stage = self.asked_for(names)
        wanted = self.up_to(stage) if stage else otherwise
        if connection.settings_dict["NAME"] != wanted:
            connection.close()
            connection.settings_dict["NAME"] = wanted

    def drop(self) -> None:
        """They go, if their books add up."""
        connection.close()
        for name in self.made.values():
            self.server.drop(name)
        self.made = {}


@contextmanager
def spoken_to(name: str) -> Iterator[None]:
    """Speak to the database of this name, and to the one from before afterwards."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


@pytest.fixture(scope="session")
def stages(server, django_db_setup, django_db_blocker, steps: Steps) -> Iterator[Stages]:
    """The package's stages."""
    found = Stages(server, django_db_blocker, steps)
    yield found
    found.drop()


@pytest.fixture(scope="module")
def shared(django_db_setup) -> Iterator[str]:
    """The database that every other test rolls back on, spoken to again when the module is done."""
    name = connection.settings_dict["NAME"]
    yield name
    connection.close()
    connection.settings_dict["NAME"] = name


@pytest.fixture
def begun(request, stages: Stages, shared: str) -> None:
    """Speaking to the database of the stage that the test asks for."""
    stages.begin(request.fixturenames, otherwise=shared)


@pytest.fixture(name="_django_db_helper")
def rolled_back(begun: None, _django_db_helper: None) -> None:
    """A transaction there, rolled back: what `db` and the mark `django_db` both come to."""
