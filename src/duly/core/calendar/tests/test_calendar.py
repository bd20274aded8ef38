"""Loading bank holidays, changing them by hand, and dates with their working."""

from datetime import date

import pytest
from django.db import transaction
from django.db.utils import IntegrityError

from duly.core.calendar import queries
from duly.core.calendar.actions import Loaded, add_holiday, load_holidays, remove_holiday
from duly.core.calendar.models import BankHoliday
from duly.core.record.actions import new_event_id
from duly.core.record.queries import history
from duly.primitives.actor import SYSTEM
from duly.primitives.refusal import Refused

pytestmark = pytest.mark.django_db
FAIR_DAY = date(2026, 6, 15)
BOXING_DAY_SUBSTITUTE = date(2026, 12, 28)


@pytest.fixture(autouse=True)
def loaded() -> Loaded:
    return load_holidays(years=[2026, 2027], by=SYSTEM)


def test_loading_again_changes_nothing(loaded):
    again = load_holidays(years=[2026, 2027], by=SYSTEM)

    assert loaded == Loaded(added=54, withdrawn=0)
    assert again == Loaded(added=0, withdrawn=0)
    assert len(history("calendar", "bank-holidays")) == 1


def test_a_date_carries_its_working():
    worked = queries.add_working_days(date(2026, 12, 24), 2)

    assert worked.day == date(2026, 12, 30)
    assert worked.working == (
        "Friday 25 December 2026 is not counted: it is a bank holiday (Christmas Day).",
        "Saturday 26 December 2026 is not counted: it is a Saturday.",
        "Sunday 27 December 2026 is not counted: it is a Sunday.",
        "Monday 28 December 2026 is not counted: it is a bank holiday (Boxing Day (substitute day)).",
    )


def test_each_division_has_its_own_days():
    assert queries.is_working_day(date(2026, 11, 30))
    assert not queries.is_working_day(date(2026, 11, 30), division="scotland")
    assert queries.working_days_between(date(2026, 11, 27), date(2026, 12, 1), division="scotland") == 1


def test_a_date_in_a_year_that_is_not_known_is_refused_not_guessed():
    with pytest.raises(Refused) as refused:
        queries.add_working_days(date(2027, 12, 31), 1)

    assert refused.value.refusal.because == "The bank holidays of England and Wales in 2028 are not known yet. Load them first."


def test_a_day_added_by_hand_stays_when_holidays_are_loaded_again():
    add_holiday(division="scotland", day=FAIR_DAY, title="A day appointed", by=SYSTEM)

    load_holidays(years=[2026], by=SYSTEM)

    assert not queries.is_working_day(FAIR_DAY, division="scotland")
    assert queries.is_working_day(FAIR_DAY)


def test_a_day_removed_by_hand_does_not_come_back_until_it_is_added():
    remove_holiday(division="england-and-wales", day=BOXING_DAY_SUBSTITUTE, by=SYSTEM)
    load_holidays(years=[2026], by=SYSTEM)
    assert queries.is_working_day(BOXING_DAY_SUBSTITUTE)

    add_holiday(division="england-and-wales", day=BOXING_DAY_SUBSTITUTE, title="Boxing Day", by=SYSTEM)
    assert not queries.is_working_day(BOXING_DAY_SUBSTITUTE)
    assert [entry.sentence for entry in history("calendar", "bank-holidays")][1:] == [
        "Boxing Day (substitute day) on 28 December 2026 was removed from the bank holidays of england-and-wales.",
        "Boxing Day on 28 December 2026 was added to the bank holidays of england-and-wales.",
    ]


def test_what_the_published_list_no_longer_has_is_withdrawn(monkeypatch):
    monkeypatch.setattr("duly.core.calendar.actions.holidays_of", lambda division, years: {})

    assert load_holidays(years=[2027], by=SYSTEM) == Loaded(added=0, withdrawn=27)


@pytest.mark.parametrize(
    ("division", "day", "code"),
    [
        ("wales", FAIR_DAY, "unknown-division"),
        ("scotland", date(2026, 6, 14), "weekend"),
        ("scotland", date(2026, 12, 25), "already-a-holiday"),
    ],
)
def test_days_that_cannot_be_added(division, day, code):
    with pytest.raises(Refused) as refused:
        add_holiday(division=division, day=day, title="x", by=SYSTEM)

    assert refused.value.refusal.code == code


def test_a_day_that_is_no_holiday_cannot_be_removed():
    with pytest.raises(Refused) as refused:
        remove_holiday(division="scotland", day=FAIR_DAY, by=SYSTEM)

    assert refused.value.refusal.because == "15 June 2026 is not a bank holiday there."


@pytest.mark.parametrize(
    ("constraint", "wrong"),
    [
        ("one_bank_holiday_on_a_day_in_a_division", {"day": date(2026, 12, 25)}),
        ("bank_holiday_is_of_a_known_division", {"division": "wales"}),
        ("bank_holiday_is_on_a_weekday", {"day": date(2026, 12, 26)}),
        ("bank_holiday_is_removed_by_hand_only", {"observed": False}),
    ],
)
def test_the_database_refuses_a_holiday_that_cannot_be(constraint, wrong):
    right = {"division": "scotland", "day": FAIR_DAY, "title": "x", "made_by": new_event_id()}

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        BankHoliday.objects.create(**right | wrong)
