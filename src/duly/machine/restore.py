"""Bring back a database as it was at a moment: which backup and which of its log are needed, and rebuilding it beside the present one."""

import shutil
import signal
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from duly.machine import archive, backup
from duly.machine.archive import Segment
from duly.machine.backup import Base
from duly.machine.fault import MachineFault
from duly.machine.home import Home
from duly.machine.identity import Identity
from duly.machine.lifeline import tied_to_me
from duly.machine.programs import Programs


class CannotRestore(MachineFault):
    """What is kept does not reach that moment; the text names what is missing."""


@dataclass(frozen=True)
class Plan:
    """What a restore needs. `to` is None for everything there is; `chain` is the full backup first; `log` are the folders read, in order."""

    to: datetime | None
    timeline: int
    chain: tuple[Base, ...]
    log: tuple[Path, ...]
    first: Segment
    last: Segment

    @property
    def base(self) -> Base:
        """The newest base backup used."""
        return self.chain[-1]


def plan(backups: Path, *, to: datetime | None, base: str = "", timeline: int = 0, also: Path | None = None) -> Plan:
    """The newest base backup that ended before `to`, and the unbroken row of log from it. Nothing is touched.

    `base` names another backup to begin from; `timeline` one to follow other than the newest; `also` is a folder of PostgreSQL's own log
    (`pg_wal`) with what was not kept yet. CannotRestore, naming the backup or the segment that is missing.
    """
    kept = archive.log_folder(backups)
    found = backup.bases(backups)
    newest = archive.newest_timeline(kept, at_least=max((one.timeline for one in found), default=1))
    timeline = timeline or newest
    line = archive.line_of(timeline, kept)
    usable = [one for one in found if archive.bytes_at(one.ends) <= line.get(one.timeline, -1)]
    chosen = _chosen(usable, to=to, named=base, backups=backups)
    folders = (kept, also) if also else (kept,)
    there = archive.segments(kept) + (_bare(also) if also else ())
    gap = archive.missing(chosen.first_segment, line, there)
    if gap is not None:
        raise CannotRestore(
            f"The log's segment {gap.name} is missing from {kept}, and it is needed after the backup {chosen.name} "
            f"({chosen.ended:%Y-%m-%d %H:%M:%S} UTC). Nothing was changed. Find that file, or restore to a time before it began."
        )
    last = max((one for one in there if one.timeline in line and one.number >= chosen.first_segment.number), default=chosen.first_segment)
    return Plan(to, timeline, backup.chain(chosen, found), folders, chosen.first_segment, last)


def rebuild(wanted: Plan, into: Home, postgres: Identity, programs: Programs) -> None:
    """Verify each backup of the chain, and make one data folder of them in a home that has none."""
    for base in wanted.chain:
        backup.verify_copy(programs, postgres, base.data, base.name)
    making = into.root / "making"
    making.mkdir(mode=0o700)
    postgres.give(making)
    done = programs.run(
        "pg_combinebackup",
        "--no-manifest",
        f"--output={making / 'data'}",
        *(str(base.data) for base in wanted.chain),
        cwd="/",
        preexec_fn=tied_to_me(signal.SIGTERM, postgres.take_on),
    )
    if done.returncode != 0:
        raise CannotRestore(
            f"The backup {wanted.base.name} could not be put together: {done.stderr.strip().splitlines()[-1:] or 'nothing said'}."
        )
    (making / "data").rename(into.postgres)
    shutil.rmtree(making)


def _chosen(usable: list[Base], *, to: datetime | None, named: str, backups: Path) -> Base:
    if named:
        found = [one for one in usable if one.name == named and (to is None or one.ended <= to)]
        if not found:
            raise CannotRestore(f"There is no backup {named} in {backups} from which that time can be reached.")
        return found[0]
    early = [one for one in usable if to is None or one.ended <= to]
    if not early:
        oldest = f"the oldest ended at {usable[0].ended:%Y-%m-%d %H:%M:%S} UTC" if usable else "there is none there"
        raise CannotRestore(f"No backup in {backups} was made before that time: {oldest}. Nothing was changed.")
    return early[-1]


def _bare(folder: Path) -> tuple[Segment, ...]:
    """Segments in a server's own folder, where they are not compressed."""
    return tuple(sorted(one for path in folder.iterdir() if (one := Segment.named(path.name)) is not None))
