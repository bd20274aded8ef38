"""What the database refuses is counted where a rollback does not reach it, whoever asked and however; and nothing else is."""

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from duly.core.people.models import Post
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import now
from duly.core.record.models import StoredEvent
from duly.core.refusals import counting
from duly.core.refusals.queries import refused
from duly.primitives.refusal import Refused
from duly.site.database import role_names

SILENT = "INSERT INTO people_post (code, title, office, wing, made_by) VALUES ('p', 'P', 'O', 'w', gen_random_uuid())"


@pytest.fixture(autouse=True)
def counted(settings, commits):
    settings.COUNT_REFUSALS = True


def told() -> dict[tuple[str, str], int]:
    """How often each rule refused the application."""
    found = refused(since=now())
    assert {one.role for one in found} <= {role_names()["app"]}
    return {(one.code, one.rule): one.times for one in found}


def test_a_change_of_the_record_through_the_orm_is_counted():
    for _ in range(3):
        with pytest.raises(DatabaseError):
            StoredEvent.objects.update(action="something else")

    assert told() == {("42501", "permission denied for table event"): 3}


def test_a_silent_change_is_counted_when_it_is_committed():
    with pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(SILENT)

    assert told() == {("23514", "no_silent_write"): 1}


def test_a_silent_change_in_a_unit_of_work_is_counted_and_still_told():
    with pytest.raises(Refused, match="Nothing was recorded"), unit_of_work():
        connection.cursor().execute(SILENT)

    assert told() == {("23514", "no_silent_write"): 1}
    assert not Post.objects.filter(code="p").exists()


def test_a_mistake_of_ours_is_not_counted():
    with pytest.raises(DatabaseError):
        connection.cursor().execute("SELECT nothing FROM nowhere")

    assert told() == {}


def test_what_was_refused_keeps_no_word_of_it():
    with pytest.raises(DatabaseError):
        connection.cursor().execute(
            "INSERT INTO audit.payload (event_id, salt, content) VALUES (gen_random_uuid(), 'short', 'Mrs Someone')"
        )

    assert "Someone" not in str(told())


def test_a_count_that_cannot_be_kept_leaves_the_refusal_as_it_was(monkeypatch, caplog):
    def gone(*_, **__):
        raise psycopg.OperationalError("no room")

    monkeypatch.setattr(counting, "_write", gone)
    with pytest.raises(DatabaseError, match="permission denied"):
        StoredEvent.objects.update(action="something else")
    monkeypatch.undo()

    assert "could not be counted" in caplog.text
    assert told() == {}
