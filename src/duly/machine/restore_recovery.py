"""Recover a rebuilt data folder to its moment, and hold what came back to PostgreSQL's own checks."""

import re
import secrets
import signal
import subprocess
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from duly.machine import archive
from duly.machine.cluster import PORT, SUPERUSER, write_settings
from duly.machine.credentials import save_superuser_password, superuser_password
from duly.machine.home import Home
from duly.machine.identity import Identity
from duly.machine.lifeline import tied_to_me
from duly.machine.postgres import EmbeddedPostgres
from duly.machine.private_files import write_privately
from duly.machine.programs import FAST_SHUTDOWN, Programs, clean_environment
from duly.machine.restore import CannotRestore, Plan

_ENDED_EARLY = "recovery ended before configured recovery target was reached"
_LAST_CHANGE = re.compile(r"last completed transaction was at log time (\S+ \S+)")
_DAMAGED = re.compile(r"Duly: (the (?:kept )?file .+?)\.?$", re.MULTILINE)


@dataclass(frozen=True)
class Recovered:
    """How far a recovery came: the last change brought back (None where the log holds none), and the timeline that now begins."""

    last_change: datetime | None
    timeline: int
    seconds: float


def recover(wanted: Plan, into: Home, postgres: Identity, programs: Programs, *, whole_until: datetime | None) -> Recovered:
    """Replay the log up to the moment wanted, begin a new timeline there, and let the home's own superuser sign in.

    `whole_until` is until when the log is known to hold every change: when it ends before the moment wanted, and that is not later, nothing
    was changed between, and the end is that moment. CannotRestore when the log ends too early or is damaged, saying where.
    """
    began = time.monotonic()
    into.make_socket_folder(postgres)
    _staging(into, postgres)
    write_settings(into, postgres, keep_log_in=into.root / "wal")
    trusting = into.postgres / "restoring_hba.conf"
    write_privately(trusting, f"local all {SUPERUSER} trust\n")  # behind a socket in a folder of its own, until the password is set
    signalled = into.postgres / "recovery.signal"
    write_privately(signalled, "")
    write_privately(into.postgres / archive.FETCH, archive.program(archive.FETCH))
    for path in (trusting, signalled, into.postgres / archive.FETCH):
        postgres.give(path)
    log = into.logs / "recovery.log"
    log.touch(mode=0o600)
    said = _replay(wanted.to, wanted, into, postgres, programs, log)
    if said is not None and _ENDED_EARLY in said and wanted.to is not None and whole_until is not None and wanted.to <= whole_until:
        said = _replay(None, wanted, into, postgres, programs, log)
    if said is not None:
        raise CannotRestore(_why(said, wanted))
    changed, timeline = _as_written(log), _timeline(into, programs)
    trusting.unlink()
    (into.postgres / archive.FETCH).unlink()
    return Recovered(changed, timeline, time.monotonic() - began)


def why_not_sound(server: EmbeddedPostgres) -> tuple[str, ...]:
    """What PostgreSQL's own check of every table and index finds wrong; nothing when they are sound."""
    done = subprocess.run(
        [
            *(server.programs.path("pg_amcheck"), "--all", "--install-missing", "--heapallindexed", "--no-password"),
            *(f"--host={server.home.socket}", f"--port={PORT}", f"--username={SUPERUSER}"),
        ],
        env={**clean_environment(), "PGPASSWORD": superuser_password(server.home) or ""},
        capture_output=True,
        text=True,
    )
    for name in _databases(server):
        with psycopg.connect(server.superuser_dsn(name), autocommit=True) as connection:
            connection.execute("DROP EXTENSION IF EXISTS amcheck")
    if done.returncode == 0:
        return ()
    return tuple(line for line in (done.stdout + done.stderr).strip().splitlines() if line.strip()) or (
        "pg_amcheck failed and said nothing.",
    )


def why_not_whole(into: Home, postgres: Identity, programs: Programs) -> tuple[str, ...]:
    """Which pages of a stopped data folder do not have the checksum they were written with; nothing when all do."""
    done = programs.run(
        "pg_checksums", "--check", f"--pgdata={into.postgres}", cwd="/", preexec_fn=tied_to_me(signal.SIGTERM, postgres.take_on)
    )
    if done.returncode == 0:
        return ()
    return tuple(line for line in done.stderr.strip().splitlines() if "failed" in line or "error" in line) or (done.stderr.strip(),)


def _staging(into: Home, postgres: Identity) -> None:
    """Where the new timeline's log is kept until the restore is accepted: a drill's must never be found among the real one's."""
    folder = into.root / "wal"
    folder.mkdir(mode=0o700, exist_ok=True)
    postgres.give(folder)


