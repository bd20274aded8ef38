"""A sequencer may be killed at any point, and two may run at once: every event gets one number, and no two checkpoints disagree.

Each case forks a sequencer that really dies (SIGKILL) with its connection open; the next one carries on from what is there.
"""

import os
import signal
import time
from datetime import timedelta
from random import Random

import psycopg
import pytest
from django.db import connection

from duly.core.log import sequencer
from duly.core.log.ring import Ring
from duly.core.log.tests.ground import checkpoints_agree, log_is_sound, rows, write, write_together
from duly.core.log.tests.sealing import WitnessHere, as_sequencer
from duly.primitives.note import Signer
from duly.site.database import credentials
from tests.faults.sizes import SEED, size

pytestmark = pytest.mark.usefixtures("commits")
AT_ONCE = timedelta(0)
SIGNER = Signer.new("log.test")
POINTS = [1, 2, 3, 4, 6, 8, 9, 11, 14, "remember", "witness", "copy"]
BY_CHANCE = Random(SEED)
MORE = [BY_CHANCE.choice([*range(1, 15), "remember", "witness", "copy"]) for _ in range(size(0, 488))]
"""Every night so many more, drawn from the seed."""
DAYS, TWICE, WAITING = size(1, 50), size(1, 50), size(40, 300)


class Dying(psycopg.Connection):
    """A connection whose process is killed just before its n-th statement."""

    until = 0

    def execute(self, *told, **how):
        Dying.until -= 1
        if Dying.until == 0:
            die()
        return super().execute(*told, **how)


def die(*_) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def in_a_fork(work) -> int:
    """Do the work in a process of its own. Returns the signal that ended it, or 0."""
    connection.close()
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def test_a_sequencer_killed_anywhere_is_carried_on_from(commits, record_property):
    witness, dsn = WitnessHere([SIGNER.verifier()]), credentials().dsn("seq")

    for point in POINTS + MORE:
        write(3)
        with as_sequencer() as session:
            before = sequencer.one_round(session, Ring(SIGNER), [witness], apart=AT_ONCE).size
        write_together(WAITING)
        assert in_a_fork(lambda point=point: killed_at(point, dsn, commits, witness)) == signal.SIGKILL, point
        write(2)
        with as_sequencer() as session:
            done = sequencer.one_round(session, Ring(SIGNER), [witness], apart=AT_ONCE)

        assert (done.alarms, done.asked.cosigned_by) == ((), ("witness.test",)), point
        assert log_is_sound(Ring(SIGNER)) == done.size == before + WAITING + 2, point
    checkpoints_agree()
    kills = len(POINTS + MORE)
    record_property(
        "counted", f"F6 sequencer killed: {kills} times, {done.size:,} entries without a gap, no two checkpoints apart; seed {SEED}"
    )


def killed_at(point: int | str, dsn: str, database: str, witness: WitnessHere) -> None:
    """One round that never ends: killed before a statement, or while it remembers, is cosigned or copies."""
    Dying.until = point if isinstance(point, int) else -1
    session = Dying.connect(dsn, dbname=database, autocommit=True)
    ring = Ring(SIGNER, remember=die) if point == "remember" else Ring(SIGNER)
    if point == "witness":
        witness.add_checkpoint = die
    if point == "copy":
        sequencer.grown = die
    sequencer.one_round(session, ring, [witness], apart=AT_ONCE)


def test_a_witness_that_is_down_for_a_day_cosigns_all_of_it_when_it_is_back(commits, record_property):
    witness = WitnessHere([SIGNER.verifier()])
    write(3)
    for _ in range(DAYS):
        with as_sequencer() as session:
            assert sequencer.one_round(session, Ring(SIGNER), [witness], apart=AT_ONCE).asked.cosigned_by == ("witness.test",)
            witness.answers = False
            for _ in range(24):
                write(1)
                down = sequencer.one_round(session, Ring(SIGNER), [witness], apart=AT_ONCE)
                assert (down.alarms, down.asked.cosigned_by, len(down.asked.faults)) == ((), (), 1)
            witness.answers = True
            back = sequencer.one_round(session, Ring(SIGNER), [witness], apart=AT_ONCE)
        assert (back.alarms, back.asked.cosigned_by, witness.size) == ((), ("witness.test",), back.size)
    checkpoints_agree()
    log_is_sound(Ring(SIGNER))
    record_property("counted", f"F6 witness down: {DAYS} days of 24 checkpoints that nobody cosigned, each cosigned at its end; seed none")


def test_two_sequencers_at_once_take_turns(commits, record_property):
    for turn in range(1, TWICE + 1):
        two_at_once(commits, 400 * turn)
    checkpoints_agree()
    record_property("counted", f"F6 two sequencers at once: {TWICE} times, {log_is_sound(Ring(SIGNER)):,} entries, each once; seed none")


def two_at_once(database: str, until: int) -> None:
    dsn = credentials().dsn("seq")

    def one_of_two() -> None:
        with psycopg.connect(dsn, dbname=database, autocommit=True) as session:
            ends = time.monotonic() + 30
            while time.monotonic() < ends and sequencer.size_of(session) < until:
                sequencer.advance(session, Ring(SIGNER), apart=timedelta(milliseconds=5))
        os._exit(0)

    connection.close()
    children = []
    for _ in range(2):
        child = os.fork()
        if child == 0:
            try:
                one_of_two()
            finally:
                os._exit(1)
        children.append(child)
    while rows("SELECT count(*) FROM audit.event")[0][0] < until:
        write_together(7)
    ended = [os.waitpid(child, 0)[1] for child in children]

    assert ended == [0, 0]
    with as_sequencer() as session:
        sequencer.advance(session, Ring(SIGNER), apart=AT_ONCE)
    assert log_is_sound(Ring(SIGNER)) >= until
    assert rows("SELECT count(*) FROM audit.checkpoint")[0][0] > 1


def test_two_that_hold_a_round_open_wait_for_each_other(commits):
    write(3)
    with as_sequencer() as first, as_sequencer() as second:
        second.execute("SET lock_timeout = '200ms'")
        with first.transaction():
            first.execute("SELECT FROM audit.tree_state FOR UPDATE")
            with pytest.raises(psycopg.errors.LockNotAvailable):
                sequencer.seal(second)
        assert sequencer.seal(second) >= 3
