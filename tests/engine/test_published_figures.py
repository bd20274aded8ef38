"""Figures other people published, each reproduced by both programs that judge that kind of care.

| figure | published by | what | where |
|---|---|---|---|
| O1 | Hackney | £700 a week in December 2022: bills, and what is learnt after one was paid | `test_o1_…` here; the rest in `validation/nights/tests/test_published_figures.py` |
| O2 | gov.uk | FNC for 366 nights: £771.21 on the increase | `test_o2_…` here; `validation/nights/tests/test_published_figures.py` |
| O9 | the clock | 22:00 to 07:00 is 8 hours in March and 10 in October | `test_o9_…` here; from files to the judge in `validation/tests/test_plain_values.py` and `test_freezing.py` |
| O11 | Cúram | a roster of January with a rate until the tenth: 10 and 21 nights | `test_o11_…` here |
| O12 | hometrak | 15 hours authorised, 5/5/5 planned, 4/7/6 made: 4/5/5 = 14, or 4/6/5 = 15 | `test_o12_…` here |
| O13 | AlayaCare | at least 30: 11:15 to 11:27 counts as 30 | `test_o13_…` here |
| O14 | HHAX | four hours planned, two confirmed: two of the authorisation used | `test_o14_…` here |
| O15 | Hackney | £722.31 a week is 6 × £103.18 and £103.23 | `test_o15_…` here |

Care by the minute is judged by the SQL engine and by the plain reference; nights by the program that judges them and by the walker beside this file.
O3 to O8, O10 and O16 are not of judging: uplifts, modulus checks, calendars, interest and recovery.
"""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest

from duly.payments.validation.clocks import elapsed_of_planned
from duly.payments.validation.engine import judge_inputs
from duly.payments.validation.facts import FOREVER, Inputs, Judgement, LineWeek
from duly.payments.validation.nights.judge import judge_nights
from duly.payments.validation.nights.tests.homes import ALWAYS, WEEK, a_home
from duly.payments.validation.nights.tests.homes import terms as home_terms
from duly.payments.validation.reference.judge import judge
from duly.payments.validation.rules.examples import RATE, a_week, terms
from duly.primitives.money import price
from duly.primitives.period import days, monday_of
from tests.engine.nights_walker import half_up, walk

by_the_minute = pytest.mark.parametrize("judged_by", [judge_inputs, judge], ids=["engine", "reference"])
by_the_night = pytest.mark.parametrize("judged_by", [judge_nights, walk], ids=["judge", "walker"])
Minutes = Callable[[Inputs], Judgement]
Nights = Callable[..., tuple[LineWeek, ...]]

HOUR = 60
AMPLE = {"limit_pence": 1_000_000, "limit_bp": 10_000}


def a_bill(judged_by: Nights, first: date, last: date, pounds: int = 700, **home) -> int:
    """Pence for the nights from a first to a last, inclusive, at so much a week, claimed without limit."""
    ends = date.fromordinal(last.toordinal() + 1)
    weeks = tuple(sorted({monday_of(day) for day in days(first, ends)}))
    rates = home.pop("rates", ((*ALWAYS, pounds * 10_000),))
    found = judged_by(a_home(weeks=weeks, in_force=(first, ends), rates=rates, pence=10_000_000, **home), weeks=weeks)
    return sum(one.entitled_pence for one in found)


@by_the_night
@pytest.mark.parametrize(
    ("first", "last", "pounds", "pence"),
    [
        (1, 3, 700, 30_000),
        (1, 31, 700, 310_000),
        (1, 7, 700, 70_000),
        (1, 7, 400, 40_000),
        (2, 7, 700, 60_000),
        (1, 6, 700, 60_000),
        (2, 6, 350, 25_000),
    ],
)
def test_o1_a_bill_is_the_nights_until_its_end_and_what_is_learnt_is_the_difference(judged_by, first, last, pounds, pence):
    assert a_bill(judged_by, date(2022, 12, first), date(2022, 12, last), pounds) == pence


