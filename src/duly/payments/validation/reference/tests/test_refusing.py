"""Inputs that cannot be judged are refused with a sentence; what lies just beside is judged."""

import pytest

from duly.payments.validation.facts import Commission, Terms
from duly.payments.validation.reference.judge import InputsRefused
from duly.payments.validation.reference.tests.builders import (
    MONDAY,
    NEXT_MONDAY,
    SUNDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    a_call,
    a_claim,
    a_commission,
    a_line,
    a_payment,
    a_rate,
    a_visit,
    an_opening,
    judged,
    some_terms,
)

AN_HOUR_CLAIMED = a_claim(60)


def refusal(*rows, without=(), weeks=(MONDAY,)):
    with pytest.raises(InputsRefused) as refused:
        judged(*rows, without=without, weeks=weeks)
    return str(refused.value)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (
            (a_commission(MONDAY, THURSDAY), a_commission(WEDNESDAY, SUNDAY)),
            "The commissions of line line overlap on 2026-03-04.",
        ),
        (
            (some_terms(ends=THURSDAY), some_terms(starts=WEDNESDAY, version=2)),
            "The terms of contract contract overlap on 2026-03-04.",
        ),
        (
            (a_rate(ends=THURSDAY), a_rate(ref="new", starts=WEDNESDAY)),
            "The rates of contract and service contract, care overlap on 2026-03-04.",
        ),
    ],
)
def test_periods_that_overlap_are_refused(rows, sentence):
    assert refusal(*rows) == sentence


def test_periods_that_touch_do_not_overlap():
    judged(
        a_commission(MONDAY, WEDNESDAY),
        a_commission(WEDNESDAY, SUNDAY),
        some_terms(ends=WEDNESDAY),
        some_terms(starts=WEDNESDAY, version=2),
        a_rate(ends=WEDNESDAY),
        a_rate(ref="new", starts=WEDNESDAY),
        AN_HOUR_CLAIMED,
    )


def test_rates_of_two_services_do_not_overlap():
    judged(a_rate(), a_rate(ref="other", service="sitting"), AN_HOUR_CLAIMED)


def test_a_period_without_a_day_is_refused():
    assert refusal(a_commission(MONDAY, MONDAY)) == (
        "One of the commissions of line line ends on 2026-03-02, not after it starts on 2026-03-02."
    )


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        ((a_line(), a_line(person="other")), "line line"),
        ((a_line(), a_line("other")), "line for person, provider and service person, provider, care"),
        ((a_commission(), a_commission()), "commission line, 2020-01-06"),
        ((a_call(), a_call()), "call call"),
        ((some_terms(), some_terms()), "terms contract, 2020-01-06"),
        ((a_rate(), a_rate(service="sitting")), "rate rate"),
        ((a_visit(), a_visit()), "visit visit"),
        ((a_claim(), a_claim()), "claim invoice, 1"),
        ((a_payment(1), a_payment(1)), "payment line, 2026-03-02"),
        ((an_opening(), an_opening()), "opening position line"),
    ],
)
def test_a_key_twice_is_refused(rows, what):
    assert refusal(*rows) == f"There are two rows for the {what}; there may be one."


@pytest.mark.parametrize("day", [MONDAY, THURSDAY])
def test_a_call_beside_the_days_in_force_is_refused(day):
    assert refusal(a_commission(TUESDAY, THURSDAY), a_call(on=day)) == (f"Call call is on {day}, when line line is not in force.")


@pytest.mark.parametrize("day", [TUESDAY, WEDNESDAY])
def test_a_call_on_the_first_or_last_day_in_force_is_judged(day):
    judged(a_commission(TUESDAY, THURSDAY), a_call(on=day))


def test_a_call_of_a_line_that_is_not_there_is_refused():
    assert refusal(a_commission(line="gone"), a_call(line="gone")) == ("Call call is of line gone, which is not among the lines.")


@pytest.mark.parametrize("minutes", [0, 1441])
def test_a_visit_of_no_minutes_or_more_than_a_day_is_refused(minutes):
    assert refusal(a_visit(minutes=minutes)) == f"Visit visit is {minutes} minutes long; a visit is 1 to 1440."


@pytest.mark.parametrize("minutes", [1, 1440])
def test_a_visit_of_a_minute_or_of_a_day_is_judged(minutes):
    assert judged(a_visit(minutes=minutes)).visits


@pytest.mark.parametrize("carers", [0, 3])
def test_a_call_for_any_number_of_carers_but_one_or_two_is_refused(carers):
    assert refusal(a_call(carers=carers)) == f"Call call needs {carers} carers; a call needs 1 or 2."


def test_an_amount_below_nothing_is_refused():
    assert refusal(a_claim(-1)).startswith("One of the claims has minutes below nothing: ")


@pytest.mark.parametrize(
    ("rows", "weeks", "sentence"),
    [
        ((), (TUESDAY,), "A week to judge is 2026-03-03, which is not a Monday."),
        ((a_claim(week=SUNDAY),), None, "The week of claim invoice line 1 is 2026-03-08, which is not a Monday."),
        (
            (a_payment(1, week=TUESDAY),),
            None,
            "The week of a payment for line line is 2026-03-03, which is not a Monday.",
        ),
        (
            (an_opening(TUESDAY),),
            None,
            "The opening position of line line is 2026-03-03, which is not a Monday.",
        ),
    ],
)
def test_a_week_that_is_not_a_monday_is_refused(rows, weeks, sentence):
    assert refusal(*rows, weeks=weeks) == sentence


def test_terms_missing_on_the_day_of_a_visit_and_a_call_are_refused():
    terms = some_terms(ends=TUESDAY)

    assert refusal(terms, a_call(on=TUESDAY), a_visit(on=TUESDAY)) == (
        "Contract contract has no terms in force on 2026-03-03; line line needs them."
    )


def test_terms_are_not_needed_for_a_visit_without_a_call_nor_a_call_without_a_visit():
    judgement = judged(a_call(on=MONDAY), a_visit(on=TUESDAY), without=(Terms,))

    assert judgement.visits[0].standing == "unplanned"


def test_terms_missing_for_the_trim_limit_are_refused():
    assert refusal(some_terms(starts=TUESDAY), AN_HOUR_CLAIMED) == (
        "Contract contract has no terms in force on 2026-03-02; line line needs them."
    )
    assert judged(some_terms(starts=TUESDAY), a_commission(TUESDAY), AN_HOUR_CLAIMED).line_weeks


def test_terms_are_not_needed_where_a_line_week_is_refused():
    (line_week,) = judged(an_opening(NEXT_MONDAY), AN_HOUR_CLAIMED, without=(Terms,)).line_weeks

    assert line_week.decision == "REFUSED"


def test_terms_missing_in_a_week_that_is_not_judged_are_not_needed():
    rows = (some_terms(ends=NEXT_MONDAY), a_claim(), a_claim(week=NEXT_MONDAY, line_no=2))

    assert judged(*rows, weeks=(MONDAY,)).line_weeks
    assert refusal(*rows, weeks=None)


def test_a_line_that_was_never_commissioned_is_judged():
    (line_week,) = judged(AN_HOUR_CLAIMED, a_visit(minutes=60), without=(Commission,)).line_weeks

    assert line_week.codes == (203,)
