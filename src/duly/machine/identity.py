"""Who PostgreSQL runs as: yourself, or the system user `duly-postgres` where the command is run by root."""

import fcntl
import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from duly.machine.fault import MachineFault

SYSTEM_USER = "duly-postgres"
USERS = Path("/etc")


@dataclass(frozen=True)
class Identity:
    """A user of this machine, by name and numbers."""

    name: str
    uid: int
    gid: int

    @property
    def is_me(self) -> bool:
        return self.uid == os.geteuid()

    def take_on(self) -> None:
        """Become this user for good; for a child between fork and exec."""
        if not self.is_me:
            os.setgroups([self.gid])
            os.setgid(self.gid)
            os.setuid(self.uid)

    def give(self, path: Path) -> None:
        """Make `path` this user's."""
        if not self.is_me:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def can_enter(self, folder: Path) -> bool:
        """Whether the modes of one folder let this user pass through it."""
        found = folder.stat()
        if found.st_uid == self.uid:
            return bool(found.st_mode & 0o100)
        return bool(found.st_mode & (0o010 if found.st_gid == self.gid else 0o001))


def who_runs_postgres() -> Identity:
    """Yourself; or, as root, `duly-postgres`, made now if the machine has no such user.

    PostgreSQL refuses to run as root. Raises MachineFault when the user cannot be made.
    """
    if os.geteuid() != 0:
        return Identity(_my_name(), os.geteuid(), os.getegid())
    return _system_user() or _make_system_user()


def _my_name() -> str:
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:  # a container may run a number that has no name
        return str(os.geteuid())


def _system_user() -> Identity | None:
    try:
        found = pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        return None
    return Identity(found.pw_name, found.pw_uid, found.pw_gid)


def _make_system_user() -> Identity:
    useradd = shutil.which("useradd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if useradd is None:
        raise MachineFault(
            f"PostgreSQL will not run as root and this machine has no useradd to make the user {SYSTEM_USER}: "
            f"make that user, or run the command as an ordinary user."
        )
    with _one_at_a_time():
        if made := _system_user():  # by another command, while this one waited
            return made
        print(f"Making the system user {SYSTEM_USER}, because PostgreSQL will not run as root.", file=sys.stderr)  # noqa: T201
        done = subprocess.run(
            [useradd, "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER],
            capture_output=True,
            text=True,
        )
        made = _system_user()
        if made is None:
            raise MachineFault(f"The system user {SYSTEM_USER} could not be made: {done.stderr.strip()}")
        return made


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Hold the folder of the machine's users: two that make the same user in one second leave a number that is nobody's.

    useradd looks whether a name is taken before it takes its own lock, so the second writes over what the first was told.
    """
    folder = os.open(USERS, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)