@by_the_night
def test_o1_three_prices_in_a_fortnight(judged_by):
    at = [date(2022, 12, n) for n in (1, 8, 11, 15)]
    rates = tuple((at[n], at[n + 1], price) for n, price in enumerate((WEEK, WEEK // 2, WEEK // 4)))

    assert [a_bill(judged_by, at[n], date.fromordinal(at[n + 1].toordinal() - 1), rates=rates) for n in range(3)] == [
        70_000,
        15_000,
        10_000,
    ]


def test_o2_a_back_dated_increase_is_rounded_once():
    assert half_up(Fraction(18_031 - 16_556) * 366 / 7) == 77_121


@by_the_minute
@pytest.mark.parametrize(("night", "hours"), [(date(2025, 3, 29), 8), (date(2025, 10, 25), 10), (date(2025, 5, 3), 9)])
def test_o9_a_night_is_as_long_as_it_was(judged_by, night, hours):
    """A waking night planned from ten to seven by the wall clock, counted as it passes, made and claimed so."""
    planned = elapsed_of_planned(night, 22 * HOUR, 9 * HOUR)

    (found,) = judged_by(
        a_week(calls=((5, 22 * HOUR, planned, 1),), visits=((5, 22 * HOUR, hours * HOUR, "K-1"),), claimed=hours * HOUR)
    ).line_weeks

    assert (found.payable_minutes, found.entitled_pence, found.codes) == (hours * HOUR, price(hours * HOUR, RATE), ())


@by_the_night
def test_o11_a_roster_of_january_is_ten_and_twentyone_nights(judged_by):
    rates = ((date(2023, 1, 1), date(2023, 1, 11), WEEK), (date(2023, 1, 11), FOREVER, WEEK // 2))
    weeks = tuple(sorted({monday_of(day) for day in days(date(2023, 1, 1), date(2023, 2, 1))}))

    found = judged_by(a_home(weeks=weeks, in_force=(date(2023, 1, 1), date(2023, 2, 1)), rates=rates, pence=10_000_000), weeks=weeks)

    nights = {ref: sum(part.nights for one in found for part in one.parts if part.rate_ref == ref) for ref in ("R-1", "R-2")}
    assert nights == {"R-1": 10, "R-2": 21}


@by_the_minute
@pytest.mark.parametrize(("cap", "hours"), [("visit", [4, 5, 5]), ("week", [4, 6, 5])])
def test_o12_capped_by_the_visit_or_by_the_week(judged_by, cap, hours):
    """Fifteen hours authorised, five planned on each of three days; four, seven and six were made and are claimed."""
    made = (4, 7, 6)
    week = a_week(
        calls=tuple((day, 9 * HOUR, 5 * HOUR, 1) for day in range(3)),
        visits=tuple((day, 9 * HOUR, lasted * HOUR, "K-1") for day, lasted in enumerate(made)),
        claimed=17 * HOUR,
        contract=(terms(weekly_cap=cap, **AMPLE),),
    )

    judged = judged_by(week)

    (found,) = judged.line_weeks
    assert [visit.payable_minutes for visit in judged.visits] == [n * HOUR for n in hours]
    assert (found.agreed_minutes, found.payable_minutes) == (15 * HOUR, sum(hours) * HOUR)
    assert (found.entitled_pence, found.decision, found.codes) == (price(sum(hours) * HOUR, RATE), "TRIMMED", (401,))


@by_the_minute
def test_o13_twelve_minutes_count_as_the_least_there_is(judged_by):
    """From 11:15 to 11:27, at least thirty, of a call of half an hour."""
    at = 11 * HOUR + 15
    week = a_week(
        calls=((0, at, 30, 1),),
        visits=((0, at, 12, "K-1"),),
        contract=(terms(basis="ACTUAL_INCREMENT", increment_minutes=15, increment_way="up", minimum_minutes=30),),
    )

    (found,) = judged_by(week).line_weeks

    assert (found.delivered_minutes, found.payable_minutes, found.entitled_pence, found.codes) == (30, 30, price(30, RATE), ())


@by_the_minute
def test_o13_without_a_least_the_twelve_are_a_quarter_of_an_hour(judged_by):
    week = a_week(
        visits=((0, 480, 12, "K-1"),), contract=(terms(basis="ACTUAL_INCREMENT", increment_minutes=15, increment_way="up", **AMPLE),)
    )

    (found,) = judged_by(week).line_weeks

    assert (found.payable_minutes, found.codes) == (15, (402, 411))


@by_the_minute
def test_o14_only_what_is_confirmed_uses_the_authorisation(judged_by):
    """Four hours planned, two confirmed and claimed: two hours of the four are used and two are left."""
    week = a_week(calls=((0, 480, 4 * HOUR, 1),), visits=((0, 480, 2 * HOUR, "K-1"),), claimed=2 * HOUR)

    (found,) = judged_by(week).line_weeks

    assert (found.agreed_minutes, found.payable_minutes, found.delivered_minutes) == (4 * HOUR, 2 * HOUR, 2 * HOUR)
    assert (found.entitled_pence, found.decision, found.codes) == (price(2 * HOUR, RATE), "CLEAN", (402,))


@by_the_night
def test_o15_a_week_balanced_on_its_last_night(judged_by):
    uneven = {"rates": ((*ALWAYS, 7_223_100),), "contract": home_terms(part_week="BALANCE_LAST")}

    nights = [a_bill(judged_by, date(2022, 12, n), date(2022, 12, n), **uneven) for n in range(5, 12)]

    assert nights == [10_318] * 6 + [10_323]
    assert a_bill(judged_by, date(2022, 12, 5), date(2022, 12, 11), **uneven) == 72_231
