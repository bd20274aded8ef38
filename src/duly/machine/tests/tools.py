"""What the tests of this storey share: asking a server, finding its process, and other commands that use it."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

from duly.machine.home import Home
from duly.machine.postgres import EmbeddedPostgres

SOURCES = Path(__file__).parents[3]
HOLD = Path(__file__).with_name("hold.py")


def eventually(true: Callable[[], object], *, seconds: float = 10) -> bool:
    """Whether it becomes true in time."""
    gives_up = time.monotonic() + seconds
    while not true():
        if time.monotonic() > gives_up:
            return False
        time.sleep(0.02)
    return True


def ask(server: EmbeddedPostgres, query: str, dbname: str = "postgres") -> object:
    """The first value of a query's first row, asked as superuser."""
    with psycopg.connect(server.superuser_dsn(dbname), autocommit=True) as connection:
        found = connection.execute(query)
        row = found.fetchone() if found.description else None
        return row[0] if row else None


def postmaster(home: Home) -> int:
    """The process id of the home's server."""
    return int((home.postgres / "postmaster.pid").read_text().split()[0])


class Command:
    """Another Duly command, in a process of its own, that uses the home's server until told to leave."""

    def __init__(self, home: Home, python: str = sys.executable, **who: object) -> None:
        self.process = subprocess.Popen(  # type: ignore[call-overload]
            [python, str(HOLD), str(home.root)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd="/",
            env={**os.environ, "PYTHONPATH": libraries()},
            **who,
        )

    def said(self) -> str:
        """The next line it prints; or, if it printed none, how its complaint begins."""
        return self.process.stdout.readline().strip() or self.process.stderr.readline().strip()

    def leave(self) -> None:
        self.process.stdin.close()

    def left(self, seconds: float = 10) -> int:
        self.leave()
        return self.process.wait(seconds)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


def libraries() -> str:
    """Where a Python without our virtual environment finds our code and psycopg."""
    return f"{SOURCES}:{Path(psycopg.__file__).parents[1]}"
