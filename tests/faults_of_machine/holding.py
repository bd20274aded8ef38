"""What was promised to the outside, held against what is in the database: acknowledged writes, events of every version, checkpoints."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from duly.core.log.verification import verify
from duly.machine.credentials import Credentials
from duly.primitives.note import Checkpoint
from tests.faults_of_machine.installation import ROOT, Installation

_LOST = """
    SELECT a.ref, a.version FROM unnest(%s::text[], %s::int[], %s::uuid[]) AS a (ref, version, event_id)
      LEFT JOIN audit.event e ON e.event_id = a.event_id AND e.subject_ref = a.ref AND e.subject_version = a.version
      LEFT JOIN retention_hold h ON h.ref = a.ref AND h.version >= a.version
     WHERE e.event_id IS NULL OR h.ref IS NULL
"""
_SILENT = """
    SELECT coalesce(h.ref, e.subject_ref) FROM retention_hold h
      FULL JOIN (SELECT subject_ref, max(subject_version) AS version FROM audit.event WHERE subject_type = 'hold' GROUP BY 1) e
        ON e.subject_ref = h.ref
     WHERE h.version IS DISTINCT FROM e.version
"""


@dataclass
class Held:
    """What was found: how many writes were acknowledged and which of them are lost, which rows and events disagree, checkpoints, alarms."""

    acknowledged: int = 0
    lost: list[tuple[str, int]] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    checkpoints: int = 0
    events: int = 0
    alarms: list[str] = field(default_factory=list)

    @property
    def well(self) -> bool:
        return not (self.lost or self.silent or self.alarms)


@contextmanager
def writers(installation: Installation, folder: Path, people: int) -> Iterator[subprocess.Popen]:
    """People writing, and the sequencer, as long as the block lasts."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults_of_machine.writing", str(folder), str(people)],
        cwd=ROOT,
        env=installation.env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        assert process.stdout.readline().strip() == "writing"
        yield process
    finally:
        process.stdin.close()
        process.wait(20)
        process.stdout.close()


def lines(folder: Path, pattern: str) -> int:
    """How many lines these files have together: acknowledgements, refusals, checkpoints."""
    return sum(path.read_bytes().count(b"\n") for path in folder.glob(pattern))


def until(folder: Path, pattern: str, at_least: int, *, meanwhile: Callable[[], None] = lambda: None, seconds: float = 120) -> None:
    """Wait until these files have so many lines. SystemExit when it takes too long."""
    ends = time.monotonic() + seconds
    while (found := lines(folder, pattern)) < at_least:
        meanwhile()
        if time.monotonic() > ends:
            raise SystemExit(f"After {seconds:g} s {pattern} had {found} lines and not {at_least}.")
        time.sleep(0.05)


def some_more(folder: Path, writes: int) -> None:
    """Wait until so many more writes are acknowledged, and then until the sequencer has sealed and had cosigned what was there."""
    until(folder, "acknowledged-*.txt", lines(folder, "acknowledged-*.txt") + writes)
    until(folder, "checkpoints.txt", lines(folder, "checkpoints.txt") + 2)


def held_against(installation: Installation, folder: Path) -> Held:
    """Everything that was promised so far, held against one moment of the database. What is promised meanwhile is not in question."""
    found = Held()
    promised = [line.split() for path in folder.glob("acknowledged-*.txt") for line in path.read_text().splitlines()]
    kept = folder / "checkpoints.txt"
    notes = [bytes.fromhex(line).decode() for line in (kept.read_text().splitlines() if kept.exists() else [])]
    outside = [(f"checkpoint {n}", Checkpoint.read(note.partition("\n\n")[0] + "\n")) for n, note in enumerate(notes, start=1)]
    found.acknowledged, found.checkpoints = len(promised), len(outside)
    known = Credentials.load(installation.home, "duly")
    assert known is not None
    with psycopg.connect(known.dsn("app"), autocommit=True, options="-c duly.sees=*") as asking, asking.transaction():
        asking.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        columns = list(zip(*promised, strict=True)) or [(), (), ()]
        found.lost = asking.execute(_LOST, [list(columns[0]), [int(v) for v in columns[1]], list(columns[2])]).fetchall()
        found.silent = [ref for (ref,) in asking.execute(_SILENT)]
    with psycopg.connect(known.dsn("audit_ro"), autocommit=True) as reading:
        verdict = verify(reading, outside=outside)
    found.events = verdict.events
    found.alarms = [f"{alarm.where}: {alarm.says}" for alarm in verdict.alarms]
    alarms = folder / "alarms.txt"
    found.alarms += alarms.read_text().splitlines() if alarms.exists() else []
    return found
