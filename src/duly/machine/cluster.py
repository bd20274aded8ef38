"""Make a home's PostgreSQL data folder, once, and write the settings it always runs with."""

import os
import secrets
import shutil
import signal
from pathlib import Path

from duly.machine import archive
from duly.machine.credentials import save_superuser_password, superuser_password
from duly.machine.fault import MachineFault
from duly.machine.home import Home
from duly.machine.identity import Identity
from duly.machine.leftovers import wait_until_left
from duly.machine.lifeline import tied_to_me
from duly.machine.private_files import fsync_folder, write_privately
from duly.machine.programs import Programs

SUPERUSER = "duly_superuser"
PORT = 5432  # only names the socket's file: no TCP port is opened
_MAJOR = "18"

_SETTINGS = """\
# Written by Duly at every start: a change made here is lost.
listen_addresses = ''                        # the socket only, never TCP: this build has no TLS
unix_socket_directories = '{socket}'
unix_socket_permissions = 0700
port = {port}
max_connections = 60
password_encryption = 'scram-sha-256'
fsync = on
full_page_writes = on
synchronous_commit = on
timezone = 'UTC'
log_timezone = 'UTC'
idle_in_transaction_session_timeout = '5min' # statement_timeout is set role by role
logging_collector = off                      # it logs to the file it was started with
log_destination = 'stderr'
log_line_prefix = '%m [%p] '
log_error_verbosity = terse                  # neither the values of a refused row
log_min_error_statement = panic              # nor those of its statement belong in a log
"""

_WHO_MAY_CONNECT = """\
# Written by Duly at every start: a change made here is lost.
local all all scram-sha-256
local replication {superuser} scram-sha-256
"""


def initialise(home: Home, postgres: Identity, programs: Programs) -> None:
    """Make the data folder if there is none: checksums, UTF-8, passwords by SCRAM.

    It is made beside its place and moved there whole, so that a killed initdb leaves nothing half made.
    Raises MachineFault when initdb fails, or when the folder found is not one we can use.
    """
    for unfinished in home.root.glob(".making-postgres-*"):
        wait_until_left(unfinished / "data", patience_seconds=10)  # what a killed initdb had started
        shutil.rmtree(unfinished)
    if home.postgres.exists():
        _check(home)
        return
    unfinished = home.postgres.with_name(f"{home.postgres.name}-before-restore-unfinished")
    if unfinished.exists():
        raise MachineFault(
            f"A restore was interrupted while it changed folders: rename {unfinished} to {home.postgres}, then restore again."
        )
    password = superuser_password(home) or secrets.token_urlsafe(32)
    save_superuser_password(home, password)  # first: data without its password would be lost
    making = home.root / f".making-postgres-{os.getpid()}"
    making.mkdir(mode=0o700)
    write_privately(making / "password", password)
    postgres.give(making / "password")
    postgres.give(making)
    done = programs.run(
        "initdb",
        f"--pgdata={making / 'data'}",
        f"--username={SUPERUSER}",
        f"--pwfile={making / 'password'}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C.UTF-8",
        "--data-checksums",
        cwd="/",
        preexec_fn=tied_to_me(signal.SIGKILL, postgres.take_on),
    )
    if done.returncode != 0:
        shutil.rmtree(making)
        raise MachineFault(f"PostgreSQL's data folder could not be made: {_last_line(done.stderr)}")
    with (making / "data" / "postgresql.conf").open("a", encoding="utf-8") as conf:
        conf.write("\ninclude = 'duly.conf'\n")
    (making / "data").rename(home.postgres)
    fsync_folder(home.root)
    shutil.rmtree(making)


def write_settings(home: Home, postgres: Identity, *, keep_log_in: Path | None = None) -> str | None:
    """Write our settings and who may connect into the data folder. What hinders keeping the log, in a sentence, or None.

    The log is kept among the home's backups, or in `keep_log_in`, where archiving is on at all.
    """
    quoted = str(home.socket).replace("'", "''")
    backups = archive.backups_folder(home)
    hindered = None
    if archive.archiving() and keep_log_in is None:
        hindered = archive.make_folders(backups, postgres, ours=backups.is_relative_to(home.root))
    for name, text in (
        ("duly.conf", _SETTINGS.format(socket=quoted, port=PORT) + archive.settings(keep_log_in or archive.log_folder(backups))),
        ("pg_hba.conf", _WHO_MAY_CONNECT.format(superuser=SUPERUSER)),
        (archive.KEEP, archive.program(archive.KEEP)),
    ):
        path = home.postgres / name
        write_privately(path, text)
        postgres.give(path)
    return hindered


def _check(home: Home) -> None:
    version = home.postgres / "PG_VERSION"
    found = version.read_text().strip() if version.exists() else "something else"
    if found != _MAJOR:
        raise MachineFault(f"{home.postgres} holds data of PostgreSQL {found}; this Duly runs PostgreSQL {_MAJOR}.")
    if superuser_password(home) is None:
        raise MachineFault(f"{home.credentials} is gone, and {home.postgres} cannot be opened without it: restore it.")


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "initdb said nothing"


def last_line_of(log: Path, *, since: int) -> str:
    """The last line written to a log after its first `since` bytes."""
    with log.open("rb") as file:
        file.seek(max(since, log.stat().st_size - 65536))
        lines = file.read().decode("utf-8", "replace").splitlines()
    return next((line.strip() for line in reversed(lines) if line.strip()), "the log is empty")
