"""What the application may do to the log: read it, and mark the event of its own transaction. Nothing else, and not the owner's data either."""

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from duly.core.log import actions, models, queries
from duly.core.log.tests.ground import rows
from duly.core.log.triggers import TRIGGERS
from duly.core.people.events import PostMade
from duly.core.record.actions import new_event_id, unit_of_work
from duly.core.record.guards import guard_of
from duly.primitives.actor import SYSTEM
from duly.primitives.refusal import Refused

pytestmark = pytest.mark.django_db
SHA = "a" * 64


def written():
    with unit_of_work() as record:
        return record.write(PostMade(ref=f"post-{new_event_id()}", version=1, title="Tester"), by=SYSTEM)


def test_an_event_waits_for_its_entry_number_from_the_moment_it_is_written():
    event = written()

    assert rows(
        f"SELECT e.leaf_hash = p.leaf_hash FROM audit.pending p JOIN audit.event e USING (event_id, recorded_at) WHERE event_id = '{event}'"
    )
    assert (queries.entry_number(event), queries.proof(event), queries.cosigned_cover(event)) == (None, None, None)
    assert queries.is_recorded(event)
    assert queries.state().unsequenced >= 1
    assert queries.why_not_witnessed(event).code == "not-witnessed"


def test_a_mark_comes_with_its_event():
    with unit_of_work() as record:
        event = record.write(PostMade(ref=f"post-{new_event_id()}", version=1, title="Tester"), by=SYSTEM)
        actions.mark("bank file", 1, SHA, 12_345, event_id=event)

    assert rows("SELECT name, number, pence FROM audit.mark") == [("bank file", 1, 12_345)]


@pytest.mark.parametrize(
    ("name", "number", "sha256", "constraint"),
    [
        ("bank file", 0, SHA, "a_marks_number_begins_at_one"),
        ("bank\nfile", 1, SHA, "a_marks_name_is_plain_words"),
        ("", 1, SHA, "a_marks_name_is_plain_words"),
        ("bank file", 1, "A" * 64, "a_marks_digest_is_a_sha256"),
    ],
)
def test_a_mark_that_says_nothing_is_refused(name, number, sha256, constraint):
    with pytest.raises(Refused) as refused, unit_of_work() as record:
        event = record.write(PostMade(ref=f"post-{new_event_id()}", version=1, title="Tester"), by=SYSTEM)
        actions.mark(name, number, sha256, 1, event_id=event)

    assert refused.value.refusal.code == constraint.replace("_", "-")


def test_a_number_is_marked_once():
    with pytest.raises(Refused) as refused, unit_of_work() as record:
        event = record.write(PostMade(ref=f"post-{new_event_id()}", version=1, title="Tester"), by=SYSTEM)
        actions.mark("bank file", 1, SHA, 1, event_id=event)
        actions.mark("bank file", 1, SHA, 1, event_id=event)

    assert refused.value.refusal.code == "mark-pkey"


@pytest.mark.parametrize(
    "model", [m for m in vars(models).values() if isinstance(m, type) and guard_of(m) and m.__module__ == models.__name__]
)
@pytest.mark.parametrize("word", ["INSERT", "UPDATE", "DELETE", "TRUNCATE"])
def test_the_application_writes_nothing_here_but_marks(model, word):
    table = f'"{model._meta.db_table}"'
    statement = {
        "INSERT": f"INSERT INTO {table} SELECT * FROM {table}",
        "UPDATE": f"UPDATE {table} SET {model._meta.local_fields[-1].column} = {model._meta.local_fields[-1].column}",
        "DELETE": f"DELETE FROM {table}",
        "TRUNCATE": f"TRUNCATE {table}",
    }[word]
    if (model, word) == (models.Mark, "INSERT"):
        return

    with pytest.raises(DatabaseError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)


def test_every_trigger_is_in_force_always_and_named():
    found = rows(
        "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
        " WHERE c.relnamespace = 'audit'::regnamespace AND NOT t.tgisinternal AND t.tgenabled = 'A'"
    )
    ours = {table for table in TRIGGERS if table != "event"}

    assert {(table, name) for table, name in found if table in ours or name == "queue_events"} == {
        (table, name) for table, names in TRIGGERS.items() for name in names
    }


def test_everything_of_the_log_belongs_to_the_records_owner():
    owners = rows("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'audit'")
    functions = rows("SELECT DISTINCT proowner::regrole::text FROM pg_proc WHERE pronamespace = 'audit'::regnamespace")

    assert owners == functions
    assert owners[0][0].endswith("_audit_owner")
