"""A visit is between two moments, at most a day apart, or says why not; it is taken in once, and never changed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError
from hypothesis import given
from hypothesis import strategies as st

from duly.core.record.actions import new_event_id, unit_of_work
from duly.payments.evidence.models import Visit
from duly.payments.evidence.rules import elapsed_minutes, local_start, notice, times_of
from duly.primitives.refusal import Refused

STARTS = datetime(2026, 11, 2, 8, 30, tzinfo=UTC)
SOUND = {
    "visit_ref": "V-1",
    "provider_ref": "PR-301",
    "person_ref": "P-104882",
    "service": "home-care",
    "carer_ref": "W-1",
    "starts_at": STARTS,
    "ends_at": STARTS + timedelta(minutes=45),
    "on": date(2026, 11, 2),
    "starts_minute": 510,
    "minutes": 45,
    "import_ref": "IM-0001",
}


@pytest.fixture
def undone(db):
    """For tests of constraints alone: rows are made with no event behind them, and undone before anybody asks for it."""
    yield
    transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"ends_at": STARTS - timedelta(minutes=1)}, "a_visit_ends_after_it_starts_or_says_so"),
        ({"times": "ends before it starts", "minutes": 0}, "a_visit_ends_after_it_starts_or_says_so"),
        ({"ends_at": None}, "a_visit_without_an_end_says_so"),
        ({"times": "no check-out", "minutes": 0}, "a_visit_without_an_end_says_so"),
        ({"ends_at": None, "times": "ends before it starts", "minutes": 0}, "a_visit_without_an_end_says_so"),
        ({"ends_at": None, "times": "no check-out", "minutes": 1}, "a_delivered_visit_is_1_to_1440_minutes"),
        ({"outcome": "missed", "minutes": 1441}, "a_delivered_visit_is_1_to_1440_minutes"),
        ({"outcome": "postponed"}, "a_visit_has_one_of_four_outcomes"),
        ({"source": "fax"}, "a_visit_is_logged_in_a_known_way"),
        ({"times": "fine", "minutes": 0}, "a_visit_without_an_end_says_so"),
        ({"person_check": "perhaps"}, "a_visits_person_is_known_or_said_not_to_be"),
        ({"notice_minutes": 60}, "notice_is_of_a_cancelled_visit"),
        ({"cancelled_at": STARTS, "notice_minutes": 0}, "notice_is_of_a_cancelled_visit"),
        ({"outcome": "cancelled", "cancelled_at": STARTS, "notice_minutes": -1}, "notice_is_of_a_cancelled_visit"),
        ({"reason": "person"}, "a_reason_is_of_a_cancelled_visit"),
        ({"outcome": "cancelled", "reason": "weather"}, "a_reason_is_of_a_cancelled_visit"),
        ({"ends_at": STARTS + timedelta(hours=24, minutes=1)}, "a_visit_lasts_at_most_a_day"),
        ({"starts_minute": 1440}, "a_visit_starts_within_its_day"),
        ({"minutes": 0}, "a_delivered_visit_is_1_to_1440_minutes"),
        ({"minutes": 1441}, "a_delivered_visit_is_1_to_1440_minutes"),
    ],
)
def test_the_database_refuses_visits_that_cannot_be(wrong, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Visit.objects.create(**(SOUND | wrong), made_by=new_event_id())


def test_the_database_takes_a_visit_once_and_a_full_day_at_most(undone):
    Visit.objects.create(**(SOUND | {"ends_at": STARTS + timedelta(hours=24), "minutes": 1440}), made_by=new_event_id())

    Visit.objects.create(**(SOUND | {"provider_ref": "PR-302"}), made_by=new_event_id())
    with pytest.raises(IntegrityError, match="a_visit_is_taken_in_once"), transaction.atomic():
        Visit.objects.create(**SOUND, made_by=new_event_id())


@pytest.mark.parametrize(
    "told",
    [
        {"ends_at": None, "times": "no check-out", "minutes": 0},
        {"ends_at": STARTS - timedelta(hours=9), "times": "ends before it starts", "minutes": 0},
        {"outcome": "missed", "ends_at": None, "minutes": 0},
        {"outcome": "frustrated", "minutes": 5, "ends_at": STARTS + timedelta(minutes=5)},
        {"outcome": "cancelled", "cancelled_at": STARTS, "notice_minutes": 0, "reason": "person", "minutes": 0, "ends_at": STARTS},
    ],
)
def test_the_database_takes_a_visit_as_what_it_was(undone, told):
    assert Visit.objects.create(**(SOUND | told), made_by=new_event_id()).pk


@pytest.mark.django_db
def test_a_visit_without_an_import_that_says_so_is_refused():
    with pytest.raises(Refused) as refused, unit_of_work():
        Visit.objects.create(**SOUND, made_by=new_event_id())

    assert refused.value.refusal.code == "no-silent-write"


@pytest.mark.parametrize("statement", ["UPDATE evidence_visit SET minutes = 1", "DELETE FROM evidence_visit", "TRUNCATE evidence_visit"])
def test_a_visit_is_never_changed(undone, statement):
    Visit.objects.create(**SOUND, made_by=new_event_id())

    with pytest.raises((ProgrammingError, IntegrityError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    ("starts_at", "minutes", "on", "starts_minute"),
    [
        (datetime(2026, 3, 28, 23, 0, tzinfo=UTC), 480, date(2026, 3, 28), 23 * 60),  # the clocks go forward in the night
        (datetime(2026, 10, 24, 21, 0, tzinfo=UTC), 600, date(2026, 10, 24), 22 * 60),  # and back
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), 30, date(2026, 7, 2), 30),  # summer: already tomorrow in London
    ],
)
def test_minutes_are_those_that_passed_and_the_date_is_londons(starts_at, minutes, on, starts_minute):
    assert elapsed_minutes(starts_at, starts_at + timedelta(minutes=minutes)) == minutes
    assert local_start(starts_at) == (on, starts_minute)


@given(st.integers(0, 200_000))
def test_part_minutes_are_dropped(seconds):
    assert elapsed_minutes(STARTS, STARTS + timedelta(seconds=seconds)) == seconds // 60


@pytest.mark.parametrize(
    ("outcome", "length", "times", "minutes"),
    [
        ("delivered", 45, "ok", 45),
        ("delivered", None, "no check-out", 0),
        ("delivered", -1, "ends before it starts", 0),
        ("delivered", 0, "ends before it starts", 0),  # nobody knows how long a visit of no length was
        ("missed", None, "ok", 0),
        ("cancelled", 0, "ok", 0),
        ("frustrated", -30, "ends before it starts", 0),
    ],
)
def test_a_visits_times_say_what_they_are_worth(outcome, length, times, minutes):
    ends_at = None if length is None else STARTS + timedelta(minutes=length)

    assert times_of(outcome, STARTS, ends_at) == (times, minutes)


def test_notice_is_from_being_told_until_the_start_and_nought_when_told_too_late():
    assert notice(STARTS, STARTS - timedelta(hours=24)) == 1440
    assert notice(STARTS, STARTS + timedelta(minutes=5)) == 0
    assert notice(STARTS, None) == -1