def _replay(to: datetime | None, wanted: Plan, into: Home, postgres: Identity, programs: Programs, log: Path) -> str | None:
    """Run PostgreSQL until it has recovered and its superuser's password is ours. What it said, when it could not."""
    since = log.stat().st_size
    folders = " ".join(archive.in_a_shell(folder) for folder in wanted.log)
    options = {
        "hba_file": str(into.postgres / "restoring_hba.conf"),
        "restore_command": f'sh {archive.FETCH} "%f" "%p" {folders}',
        "recovery_target_timeline": str(wanted.timeline),
        "recovery_target_action": "promote",
        **({"recovery_target_time": to.astimezone(UTC).isoformat(sep=" ")} if to else {}),
    }
    with log.open("ab") as output:
        process = subprocess.Popen(
            [
                programs.path("postgres"),
                "-D",
                str(into.postgres),
                *(word for name, value in options.items() for word in ("-c", f"{name}={value}")),
            ],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd="/",
            env=clean_environment(),
            start_new_session=True,
            preexec_fn=tied_to_me(FAST_SHUTDOWN, postgres.take_on),
        )
    try:
        while process.poll() is None:
            if _recovered(into):
                _take_over(into)
                return None
            time.sleep(0.1)
    finally:
        if process.poll() is None:
            process.send_signal(FAST_SHUTDOWN)
        process.wait()
    with log.open("rb") as file:
        file.seek(since)
        return file.read().decode("utf-8", "replace")


def _recovered(into: Home) -> bool:
    try:
        with psycopg.connect(_trusted(into), autocommit=True) as connection:
            return connection.execute("SELECT pg_is_in_recovery()").fetchone() == (False,)
    except psycopg.OperationalError:
        return False


def _take_over(into: Home) -> None:
    password = superuser_password(into) or secrets.token_urlsafe(32)
    save_superuser_password(into, password)
    with psycopg.connect(_trusted(into), autocommit=True) as connection:
        hashed = connection.pgconn.encrypt_password(password.encode(), SUPERUSER.encode(), b"scram-sha-256")
        connection.execute(sql.SQL("ALTER ROLE {} PASSWORD ").format(sql.Identifier(SUPERUSER)) + sql.Literal(hashed.decode()))


def _trusted(into: Home) -> str:
    return make_conninfo(host=str(into.socket), port=PORT, user=SUPERUSER, dbname="postgres", connect_timeout=5)


def _databases(server: EmbeddedPostgres) -> list[str]:
    with psycopg.connect(server.superuser_dsn()) as connection:
        return [name for (name,) in connection.execute("SELECT datname FROM pg_database WHERE datallowconn")]


def _as_written(log: Path) -> datetime | None:
    """The time of the last change brought back, as PostgreSQL wrote it in its log."""
    found = _LAST_CHANGE.findall(log.read_text(encoding="utf-8", errors="replace"))
    return _time(found[-1]) if found else None


def _time(text: str) -> datetime:
    return datetime.fromisoformat(re.sub(r"([+-]\d\d)$", r"\1:00", text))


def _timeline(into: Home, programs: Programs) -> int:
    told = programs.run("pg_controldata", str(into.postgres))
    found = re.search(r"Latest checkpoint's TimeLineID:\s+(\d+)", told.stdout)
    return int(found[1]) if found else 0


def _why(said: str, wanted: Plan) -> str:
    damaged = _DAMAGED.search(said)
    if damaged:
        return f"{damaged[1][0].upper()}{damaged[1][1:]}, so that time cannot be reached. Nothing was changed. Find that file, or restore to a time before it."
    if _ENDED_EARLY in said and wanted.to is not None:
        last = _LAST_CHANGE.findall(said)
        told = f"whose last change was made at {_time(last[-1]):%Y-%m-%d %H:%M:%S} UTC" if last else "which holds no change"
        return (
            f"What is kept ends with the segment {wanted.last.name}, {told}, before {wanted.to.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC. "
            f"Nothing was changed. Restore to an earlier time, or to everything there is: --to latest."
        )
    fatal = [line.partition("FATAL:")[2].strip() for line in said.splitlines() if "FATAL:" in line]
    lines = [line for line in said.splitlines() if line.strip()]
    return f"PostgreSQL could not recover from the backup {wanted.base.name}: {(fatal or lines or ['it said nothing'])[-1]}. Nothing was changed."


__all__ = ["Recovered", "recover", "why_not_sound", "why_not_whole"]
