"""What is asked after every fault is really asked: something untrue of the record and something untrue of a room are both told, in one answer."""

import psycopg

from duly.core.people import actions as people
from duly.primitives.actor import SYSTEM
from tests.faults.truths import LOG, MONEY, RECORD, everything, kept, untrue


def test_what_is_untrue_is_told_by_the_one_statement_that_asks_everything(commits, server):
    people.make_post(code="post-1", title="P", office="O", wing="payments", by=SYSTEM)
    dsn = server.owner_of(commits)
    assert untrue(dsn) == []

    with psycopg.connect(dsn) as owner:
        for table in ("people_post", "audit.pending"):
            owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")  # as after a fault that got past every guard
        owner.execute("UPDATE people_post SET made_by = gen_random_uuid()")
        owner.execute("DELETE FROM audit.pending")

    first, second = sorted(untrue(dsn))
    assert first.startswith("Event ")
    assert first.endswith(" is neither in the queue nor in the log, or in both.")
    assert second.startswith("people_post names an event that is not there: ")


def test_every_question_is_in_that_statement():
    assert all(f"({question})" in everything() for question in (*RECORD, *LOG, *MONEY, *kept()))
