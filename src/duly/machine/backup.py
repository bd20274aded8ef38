"""Base backups: a copy of everything in the database as it was at one moment, checked as soon as it is made.

A full one stands by itself. An incremental one holds what has changed since the one before it, and needs the whole chain back to a full one.
Keys are never part of a backup: whoever has both the backup and the keys has everything, so they are kept apart.
"""

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from duly.machine import archive
from duly.machine.archive import Segment
from duly.machine.cluster import PORT, SUPERUSER
from duly.machine.credentials import superuser_password
from duly.machine.fault import MachineFault
from duly.machine.home import Home
from duly.machine.identity import Identity, who_runs_postgres
from duly.machine.lifeline import tied_to_me
from duly.machine.private_files import fsync_folder, write_privately
from duly.machine.programs import Programs, clean_environment, find_programs

FULL_EVERY = timedelta(days=6, hours=12)  # asked for every day, a full one is made every week, a little early or late
KEEP_DAYS = 35
_ABOUT = "duly.json"


class Damaged(MachineFault):
    """A backup is not as it was made."""


@dataclass(frozen=True)
class Base:
    """One base backup. Times are aware; positions are PostgreSQL's, such as "0/3000028"; `prior` is the one it builds on, or empty."""

    folder: Path
    started: datetime
    ended: datetime
    timeline: int
    starts: str
    ends: str
    prior: str = ""
    bytes: int = 0
    notes: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def data(self) -> Path:
        """PostgreSQL's own files."""
        return self.folder / "data"

    @property
    def first_segment(self) -> Segment:
        """The first segment of the log that is needed to use it."""
        return Segment.holding(self.starts, self.timeline)


@dataclass(frozen=True)
class Pruned:
    """What was removed because nothing kept needs it."""

    bases: tuple[str, ...] = ()
    segments: int = 0
    bytes: int = 0


def bases(backups: Path) -> tuple[Base, ...]:
    """The base backups in a folder, oldest first."""
    return tuple(sorted((_read(path) for path in (backups / "base").glob(f"*/{_ABOUT}")), key=lambda base: base.ended))


def chain(base: Base, among: tuple[Base, ...]) -> tuple[Base, ...]:
    """What is needed to use a base backup: the full one first, itself last. Damaged when one of them is gone."""
    named = {one.name: one for one in among}
    found = [base]
    while found[0].prior:
        if found[0].prior not in named:
            raise Damaged(f"The backup {base.name} builds on {found[0].prior}, which is not there.")
        found.insert(0, named[found[0].prior])
    return tuple(found)


def take(home: Home, *, incremental: bool, notes: Mapping[str, Any]) -> Base:
    """Make a base backup of the home's own running server, and verify it.

    An incremental one becomes a full one when there is nothing to build on, or when the last full one is a week old. `notes` are kept with it.
    Raises MachineFault, leaving nothing half made, when there is no room, when a page's checksum is wrong or when the copy is not as it was sent.
    """
    postgres, backups = who_runs_postgres(), archive.backups_folder(home)
    programs = find_programs(home, postgres)
    hindered = archive.make_folders(backups, postgres, ours=backups.is_relative_to(home.root))
    if hindered is not None:
        raise MachineFault(hindered)
    _clear_unfinished(backups)
    prior = _to_build_on(bases(backups)) if incremental else None
    _stop_if_no_room(home, backups, whole=prior is None)
    started = _a_second_of_its_own(backups)
    making = backups / "base" / f".making-{os.getpid()}"
    making.mkdir(mode=0o700)
    postgres.give(making)
    try:
        _copy(home, postgres, programs, making / "data", prior)
        verify_copy(programs, postgres, making / "data", making.name)
        about = _from_manifest(making, started, prior, notes)
        name = f"{started:{_NAMED_FOR}}-{'incremental' if prior else 'full'}"
        write_privately(making / _ABOUT, json.dumps(about, indent=2) + "\n")
        postgres.give(making / _ABOUT)
        making.rename(backups / "base" / name)
        fsync_folder(backups / "base")
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise
    return _read(backups / "base" / name / _ABOUT)


def verify(home: Home, base: Base) -> None:
    """Hold every file of a base backup to the digest it was made with. Damaged, naming the backup and the file, when one differs."""
    postgres = who_runs_postgres()
    verify_copy(find_programs(home, postgres), postgres, base.data, base.name)


def verify_copy(programs: Programs, postgres: Identity, data: Path, name: str) -> None:
    """As `verify`, for a folder of PostgreSQL's files."""
    done = programs.run(
        "pg_verifybackup", "--quiet", "--exit-on-error", str(data), cwd="/", preexec_fn=tied_to_me(signal.SIGTERM, postgres.take_on)
    )
    if done.returncode != 0:
        said = " ".join(line.partition("error: ")[2] or line for line in done.stderr.strip().splitlines()[:2])
        raise Damaged(f"The backup {name} is not as it was made: {said.strip() or 'pg_verifybackup said nothing'}.")


