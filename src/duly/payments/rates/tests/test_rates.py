"""One rate for a contract, service and day, with every other passed over and why."""

from datetime import date

import pytest
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.utils import IntegrityError
from hypothesis import given
from hypothesis import strategies as st

from duly.core.record.actions import new_event_id
from duly.payments.rates import models
from duly.payments.rates.actions import set_rate
from duly.payments.rates.queries import NoRate, RateFound, rate_on, rates_known
from duly.payments.rates.rules import what_remains
from duly.payments.tests.ground import APRIL, MONDAY, a_contract, an_officer
from duly.primitives.period import FOREVER, days
from duly.primitives.refusal import Refused

JUNE, JULY = date(2026, 6, 1), date(2026, 7, 1)


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
        (213_600, "It ended on 31 May 2026."),
        (213_600, "Replaced by a later decision."),
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
    assert [p.because for p in found.passed_over] == ["It begins on 1 April 2026."]


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
    "wrong",
    [
        {"during": DateRange(JUNE, None)},  # overlaps the rate in force
        {"during": DateRange(None, APRIL)},
        {"during": DateRange(APRIL, APRIL)},
        {"rate_hundredths": 0},
    ],
)
def test_the_database_refuses_rates_that_cannot_be(wrong):
    ada = an_officer()
    a_contract(ada)
    set_rate("C-1", service="home-care", rate_hundredths=213_600, starts=APRIL, because="a", by=ada)
    sound = {
        "rate_ref": "R-1",
        "contract_ref": "C-1",
        "service": "home-care",
        "rate_hundredths": 1,
        "during": DateRange(date(2020, 1, 1), APRIL),
    }

    with pytest.raises(IntegrityError), transaction.atomic():
        models.Rate.objects.create(**(sound | wrong), made_by=new_event_id())


spans = st.tuples(st.dates(APRIL, JULY), st.dates(APRIL, JULY)).filter(lambda s: s[0] < s[1])


@given(spans, spans)
def test_what_remains_is_every_day_not_taken(of, taken):
    left = {day for part in what_remains(of, taken) for day in days(*part)}

    assert left == set(days(*of)) - set(days(*taken))
