"""Homes of their own for tests with real processes, and commands run as root and as an ordinary user."""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from duly.machine.home import Home
from duly.machine.leftovers import living_in
from duly.machine.postgres import EmbeddedPostgres
from duly.machine.tests.tools import Command, eventually, libraries


@pytest.fixture
def home() -> Iterator[Home]:
    """A home not yet made, in a folder that PostgreSQL's user may pass through; pytest's own is closed to it."""
    with _a_home() as made:
        yield made


@pytest.fixture(scope="session")
def server() -> Iterator[EmbeddedPostgres]:
    """One running server for the tests that only ask it things."""
    with _a_home() as made, EmbeddedPostgres.running(made) as running:
        yield running


@contextlib.contextmanager
def _a_home() -> Iterator[Home]:
    folder = Path(tempfile.mkdtemp(prefix="duly-test-"))
    folder.chmod(0o711)
    made = Home(folder / "home")
    try:
        yield made
    finally:
        for pid in living_in(made.postgres):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        eventually(lambda: not living_in(made.postgres))
        shutil.rmtree(folder)


@pytest.fixture
def command(home: Home) -> Iterator[Callable[..., Command]]:
    """Start commands that are ended with the test."""
    started: list[Command] = []

    def start(**who: object) -> Command:
        started.append(Command(home, **who))
        return started[-1]

    yield start
    for one in started:
        one.kill()
        for pipe in (one.process.stdin, one.process.stdout, one.process.stderr):
            pipe.close()


@pytest.fixture
def ordinary() -> dict[str, object]:
    """How to start a process as an ordinary user, from root: the user's numbers and a Python that user can run."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    who: dict[str, object] = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    for python in (sys.executable, "/usr/bin/python3", "/usr/local/bin/python3"):
        with contextlib.suppress(OSError):
            tried = subprocess.run(
                [python, "-c", "import duly.machine.postgres"],
                env={"PYTHONPATH": libraries()},
                cwd="/",
                capture_output=True,
                **who,
            )
            if tried.returncode == 0:
                return {**who, "python": python}
    pytest.skip("no Python here can be run by an ordinary user")
