"""What the week agreed and its calls did not use: the cap by the week, and the flex."""

import pytest

from duly.payments.validation.reference.tests.builders import (
    LAST_MONDAY,
    MONDAY,
    NINE,
    TUESDAY,
    WEDNESDAY,
    a_call,
    a_claim,
    a_commission,
    a_frustrated_visit,
    a_visit,
    judged,
    line_week_judged,
    minutes_by_cause,
    some_terms,
    visit_judged,
)

BY_THE_WEEK = some_terms(basis="ACTUAL_MINUTE", weekly_cap="week")
SHORT_AND_LONG = (
    a_call("short", minutes=30),
    a_visit("short", minutes=20),
    a_call("long", on=TUESDAY),
    a_visit("long", on=TUESDAY, minutes=45),
)
"""Ten minutes left on Monday, fifteen too many on Tuesday."""


def payable(*rows):
    return {visit.visit_ref: visit.payable_minutes for visit in judged(*rows).visits}


def test_by_the_visit_nothing_is_payable_beyond_the_plan():
    assert payable(some_terms(basis="ACTUAL_MINUTE"), *SHORT_AND_LONG) == {"short": 20, "long": 30}


def test_by_the_week_a_long_visit_is_payable_while_there_is_room():
    line_week = line_week_judged(BY_THE_WEEK, *SHORT_AND_LONG, a_claim(65))

    assert payable(BY_THE_WEEK, *SHORT_AND_LONG) == {"short": 20, "long": 40}
    assert (line_week.agreed_minutes, line_week.payable_minutes, minutes_by_cause(line_week)) == (60, 60, {"401": 5})


def test_room_is_given_by_date_and_planned_start():
    calls = (a_call("a", minutes=30), a_call("b", at=NINE + 120), a_call("c", on=TUESDAY))
    visits = (a_visit("z", minutes=36), a_visit("y", at=NINE + 120, minutes=36), a_visit("x", on=TUESDAY, minutes=20))

    assert payable(BY_THE_WEEK, *calls, *visits) == {"z": 36, "y": 34, "x": 20}


def test_a_second_place_refused_is_given_no_room():
    rows = (BY_THE_WEEK, a_call("a", minutes=30, carers=2), a_visit("a"), a_visit("b", minutes=40), a_call("b", on=TUESDAY))

    assert payable(*rows) == {"a": 30, "b": 0}


def test_a_cancelled_visit_is_given_no_room():
    rows = (some_terms(weekly_cap="week", frustrated_percent=50), a_call("a"), a_frustrated_visit("a"), a_call("b", on=TUESDAY))

    assert payable(*rows) == {"a": 15}


@pytest.mark.parametrize(
    ("flex", "spare", "paid", "because"),
    [
        (20, 30, 20, "no more than the flex"),
        (30, 30, 30, "room for exactly the flex"),
        (30, 29, 29, "a minute less room"),
        (45, 60, 40, "no more than it took"),
        (0, 60, 0, "no flex"),
    ],
)
def test_an_unplanned_visit_is_payable_from_the_flex_while_there_is_room(flex, spare, paid, because):
    rows = (some_terms(flex_minutes=flex), a_call(on=TUESDAY, minutes=spare), a_visit(minutes=40))

    line_week = line_week_judged(*rows, a_claim(40))

    assert payable(*rows) == {"visit": paid}, because
    assert minutes_by_cause(line_week) == ({"403": 40 - paid} if paid < 40 else {})


def test_the_flex_is_for_the_week_and_not_for_each_visit():
    unplanned = (a_visit("b", on=TUESDAY, at=NINE), a_visit("a", on=TUESDAY, at=NINE + 200), a_visit("c", on=MONDAY))

    assert payable(some_terms(flex_minutes=45), a_call(on=WEDNESDAY, minutes=120), *unplanned) == {"c": 30, "b": 15, "a": 0}


def test_long_visits_are_given_room_before_unplanned_ones():
    terms = some_terms(basis="ACTUAL_MINUTE", weekly_cap="week", flex_minutes=60)

    assert payable(terms, *SHORT_AND_LONG, a_visit("unplanned", at=0, minutes=30)) == {"short": 20, "long": 40, "unplanned": 0}


def test_the_cap_and_the_flex_are_those_of_the_first_day_in_force():
    terms = (some_terms(flex_minutes=0, ends=TUESDAY), some_terms(flex_minutes=60, starts=TUESDAY, version=2))
    rows = (*terms, a_call(on=WEDNESDAY, minutes=60), a_visit(on=TUESDAY))

    assert visit_judged(*rows, a_commission(MONDAY)).payable_minutes == 0
    assert visit_judged(*rows, a_commission(TUESDAY)).payable_minutes == 30


def test_without_terms_on_the_trim_day_there_is_no_flex_and_no_refusal_of_the_inputs():
    rows = (some_terms(flex_minutes=60, ends=LAST_MONDAY), a_call(on=WEDNESDAY, minutes=60), a_visit())

    assert visit_judged(*rows).payable_minutes == 0
