"""The folder where one installation of Duly keeps its data on this machine, and the paths inside it."""

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from duly.machine.fault import MachineFault
from duly.machine.identity import Identity

_LONGEST_SOCKET_BYTES = 100  # the kernel allows 107 for the whole path; a margin for the lock file's suffix
_SOCKET_NAME = ".s.PGSQL.5432"


@dataclass(frozen=True)
class Home:
    """A home is one folder; two homes share nothing, so every test and clone may have its own."""

    root: Path

    @classmethod
    def find(cls) -> "Home":
        """The home this command should use: `DULY_HOME`; or `var` in the project; or, for root, in /var/lib/duly.

        Root cannot use the project's folder: PostgreSQL runs as another user there, who cannot read a clone in /root.
        """
        named = os.environ.get("DULY_HOME")
        if named:
            return cls(Path(named).expanduser().absolute())
        project = _project_root()
        if os.geteuid() != 0:
            return cls(project / "var")
        digest = hashlib.sha256(os.fsencode(project)).hexdigest()[:8]
        return cls(Path("/var/lib/duly") / f"{project.name}-{digest}")

    @property
    def postgres(self) -> Path:
        return self.root / "postgres"

    @property
    def binaries(self) -> Path:
        return self.root / "binaries"

    @property
    def credentials(self) -> Path:
        return self.root / "credentials.json"

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    @property
    def files(self) -> Path:
        return self.root / "files"

    @property
    def socket(self) -> Path:
        """The folder of PostgreSQL's socket: in the home, or in /tmp where the home's path is too long for one.

        Not $XDG_RUNTIME_DIR: a command run by cron has none, and must find the same socket as one typed at a desk.
        """
        inside = self.root / "socket"
        if len(os.fsencode(inside / _SOCKET_NAME)) <= _LONGEST_SOCKET_BYTES:
            return inside
        digest = hashlib.sha256(os.fsencode(self.root)).hexdigest()[:12]
        return Path("/tmp") / f"duly-{os.geteuid()}-{digest}"

    def make(self, postgres: Identity) -> None:
        """Make the folders that are missing, as private as they can be while `postgres` reaches its own.

        Never changes the mode of a folder it did not make. Raises MachineFault when the home is somebody else's,
        or when `postgres` could not reach it.
        """
        self.make_root()
        if self.root.stat().st_uid != os.geteuid():
            raise MachineFault(f"{self.root} belongs to another user; set DULY_HOME to a folder of your own.")
        for folder in (self.root, *self.root.parents):
            if not postgres.can_enter(folder):
                raise MachineFault(
                    f"The user {postgres.name}, who runs PostgreSQL, cannot enter {folder}; "
                    f"set DULY_HOME to a folder it can reach, such as one in /var/lib."
                )
        for folder in (self.logs, self.files):
            folder.mkdir(mode=0o700, exist_ok=True)

    def make_root(self) -> None:
        """Make the home itself if it is missing: private, or for root also open to passing through but not looking.

        PostgreSQL's user must reach its own folder in it; everything in it is private by itself.
        """
        before = os.umask(0)  # made with its mode at once: another command may look between mkdir and chmod
        try:
            for parent in reversed(self.root.parents):
                parent.mkdir(mode=0o755, exist_ok=True)
            self.root.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, exist_ok=True)
        finally:
            os.umask(before)

    def make_socket_folder(self, postgres: Identity) -> None:
        """Make the socket's folder, private to `postgres`; refuse one that somebody else put there first."""
        folder = self.socket
        try:
            folder.mkdir(mode=0o700)
            postgres.give(folder)
        except FileExistsError:
            pass
        found = folder.lstat()  # lstat: a link planted in /tmp must not be followed
        if found.st_uid == os.geteuid() and not postgres.is_me and stat.S_ISDIR(found.st_mode):
            postgres.give(folder)  # we were killed between making it and giving it
            found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != postgres.uid:
            raise MachineFault(f"{folder} should be a private folder of {postgres.name}, and somebody else made it.")
        if stat.S_IMODE(found.st_mode) != 0o700:
            folder.chmod(0o700)


def _project_root() -> Path:
    """The folder of the clone this code is in; for an installed copy, the folder the command was typed in."""
    for folder in Path(__file__).resolve().parents:
        if (folder / "pyproject.toml").is_file():
            return folder
    return Path.cwd()
