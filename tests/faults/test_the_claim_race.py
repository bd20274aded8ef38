"""C1: sixteen workers claim the same two thousand lines; each line is claimed once. The naive way is shown to fail the same checker."""

import os
import random
from collections import Counter
from collections.abc import Callable, Sequence
from uuid import UUID

import psycopg
import pytest
from django.db import connection

from duly.core.record.actions import unit_of_work
from duly.payments.runs.claiming import _headers, claim
from duly.payments.runs.events import RunDrafted
from duly.payments.runs.models import Run
from duly.payments.runs.rules import Claim
from duly.payments.runs.tests.factories import ADA, PAY_DAY, WEEK, due
from tests.faults.crowd import in_processes
from tests.faults.sizes import NIGHTLY, SEED, size

pytestmark = pytest.mark.slow
WORKERS = max(16, size(16, 64))  # with fewer, nobody would race
LINES = max(2_000, size(2_000, 10_000))
ROUNDS = size(1, 20)
AT_A_TIME = 100
"""Lines a worker claims in one transaction."""

Way = Callable[[Run, Sequence[Claim], UUID], int]


def as_it_is(run: Run, claims: Sequence[Claim], event: UUID) -> int:
    """Through the one place where claims are written."""
    got, lost = claim(run, claims, made_by=event)
    assert len(got) + len(lost) == len(claims)
    return len(got)


def naively(run: Run, claims: Sequence[Claim], event: UUID) -> int:
    """Look what is claimed, then write the rest: what `claim` would be without the database's index."""
    headers = _headers(claims, event)
    with connection.cursor() as cursor:
        cursor.execute("SELECT line_period_id FROM runs_runline WHERE superseded_by IS NULL")
        taken = {pk for (pk,) in cursor.fetchall()}
        mine = [c for c in claims if headers[c.due.line_ref, c.due.week] not in taken]
        cursor.executemany(
            "INSERT INTO runs_runline (run_id, line_period_id, n, provider_ref, person_ref, service, entitled_pence, paid_before_pence, pence,"
            " judgement_ref, assessed_digest, cause, assessed_id, made_by) VALUES (%s, %s, 0, %s, 'P', 's', %s, 0, %s, 'J', '', '', 0, %s)",
            [[run.pk, headers[c.due.line_ref, c.due.week], c.due.provider_ref, c.due.due_pence, c.due.due_pence, event] for c in mine],
        )
    return len(mine)


def a_run(record, worker: int, which: int) -> tuple[Run, UUID]:
    """A draft of a worker's own, and the event that drafted it."""
    category = f"W{chr(65 + worker // 26)}{chr(65 + worker % 26)}"
    ref = f"{category}{which}-{os.getpid()}"
    run = Run.objects.create(ref=ref, version=1, category=category, week=WEEK, pay_date=PAY_DAY, state="draft", drafted_by=ADA.ref)
    return run, record.write(RunDrafted(ref, 1, category, WEEK, PAY_DAY, 0, 0, 0, ""), by=ADA)


def worker(number: int, offset: int, way: Way) -> Callable[[], int]:
    """Claims every line, a hundred at a time, in an order of its own. Gives how many it got."""

    def work() -> int:
        order = random.Random(SEED * 1000 + offset + number).sample(range(offset + 1, offset + LINES + 1), LINES)
        got = 0
        for start in range(0, LINES, AT_A_TIME):
            with unit_of_work() as record:
                run, event = a_run(record, number, start)
                chosen = sorted(order[start : start + AT_A_TIME])
                got += way(run, [Claim(0, due(n, 1000 + n % 97)) for n in chosen], event)
        return got

    return work


def headers_beforehand(offset: int) -> None:
    """Half of the lines have been paid in other weeks before, so that their headers are there: nothing but the claim itself can decide."""
    with unit_of_work() as record:
        _, event = a_run(record, 600, offset)
        _headers([Claim(0, due(n)) for n in range(offset + 1, offset + LINES + 1, 2)], event)


def doubled() -> list[tuple[str, int]]:
    """The checker: every line and week claimed more than once, and what was then paid too much."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.line_ref, sum(l.pence) - max(l.pence) FROM runs_runline l JOIN runs_lineperiod p ON p.id = l.line_period_id"
            " WHERE l.superseded_by IS NULL GROUP BY p.line_ref, p.week, l.n HAVING count(*) > 1"
        )
        return cursor.fetchall()


def claimed() -> Counter[str]:
    """How often each line is claimed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.line_ref FROM runs_runline l JOIN runs_lineperiod p ON p.id = l.line_period_id WHERE l.superseded_by IS NULL"
        )
        return Counter(ref for (ref,) in cursor.fetchall())


def race(way: Way, round_: int) -> list[int]:
    headers_beforehand(round_ * LINES)
    return in_processes([worker(number, round_ * LINES, way) for number in range(WORKERS)])


def test_every_line_is_claimed_once(commits, counted):
    got = 0
    for round_ in range(ROUNDS):
        got += sum(race(as_it_is, round_))

    assert doubled() == []
    assert got == len(claimed()) == LINES * ROUNDS
    attempts = WORKERS * LINES * ROUNDS
    assert NIGHTLY or attempts >= 32_000
    counted("C1 claim race", workers=WORKERS, lines=LINES, rounds=ROUNDS, attempts=attempts, doubled=0)


def test_looking_first_fails_the_same_checker(commits, server, counted):
    with psycopg.connect(server.owner_of(commits)) as owner:
        owner.execute("DROP INDEX one_live_claim_for_a_line_week_and_number")
        owner.execute("DROP INDEX a_run_pays_a_line_and_week_once")

    race(naively, 0)

    twice = doubled()
    assert len(twice) > 0
    counted("C1 naive way", lines_paid_more_than_once=len(twice), pence_too_much=int(sum(pence for _, pence in twice)))