def prune(home: Home, *, keep_days: int, now: datetime) -> Pruned:
    """Remove base backups that no moment of the last `keep_days` needs, then the log older than the oldest kept."""
    backups = archive.backups_folder(home)
    found = bases(backups)
    full = [base for base in found if not base.prior]
    old_enough = [base for base in full if base.ended <= now - timedelta(days=keep_days)]
    kept_from = old_enough[-1] if old_enough else (full[0] if full else None)
    if kept_from is None:
        return Pruned()
    gone = [base for base in found if base.ended < kept_from.ended]
    for base in gone:
        shutil.rmtree(base.folder)
    segments, freed = archive.prune(archive.log_folder(backups), before=kept_from.first_segment)
    return Pruned(tuple(base.name for base in gone), segments, freed + sum(base.bytes for base in gone))


def last(home: Home) -> dict[str, Any]:
    """What is written down of the last backup and the last drill; empty when there never was one."""
    try:
        return dict(json.loads((home.root / "backups" / "last.json").read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError):
        return {}


def note(home: Home, **facts: Any) -> None:
    """Write down more of the last backup or drill: `at`, `verified`, `bytes`, `wal_to`, `drill_at`."""
    (home.root / "backups").mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, exist_ok=True)
    told = {"at": None, "verified": None, "bytes": None, "drill_at": None, "wal_to": None, **last(home), **facts}
    write_privately(home.root / "backups" / "last.json", json.dumps(told, indent=2) + "\n")


def _stop_if_no_room(home: Home, backups: Path, *, whole: bool) -> None:
    size = sum(path.stat().st_size for path in home.postgres.rglob("*") if path.is_file()) if whole else 0
    free = shutil.disk_usage(backups).free
    if free < size * 1.1:
        raise MachineFault(
            f"No backup was made: the database fills {size // 1_000_000:,} MB and {backups} has {free // 1_000_000:,} MB left. "
            f"Make room there, or set {archive.FOLDER} to a folder on a larger disk."
        )


def _copy(home: Home, postgres: Identity, programs: Programs, data: Path, prior: Base | None) -> None:
    done = subprocess.run(
        [
            programs.path("pg_basebackup"),
            f"--pgdata={data}",
            f"--host={home.socket}",
            f"--port={PORT}",
            f"--username={SUPERUSER}",
            "--no-password",
            "--format=plain",
            "--wal-method=stream",
            "--checkpoint=fast",
            "--manifest-checksums=SHA256",
            *([f"--incremental={prior.data / 'backup_manifest'}"] if prior else []),
        ],
        env={**clean_environment(), "PGPASSWORD": superuser_password(home) or ""},
        cwd="/",
        capture_output=True,
        text=True,
        preexec_fn=tied_to_me(signal.SIGTERM, postgres.take_on),
    )
    if done.returncode != 0:
        said = [line.removeprefix("pg_basebackup: ") for line in done.stderr.strip().splitlines()]
        raise MachineFault("No backup was made: " + ("; ".join(said[-4:]) or "pg_basebackup said nothing") + ".")


def _to_build_on(found: tuple[Base, ...]) -> Base | None:
    full = [base for base in found if not base.prior]
    if not full or full[-1].ended < datetime.now(UTC) - FULL_EVERY:
        return None
    return found[-1]


def _from_manifest(making: Path, started: datetime, prior: Base | None, notes: Mapping[str, Any]) -> dict[str, Any]:
    manifest = json.loads((making / "data" / "backup_manifest").read_text(encoding="utf-8"))
    ranges = manifest["WAL-Ranges"]
    return {
        "started": started.isoformat(),
        "ended": datetime.now(UTC).isoformat(),
        "timeline": ranges[-1]["Timeline"],
        "starts": ranges[0]["Start-LSN"],
        "ends": ranges[-1]["End-LSN"],
        "prior": prior.name if prior else "",
        "bytes": sum(path.stat().st_size for path in making.rglob("*") if path.is_file()),
        "notes": dict(notes),
    }


def _read(about: Path) -> Base:
    try:
        told = json.loads(about.read_text(encoding="utf-8"))
        started, ended = (datetime.fromisoformat(told.pop(name)) for name in ("started", "ended"))
        return Base(folder=about.parent, started=started, ended=ended, **told)
    except (ValueError, KeyError, TypeError) as broken:
        raise Damaged(f"The backup {about.parent.name} is not as it was made: {about} cannot be read.") from broken


_NAMED_FOR = "%Y%m%dT%H%M%SZ"


def _a_second_of_its_own(backups: Path) -> datetime:
    """Now, once no base is named for this second: bases are told apart, and ordered, by theirs."""
    while any((backups / "base").glob(f"{(now := datetime.now(UTC)):{_NAMED_FOR}}-*")):
        time.sleep(0.1)
    return now


def _clear_unfinished(backups: Path) -> None:
    """Remove what a killed command left, unless its maker is alive."""
    for left in (backups / "base").glob(".making-*"):
        if not Path("/proc", left.name.rpartition("-")[2]).exists():
            shutil.rmtree(left, ignore_errors=True)
