"""Many drafts at one moment claim every line once; the same road without the database's index pays many times."""

import random
from threading import Barrier

import psycopg
import pytest

from duly.payments.runs import actions, queries
from duly.payments.runs.actions import Drafted
from duly.payments.runs.models import RunLine
from duly.payments.runs.tests.factories import ADA, BEA, PAY_DAY, WEEK, a_prepared_run, a_scheme, due
from duly.payments.runs.tests.racing import at_once
from duly.primitives.refusal import Refusal

WORKERS, LINES = 16, 200
SEED = 20261102


@pytest.fixture
def everyone_looks_first(monkeypatch):
    """Nobody claims until everybody has seen that nothing is claimed: the worst moment, every time."""
    looked = Barrier(WORKERS)
    preview = queries.preview

    def look(lines):
        seen = preview(lines)
        looked.wait(timeout=60)
        return seen

    monkeypatch.setattr("duly.payments.runs.actions.queries.preview", look)


def offered(worker: int) -> list:
    """Most of the same lines, in an order of the worker's own."""
    return random.Random(SEED + worker).sample([due(n, 1000 + n, provider=f"PR-{n % 7:04d}") for n in range(1, LINES + 1)], 150)


def draft(worker: int):
    category = "H" + chr(ord("A") + worker)
    return lambda: actions.draft(week=WEEK, category=category, pay_date=PAY_DAY, lines=offered(worker), by=ADA)


def test_sixteen_drafts_of_the_same_lines_claim_each_once(commits, everyone_looks_first):
    a_scheme()

    results = at_once([draft(worker) for worker in range(WORKERS)])

    claims = list(RunLine.objects.filter(superseded_by__isnull=True).values_list("line_period__line_ref", "n", "pence"))
    wanted = {line.line_ref: line.due_pence for worker in range(WORKERS) for line in offered(worker)}
    assert sorted(claims) == sorted((line, 0, pence) for line, pence in wanted.items())
    drafted = [one for one in results if isinstance(one, Drafted)]
    refused = [one for one in results if isinstance(one, Refusal)]
    assert len(drafted) + len(refused) == WORKERS
    assert {refusal.code for refusal in refused} <= {"nothing-to-pay"}
    assert sum(one.run.line_count for one in drafted) == len(wanted)
    for one in drafted:
        assert one.run.line_count + len(one.left_out) == 150
        assert {left.code for left in one.left_out} <= {"claimed-elsewhere"}
        assert queries.left_out(one.run.ref) == tuple(sorted(one.left_out, key=lambda o: (o.code, o.provider_ref, o.line_ref, o.week)))


def test_looking_first_and_then_writing_pays_twice(commits, server):
    """The same moment with no index to decide: what the test above would find if the database did not refuse."""
    with psycopg.connect(server.owner_of(commits), autocommit=True) as owner:
        owner.execute("CREATE TABLE naive (line integer, worker integer, pence integer)")
    looked = Barrier(WORKERS)

    def claim(worker: int):
        def act():
            with psycopg.connect(server.owner_of(commits)) as mine:
                taken = {line for (line,) in mine.execute("SELECT line FROM naive")}
                looked.wait(timeout=60)
                mine.cursor().executemany("INSERT INTO naive VALUES (%s, %s, 1000)", [(n, worker) for n in range(LINES) if n not in taken])

        return act

    at_once([claim(worker) for worker in range(WORKERS)])

    with psycopg.connect(server.owner_of(commits)) as owner:
        paid, lines = owner.execute("SELECT count(*), count(DISTINCT line) FROM naive").fetchone()
    assert lines == LINES
    assert paid > LINES


def test_eight_managers_approve_a_run_once(commits):
    a_scheme()
    run = a_prepared_run(due(1))

    results = at_once([lambda: actions.approve(run.ref, seen_sha256=run.content_sha256, by=BEA)] * 8)

    assert sum(isinstance(one, queries.RunSummary) for one in results) == 1
    assert {one.code for one in results if isinstance(one, Refusal)} == {"wrong-state"}
    assert queries.run(run.ref).version == 3


def test_a_run_reopened_while_it_is_approved_ends_one_way(commits):
    a_scheme()
    run = a_prepared_run(due(1))

    approved, reopened = at_once(
        [
            lambda: actions.approve(run.ref, seen_sha256=run.content_sha256, by=BEA),
            lambda: actions.reopen(run.ref, because="x", by=ADA),
        ]
    )

    assert isinstance(approved, Refusal) != isinstance(reopened, Refusal)
    assert queries.run(run.ref).state == ("draft" if isinstance(approved, Refusal) else "approved")
