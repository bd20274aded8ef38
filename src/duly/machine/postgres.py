"""The home's own PostgreSQL: start it, know that it answers, stop it, share it between commands."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from duly.machine.cluster import PORT, SUPERUSER, initialise, last_line_of, write_settings
from duly.machine.credentials import superuser_password
from duly.machine.fault import MachineFault
from duly.machine.home import Home
from duly.machine.identity import who_runs_postgres
from duly.machine.lease import Lease
from duly.machine.leftovers import clear_leftovers
from duly.machine.lifeline import tied_to_me
from duly.machine.programs import FAST_SHUTDOWN, IMMEDIATE_SHUTDOWN, Programs, clean_environment, find_programs

_START_SECONDS = 600  # recovery after a crash may read gigabytes; a fixed ten seconds is too short
_STOP_SECONDS = 120
_LEAVING_SECONDS = 60  # how long a server whose owner was killed may take to write its checkpoint
_LARGEST_LOG_BYTES = 10_000_000


class EmbeddedPostgres:
    """One PostgreSQL server, reached by a private socket, with its data in the home.

    It is a child of this process, in a session of its own, so that Ctrl-C does not reach it before us; and it shuts
    down by itself if we are killed. Most callers want `running`.
    """

    def __init__(self, home: Home, *, say: Callable[[str], None] | None = None, keep_log_in: Path | None = None) -> None:
        self.home = home
        self._keep_log_in = keep_log_in  # only for a server that is being restored; another's log goes among the backups
        self._say = say or _to_stderr
        self._identity = who_runs_postgres()
        self._process: subprocess.Popen[bytes] | None = None
        self._lease: Lease | None = None
        home.make(self._identity)
        self.programs: Programs = find_programs(home, self._identity)

    @classmethod
    @contextmanager
    def running(
        cls, home: Home, *, wait_seconds: float = _START_SECONDS, say: Callable[[str], None] | None = None, keep_log_in: Path | None = None
    ) -> "Iterator[EmbeddedPostgres]":
        """The home's server, running: started if nobody has, shared if somebody has.

        Who started it is its owner, and on leaving waits for the others before stopping it. If the owner is killed
        the server goes too, and the next command, or the next `revive`, starts it again.
        """
        server = cls(home, say=say, keep_log_in=keep_log_in)
        server._lease = Lease(home.root)
        try:
            server._lease.join()
            server._start_or_attach(wait_seconds)
            yield server
        finally:
            server._lease.leave(
                close=server.stop,
                waiting=lambda: server._say("Waiting for the other commands that use PostgreSQL to finish."),
            )

    def superuser_dsn(self, dbname: str = "postgres") -> str:
        """The connection string of the server's superuser, for set-up only."""
        return make_conninfo(
            host=str(self.home.socket),
            port=PORT,
            user=SUPERUSER,
            password=superuser_password(self.home),
            dbname=dbname,
            connect_timeout=5,
        )

    def start(self, *, wait_seconds: float = _START_SECONDS) -> None:
        """Start the server and return when it lets us sign in.

        Raises MachineFault, with the last line of the log, when it ends or does not answer within `wait_seconds`.
        For the main thread only. Where several commands may start one, use `running`.
        """
        if self._still_serving(wait_seconds):
            return
        before_exec = tied_to_me(FAST_SHUTDOWN, self._identity.take_on)
        initialise(self.home, self._identity, self.programs)
        clear_leftovers(self.home.postgres, self.home.socket, patience_seconds=min(wait_seconds, _LEAVING_SECONDS))
        self.home.make_socket_folder(self._identity)
        hindered = write_settings(self.home, self._identity, keep_log_in=self._keep_log_in)
        if hindered is not None:
            self._say(hindered)
        log = self._log()
        since = log.stat().st_size
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                [self.programs.path("postgres"), "-D", str(self.home.postgres)],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd="/",
                env=clean_environment(),
                start_new_session=True,
                preexec_fn=before_exec,
            )
        try:
            self._wait_for_sign_in(wait_seconds, lambda: last_line_of(log, since=since))
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop the server if this process started it: sessions end, a checkpoint is written."""
        process, self._process = self._process, None
        if process is None or process.poll() is not None:
            return
        process.send_signal(FAST_SHUTDOWN)
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.send_signal(IMMEDIATE_SHUTDOWN)
            process.wait(_STOP_SECONDS)

    def alive(self) -> bool:
        """Whether the server answers now, whoever started it."""
        if self._process is not None and self._process.poll() is not None:
            return False
        asked = ("--quiet", f"--host={self.home.socket}", f"--port={PORT}", "--timeout=3")
        return self.programs.run("pg_isready", *asked).returncode == 0

    def revive(self, *, wait_seconds: float = _START_SECONDS) -> None:
        """Inside `running`: start the server again if it died and its owner, if another, is gone too."""
        if not self.alive():
            self._start_or_attach(wait_seconds)

    def _start_or_attach(self, wait_seconds: float) -> None:
        """As the owner, start it; otherwise wait for the owner's, and take over should the owner die meanwhile."""
        assert self._lease is not None
        gives_up = time.monotonic() + wait_seconds
        while True:
            if self._lease.own():
                self.start(wait_seconds=wait_seconds)
                return
            if self.alive() and self._why_not_signed_in() is None:
                return
            if time.monotonic() > gives_up:
                raise MachineFault(f"Another command is starting PostgreSQL; it did not answer in {wait_seconds:g} s.")
            time.sleep(0.1)

    def _still_serving(self, wait_seconds: float) -> bool:
        """Whether the server started before answers; one that is ending is waited for, as it answers nobody though it lives."""
        gives_up = time.monotonic() + wait_seconds
        while self._process is not None and self._process.poll() is None:
            if self.alive():
                return True
            if time.monotonic() > gives_up:
                raise MachineFault(f"PostgreSQL lives and answers nobody since {wait_seconds:g} s; end its process, then try again.")
            time.sleep(0.05)
        return False

    def _wait_for_sign_in(self, wait_seconds: float, last_line: Callable[[], str]) -> None:
        assert self._process is not None
        gives_up = time.monotonic() + wait_seconds
        while True:
            if self._process.poll() is not None:
                raise MachineFault(f"PostgreSQL ended while starting; its log ends: {last_line()}")
            if self.alive():
                break
            if time.monotonic() > gives_up:
                raise MachineFault(f"PostgreSQL did not answer within {wait_seconds:g} s; its log ends: {last_line()}")
            time.sleep(0.05)
        why_not = self._why_not_signed_in()
        if why_not is not None:
            raise MachineFault(f"PostgreSQL answers, but does not let its superuser sign in: {why_not}")

    def _why_not_signed_in(self) -> str | None:
        try:
            with psycopg.connect(self.superuser_dsn()) as connection:
                connection.execute("SELECT 1")
        except psycopg.OperationalError as refused:
            return str(refused).strip()
        return None

    def _log(self) -> Path:
        """The log to add to; one grown too long is put aside, and the one put aside before it goes."""
        log = self.home.logs / "postgresql.log"
        if log.exists() and log.stat().st_size > _LARGEST_LOG_BYTES:
            log.replace(log.with_suffix(".log.1"))
        log.touch(mode=0o600)
        return log


def _to_stderr(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)  # noqa: T201
