"""Fill the disk under an installation, see what is refused, free it again: `python -m tests.faults_of_machine.filling MODEL FOLDER CYCLES`.

Run in a mount namespace of its own, in which it may mount: FOLDER becomes a small disk in memory, gone when this process is. It prints what it saw.
"""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg

from duly.machine.credentials import Credentials
from duly.machine.home import Home
from duly.machine.postgres import EmbeddedPostgres
from tests.faults_of_machine.holding import held_against, lines, until, writers
from tests.faults_of_machine.installation import Installation
from tests.faults_of_machine.writing import REFUSED

CANNOT_MOUNT = 75
ROOM_BYTES = 150_000_000
REFUSALS = 200


def main(model: Path, folder: Path, cycles: int) -> int:
    """Do it, so many times over. CANNOT_MOUNT where this kernel does not let us."""
    size = int(subprocess.run(["du", "-sb", str(model)], capture_output=True, text=True, check=True).stdout.split()[0]) + ROOM_BYTES
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size},mode=0711", "tmpfs", str(folder)], capture_output=True, text=True)
    if mounted.returncode != 0:
        print(mounted.stderr.strip(), file=sys.stderr)
        return CANNOT_MOUNT
    installation = Installation(Home(model)).copied_to(folder / "home")
    os.environ.update(installation.env)
    import django

    django.setup()
    from duly.core.record import sight  # when Django is set up

    sight.this_process_sees_everything("it acts for the office, as a command does")
    with tempfile.TemporaryDirectory() as elsewhere:
        print(json.dumps(fill(installation, Path(elsewhere), cycles)))
    return 0


def fill(installation: Installation, elsewhere: Path, cycles: int) -> dict:
    """Fill and free while eight people write. What was seen: refusals, losses, whether the server stayed up and could be read."""
    ballast, reads = installation.home.root.parent / "ballast", 0
    with EmbeddedPostgres.running(installation.home, say=lambda sentence: None), writers(installation, elsewhere, 8):
        began = (installation.home.postgres / "postmaster.pid").read_text().split()[0]
        for cycle in range(1, cycles + 1):
            until(elsewhere, "acknowledged-*.txt", 50 * cycle)
            until(elsewhere, "checkpoints.txt", cycle)
            _fill(ballast)
            until(elsewhere, REFUSED, REFUSALS * cycle, meanwhile=lambda: _fill(ballast))
            reads += _read(installation)
            ballast.unlink()
            until(elsewhere, "acknowledged-*.txt", 50 + lines(elsewhere, "acknowledged-*.txt"))
            until(elsewhere, "checkpoints.txt", 1 + lines(elsewhere, "checkpoints.txt"))
        stayed = (installation.home.postgres / "postmaster.pid").read_text().split()[0] == began
        found = held_against(installation, elsewhere)
    refusals = (elsewhere / REFUSED).read_text().split()
    lost = elsewhere / "lost.txt"
    return {
        "cycles": cycles,
        "refused": len(refusals),
        "codes": sorted(set(refusals)),
        "unclean": lost.read_text().splitlines()[:5] if lost.exists() else [],
        "acknowledged": found.acknowledged,
        "events": found.events,
        "checkpoints": found.checkpoints,
        "lost": len(found.lost),
        "silent": found.silent[:5],
        "alarms": found.alarms[:5],
        "stayed up": stayed,
        "reads": reads,
        "panics": (installation.home.logs / "postgresql.log").read_text(errors="replace").count("PANIC"),
    }


def _fill(ballast: Path) -> None:
    """Take every byte there is, in smaller and smaller pieces."""
    with ballast.open("ab", buffering=0) as file:
        for piece in (1 << 20, 1 << 16, 1 << 12):
            with contextlib.suppress(OSError):
                while True:
                    file.write(b"x" * piece)


def _read(installation: Installation) -> int:
    known = Credentials.load(installation.home, "duly")
    assert known is not None
    with psycopg.connect(known.dsn("app"), options="-c duly.sees=*") as reading:
        return int(reading.execute("SELECT count(*) > 0 FROM retention_hold").fetchone()[0])


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])))
