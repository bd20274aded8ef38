"""Rates and pence claimed, held against the contract's: 104, 303, 304 and 305."""

import pytest

from duly.payments.validation.facts import ContractSpan, Cut
from duly.payments.validation.reference.tests.builders import (
    MONDAY,
    NEXT_MONDAY,
    NINE,
    SATURDAY,
    TWENTY_PENCE_A_MINUTE,
    a_call,
    a_claim,
    a_rate,
    a_visit,
    codes_judged,
    line_week_judged,
    pence_by_cause,
    some_terms,
)

ONE_VISIT = (a_call(), a_visit())


@pytest.mark.parametrize(
    ("pence", "codes", "entitled", "because"),
    [
        (598, (104,), 598, "two pence below its own minutes and rate"),
        (599, (), 599, "a penny is rounding"),
        (600, (), 600, "as it multiplies out"),
        (601, (), 600, "a penny is rounding"),
        (602, (104,), 600, "two pence above"),
    ],
)
def test_a_claim_may_be_a_penny_from_its_minutes_at_its_rate(pence, codes, entitled, because):
    line_week = line_week_judged(*ONE_VISIT, a_claim(30, pence=pence))

    assert (line_week.codes, line_week.entitled_pence) == (codes, entitled), because
    assert line_week.decision == ("TRIMMED" if codes else "CLEAN")


def test_the_excess_is_of_claims_that_do_not_multiply_out_and_only_what_is_above():
    claims = (a_claim(10, pence=205, line_no=1), a_claim(10, pence=190, line_no=2), a_claim(10, pence=201, line_no=3))

    line_week = line_week_judged(*ONE_VISIT, *claims)

    assert pence_by_cause(line_week) == {"104": 5, "rate": -9, "not claimed": 9}
    assert (line_week.entitled_pence, line_week.delivered_pence) == (591, 591)


def test_an_excess_is_never_in_question():
    line_week = line_week_judged(some_terms(limit_pence=20), *ONE_VISIT, a_claim(31, pence=6000))

    assert (line_week.codes, line_week.decision) == ((104, 411), "TRIMMED")
    assert line_week.cuts == (Cut("104", 0, 5380), Cut("411", 1, 20))


def test_a_claim_of_no_minutes_for_some_pence_does_not_multiply_out():
    line_week = line_week_judged(*ONE_VISIT, a_claim(30), a_claim(0, pence=2, line_no=2))

    assert (line_week.codes, line_week.cuts) == ((104,), (Cut("104", 0, 2),))


@pytest.mark.parametrize(("more", "codes"), [(1, (303,)), (0, ()), (-1, (304,))])
def test_a_hundredth_of_a_penny_from_the_contracts_rate_is_above_or_below_it(more, codes):
    line_week = line_week_judged(*ONE_VISIT, a_claim(30, rate=TWENTY_PENCE_A_MINUTE + more))

    assert (line_week.codes, line_week.decision) == (codes, "TRIMMED" if 303 in codes else "CLEAN")


def test_a_rate_between_the_lowest_and_the_highest_of_the_week_is_neither():
    rates = (a_rate(), a_rate(240_000, ref="weekend", day_type="saturday"))

    assert codes_judged(*rates, *ONE_VISIT, a_claim(30, rate=240_000)) == ()
    assert codes_judged(*rates, *ONE_VISIT, a_claim(30, rate=180_000)) == ()
    assert codes_judged(*rates, *ONE_VISIT, a_claim(30, rate=240_001)) == (303,)
    assert codes_judged(*rates, *ONE_VISIT, a_claim(30, rate=119_999)) == (304,)


def test_rates_of_lengths_and_carers_that_were_not_planned_do_not_answer():
    rates = (a_rate(), a_rate(240_000, ref="quarter", band_from=15, band_to=15), a_rate(60_000, ref="second", carer=2))

    assert codes_judged(*rates, *ONE_VISIT, a_claim(30, rate=240_000)) == (303,)
    assert codes_judged(*rates, *ONE_VISIT, a_claim(30, rate=60_000)) == (304,)
    quarter, double = a_call("quarter", on=SATURDAY, minutes=15), a_call("double", at=NINE + 300, carers=2)
    assert 303 not in codes_judged(*rates, *ONE_VISIT, quarter, a_claim(30, rate=240_000))
    assert 304 not in codes_judged(*rates, *ONE_VISIT, double, a_claim(30, rate=60_000))


@pytest.mark.parametrize("minutes", [0, 1])
def test_a_claim_without_minutes_has_no_rate_to_be_wrong(minutes):
    line_week = line_week_judged(*ONE_VISIT, a_claim(29), a_claim(minutes, rate=999_999, pence=minutes * 167, line_no=2))

    assert (303 in line_week.codes) == (minutes > 0)


def test_a_claim_set_aside_has_no_rate_to_be_wrong():
    assert codes_judged(*ONE_VISIT, a_claim(30), a_claim(30, rate=999_999, line_no=2, person_check="unknown")) == (108,)


