"""F5: clocks that are wrong. The application's and the database's each go two days off, step back in the middle, cross the hours that are skipped and
repeated, a leap day, a year's end: histories keep their order, the log keeps every entry, and what a line is worth and is paid stays the same."""

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from duly.core.calendar.actions import load_holidays
from duly.core.log.tests.sealing import seal_now
from duly.core.log.verification import verify
from duly.payments.runs.tests.factories import WEEK
from duly.payments.validation import queries as judged
from duly.primitives.actor import SYSTEM
from tests.faults.operations import APPROVE, CHAIN, DRAFT, ISSUE, PREPARE, Case
from tests.faults.operations import an_office as council
from tests.faults.sizes import SCALE, SEED, size
from tests.faults.truths import untrue

pytestmark = pytest.mark.slow
CASES = size(7, 1_000)
JUDGE = next(one for one in CHAIN if one.name == "judge a week")
STEPS = (*CHAIN[1:5], JUDGE, DRAFT, PREPARE, APPROVE, ISSUE)
JUDGED_EACH = 4
"""A judgement is by far the dearest step: every fourth case takes it."""

NOW = None
MOMENTS = {
    "today": NOW,
    "the hour that is skipped": datetime(2027, 3, 28, 0, 59, 58, tzinfo=UTC),
    "the hour that comes twice": datetime(2026, 10, 25, 0, 59, 58, tzinfo=UTC),
    "a leap day": datetime(2028, 2, 28, 23, 59, 58, tzinfo=UTC),
    "the end of a leap day": datetime(2028, 2, 29, 23, 59, 58, tzinfo=UTC),
    "a year's end": datetime(2026, 12, 31, 23, 59, 58, tzinfo=UTC),
    "the end of a financial year": datetime(2027, 3, 31, 22, 59, 58, tzinfo=UTC),
}
DAYS, HOUR = timedelta(days=2), timedelta(hours=1)
GOING = {
    "right": lambda step: timedelta(),
    "two days fast": lambda step: DAYS,
    "two days slow": lambda step: -DAYS,
    "stepping back an hour": lambda step: timedelta() if step < 4 else -HOUR,
    "stepping back two days": lambda step: timedelta() if step < 6 else -DAYS,
    "back and forth": lambda step: DAYS * (-1) ** step,
    "standing still": lambda step: timedelta(seconds=-step),
}
"""How far off a clock is at each step of what is done, a second after another."""


class Clocks:
    """The application's clock and the one the database stamps entries with, each set apart from the other."""

    def __init__(self, dsn: str, monkeypatch):
        self.owner = psycopg.connect(dsn, autocommit=True)
        self.monkeypatch, self.real = monkeypatch, timezone.now
        (self.stamp,) = self.owner.execute("SELECT pg_get_functiondef('audit.stamp()'::regprocedure)").fetchone()
        assert self.stamp.count("clock_timestamp()") == 1

    def set(self, application: datetime, database: datetime) -> None:
        ahead = application - self.real()
        self.monkeypatch.setattr("duly.core.record.clock.timezone", SimpleNamespace(now=lambda: self.real() + ahead))
        seconds = (database - self.real()).total_seconds()
        self.owner.execute(self.stamp.replace("clock_timestamp()", f"clock_timestamp() + make_interval(secs => {seconds!r})"))

    def right(self) -> None:
        self.monkeypatch.undo()
        self.owner.execute(self.stamp)


@contextmanager
def clocks_of(dsn: str, monkeypatch) -> Iterator[Clocks]:
    made = Clocks(dsn, monkeypatch)
    try:
        yield made
    finally:
        made.right()
        made.owner.close()


def worth() -> list[tuple]:
    """What the week's lines are worth by the newest judgement, and why."""
    summed = judged.summary(judged.current_judgement_ref(WEEK))
    found = [judged.assessed_line(one.assessed_id)[0] for one in (*judged.due_lines(WEEK), *judged.left_out(WEEK))]
    return [
        (summed.claimed_pence, summed.entitled_pence),
        *sorted((one.line_ref, one.entitled_pence, one.decision, one.codes) for one in found),
    ]


def out_of_order() -> list[str]:
    """Subjects whose history has another order in the log than in its own numbers."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT subject_type || ' ' || subject_ref FROM (SELECT e.subject_type, e.subject_ref, e.subject_version, lag(e.subject_version)"
            " OVER (PARTITION BY e.subject_type, e.subject_ref ORDER BY l.leaf_index) AS before FROM audit.event e JOIN audit.leaf l USING (event_id))"
            " AS told WHERE before >= subject_version"
        )
        return [subject for (subject,) in cursor.fetchall()]


def cases() -> list[tuple[str, str, str]]:
    """Moments and how each clock goes: every moment and every way of going at least once, the rest by chance."""
    chance, names = random.Random(SEED), list(MOMENTS)
    wrong = [going for going in GOING if going != "right"]
    first = [(names[n % len(names)], wrong[n % len(wrong)], wrong[(n * 5 + 1) % len(wrong)]) for n in range(min(CASES, 42))]
    more = [(chance.choice(names), chance.choice(list(GOING)), chance.choice(list(GOING))) for _ in range(CASES - len(first))]
    return first + more


def test_order_and_entitlements_are_the_same_whatever_the_clocks_say(commits, server, counted, monkeypatch):
    council()
    load_holidays(years=range(2024, 2030), by=SYSTEM)
    JUDGE.act(Case(0))
    rightly, done, acts = worth(), Counter(), 0
    with clocks_of(server.owner_of(commits), monkeypatch) as clocks:
        for n, (moment, application, database) in enumerate(cases(), start=1):
            case, began = Case(n), MOMENTS[moment] or clocks.real()
            for step, operation in enumerate(STEPS):
                at = began + timedelta(seconds=step)
                clocks.set(at + GOING[application](step), at + GOING[database](step))
                if operation is not JUDGE or n % JUDGED_EACH == 0:
                    operation.act(case)
                    acts += 1
            assert worth() == rightly, (SEED, n)
            assert case.paid() == sum(line.due_pence for line in case.lines), (SEED, n)
            if n % 2:  # half of the histories wait in the queue together with another
                assert seal_now().alarms == (), (SEED, n)
            done[moment] += 1
        clocks.right()
        assert seal_now().alarms == ()

    assert out_of_order() == []
    assert untrue(server.owner_of(commits)) == []
    with psycopg.connect(server.owner_of(commits)) as reading:
        verdict = verify(reading)
    assert [alarm for alarm in verdict.alarms if not alarm.where.startswith("import IM-")] == []  # of the two files that were never there
    assert verdict.events > acts
    assert SCALE < 0.1 or len(done) == len(MOMENTS)
    told = " / ".join(f"{moment} {many}" for moment, many in sorted(done.items()))
    counted("F5 wrong clocks", cases=sum(done.values()), acts=acts, out_of_order=0, worth_or_paid_otherwise=0, of=told)
