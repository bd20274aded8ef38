"""Nothing is changed without the record saying so, in the same transaction."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.utils import IntegrityError, ProgrammingError

from duly.core.people.actions import add_officer, end_post, give_post, make_post
from duly.core.people.events import PostGiven
from duly.core.people.models import Holding, Officer, Post
from duly.core.people.queries import posts_held
from duly.core.record.actions import new_event_id, unit_of_work
from duly.core.record.queries import history
from duly.primitives.actor import SYSTEM
from duly.primitives.refusal import Refused

pytestmark = pytest.mark.django_db
APRIL = date(2026, 4, 1)


@pytest.fixture
def ada() -> str:
    make_post(code="payments-officer", title="Payments Officer", office="Northmere Council", wing="payments", by=SYSTEM)
    return add_officer(username="ada", name="Ada Example", email="ada@example.org", password=None, by=SYSTEM)


def test_an_action_writes_its_event_with_its_change(ada):
    give_post(ada, post="payments-officer", starts=APRIL, by=SYSTEM)

    assert [entry.sentence for entry in history("officer", ada)] == [
        f"Ada Example was added as {ada}.",
        f"{ada} was given the post payments-officer from 1 April 2026.",
    ]


def test_a_change_without_an_event_is_refused_and_undone(ada):
    with pytest.raises(Refused) as refused, unit_of_work():
        Holding.objects.create(
            officer=Officer.objects.get(ref=ada),
            post=Post.objects.get(),
            during=DateRange(APRIL, None),
            made_by=new_event_id(),
        )

    assert refused.value.refusal.code == "no-silent-write"
    assert posts_held(ada, on=APRIL) == ()


def test_an_unrelated_event_does_not_account_for_a_change(ada):
    with pytest.raises(Refused), unit_of_work() as record:
        unrelated = record.write(PostGiven(ref="O-9999", version=1, post="x", starts=APRIL), by=SYSTEM)
        Post.objects.create(code="another", title="Another", office="o", wing="payments", made_by=unrelated)


def test_a_fact_is_superseded_never_changed(ada):
    give_post(ada, post="payments-officer", starts=APRIL, by=SYSTEM)

    with pytest.raises((IntegrityError, ProgrammingError)), transaction.atomic():
        Holding.objects.update(during=DateRange(date(2020, 1, 1), None))

    end_post(ada, post="payments-officer", ends=date(2026, 5, 1), by=SYSTEM)
    assert posts_held(ada, on=date(2026, 4, 30)) != ()
    assert posts_held(ada, on=date(2026, 5, 1)) == ()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM audit.event",
        "UPDATE audit.event SET body = '{}'",
        "TRUNCATE audit.event CASCADE",
        "UPDATE audit.payload SET content = ''",
        "DELETE FROM audit.payload",
        "INSERT INTO audit.event (event_id, body, recorded_at) VALUES (gen_random_uuid(), '{}', now())",
        "DELETE FROM people_holding",
        "TRUNCATE people_holding CASCADE",
        "DELETE FROM people_post",
        "UPDATE people_post SET title = 'x'",
        "ALTER TABLE audit.event DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "DROP TABLE audit.event",
        "DELETE FROM audit.noted",
    ],
)
def test_the_application_cannot_touch_what_was_written(ada, statement):
    give_post(ada, post="payments-officer", starts=APRIL, by=SYSTEM)

    with pytest.raises((ProgrammingError, IntegrityError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_event_numbered_with_a_gap_is_refused(ada):
    with pytest.raises(Refused) as refused, unit_of_work() as record:
        record.write(PostGiven(ref=ada, version=7, post="x", starts=APRIL), by=SYSTEM)

    assert "there is no number 6" in refused.value.refusal.because
