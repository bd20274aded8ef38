"""Verifying finds what the database's owner, whom nothing in it can stop, has changed behind the record's back."""

import os
from datetime import date

import psycopg
import pytest

from duly.core.log.tests.reading_back import read_back
from duly.core.people.actions import add_officer, give_post, make_post
from duly.core.scheme.actions import adopt
from duly.primitives.actor import SYSTEM

APRIL = date(2026, 4, 1)


@pytest.fixture
def office(commits, server):
    make_post(code="payments-officer", title="Payments Officer", office="Northmere Council", wing="payments", by=SYSTEM)
    ref = add_officer(username="ada", name="Ada Example", email="ada@example.org", password=None, by=SYSTEM)
    give_post(ref, post="payments-officer", starts=APRIL, by=SYSTEM)
    adopt(office="Northmere Council", number=1, title="Delegation scheme", starts=APRIL, rules=[], by=SYSTEM)
    return server.owner_of(commits)


def tamper(owner_dsn: str, *statements: str) -> None:
    """What somebody with the owner's password can do: become the record's owner, switch the guards off, change, and switch them on again."""
    with psycopg.connect(owner_dsn) as connection:
        connection.execute("ALTER TABLE scheme_instrument DISABLE TRIGGER USER")
        become(connection)
        for table in ("event", "payload"):
            connection.execute(f"ALTER TABLE audit.{table} DISABLE TRIGGER USER")
        for statement in statements:
            if "scheme_instrument" in statement:
                connection.execute("RESET ROLE")
            connection.execute(statement)
        become(connection)
        for table, guard in (("event", "stamp"), ("event", "event_kept"), ("payload", "payload_kept"), ("payload", "payload_only_erased")):
            connection.execute(f"ALTER TABLE audit.{table} ENABLE ALWAYS TRIGGER {guard}")


def become(connection: psycopg.Connection) -> None:
    """Take the role of the record's owner, as the database's owner can."""
    connection.execute(f"SET ROLE {os.environ['DULY_DATABASE']}_audit_owner")


def test_an_untouched_record_raises_no_alarm(office):
    verdict = read_back()

    assert (verdict.events, verdict.alarms) == (4, ())


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        (
            "UPDATE audit.event SET body = convert_to(replace(convert_from(body, 'UTF8'), 'payments-officer', 'group-manager'), 'UTF8') WHERE action = 'post.made'",
            "columns",
        ),
        ("UPDATE audit.event SET body = '\\x00ff' WHERE action = 'post.made'", "does not read as an event"),
        ("DELETE FROM audit.event WHERE action = 'officer.added'", "missing, repeated or added"),
        ("UPDATE audit.payload SET content = convert_to('{\"name\":\"Somebody Else\"}', 'UTF8')", "not those that were sealed"),
        ("DELETE FROM audit.payload", "no erasure covers it"),
        ("UPDATE audit.event SET action = 'post.ended' WHERE action = 'post.given'", "disagree with its body"),
        ("UPDATE scheme_instrument SET version = 2", "version 2; the record knows 1"),
        ("DELETE FROM audit.event WHERE action = 'scheme.adopted'", "the record knows 0"),
    ],
)
def test_tampering_is_found(office, statement, says):
    tamper(
        office, "DELETE FROM audit.payload" if "DELETE FROM audit.event" in statement and "officer" in statement else "SELECT 1", statement
    )

    alarms = read_back().alarms

    assert any(says in alarm.says for alarm in alarms), alarms
