"""Doing something in a process of its own that is killed with SIGKILL at a step of our choice. A step is before or after whatever is said to
the database, and around COMMIT three: before it is said, said but not waited for, and answered."""

import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import psycopg
from django.db import connection

from duly.primitives.refusal import Refused


@dataclass(frozen=True)
class Ended:
    """How the process ended: killed or not, at which step, what steps there were so far, and what was refused."""

    killed: bool
    steps: tuple[str, ...] = field(repr=False)
    backends: tuple[int, ...] = ()
    refused: str = ""
    fell: str = ""

    @property
    def step(self) -> str:
        """The last step that was reached."""
        return self.steps[-1] if self.steps else ""


def done_in_a_process(act: Callable[[], Any], *, kill_at: int = 0) -> Ended:
    """Do this in a process of its own, killed when it reaches that step (from 1); 0 lets it end."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        try:
            _Steps(writing, kill_at).take(act)
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = [json.loads(line) for line in pipe.read().splitlines()]
    _, status = os.waitpid(pid, 0)
    said = {kind: [value for k, value in told if k == kind] for kind in ("step", "backend", "refused", "fell")}
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    return Ended(killed, tuple(said["step"]), tuple(said["backend"]), *("".join(said[kind]) for kind in ("refused", "fell")))


def wait_until_gone(observer: psycopg.Connection, backends: tuple[int, ...], seconds: float = 20) -> None:
    """Wait until the database has noticed that they who were killed are gone: until then it may still be committing for them."""
    ends = time.monotonic() + seconds
    while observer.execute("SELECT FROM pg_stat_activity WHERE pid = ANY (%s)", [list(backends)]).fetchall():
        assert time.monotonic() < ends, "the database still works for somebody who is gone"
        time.sleep(0.001)


class _Steps:
    """In the child: counts steps, tells them, and dies at one of them."""

    def __init__(self, pipe: int, kill_at: int):
        self.pipe, self.kill_at, self.taken = pipe, kill_at, 0

    def take(self, act: Callable[[], Any]) -> None:
        self.hold = connection.connection  # the parent's: forgotten here, and never closed
        connection.connection = None
        self.listen()
        try:
            act()
        except Refused as refused:
            self.tell("refused", refused.refusal.code)
        except BaseException:
            self.tell("fell", traceback.format_exc())
            traceback.print_exc(file=sys.__stderr__)
        self.step("the answer")

    def tell(self, kind: str, value: object) -> None:
        os.write(self.pipe, json.dumps([kind, value]).encode() + b"\n")

    def step(self, name: str) -> None:
        self.taken += 1
        self.tell("step", name)
        if self.taken == self.kill_at:
            self.die()

    def die(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(60)

    def listen(self) -> None:
        """Stand around whatever is said to the database, by whichever road it goes."""
        base = psycopg.Connection.__mro__[1]
        assert hasattr(base, "_exec_command"), "psycopg says COMMIT some other way now"
        command, steps = base._exec_command, self

        def said(this, what, *args, **kwargs):
            words = what.decode() if isinstance(what, bytes) else str(what)
            steps.step(f"before {words}")
            if words == "COMMIT":
                steps.taken += 1
                steps.tell("step", "COMMIT is said")
                if steps.taken == steps.kill_at:
                    this.pgconn.send_query(b"COMMIT")
                    this.pgconn.flush()
                    steps.die()
            result = yield from command(this, what, *args, **kwargs)
            steps.step(f"after {words}")
            return result

        base._exec_command = said
        for name in ("execute", "executemany", "copy"):
            setattr(psycopg.Cursor, name, self.around(getattr(psycopg.Cursor, name)))
        connect = psycopg.Connection.connect

        def connected(*args, **kwargs):
            made = connect(*args, **kwargs)
            steps.tell("backend", made.info.backend_pid)
            return made

        psycopg.connect = psycopg.Connection.connect = connected

    def around(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def told(this, query, *args, **kwargs):
            words = " ".join(str(query).split())[:60]
            self.step(f"before {words}")
            result = real(this, query, *args, **kwargs)
            self.step(f"after {words}")
            return result

        return told
