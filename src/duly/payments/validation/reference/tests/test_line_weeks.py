"""A line-week: its minutes, its price and what becomes of it."""

from datetime import timedelta

import pytest

from duly.payments.validation.facts import Commission, Cut, Line, Opening, PricePart, Rate
from duly.payments.validation.reference.tests.builders import (
    FRIDAY,
    LAST_MONDAY,
    LONG_AGO,
    MONDAY,
    NEXT_MONDAY,
    NINE,
    SUNDAY,
    THURSDAY,
    TUESDAY,
    TWENTY_PENCE_A_MINUTE,
    WEDNESDAY,
    a_call,
    a_claim,
    a_commission,
    a_payment,
    a_rate,
    a_visit,
    an_opening,
    judged,
    line_week_judged,
    minutes_by_cause,
    pence_by_cause,
    some_terms,
)

ONE_VISIT = (a_call(), a_visit())
"""Thirty minutes planned and made on Monday: six pounds."""


def a_visit_each_day(*days, minutes=30):
    calls = [a_call(f"call {day}", on=day, minutes=minutes) for day in days]
    return [*calls, *(a_visit(f"visit {day}", on=day, minutes=minutes) for day in days)]


# Minutes


def test_a_claim_for_what_was_seen_is_clean():
    line_week = line_week_judged(*ONE_VISIT, a_claim(30))

    assert (line_week.decision, line_week.codes, line_week.cuts) == ("CLEAN", (), ())
    assert (line_week.agreed_minutes, line_week.delivered_minutes, line_week.payable_minutes) == (30, 30, 30)
    assert (line_week.entitled_pence, line_week.delivered_pence, line_week.due_pence) == (600, 600, 600)
    assert line_week.parts == (PricePart("rate", 30, TWENTY_PENCE_A_MINUTE, 600),)


def test_a_claim_for_a_minute_more_than_was_seen_is_cut_by_it():
    line_week = line_week_judged(*ONE_VISIT, a_claim(31))

    assert (line_week.payable_minutes, line_week.codes) == (30, (411,))
    assert line_week.cuts == (Cut("411", 1, 20),)
    assert line_week.entitled_pence == 600


def test_a_claim_for_less_than_was_seen_is_paid_as_claimed():
    line_week = line_week_judged(*ONE_VISIT, a_claim(29))

    assert (line_week.payable_minutes, line_week.entitled_pence, line_week.codes) == (29, 580, ())


def test_two_claims_for_one_line_week_are_added_together():
    line_week = line_week_judged(*ONE_VISIT, a_claim(20, line_no=1), a_claim(11, line_no=2))

    assert (line_week.claimed_minutes, line_week.claimed_pence) == (31, 620)
    assert minutes_by_cause(line_week) == {"411": 1}


def test_claims_of_two_weeks_are_two_line_weeks():
    judgement = judged(a_claim(30), a_claim(20, week=NEXT_MONDAY, line_no=2), weeks=None)

    assert [(found.week, found.claimed_minutes) for found in judgement.line_weeks] == [
        (MONDAY, 30),
        (NEXT_MONDAY, 20),
    ]


def test_agreed_minutes_count_every_carer_of_every_call():
    line_week = line_week_judged(a_call("a", carers=2), a_call("b", at=NINE + 300), a_claim(0))

    assert line_week.agreed_minutes == 90


def test_each_cause_takes_what_it_can_in_its_turn():
    rows = (
        a_commission(TUESDAY),
        a_visit("outside", on=MONDAY, minutes=7),
        a_call("double", on=TUESDAY, carers=2),
        a_visit("alone", on=TUESDAY),
        a_visit("unplanned", on=WEDNESDAY, minutes=11),
    )

    def shares(claimed):
        return minutes_by_cause(line_week_judged(*rows, a_claim(claimed)))

    assert shares(30) == {}
    assert shares(30 + 30) == {"407": 30}
    assert shares(30 + 30 + 7) == {"407": 30, "203": 7}
    assert shares(30 + 30 + 7 + 11) == {"407": 30, "203": 7, "403": 11}
    assert shares(30 + 30 + 7 + 11 + 1) == {"407": 30, "203": 7, "403": 11, "411": 1}


