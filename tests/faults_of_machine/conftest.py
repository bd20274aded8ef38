"""Installations for these tests: one made for all of them, with a week in it, approved and issued, and a copy for each."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from duly.machine.home import Home
from tests.faults_of_machine.installation import Installation


def a_folder() -> Path:
    """A new folder that PostgreSQL's user may pass through."""
    folder = Path(tempfile.mkdtemp(prefix="duly-faults-"))
    folder.chmod(0o711)
    return folder


@pytest.fixture(scope="session")
def model() -> Iterator[Installation]:
    """One installation with a week in it, stopped, and never changed."""
    made = Installation(Home(a_folder() / "home"))
    made.office("set_up", *(() if "XW" in __import__("os").environ else ("week", "issue")))
    yield made
    made.remove()


@pytest.fixture
def installation(model: Installation) -> Iterator[Installation]:
    """A copy of it, for one test."""
    copy = model.copied_to(a_folder() / "home")
    yield copy
    copy.remove()
