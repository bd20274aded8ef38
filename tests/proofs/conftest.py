"""Databases of their own for proofs that many tests share, and the command with what it says."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from duly.cli.main import code_of


@pytest.fixture(scope="session")
def database_of_its_own(server, django_db_setup, django_db_blocker):
    """A context in which a copy of the template, or of another database, is the one in use and transactions really commit."""
    from django.db import connection

    @contextmanager
    def use(of: str = "") -> Iterator[str]:
        shared, own = connection.settings_dict["NAME"], server.clone(of=of)
        before = os.environ.get("DULY_CLONE")
        with django_db_blocker.unblock():
            connection.close()
            connection.settings_dict["NAME"] = os.environ["DULY_CLONE"] = own
            try:
                yield own
            finally:
                connection.close()
                connection.settings_dict["NAME"] = shared
                os.environ.pop("DULY_CLONE") if before is None else os.environ.update(DULY_CLONE=before)
                server.drop(own)

    return use


@pytest.fixture
def duly(capsys) -> Callable[..., tuple[int, str, str]]:
    """Runs the command in this process. Gives its exit code, what it wrote, and what it said."""

    def run(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = code_of([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run