def test_minutes_over_the_plan_are_over_delivered():
    line_week = line_week_judged(a_call(minutes=30), a_visit(minutes=36), a_claim(36))

    assert minutes_by_cause(line_week) == {"401": 6}


def test_minutes_over_the_plan_within_the_tolerance_are_not_evidence():
    line_week = line_week_judged(a_call(minutes=30), a_visit(minutes=35), a_claim(35))

    assert minutes_by_cause(line_week) == {"411": 5}


def test_a_second_place_refused_is_delivered_but_not_over_delivered():
    rows = (a_call(carers=2), a_visit("a"), a_visit("b"), a_claim(61))

    line_week = line_week_judged(*rows)

    assert minutes_by_cause(line_week) == {"407": 30, "411": 1}
    assert line_week.delivered_minutes == 60
    assert line_week.delivered_pence == 1200


def test_what_is_outside_is_not_delivered_in_force():
    line_week = line_week_judged(a_commission(TUESDAY), a_visit(on=MONDAY), a_claim(30))

    assert (line_week.delivered_minutes, line_week.delivered_pence) == (0, 0)


@pytest.mark.parametrize(("day", "codes"), [(MONDAY, (203,)), (TUESDAY, ()), (WEDNESDAY, ()), (THURSDAY, (203,))])
def test_only_days_outside_the_line_fire_203(day, codes):
    in_force = day in (TUESDAY, WEDNESDAY)
    calls = [a_call(on=day)] if in_force else []

    line_week = line_week_judged(a_commission(TUESDAY, THURSDAY), *calls, a_visit(on=day), a_claim(30))

    assert line_week.codes == codes


# Price


@pytest.mark.parametrize(
    ("hundredths", "pence"),
    [(3_000, 1), (2_999, 0), (3_001, 1), (9_000, 2), (8_999, 1)],
)
def test_half_a_penny_exactly_is_rounded_up(hundredths, pence):
    rows = (a_rate(hundredths), a_call(minutes=1), a_visit(minutes=1), a_claim(1, pence=2, rate=12_000))

    assert line_week_judged(*rows).entitled_pence == pence


def test_a_rate_that_begins_mid_week_makes_two_parts_and_a_rate_change():
    rates = (
        a_rate(120_000, ref="z-old", ends=THURSDAY),
        a_rate(132_000, ref="a-new", starts=THURSDAY),
    )

    line_week = line_week_judged(*rates, *a_visit_each_day(WEDNESDAY, THURSDAY, FRIDAY), a_claim(90, pence=1900, rate=126_667))

    assert line_week.parts == (PricePart("z-old", 30, 120_000, 600), PricePart("a-new", 60, 132_000, 1320))
    assert line_week.rate_hundredths == 120_000
    assert pence_by_cause(line_week) == {"rate": 100, "rate change": -120, "not claimed": 20}
    assert line_week.entitled_pence == 1900


def test_minutes_are_given_to_the_earliest_visits_first():
    rates = (a_rate(120_000, ends=THURSDAY), a_rate(132_000, ref="new", starts=THURSDAY))

    line_week = line_week_judged(*rates, *a_visit_each_day(WEDNESDAY, THURSDAY), a_claim(40))

    assert [(part.rate_ref, part.minutes) for part in line_week.parts] == [("rate", 30), ("new", 10)]


def test_minutes_of_one_rate_are_added_up_before_they_are_rounded():
    rows = (a_rate(3_000), *a_visit_each_day(MONDAY, TUESDAY, minutes=1), a_claim(2, pence=9, rate=0))

    assert line_week_judged(*rows).parts == (PricePart("rate", 2, 3_000, 1),)


def test_a_rate_that_ended_the_day_before_blocks_the_line_week():
    line_week = line_week_judged(a_rate(ends=TUESDAY), *a_visit_each_day(MONDAY, TUESDAY), a_claim(61), a_payment(100))

    assert (line_week.decision, line_week.codes) == ("BLOCKED", (301, 411))
    assert (line_week.parts, line_week.cuts) == ((), ())
    assert (line_week.entitled_pence, line_week.delivered_pence, line_week.due_pence) == (0, 0, 0)
    assert (line_week.agreed_minutes, line_week.delivered_minutes, line_week.payable_minutes) == (60, 60, 60)
    assert (line_week.rate_hundredths, line_week.paid_pence) == (TWENTY_PENCE_A_MINUTE, 100)


