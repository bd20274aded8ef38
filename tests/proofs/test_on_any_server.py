"""Duly on a server of somebody else's, whose owner is no superuser: the money and the record are kept just as well there."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from duly.machine.home import Home
from duly.machine.postgres import EmbeddedPostgres
from tests.faults.sizes import NIGHTLY

pytestmark = pytest.mark.slow
PROJECT = Path(__file__).resolve().parents[2]
ROOMS = ["src/duly/core/record", "src/duly/core/scheme", "src/duly/payments/ledger", "src/duly/payments/runs", "src/duly/payments/banking"]
BY_DAY = [
    "src/duly/core/record",
    "src/duly/payments/ledger",
    "src/duly/payments/runs/tests/test_what_the_database_refuses.py",
    "src/duly/payments/runs/tests/test_nobody_is_paid_twice.py",
    "src/duly/payments/banking/tests/test_what_the_database_refuses.py",
    "src/duly/payments/banking/tests/test_issuing.py",
    "src/duly/payments/banking/tests/test_one_file_at_one_moment.py",
]
"""What the database itself keeps, refuses and locks; by night everything of these rooms, as on a server of Duly's own by day."""


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[str]:
    """The connection string of an owner who may make databases and roles, and nothing more, on a server that is not Duly's own."""
    with tempfile.TemporaryDirectory(prefix="duly-elsewhere-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        with EmbeddedPostgres.running(Home(Path(folder) / "home")) as server:
            with psycopg.connect(server.superuser_dsn(), autocommit=True) as superuser:
                superuser.execute("CREATE ROLE duly_owner LOGIN NOSUPERUSER CREATEDB CREATEROLE PASSWORD 'made for this test'")
            yield make_conninfo(server.superuser_dsn(), user="duly_owner", password="made for this test")


@pytest.fixture
def home() -> Iterator[Path]:
    """An empty home."""
    with tempfile.TemporaryDirectory(prefix="duly-fresh-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        yield Path(folder) / "home"


def run(elsewhere: str, *command: str, home: Path | None = None) -> subprocess.CompletedProcess:
    """A process that is told of that server as anybody would tell it, and of nothing else of these tests'."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("DULY_", "DJANGO_"))}
    environment |= {"DATABASE_URL": elsewhere, "PYTHONPATH": str(PROJECT / "src")}
    if home:
        environment["DULY_HOME"] = str(home)
    return subprocess.run(
        [sys.executable, *command], cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=550, check=False
    )


def test_set_up_and_doctor_find_it_well(elsewhere, home):
    for command in ("setup", "setup", "doctor"):
        done = run(elsewhere, "-c", "from duly.cli.main import run; run()", command, home=home)
        assert done.returncode == 0, (command, done.stdout, done.stderr)

    assert not (home / "postgres").exists(), "no server of Duly's own is made where another is named"


def test_the_money_and_the_record_are_kept_as_well_there(elsewhere):
    done = run(elsewhere, "-m", "pytest", *(ROOMS if NIGHTLY else BY_DAY), "--tb=short")

    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert " passed" in done.stdout
    assert "skipped" not in done.stdout, done.stdout[-2000:]
