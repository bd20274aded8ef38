"""Inputs that cannot be judged are refused with a sentence; what lies just beside is judged."""

import pytest

from duly.payments.validation.facts import Commission, Holiday, Terms
from duly.payments.validation.reference.judge import InputsRefused
from duly.payments.validation.reference.tests.builders import (
    MONDAY,
    NEXT_MONDAY,
    SUNDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    a_band,
    a_call,
    a_cancelled_visit,
    a_claim,
    a_commission,
    a_death,
    a_line,
    a_payment,
    a_rate,
    a_span,
    a_stay,
    a_step,
    a_visit,
    an_interruption,
    an_invoice,
    an_opening,
    judged,
    some_terms,
)
from duly.payments.validation.reference.unsound_values import AMOUNTS_OF_TERMS

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
            (a_span(MONDAY, THURSDAY), a_span(WEDNESDAY, SUNDAY)),
            "The spans of contract contract overlap on 2026-03-04.",
        ),
        (
            (an_interruption(MONDAY, THURSDAY), an_interruption(WEDNESDAY, SUNDAY)),
            "The interruptions of person and kind person, hospital overlap on 2026-03-04.",
        ),
        (
            (a_band(1, 15, 15), a_band(15, 30, 30)),
            "The bands of contract and version contract, 1 overlap at 15.",
        ),
        (
            (a_step(100, days=(1, 3)), a_step(50, days=(3, 7))),
            "The steps of contract, version and kind contract, 1, hospital overlap at 3.",
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
        a_span(MONDAY, WEDNESDAY),
        a_span(WEDNESDAY, SUNDAY),
        an_interruption(MONDAY, WEDNESDAY),
        an_interruption(WEDNESDAY, SUNDAY),
        a_band(1, 15, 15),
        a_band(16, 30, 30),
        a_step(100, days=(1, 3)),
        a_step(50, days=(4, 7)),
        AN_HOUR_CLAIMED,
    )


def test_interruptions_of_two_kinds_bands_and_steps_of_two_versions_and_rates_may_overlap():
    judged(
        an_interruption(MONDAY, SUNDAY),
        an_interruption(MONDAY, SUNDAY, kind="respite"),
        a_band(1, 15, 15),
        a_band(1, 15, 15, version=2),
        a_step(100),
        a_step(100, version=2),
        a_step(100, kind="respite"),
        a_rate(ends=THURSDAY),
        a_rate(ref="new", starts=WEDNESDAY),
        AN_HOUR_CLAIMED,
    )


@pytest.mark.parametrize(
    ("row", "whose"),
    [
        (a_commission(MONDAY, MONDAY), "commissions of line line"),
        (a_span(MONDAY, MONDAY), "spans of contract contract"),
        (some_terms(starts=MONDAY, ends=MONDAY), "terms of contract contract"),
        (a_rate(starts=MONDAY, ends=MONDAY), "rates of contract and service contract, care"),
        (an_interruption(MONDAY, MONDAY), "interruptions of person and kind person, hospital"),
        (a_stay(MONDAY, MONDAY), "stays of person person"),
    ],
)
def test_a_period_without_a_day_is_refused(row, whose):
    assert refusal(row) == f"One of the {whose} ends on 2026-03-02, not after it starts on 2026-03-02."


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (a_band(16, 15, 15), "One of the bands of contract and version contract, 1 goes from 16 to 15, backwards."),
        (a_step(1, days=(2, 1)), "One of the steps of contract, version and kind contract, 1, hospital goes from 2 to 1, backwards."),
        (a_rate(band_from=31, band_to=30), "The band of rate rate goes from 31 to 30, backwards."),
    ],
)
def test_a_band_or_a_step_that_runs_backwards_is_refused(row, sentence):
    assert refusal(row) == sentence


def test_a_band_of_one_minute_and_a_step_of_one_day_are_judged():
    judged(a_band(15, 15, 15), a_step(1, days=(1, 1)), a_rate(band_from=60, band_to=60), AN_HOUR_CLAIMED)


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
        ((a_span(), a_span()), "span of contract contract, 2020-01-06"),
        ((a_band(1, 2, 2), a_band(1, 3, 3)), "band contract, 1, 1"),
        ((a_step(1), a_step(2)), "step contract, 1, hospital, 1"),
        ((an_invoice(), an_invoice(number="2")), "invoice invoice"),
        ((Holiday(MONDAY), Holiday(MONDAY)), "bank holiday 2026-03-02"),
        ((a_death(MONDAY), a_death(TUESDAY)), "death of person person"),
        ((an_interruption(MONDAY, TUESDAY), an_interruption(MONDAY, SUNDAY)), "interruption person, hospital, 2026-03-02"),
        ((a_stay(MONDAY, TUESDAY), a_stay(MONDAY, SUNDAY)), "stay stay"),
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


