"""Put a restored database in the present one's place, in one step, and keep the present one aside."""

import ctypes
import errno
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from duly.machine import archive
from duly.machine.credentials import Credentials, save_superuser_password, superuser_password
from duly.machine.fault import MachineFault
from duly.machine.home import Home
from duly.machine.identity import Identity
from duly.machine.lease import Lease
from duly.machine.leftovers import living_in
from duly.machine.private_files import fsync_folder
from duly.machine.programs import clean_environment

_EXCHANGE = 2  # RENAME_EXCHANGE, from <linux/fs.h>
_HERE = -100  # AT_FDCWD: paths are as they stand
_libc = ctypes.CDLL(None, use_errno=True)


class InUse(MachineFault):
    """Somebody is using the installation that is to be replaced."""


@contextmanager
def alone_in(home: Home) -> Iterator[None]:
    """Hold a home so that no other command uses its database meanwhile. InUse when one does now."""
    home.make_root()
    lease = Lease(home.root)
    if not lease.take_alone() or living_in(home.postgres):
        lease.leave(close=lambda: None, waiting=lambda: None)
        raise InUse(f"Duly is running in {home.root}. Stop it first (duly serve, and every other command), then restore again.")
    try:
        yield
    finally:
        lease.leave(close=lambda: None, waiting=lambda: None)


def put_in_place(restored: Home, home: Home, postgres: Identity, *, kept_as: str) -> Path | None:
    """Give a home the restored database, passwords and log. Where the old data folder is kept, or None where there was none.

    The two data folders change places at once, so that a crash leaves the one or the other. Everything before that can be done again.
    """
    _keep_its_log(restored, home, postgres)
    aside: Path | None = home.root / kept_as
    if home.postgres.exists():
        _exchange(restored.postgres, home.postgres)
        restored.postgres.rename(home.root / kept_as)
    else:
        restored.postgres.rename(home.postgres)
        aside = None
    fsync_folder(home.root)
    _keep_its_passwords(restored, home)
    shutil.rmtree(restored.root)
    return aside


def _keep_its_log(restored: Home, home: Home, postgres: Identity) -> None:
    """Add the new timeline's log to what is kept, by the program that keeps it."""
    backups = archive.backups_folder(home)
    staged = sorted((restored.root / "wal").glob("*.gz"))
    if not staged:
        return
    hindered = archive.make_folders(backups, postgres, ours=backups.is_relative_to(home.root))
    if hindered is not None:
        raise MachineFault(f"{hindered} The restored database was not put in place.")
    for path in staged:
        bare = path.with_suffix("")
        unpacked = subprocess.run(["gzip", "-cd", str(path)], capture_output=True, check=True).stdout
        bare.write_bytes(unpacked)
        postgres.give(bare)
        done = subprocess.run(
            ["sh", str(restored.postgres / archive.KEEP), str(bare), bare.name, str(archive.log_folder(backups))],
            env=clean_environment(),
            capture_output=True,
            text=True,
            preexec_fn=postgres.take_on,
            cwd="/",
        )
        if done.returncode != 0:
            raise MachineFault(f"{done.stderr.strip()} The restored database was not put in place.")
        bare.unlink()


def _keep_its_passwords(restored: Home, home: Home) -> None:
    password = superuser_password(restored)
    if password is not None:
        save_superuser_password(home, password)
    told = json.loads(restored.credentials.read_text(encoding="utf-8")) if restored.credentials.exists() else {}
    for dbname, kept in told.get("databases", {}).items():
        if kept["host"] == str(restored.socket):
            Credentials(dbname=dbname, **{**kept, "host": str(home.socket)}).save(home)


def _exchange(one: Path, other: Path) -> None:
    done = _libc.renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)
    if done == 0:
        return
    number = ctypes.get_errno()
    if number not in (errno.EINVAL, errno.ENOSYS):
        raise MachineFault(f"{other} could not be replaced: {os.strerror(number)}. It is as it was.")
    # A file system that cannot exchange two names: for an instant there is none, and a crash then leaves both folders under names told here.
    waiting = other.with_name(f"{other.name}-before-restore-unfinished")
    other.rename(waiting)
    one.rename(other)
    waiting.rename(one)