def test_a_rate_that_ends_the_day_after_does_not_block():
    line_week = line_week_judged(a_rate(ends=WEDNESDAY), *a_visit_each_day(MONDAY, TUESDAY), a_claim(60))

    assert line_week.decision == "CLEAN"


def test_a_day_without_a_rate_does_not_block_when_no_minutes_are_given_to_it():
    line_week = line_week_judged(a_rate(ends=TUESDAY), *a_visit_each_day(MONDAY, TUESDAY), a_claim(30))

    assert line_week.decision == "CLEAN"


def test_when_the_pricing_day_has_no_rate_the_first_day_given_minutes_gives_the_weeks_rate():
    line_week = line_week_judged(a_rate(starts=TUESDAY), *a_visit_each_day(TUESDAY), a_claim(30))

    assert (line_week.decision, line_week.rate_hundredths) == ("CLEAN", TWENTY_PENCE_A_MINUTE)


def test_with_nothing_payable_the_pricing_day_must_have_a_rate():
    blocked = line_week_judged(a_rate(starts=TUESDAY), a_claim(30))
    judged_without = line_week_judged(a_rate(starts=MONDAY), a_claim(30))

    assert (blocked.codes, blocked.rate_hundredths) == ((301, 411), 0)
    assert judged_without.codes == (411,)


def test_the_pricing_day_is_the_first_day_in_force():
    commission, rate = a_commission(WEDNESDAY), a_rate(starts=WEDNESDAY)

    assert line_week_judged(commission, rate, a_claim(30)).codes == (411,)
    assert line_week_judged(a_commission(TUESDAY), rate, a_claim(30)).codes == (301, 411)


def test_the_pricing_day_is_the_monday_when_no_day_is_in_force():
    commission = a_commission(NEXT_MONDAY)

    assert line_week_judged(commission, a_rate(ends=TUESDAY), a_claim(30)).codes == (411,)
    assert line_week_judged(commission, a_rate(starts=TUESDAY), a_claim(30)).codes == (301, 411)


def test_a_claim_at_the_contracts_rate_is_clean():
    assert line_week_judged(*ONE_VISIT, a_claim(30, rate=TWENTY_PENCE_A_MINUTE)).codes == ()


def test_a_claim_a_hundredth_of_a_penny_above_the_contracts_rate_fires_303():
    line_week = line_week_judged(*ONE_VISIT, a_claim(15), a_claim(15, rate=TWENTY_PENCE_A_MINUTE + 1, line_no=2))

    assert (line_week.codes, line_week.decision, line_week.cuts) == ((303,), "TRIMMED", ())


def test_the_highest_rate_of_the_week_is_not_above_the_contracts():
    rates = (a_rate(120_000, ends=SUNDAY), a_rate(132_000, ref="new", starts=SUNDAY))

    assert line_week_judged(*rates, *ONE_VISIT, a_claim(30, rate=132_000)).codes == ()
    assert line_week_judged(*rates, *ONE_VISIT, a_claim(30, rate=132_001)).codes == (303,)


def test_the_rate_of_the_week_after_does_not_count():
    rates = (a_rate(120_000, ends=NEXT_MONDAY), a_rate(132_000, ref="new", starts=NEXT_MONDAY))

    assert line_week_judged(*rates, *ONE_VISIT, a_claim(30, rate=120_001)).codes == (303,)


def test_a_claim_without_any_rate_is_blocked_and_not_above_contract():
    assert line_week_judged(*ONE_VISIT, a_claim(30), without=(Rate,)).codes == (301,)


def test_a_claim_below_the_contracts_rate_is_paid_as_claimed():
    line_week = line_week_judged(*ONE_VISIT, a_claim(30, rate=118_000))

    assert (line_week.entitled_pence, line_week.decision, line_week.codes) == (590, "CLEAN", (304,))
    assert pence_by_cause(line_week) == {"rate": -10, "not claimed": 10}


