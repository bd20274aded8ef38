"""Keep Duly's processes running, in the foreground, until told to stop: PostgreSQL first, then pages and workers."""

import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from duly.machine.fault import MachineFault
from duly.machine.home import Home
from duly.machine.kept import DEATHS_WITHIN_SECONDS, MOST_DEATHS, Child, Guard, Kept
from duly.machine.lifeline import die_with_parent
from duly.machine.postgres import EmbeddedPostgres

__all__ = ["Child", "Supervisor", "die_with_parent"]

_TICK_SECONDS = 0.1
_ASK_POSTGRES_EVERY_SECONDS = 2.0


class Supervisor:
    """Starts, watches and stops a few children, and the home's PostgreSQL where a home is given.

    `on_event(name, what)` is called for the log: ("pages", "started as process 123"). Without a home the database is
    somebody else's, and only the children are kept.
    """

    def __init__(
        self,
        children: Sequence[Child],
        *,
        home: Home | None = None,
        on_event: Callable[[str, str], None] = lambda name, what: None,
    ) -> None:
        self._guard = Guard()
        self._kept = [Kept(child, self._guard) for child in children]
        self._home = home
        self._on_event = on_event
        self._asked_to_stop = False
        self._waits_for_postgres = False
        self._ask_postgres_at = 0.0

    def run(self) -> None:
        """Keep everything running until SIGTERM or SIGINT, then stop it all, last started first.

        Raises MachineFault, when everything is stopped, if a child died five times within thirty seconds. A signal
        while PostgreSQL is starting, or a second one while stopping, raises KeyboardInterrupt. For the main thread.
        """
        with self._heeding_signals(), self._postgres() as server:
            self._guard.keep()
            try:
                while not self._asked_to_stop:
                    self._look_after(server)
                    time.sleep(_TICK_SECONDS)
            finally:
                self._stop_children()

    def _look_after(self, server: EmbeddedPostgres | None) -> None:
        self._guard.keep()
        if server is not None and time.monotonic() >= self._ask_postgres_at:
            self._look_after_postgres(server)
        for kept in self._kept:
            how = kept.how_it_died()
            if how is not None:
                self._on_event(kept.child.name, how)
            if kept.hopeless:
                raise MachineFault(
                    f"{kept.child.name} {how}, {MOST_DEATHS} times within {DEATHS_WITHIN_SECONDS:g} seconds, "
                    f"so everything was stopped; its log says why."
                )
            if kept.due:
                kept.start()
                self._on_event(kept.child.name, f"started as process {kept.pid}")

    def _look_after_postgres(self, server: EmbeddedPostgres) -> None:
        if not server.alive():
            self._on_event("postgres", "does not answer")
            with self._interruptible():
                server.revive()
            self._on_event("postgres", "answers")
        self._ask_postgres_at = time.monotonic() + _ASK_POSTGRES_EVERY_SECONDS

    def _stop_children(self) -> None:
        try:
            for kept in reversed(self._kept):
                if kept.pid is not None:
                    self._on_event(kept.child.name, kept.stop())
        finally:
            self._guard.close()

    @contextmanager
    def _postgres(self) -> Iterator[EmbeddedPostgres | None]:
        if self._home is None:
            yield None
            return
        running = EmbeddedPostgres.running(self._home, say=lambda sentence: self._on_event("postgres", sentence))
        with self._interruptible():
            server = running.__enter__()
        self._on_event("postgres", "answers")
        try:
            yield server
        finally:
            with self._interruptible():  # it may be waiting for other commands
                running.__exit__(None, None, None)
            self._on_event("postgres", "left")

    @contextmanager
    def _interruptible(self) -> Iterator[None]:
        """Waiting for PostgreSQL can take minutes: a signal meanwhile ends the wait at once."""
        self._waits_for_postgres = True
        try:
            yield
        finally:
            self._waits_for_postgres = False

    @contextmanager
    def _heeding_signals(self) -> Iterator[None]:
        before = {number: signal.signal(number, self._heed) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _heed(self, number: int, frame: object) -> None:
        if self._asked_to_stop or self._waits_for_postgres:
            raise KeyboardInterrupt
        self._asked_to_stop = True