@pytest.mark.parametrize(("outcome", "times"), [("cancelled", "ok"), ("frustrated", "ok"), ("missed", "ok"), ("delivered", "no check-out")])
def test_a_visit_that_was_not_made_or_cannot_be_believed_may_have_no_minutes(outcome, times):
    assert judged(a_visit(minutes=0, outcome=outcome, times=times)).visits
    assert refusal(a_visit(minutes=1441, outcome=outcome, times=times)) == "Visit visit is 1441 minutes long; a visit is 1 to 1440."


def test_a_notice_of_minus_one_is_judged_and_of_minus_two_is_refused():
    assert judged(a_cancelled_visit(-1)).visits
    assert refusal(a_cancelled_visit(-2)) == "Visit visit was cancelled at -2 minutes' notice; -1 says that no time was recorded."


def test_an_increment_of_a_minute_is_judged_and_of_none_is_refused():
    assert judged(some_terms(increment_minutes=1), AN_HOUR_CLAIMED).line_weeks
    assert refusal(some_terms(increment_minutes=0)) == (
        "The terms of contract contract pay by increments of 0 minutes; an increment is at least 1."
    )


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (some_terms(basis="BY_EYE"), "The terms of contract contract pay by BY_EYE, which is no basis."),
        (
            some_terms(basis="NIGHTS"),
            "The terms of contract contract pay by the night, which is judged apart: docs/specification/stays.md.",
        ),
        (some_terms(increment_way="sideways"), "The terms of contract contract round increments sideways, which is no way of rounding."),
        (some_terms(weekly_cap="month"), "The terms of contract contract cap what is paid by the month, which is no weekly cap."),
        (a_visit(outcome="late"), "Visit visit was late, which is no outcome."),
        (a_rate(day_type="friday"), "Rate rate is for days of type friday, which is no day type."),
        (a_rate(unit="mile"), "Rate rate is by the mile, which is no unit."),
        (
            an_interruption(MONDAY, SUNDAY, kind="prison"),
            "An interruption of person person is of kind prison, which is no kind of interruption.",
        ),
        (a_step(1, kind="prison"), "A step of contract contract is for prison, which is no kind of interruption."),
    ],
)
def test_a_word_that_means_nothing_is_refused(row, sentence):
    assert refusal(row) == sentence


@pytest.mark.parametrize(
    ("row", "amount"),
    [
        (a_claim(-1), "claims has minutes"),
        (a_claim(1, vat_pence=-1), "claims has vat_pence"),
        (a_claim(1, rate=-1, pence=1), "claims has rate_hundredths"),
        (an_invoice(pence=-1), "invoices has pence"),
        (a_band(1, 2, -1), "bands has pay_minutes"),
        (a_step(-1), "steps has percent"),
        (a_rate(-1), "rates has rate_hundredths"),
        (a_rate(band_from=-1), "rates has band_from"),
        (a_call(minutes=-1), "calls has minutes"),
        (a_visit(at=-1), "visits has starts_minute"),
        *((some_terms(**{named: -1}), f"terms has {named}") for named in AMOUNTS_OF_TERMS[6:]),
    ],
)
def test_an_amount_below_nothing_is_refused(row, amount):
    assert refusal(row).startswith(f"One of the {amount} below nothing: ")


def test_a_payment_may_be_below_nothing():
    (line_week,) = judged(a_payment(-1), AN_HOUR_CLAIMED).line_weeks

    assert line_week.paid_pence == -1


def test_what_is_said_of_lines_and_terms_that_are_not_there_is_ignored():
    rows = (a_commission(), a_commission(line="gone"), a_payment(1, line="gone"), an_opening(), an_opening(line="gone"))

    assert judged(*rows, a_band(1, 60, 30, version=9), a_step(100, version=9), AN_HOUR_CLAIMED) == judged(AN_HOUR_CLAIMED)


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
