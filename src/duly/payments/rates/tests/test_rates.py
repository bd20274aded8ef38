"""One rate for a contract, service and day, with every other passed over and why."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.utils import IntegrityError
from hypothesis import given
from hypothesis import strategies as st

from duly.core.calendar.actions import add_holiday
from duly.core.record.actions import new_event_id
from duly.core.record.clock import today
from duly.payments.rates import models
from duly.payments.rates.actions import set_rate
from duly.payments.rates.queries import NoRate, RateFound, rate_on, rates_known, versions_of
from duly.payments.rates.rules import what_remains
from duly.payments.tests.ground import APRIL, MONDAY, a_contract, an_officer
from duly.primitives.actor import SYSTEM
from duly.primitives.period import FOREVER, days, say_day
from duly.primitives.refusal import Refused

JUNE, JULY = date(2026, 6, 1), date(2026, 7, 1)
CHRISTMAS = date(2026, 12, 25)
CELL = "no_two_rates_are_equally_particular_for_one_cell"
SOUND = {"contract_ref": "C-1", "service": "home-care", "rate_hundredths": 1}


@pytest.mark.django_db
def test_a_rate_known_later_supersedes_only_the_days_it_takes():
    ada = an_officer()
    a_contract(ada)
    set_rate("C-1", service="home-care", rate_hundredths=213_600, starts=APRIL, because="Award 2026.", by=ada)

    set_rate("C-1", service="home-care", rate_hundredths=220_000, starts=JUNE, ends=JULY, because="Back-dated.", by=ada)

    assert [(r.starts, r.ends, r.rate_hundredths) for r in rates_known()] == [
        (APRIL, JUNE, 213_600),
        (JUNE, JULY, 220_000),
        (JULY, FOREVER, 213_600),
    ]
    assert len({r.rate_ref for r in rates_known()}) == 3


@pytest.mark.django_db
def test_the_answer_shows_every_rate_passed_over_and_why():
    ada = an_officer()
    a_contract(ada)
    set_rate("C-1", service="home-care", rate_hundredths=213_600, starts=APRIL, because="a", by=ada)
    set_rate("C-1", service="home-care", rate_hundredths=220_000, starts=JUNE, because="b", by=ada)
    set_rate("C-1", service="sitting", rate_hundredths=180_000, starts=APRIL, because="c", by=ada)

    found = rate_on("C-1", "home-care", MONDAY)

    assert isinstance(found, RateFound)
    assert found.rate.rate_hundredths == 220_000
    assert {(p.rate.rate_hundredths, p.because) for p in found.passed_over} == {
        (213_600, "It was in force only until 31 May 2026."),
        (213_600, f"It was superseded on {say_day(today())}."),
        (180_000, "It is for sitting."),
    }


@pytest.mark.django_db
def test_no_rate_says_so():
    ada = an_officer()
    a_contract(ada)
    set_rate("C-1", service="home-care", rate_hundredths=213_600, starts=APRIL, because="a", by=ada)

    found = rate_on("C-1", "home-care", date(2026, 3, 31))

    assert isinstance(found, NoRate)
    assert found.because == "Contract C-1 has no rate for home-care on 31 March 2026."
    assert [p.because for p in found.passed_over] == ["It is in force only from 1 April 2026."]


@pytest.mark.django_db
def test_a_rate_is_set_for_a_known_contract_by_somebody_who_may():
    ada, bob = an_officer(), an_officer("bob", may=False)
    a_contract(ada)
    rate = {"service": "home-care", "rate_hundredths": 213_600, "starts": APRIL, "because": "Award."}

    with pytest.raises(Refused, match="There is no contract C-2"):
        set_rate("C-2", **rate, by=ada)
    with pytest.raises(Refused, match="No post you hold may set a rate"):
        set_rate("C-1", **rate, by=bob)
    set_rate("C-1", **rate, by=ada)
    with pytest.raises(Refused, match=r"The rate is £21\.36 an hour on those days already"):
        set_rate("C-1", **rate, by=ada)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"during": DateRange(JUNE, None)}, CELL),  # equally particular, and for days of the rate in force
        ({"during": DateRange(JUNE, None), "unit": "night"}, ""),
        ({"during": DateRange(JUNE, None), "line_ref": "L-1"}, ""),
        ({"during": DateRange(JUNE, None), "day_type": "sunday"}, ""),
        ({"during": DateRange(JUNE, None), "band_to": 30}, ""),
        ({"during": DateRange(JUNE, None), "carer": 2}, ""),
        ({"during": DateRange(JUNE, None), "zone": "rural"}, ""),
        ({"during": DateRange(JUNE, None), "approved": False}, "a_rate_not_adopted_is_in_a_batch"),
        ({"day_type": "saturday", "band_from": 30, "band_to": 60}, CELL),  # half an hour is in both bands
        ({"day_type": "saturday", "band_from": 31, "band_to": 60}, ""),
        ({"during": DateRange(None, APRIL)}, "a_rate_begins_on_a_day"),
        ({"during": DateRange(APRIL, APRIL)}, "a_rate_begins_on_a_day"),
        ({"rate_hundredths": 0}, "a_rate_is_above_nothing"),
        ({"unit": "month"}, "a_rate_is_for_an_hour_a_night_or_a_week"),
        ({"day_type": "monday"}, "a_rate_is_for_a_known_kind_of_day"),
        ({"band_from": 31, "band_to": 30}, "a_band_lies_within_a_day"),
        ({"band_to": 1441}, "a_band_lies_within_a_day"),
        ({"carer": 3}, "a_rate_is_for_any_carer_or_one_of_two"),
        ({"rate_ref": "the first"}, "a_rate_reference_is_used_once"),
    ],
)
def test_the_database_refuses_rates_that_cannot_be(wrong, named):
    ada = an_officer()
    a_contract(ada)
    set_rate("C-1", service="home-care", rate_hundredths=213_600, starts=APRIL, because="a", by=ada)
    set_rate("C-1", service="home-care", rate_hundredths=213_600, starts=APRIL, day_type="saturday", band_to=30, because="b", by=ada)
    row = SOUND | {"during": DateRange(APRIL, None) if "day_type" in wrong else DateRange(date(2020, 1, 1), APRIL)} | wrong
    row["rate_ref"] = rates_known()[0].rate_ref if wrong.get("rate_ref") else "R-1"

    if not named:
        with transaction.atomic():
            models.Rate.objects.create(**row, made_by=new_event_id())
            transaction.set_rollback(True)  # it could be, but nothing was recorded for it
        return
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        models.Rate.objects.create(**row, made_by=new_event_id())
    assert refused.value.__cause__.diag.constraint_name == named


@pytest.mark.django_db
def test_the_most_particular_rate_answers_and_the_others_say_why_not():
    ada = an_officer()
    a_contract(ada)
    base = set_rate("C-1", service="home-care", rate_hundredths=213_600, starts=APRIL, because="a", by=ada)
    saturday = set_rate("C-1", service="home-care", rate_hundredths=240_000, starts=APRIL, day_type="saturday", because="b", by=ada)
    short = set_rate("C-1", service="home-care", rate_hundredths=260_000, starts=APRIL, band_from=15, band_to=30, because="c", by=ada)
    own = set_rate("C-1", service="home-care", rate_hundredths=300_000, starts=APRIL, line_ref="L-1", zone="rural", because="d", by=ada)

    weekday = rate_on("C-1", "home-care", MONDAY, minutes=30)
    weekend = rate_on("C-1", "home-care", date(2026, 11, 7), minutes=30)
    agreed = rate_on("C-1", "home-care", date(2026, 11, 7), minutes=45, line_ref="L-1", zone="rural")

    assert isinstance(weekday, RateFound)
    assert weekday.rate == short
    assert {p.rate.rate_ref: p.because for p in weekday.passed_over} == {
        base.rate_ref: f"It is less particular than {short.rate_ref}.",
        saturday.rate_ref: "It is for Saturdays.",
        own.rate_ref: "It was agreed for line L-1.",
    }
    assert isinstance(weekend, RateFound)
    assert weekend.rate == saturday
    assert isinstance(agreed, RateFound)
    assert agreed.rate == own
    assert "It is for calls of 15 to 30 minutes." in [p.because for p in agreed.passed_over]


@pytest.mark.django_db
def test_a_rate_neither_the_same_nor_apart_from_another_cannot_be_set():
    ada = an_officer()
    a_contract(ada)
    known = set_rate("C-1", service="home-care", rate_hundredths=260_000, starts=APRIL, band_from=15, band_to=30, because="c", by=ada)
    half_an_hour_more = {"service": "home-care", "rate_hundredths": 1, "starts": JUNE, "because": "e", "band_to": 60, "by": ada}

    with pytest.raises(Refused) as refused:
        set_rate("C-1", **half_an_hour_more, band_from=30)

    assert refused.value.refusal.because == (
        f"The new rate and {known.rate_ref} are equally particular: both are for home-care by the hour under C-1, calls of 30 minutes,"
        " from 1 June 2026, and nobody could say which applies."
    )
    set_rate("C-1", **half_an_hour_more, band_from=31)


@pytest.mark.django_db
def test_the_book_is_asked_once_for_one_contract_however_many_rates_it_has(django_assert_num_queries):
    ada = an_officer()
    a_contract(ada)
    for carer in (0, 1, 2):
        set_rate("C-1", service="home-care", rate_hundredths=213_600 + carer, starts=APRIL, carer=carer, because="a", by=ada)

    with django_assert_num_queries(1) as asked:
        found = rate_on("C-1", "home-care", MONDAY, minutes=30)

    assert found.rate.carer == 1
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {asked.captured_queries[0]['sql']}")
        assert "rates_by_contract" in str(cursor.fetchall())


@pytest.mark.django_db
def test_a_bank_holiday_is_looked_up_where_a_rate_is_for_them():
    ada = an_officer()
    a_contract(ada)
    set_rate("C-1", service="home-care", rate_hundredths=213_600, starts=APRIL, because="a", by=ada)
    assert isinstance(rate_on("C-1", "home-care", CHRISTMAS), RateFound)
    double = set_rate("C-1", service="home-care", rate_hundredths=427_200, starts=APRIL, day_type="bank-holiday", because="b", by=ada)

    with pytest.raises(Refused, match="those of England and Wales in 2026 are not known yet"):
        rate_on("C-1", "home-care", CHRISTMAS)
    add_holiday(division="england-and-wales", day=CHRISTMAS, title="Christmas Day", by=SYSTEM)

    assert rate_on("C-1", "home-care", CHRISTMAS).rate == double
    assert rate_on("C-1", "home-care", MONDAY).rate.rate_hundredths == 213_600


@pytest.mark.django_db
def test_the_history_of_a_cell_names_each_version_its_event_and_who():
    ada = an_officer()
    a_contract(ada)
    first = set_rate("C-1", service="home-care", rate_hundredths=213_600, starts=APRIL, because="Award 2026.", by=ada)
    second = set_rate("C-1", service="home-care", rate_hundredths=220_000, starts=JUNE, because="Back-dated.", by=ada)
    set_rate("C-1", service="home-care", rate_hundredths=240_000, starts=JUNE, day_type="sunday", because="Another cell.", by=ada)

    told = versions_of(first.rate_ref)

    assert [(v.rate.rate_ref, v.rate.starts, v.rate.ends, v.made_by.actor_ref) for v in told] == [
        (first.rate_ref, APRIL, FOREVER, ada.ref),
        (first.rate_ref, APRIL, JUNE, ada.ref),
        (second.rate_ref, JUNE, FOREVER, ada.ref),
    ]
    assert told[0].superseded_by == told[1].made_by == told[2].made_by
    assert "Back-dated." in told[2].made_by.sentence
    assert versions_of(second.rate_ref) == told
    assert versions_of("R-0") == ()


spans = st.tuples(st.dates(APRIL, JULY), st.dates(APRIL, JULY)).filter(lambda s: s[0] < s[1])


@given(spans, spans)
def test_what_remains_is_every_day_not_taken(of, taken):
    left = {day for part in what_remains(of, taken) for day in days(*part)}

    assert left == set(days(*of)) - set(days(*taken))
