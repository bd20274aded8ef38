"""The command run in this process, and the people of two offices."""

from collections.abc import Callable

import pytest

from duly.cli.main import code_of
from duly.primitives.actor import Actor
from tests.proofs import ground


@pytest.fixture
def duly(capsys) -> Callable[..., tuple[int, str, str]]:
    """Runs the command here. Gives its code, what it wrote, and what it said."""

    def run(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = code_of([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def people(commits) -> dict[str, Actor]:
    """Everybody of both offices, by post."""
    return ground.desks()
