"""Whoever pays a week keeps it still: a decision made at that instant waits, and comes after the payment or is seen by it."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from duly.core.record.actions import unit_of_work
from duly.payments.tests.ground import MONDAY
from duly.payments.validation import queries
from duly.payments.validation.actions import decide, judge
from duly.payments.validation.tests.ground import a_commissioned_line, claimed, officers, visited


@pytest.fixture
def held(commits):
    """Bea, who may decide, and the line-week held for her."""
    ada, bea = officers()
    a_commissioned_line(ada)
    visited("V1", minutes=45)
    claimed("I1", minutes=45)
    judge([MONDAY], by=ada)
    return bea, queries.exceptions(MONDAY)[0].assessed_id


@contextmanager
def at_the_same_time(work) -> Iterator[threading.Thread]:
    """Work done in a connection of its own; what it raised is raised here."""
    raised: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as wrong:
            raised.append(wrong)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    yield thread
    thread.join(30)
    assert not thread.is_alive()
    assert not raised, raised


def somebody_waits() -> bool:
    """Whether, within five seconds, a session waits for a lock on what was decided of a week."""
    for _ in range(100):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT EXISTS (SELECT FROM pg_locks AS l JOIN pg_database AS d ON d.oid = l.database"
                " WHERE l.locktype = 'advisory' AND NOT l.granted AND d.datname = current_database())"
            )
            if cursor.fetchone()[0]:
                return True
        time.sleep(0.05)
    return False


def test_a_decision_waits_until_whoever_pays_the_week_is_done(held):
    bea, assessed_id = held
    kept, done = threading.Event(), threading.Event()

    def pay() -> None:
        with unit_of_work():
            queries.keep_still([MONDAY])
            kept.set()
            assert done.wait(30)

    with at_the_same_time(pay):
        assert kept.wait(30)
        with at_the_same_time(lambda: decide(assessed_id, choice="hold", reason_code="90", by=bea)):
            waited, decided = somebody_waits(), queries.decision_on("L-1", MONDAY)
            done.set()

    assert waited
    assert decided is None
    assert queries.decision_on("L-1", MONDAY).choice == "hold"


def test_a_decision_on_another_week_does_not_wait(held):
    bea, assessed_id = held
    kept, done = threading.Event(), threading.Event()

    def pay() -> None:
        with unit_of_work():
            queries.keep_still([MONDAY.replace(day=9)])
            kept.set()
            assert done.wait(30)

    with at_the_same_time(pay):
        assert kept.wait(30)
        decide(assessed_id, choice="hold", reason_code="90", by=bea)
        done.set()

    assert queries.decision_on("L-1", MONDAY).choice == "hold"