def test_pence_beyond_the_contracts_price_are_explained_by_the_rate():
    line_week = line_week_judged(*ONE_VISIT, a_claim(30, pence=601))

    assert (line_week.entitled_pence, line_week.cuts) == (600, (Cut("rate", 0, 1),))


def test_a_cause_that_took_minutes_worth_nothing_is_still_told():
    rows = (a_rate(1), a_call(), a_visit(), a_claim(31, pence=0, rate=0))

    assert line_week_judged(*rows).cuts == (Cut("411", 1, 0),)


# Decisions


def test_a_line_without_an_opening_position_is_refused():
    line_week = line_week_judged(*ONE_VISIT, a_claim(31), a_payment(100), without=(Opening,))

    assert (line_week.decision, line_week.reason, line_week.codes) == ("REFUSED", "no-opening", ())
    assert (line_week.claimed_minutes, line_week.claimed_pence, line_week.paid_pence) == (31, 620, 100)
    assert (line_week.agreed_minutes, line_week.delivered_minutes, line_week.payable_minutes) == (0, 0, 0)
    assert (line_week.entitled_pence, line_week.delivered_pence, line_week.due_pence) == (0, 0, 0)
    assert (line_week.rate_hundredths, line_week.parts, line_week.cuts) == (0, (), ())


def test_the_visits_of_a_refused_line_week_are_judged_all_the_same():
    (visit,) = judged(*ONE_VISIT, a_claim(30), without=(Opening,)).visits

    assert (visit.standing, visit.payable_minutes) == ("matched", 30)


def test_the_week_before_the_opening_is_refused_and_its_own_week_is_not():
    before = line_week_judged(*ONE_VISIT, a_claim(30), an_opening(NEXT_MONDAY))
    at = line_week_judged(*ONE_VISIT, a_claim(30), an_opening(MONDAY))

    assert (before.decision, before.reason) == ("REFUSED", "before-opening")
    assert (at.decision, at.reason) == ("CLEAN", "")


def test_refused_comes_before_blocked():
    assert line_week_judged(*ONE_VISIT, a_claim(30), without=(Opening, Rate)).decision == "REFUSED"


def test_a_claim_without_a_line_is_held_and_carries_only_202():
    line_week = line_week_judged(a_visit(), a_claim(30, rate=999_999, pence=600), without=(Line, Commission, Opening, Rate))

    assert (line_week.decision, line_week.codes, line_week.reason) == ("HELD", (202,), "")
    assert (line_week.line_ref, line_week.person_ref, line_week.provider_ref) == ("", "person", "provider")
    assert (line_week.agreed_minutes, line_week.delivered_minutes, line_week.payable_minutes) == (0, 0, 0)
    assert (line_week.claimed_pence, line_week.entitled_pence, line_week.due_pence) == (600, 0, 0)
    assert (line_week.parts, line_week.cuts) == ((), ())


@pytest.mark.parametrize(
    ("limit_pence", "limit_bp", "decision", "because"),
    [
        (20, 10_000, "TRIMMED", "twenty pence are in question, and the limit is twenty"),
        (19, 10_000, "HELD", "and the limit is nineteen"),
        (500, 323, "TRIMMED", "3.23% of £6.20 is 20.026, rounded down to twenty"),
        (500, 322, "HELD", "3.22% of £6.20 is 19.964, rounded down to nineteen"),
    ],
)
def test_money_in_question_up_to_the_trim_limit_is_trimmed(limit_pence, limit_bp, decision, because):
    terms = some_terms(limit_pence=limit_pence, limit_bp=limit_bp)

    line_week = line_week_judged(terms, *ONE_VISIT, a_claim(31))

    assert (line_week.decision, line_week.codes) == (decision, (411,)), because


def test_what_is_held_is_entitled_but_not_due():
    line_week = line_week_judged(some_terms(limit_pence=0), *ONE_VISIT, a_claim(31), a_payment(100))

    assert (line_week.decision, line_week.entitled_pence, line_week.due_pence) == ("HELD", 600, 0)
    assert line_week.paid_pence == 100


