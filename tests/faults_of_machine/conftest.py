"""Installations for these tests: one made for all of them, with a week in it, approved and issued, and a copy for each."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from duly.machine.home import Home
from tests.faults.sizes import NIGHTLY
from tests.faults_of_machine.installation import Installation

MEMORY, ROOM_BYTES = Path("/dev/shm"), 4_000_000_000


def a_folder() -> Path:
    """A new folder that PostgreSQL's user may pass through: in memory where there is room, for these tests copy whole databases.

    At full size it is on the disk, where times are what people wait for.
    """
    within = None
    if not NIGHTLY and MEMORY.is_dir() and os.access(MEMORY, os.W_OK):
        has = os.statvfs(MEMORY)
        within = MEMORY if has.f_bavail * has.f_frsize > ROOM_BYTES and not has.f_flag & os.ST_NOEXEC else None
    folder = Path(tempfile.mkdtemp(prefix="duly-faults-", dir=within))
    folder.chmod(0o711)
    return folder


@pytest.fixture(scope="session")
def made() -> Iterator[tuple[Installation, str]]:
    """One installation, stopped: a week approved, backed up, and then issued; and the moment before it was issued."""
    made = Installation(Home(a_folder() / "home"))
    steps = made.office("set_up", "week", "checkpoint", "backup", "moment", "issue", "checkpoint")
    assert steps["backup"] == 0
    yield made, steps["moment"]
    made.remove()


@pytest.fixture
def model(made: tuple[Installation, str]) -> Installation:
    """The one made, which is never changed."""
    return made[0]


@pytest.fixture
def before_issue(made: tuple[Installation, str]) -> str:
    """The moment before its one bank file was issued."""
    return made[1]


@pytest.fixture
def installation(model: Installation) -> Iterator[Installation]:
    """A copy of it, for one test."""
    copy = model.copied_to(a_folder() / "home")
    yield copy
    copy.remove()
