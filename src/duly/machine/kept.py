"""One child of the supervisor: started, watched, started again after a pause, stopped with all its own children."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from duly.machine import guard
from duly.machine.fault import MachineFault
from duly.machine.lifeline import tied_to_me

FIRST_PAUSE_SECONDS = 0.2
LONGEST_PAUSE_SECONDS = 10.0
MOST_DEATHS = 5
DEATHS_WITHIN_SECONDS = 30.0
GRACE_SECONDS = 10.0


@dataclass(frozen=True)
class Child:
    """A process to keep running: a name for the log, its command line, and what to add to the environment."""

    name: str
    argv: Sequence[str]
    env: Mapping[str, str] = field(default_factory=dict)


class Guard:
    """Our end of the process in `guard.py`."""

    def __init__(self) -> None:
        self._groups: set[int] = set()
        self._process: subprocess.Popen[str] | None = None

    def watch(self, group: int) -> None:
        self._groups.add(group)
        self._tell(f"+{group}")

    def forget(self, group: int) -> None:
        self._groups.discard(group)
        self._tell(f"-{group}")

    def keep(self) -> None:
        """Start it if it is not running, and tell it everything."""
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-S", guard.__file__], stdin=subprocess.PIPE, text=True, start_new_session=True
            )
            for group in self._groups:
                self._tell(f"+{group}")

    def close(self) -> None:
        """End it, and with it whatever it still watches."""
        if self._process is not None and self._process.stdin is not None:
            with contextlib.suppress(BrokenPipeError):
                self._process.stdin.close()
            self._process.wait()
            self._process = None

    def _tell(self, line: str) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # `keep` will start another and tell it everything
            self._process.stdin.write(f"{line}\n")
            self._process.stdin.flush()


class Kept:
    """A child, its process, and how it has died lately."""

    def __init__(self, child: Child, watcher: Guard) -> None:
        self.child = child
        self._guard = watcher
        self._process: subprocess.Popen[bytes] | None = None
        self._deaths: list[float] = []
        self._pause = FIRST_PAUSE_SECONDS
        self._not_before = 0.0

    @property
    def pid(self) -> int | None:
        return None if self._process is None else self._process.pid

    @property
    def due(self) -> bool:
        """Whether it is not running and its pause is over."""
        return self._process is None and time.monotonic() >= self._not_before

    @property
    def hopeless(self) -> bool:
        """Whether it died too often in too short a time for another start to be worth it."""
        return len(self._deaths) >= MOST_DEATHS

    def start(self) -> None:
        """Start it in a session of its own, tied to us; MachineFault when its program cannot be run."""
        self._process = self._started()
        self._guard.watch(self._process.pid)

    def how_it_died(self) -> str | None:
        """If it has just died, say how, end what it left, and set the pause before its next start."""
        if self._process is None or self._process.poll() is None:
            return None
        code = self._process.returncode
        self._clear_group()
        now = time.monotonic()
        self._deaths = [then for then in self._deaths if now - then < DEATHS_WITHIN_SECONDS]
        if not self._deaths:
            self._pause = FIRST_PAUSE_SECONDS
        self._deaths.append(now)
        self._not_before = now + self._pause
        self._pause = min(2 * self._pause, LONGEST_PAUSE_SECONDS)
        return f"killed by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"

    def stop(self) -> str:
        """Ask it to end, give it ten seconds, then end it and all it started."""
        if self._process is None:
            return "was not running"
        how = "stopped"
        self._process.terminate()
        try:
            self._process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            how = f"did not stop in {GRACE_SECONDS:g} s and was killed"
            self._process.kill()
            self._process.wait()
        finally:
            self._clear_group()
        return how

    def _started(self) -> "subprocess.Popen[bytes]":
        try:
            return subprocess.Popen(
                list(self.child.argv),
                env={**os.environ, **self.child.env},
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                preexec_fn=tied_to_me(signal.SIGTERM),
            )
        except OSError as refused:
            raise MachineFault(f"{self.child.name} cannot be started: {refused}.") from refused

    def _clear_group(self) -> None:
        assert self._process is not None
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._guard.forget(self._process.pid)
        self._process = None