def test_a_short_double_up_is_trimmed_however_much_it_takes():
    rows = (some_terms(limit_pence=0), a_call(carers=2), a_visit())

    assert line_week_judged(*rows, a_claim(60)).decision == "TRIMMED"
    assert line_week_judged(*rows, a_claim(61)).decision == "HELD"


def test_what_a_short_double_up_takes_is_not_in_question():
    rows = (a_call(carers=2), a_visit(), a_claim(61))

    assert line_week_judged(some_terms(limit_pence=20), *rows).decision == "TRIMMED"
    assert line_week_judged(some_terms(limit_pence=19), *rows).decision == "HELD"


def test_codes_come_out_in_the_order_of_their_numbers():
    rows = (a_commission(TUESDAY), a_visit("outside"), a_call(on=TUESDAY, carers=2), a_visit(on=TUESDAY))

    assert line_week_judged(*rows, a_claim(91, rate=TWENTY_PENCE_A_MINUTE + 1)).codes == (203, 303, 402, 407, 411)


def test_pay_as_delivered_is_no_more_than_claimed():
    rows = (a_call(), a_visit(minutes=50))

    assert line_week_judged(*rows, a_claim(40)).delivered_pence == 800
    assert line_week_judged(*rows, a_claim(60)).delivered_pence == 1000
    assert line_week_judged(*rows, a_claim(60, pence=999)).delivered_pence == 999


def test_money_cut_without_a_code_needs_no_person():
    rates = (a_rate(120_000, ends=THURSDAY), a_rate(60_000, ref="new", starts=THURSDAY))

    line_week = line_week_judged(some_terms(limit_pence=0), *rates, *a_visit_each_day(WEDNESDAY, THURSDAY), a_claim(60))

    assert (line_week.decision, line_week.codes, line_week.entitled_pence) == ("CLEAN", (), 900)
    assert pence_by_cause(line_week) == {"rate change": 300}


def test_the_trim_limit_is_that_of_the_first_day_in_force():
    terms = (some_terms(limit_pence=0, ends=TUESDAY), some_terms(limit_pence=500, starts=TUESDAY, version=2))

    def decision(commission):
        return line_week_judged(*terms, commission, a_claim(1)).decision

    assert decision(a_commission(MONDAY)) == "HELD"
    assert decision(a_commission(TUESDAY)) == "TRIMMED"
    assert decision(a_commission(LONG_AGO, LAST_MONDAY)) == "HELD"


@pytest.mark.parametrize(("paid", "due"), [(599, 1), (600, 0), (601, -1)])
def test_what_was_paid_is_taken_off_and_more_than_entitled_is_to_be_recovered(paid, due):
    line_week = line_week_judged(*ONE_VISIT, a_claim(30), a_payment(paid))

    assert (line_week.paid_pence, line_week.due_pence) == (paid, due)


def test_a_payment_of_another_week_is_not_taken_off():
    assert line_week_judged(*ONE_VISIT, a_claim(30), a_payment(100, week=LAST_MONDAY)).due_pence == 600


def test_line_weeks_come_out_by_week_provider_and_person():
    claims = (
        a_claim(week=NEXT_MONDAY, provider="a", person="a", line_no=1),
        a_claim(provider="b", person="a", line_no=2),
        a_claim(provider="a", person="b", line_no=3),
        a_claim(provider="a", person="a", line_no=4),
    )

    found = judged(*claims, weeks=None).line_weeks

    assert [(row.week, row.provider_ref, row.person_ref) for row in found] == [
        (MONDAY, "a", "a"),
        (MONDAY, "a", "b"),
        (MONDAY, "b", "a"),
        (NEXT_MONDAY, "a", "a"),
    ]


def test_a_line_week_with_visits_on_its_first_and_last_day_has_both():
    line_week = line_week_judged(*a_visit_each_day(LAST_MONDAY + timedelta(days=6), MONDAY, SUNDAY, NEXT_MONDAY), a_claim(60))

    assert (line_week.agreed_minutes, line_week.payable_minutes, line_week.decision) == (60, 60, "CLEAN")
