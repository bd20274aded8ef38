"""F1: every operation on money and on the record, killed with SIGKILL at its steps in turn, then asked for again: once, and never twice."""

import random
from collections import Counter

import psycopg
import pytest
from django.db import connection

from duly.core.log.tests.reading_back import read_back
from duly.core.log.tests.sealing import seal_now
from duly.payments.runs import queries as run_queries
from duly.primitives.refusal import Refused
from tests.faults.killing import Ended, done_in_a_process, wait_until_gone
from tests.faults.operations import CHAIN, Case, Operation, an_office
from tests.faults.sizes import NIGHTLY, SCALE, SEED, size
from tests.faults.truths import how_many, untrue_now

pytestmark = pytest.mark.slow
KILLS = size(400, 20_000)
IN_A_PROCESS_OF_ITS_OWN = {"judge a week"}
"""Done again in a process of its own too: the engine's threads would not be there in the next child."""


class Killing:
    """Takes chain after chain through every operation, killing each at its next step."""

    def __init__(self, dsn: str):
        self.observer = psycopg.connect(dsn)
        self.observer.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        self.gone = psycopg.connect(dsn, autocommit=True)
        self.chance = random.Random(SEED)
        self.order: dict[int, list[int]] = {}
        self.killed_at: Counter[tuple[str, int]] = Counter()
        self.checks = 0

    def all_is_well(self, operation: Operation, ended: Ended, when: str) -> None:
        found = untrue_now(self.observer)
        self.checks += how_many()
        assert found == [], f"{operation.name}, killed at step {len(ended.steps)} ({ended.step}), {when}: {found}"

    def steps_of(self, place: int, steps: tuple[str, ...]) -> None:
        """Learns an operation's steps: those around COMMIT first, then the others, shuffled."""
        around = [n for n, step in enumerate(steps, start=1) if "COMMIT" in step]
        others = [n for n in range(1, len(steps) + 1) if n not in around]
        self.chance.shuffle(others)
        self.order[place] = [*around, *others]

    def one(self, place: int, operation: Operation, case: Case) -> None:
        """Kill it at its next step, look, ask for it again, look."""
        before = operation.told(case)
        kill_at = self.order[place][case.n % len(self.order[place])] if place in self.order else 0
        ended = done_in_a_process(lambda: operation.act(case), kill_at=kill_at)
        assert (ended.fell, ended.refused) == ("", ""), f"{operation.name}: {ended.fell}{ended.refused}"
        if not ended.killed:
            self.steps_of(place, ended.steps)
            assert operation.told(case) == before + 1, operation.name
            return
        self.killed_at[operation.name, kill_at] += 1
        self.all_is_well(operation, ended, "at once")
        wait_until_gone(self.gone, ended.backends)
        done = operation.told(case) - before
        where = f"{operation.name}, killed at step {kill_at} ({ended.step})"
        assert done in (0, 1), where
        assert done == 1 or ended.step != "after COMMIT", f"{where} was acknowledged and is lost"
        assert done == 0 or any("COMMIT" in step for step in ended.steps), f"{where} was kept without a commit"
        answer = self.again(operation, case)
        assert (answer == "done") if not done else (answer == {"refused": "refused", "same": "done", "another": "done"}[operation.again]), (
            where
        )
        assert operation.told(case) - before == (2 if done and operation.again == "another" else 1), where
        self.all_is_well(operation, ended, "asked for again")
        if operation.paid is not None:
            assert case.paid() == (sum(line.pence for line in run_queries.lines(case.run)) if operation.paid else 0), where

    def again(self, operation: Operation, case: Case) -> str:
        if operation.name in IN_A_PROCESS_OF_ITS_OWN:
            ended = done_in_a_process(lambda: operation.act(case))
            assert not ended.fell, ended.fell
            return "refused" if ended.refused else "done"
        try:
            operation.act(case)
        except Refused:
            return "refused"
        return "done"


def test_killed_anywhere_it_is_done_once_or_not_at_all(commits, server, counted):
    an_office()
    seal_now()  # so that every process after this has the same key
    made_up = read_back().alarms  # of visits and claims that the ground wrote without their imports
    connection.ensure_connection()
    killing, n = Killing(server.owner_of(commits)), 0
    while sum(killing.killed_at.values()) < KILLS:
        case = Case(n)
        for place, operation in enumerate(CHAIN):
            if n % operation.every == 0:
                killing.one(place, operation, case)
        n += 1

    kills, points = sum(killing.killed_at.values()), len(killing.killed_at)
    assert [alarm for alarm in read_back().alarms if alarm not in made_up] == []
    killing.observer.close()
    killing.gone.close()
    assert kills >= KILLS
    assert SCALE < 0.1 or points >= (400 if NIGHTLY else 100)
    counted(
        "F1 SIGKILL", operations=len({o.name for o in CHAIN}), points=points, kills=kills, checks=killing.checks, violations=0, chains=n
    )