# Another year's rate


LAST_YEARS = a_rate(132_000, ref="old", ends=MONDAY)
THIS_YEARS = a_rate(120_000, ref="new", starts=MONDAY)


def test_a_claim_at_last_years_rate_is_of_the_wrong_period_and_paid_at_this_years():
    line_week = line_week_judged(some_terms(limit_pence=0), LAST_YEARS, THIS_YEARS, *ONE_VISIT, a_claim(30, rate=132_000))

    assert (line_week.codes, line_week.decision) == ((305,), "TRIMMED")
    assert (line_week.entitled_pence, pence_by_cause(line_week)) == (600, {"rate": 60})


def test_at_a_rate_nobody_ever_agreed_it_is_above_the_contract():
    line_week = line_week_judged(LAST_YEARS, THIS_YEARS, *ONE_VISIT, a_claim(30, rate=132_001))

    assert line_week.codes == (303,)


@pytest.mark.parametrize(
    "other",
    [
        a_rate(132_000, ref="next", starts=NEXT_MONDAY),
        a_rate(132_000, ref="waiting", approved=False),
        a_rate(132_000, ref="weekday", day_type="weekday", ends=MONDAY),
        a_rate(132_000, ref="half-hour", band_from=30, band_to=30, ends=MONDAY),
    ],
)
def test_next_years_rate_and_one_not_adopted_are_of_the_wrong_period(other):
    assert codes_judged(THIS_YEARS, other, *ONE_VISIT, a_claim(30, rate=132_000)) == (305,)


@pytest.mark.parametrize(
    "other",
    [
        a_rate(132_000, ref="quarter", band_from=15, band_to=15, ends=MONDAY),
        a_rate(132_000, ref="second", carer=2, ends=MONDAY),
        a_rate(132_000, ref="bank", day_type="bank-holiday", ends=MONDAY),
        a_rate(132_000, ref="night", unit="night", ends=MONDAY),
        a_rate(132_000, ref="sitting", service="sitting", ends=MONDAY),
        a_rate(132_000, ref="rural", zone="rural", ends=MONDAY),
    ],
)
def test_a_rate_that_would_never_have_answered_is_of_no_period(other):
    assert codes_judged(THIS_YEARS, other, *ONE_VISIT, a_claim(30, rate=132_000)) == (303,)


def test_last_years_lower_rate_is_of_the_wrong_period_and_not_below():
    old = a_rate(108_000, ref="old", ends=MONDAY)

    line_week = line_week_judged(old, THIS_YEARS, *ONE_VISIT, a_claim(30, rate=108_000))

    assert (line_week.codes, line_week.decision, line_week.entitled_pence) == ((305,), "TRIMMED", 540)


def test_one_claim_may_be_of_the_wrong_period_and_another_above():
    claims = (a_claim(15, rate=132_000), a_claim(15, rate=200_000, line_no=2))

    assert codes_judged(LAST_YEARS, THIS_YEARS, *ONE_VISIT, *claims) == (303, 305)


def test_only_a_rate_dearer_than_the_contracts_is_left_out_of_what_is_in_question():
    rows = (some_terms(limit_pence=0), LAST_YEARS, THIS_YEARS, *ONE_VISIT)

    assert line_week_judged(*rows, a_claim(31, rate=132_000)).decision == "HELD"  # twenty pence for a minute nobody saw
    assert line_week_judged(*rows, a_claim(30, rate=132_000)).decision == "TRIMMED"
    dearer = (a_rate(108_000, ref="old", ends=MONDAY), THIS_YEARS, *ONE_VISIT, a_claim(31, rate=108_000))
    assert line_week_judged(some_terms(limit_pence=0), *dearer).decision == "TRIMMED"  # 558 claimed, 558 entitled


def test_what_blocks_says_nothing_of_rates_claimed():
    claim = a_claim(30, rate=999_999)

    assert codes_judged(*ONE_VISIT, claim, without=(ContractSpan,)) == (201,)
    assert codes_judged(a_rate(approved=False), *ONE_VISIT, claim) == (306,)
    assert codes_judged(a_rate(), a_rate(ref="alike"), *ONE_VISIT, claim) == (302,)


def test_what_blocks_still_says_that_a_claim_does_not_multiply_out():
    assert codes_judged(*ONE_VISIT, a_claim(30, pence=700), without=(ContractSpan,)) == (104, 201)


@pytest.mark.parametrize(("limit_pence", "decision"), [(60, "TRIMMED"), (59, "HELD")])
def test_what_a_rate_nobody_agreed_asks_beyond_the_contract_is_in_question(limit_pence, decision):
    line_week = line_week_judged(some_terms(limit_pence=limit_pence), *ONE_VISIT, a_claim(30, rate=132_000))

    assert (line_week.codes, line_week.decision) == ((303,), decision)
