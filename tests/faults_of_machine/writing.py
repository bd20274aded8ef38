"""Eight people writing and the sequencer, until told to stop: `python -m tests.faults_of_machine.writing FOLDER PEOPLE`, with DULY_HOME set.

Each writes rows with their events through the one door. What the database has said yes to is acknowledged in a file of the writer's own, which is
on the disk before the next begins; and every checkpoint a witness has cosigned is kept in another. Those files are what a crash is held against.
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django
import psycopg
from django.db import DatabaseError, InterfaceError, connection

from duly.machine.lifeline import die_with_parent
from duly.primitives.refusal import Refused

REFUSED, LOST = "refused.txt", "lost.txt"


def main(folder: Path, people: int) -> None:
    """Fork the writers and the sequencer, and wait for the end of the input."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duly.site.settings")
    django.setup()
    from duly.core.record import sight  # when Django is set up

    sight.this_process_sees_everything("it acts for the office, as a command does")
    me = os.getpid()
    for number in range(people):
        _forked(me, lambda number=number: write(number, folder))
    _forked(me, lambda: sequence(folder))
    print("writing", flush=True)
    sys.stdin.read()
    os.killpg(0, 15)


def write(number: int, folder: Path) -> None:
    """Place a hold, lift it, place another: a row and an event each time. A lost connection is taken up again; a refusal is noted."""
    standing, n = "", 0
    acknowledged = _file(folder / f"acknowledged-{number}.txt")
    while True:
        n += 1
        ref = standing or f"K{number}-{os.getpid()}-{n}"
        try:
            version, event = _lift(ref) if standing else _place(ref)
        except Refused as refused:
            _note(folder / REFUSED, refused.refusal.code)
            standing = ""
            time.sleep(0.02)
            continue
        except (DatabaseError, InterfaceError, psycopg.Error) as lost:
            _note(folder / LOST, repr(str(lost).strip()))
            connection.close()
            standing = ""
            time.sleep(0.02)
            continue
        _note_in(acknowledged, f"{ref} {version} {event}")
        standing = "" if standing else ref


def sequence(folder: Path) -> None:
    """One round after another, with a witness in this process that keeps what it has cosigned."""
    from datetime import timedelta

    from duly.core.log import keys
    from duly.core.log.sequencer import one_round
    from duly.core.log.tests.sealing import WitnessHere
    from duly.site.database import credentials

    ring = keys.load()
    witness, kept = WitnessHere(list(ring.verifiers())), 0
    outside = _file(folder / "checkpoints.txt")
    known = credentials()
    assert known is not None
    while True:
        try:
            with psycopg.connect(known.dsn("seq"), autocommit=True) as sequencing:
                while True:
                    done = one_round(sequencing, ring, [witness], apart=timedelta(seconds=0.1))
                    for alarm in done.alarms:
                        _note(folder / "alarms.txt", alarm)
                    for note in witness.seen[kept:]:
                        _note_in(outside, note.encode().hex())
                    kept = len(witness.seen)
                    time.sleep(0.02)
        except (psycopg.Error, OSError):  # a lost connection, or no room to remember what is about to be signed
            time.sleep(0.02)


def _place(ref: str) -> tuple[int, object]:
    from duly.core.record.actions import unit_of_work
    from duly.core.record.clock import today
    from duly.core.retention.events import HoldPlaced
    from duly.core.retention.models import Hold
    from duly.primitives.actor import SYSTEM

    with unit_of_work() as record:
        Hold.objects.create(
            ref=ref[:20],
            version=1,
            state="held",
            about=ref,
            because="A test of what a crash leaves.",
            placed_by="system",
            placed_on=today(),
        )
        event = record.write(HoldPlaced(ref[:20], 1, ref, "A test of what a crash leaves."), by=SYSTEM)
    return 1, event


def _lift(ref: str) -> tuple[int, object]:
    from duly.core.record.actions import unit_of_work
    from duly.core.retention.events import HoldLifted
    from duly.core.retention.models import Hold
    from duly.primitives.actor import SYSTEM

    with unit_of_work() as record:
        hold = Hold.objects.select_for_update().get(ref=ref[:20])
        hold.state, hold.version = "lifted", 2
        hold.save(update_fields=["state", "version"])
        event = record.write(HoldLifted(ref[:20], 2, ref, "It is over."), by=SYSTEM)
    return 2, event


def _forked(parent: int, does: Callable[[], None]) -> None:
    if os.fork() == 0:
        die_with_parent(parent)
        try:
            does()
        finally:
            os._exit(1)


def _file(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)


def _note_in(file: int, line: str) -> None:
    os.write(file, f"{line}\n".encode())
    os.fsync(file)


def _note(path: Path, line: str) -> None:
    file = _file(path)
    os.write(file, f"{line}\n".encode())
    os.close(file)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
