"""What becomes of a line-week: the order of decisions, wrong providers, and money in question."""

import pytest

from duly.payments.validation.facts import Line, Terms
from duly.payments.validation.reference.judge import InputsRefused
from duly.payments.validation.reference.tests.builders import (
    FRIDAY,
    LAST_MONDAY,
    MONDAY,
    NEXT_MONDAY,
    NINE,
    SUNDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    a_call,
    a_cancelled_visit,
    a_claim,
    a_commission,
    a_death,
    a_line,
    a_payment,
    a_rate,
    a_span,
    a_visit,
    an_interruption,
    an_opening,
    judged,
    line_week_judged,
    pence_by_cause,
    some_terms,
)

ONE_VISIT = (a_call(), a_visit())
NO_LIMIT, NO_MONEY = some_terms(limit_pence=100_000), some_terms(limit_pence=0)


# Wrong provider


def with_another_provider(*commissions):
    lines = a_line(provider="other")
    return line_week_judged(lines, *commissions, a_claim(30), a_payment(5), an_opening())


@pytest.mark.parametrize(
    ("commission", "code", "decision"),
    [
        (a_commission(SUNDAY), 205, "BLOCKED"),
        (a_commission(LAST_MONDAY, TUESDAY), 205, "BLOCKED"),
        (a_commission(SUNDAY, approved=False), 205, "BLOCKED"),
        (a_commission(NEXT_MONDAY), 202, "HELD"),
        (a_commission(LAST_MONDAY, MONDAY), 202, "HELD"),
    ],
)
def test_a_claim_for_care_that_another_provider_has_in_the_week_is_of_the_wrong_one(commission, code, decision):
    line_week = with_another_provider(commission)

    assert (line_week.codes, line_week.decision, line_week.line_ref) == ((code,), decision, "")
    assert (line_week.paid_pence, line_week.rate_hundredths, line_week.claimed_pence, line_week.due_pence) == (0, 0, 600, 0)


def test_another_service_or_another_person_with_another_provider_says_nothing():
    assert line_week_judged(a_line(provider="other", service="sitting"), a_claim(30)).codes == (202,)
    assert line_week_judged(a_line(provider="other", person="other"), a_claim(30)).codes == (202,)


def test_a_wrong_provider_is_told_with_what_was_set_aside():
    claims = (a_claim(30), a_claim(30, line_no=2, person_check="unknown"), a_claim(5, line_no=3, received_on=LAST_MONDAY))

    assert line_week_judged(a_line(provider="other"), *claims).codes == (107, 108, 205)
    assert line_week_judged(a_line(provider="other"), claims[1]).codes == (108,)


# The order of decisions


def test_blocked_comes_before_held_and_carries_every_code():
    rows = (a_death(LAST_MONDAY), *ONE_VISIT, a_visit("again", at=NINE + 200), a_claim(31, vat_pence=1))

    line_week = line_week_judged(*rows)

    assert (line_week.decision, line_week.codes) == ("BLOCKED", (105, 208, 403))
    assert (line_week.rate_hundredths, line_week.agreed_minutes, line_week.delivered_minutes, line_week.payable_minutes) == (
        120_000,
        30,
        60,
        30,
    )
    assert (line_week.entitled_pence, line_week.delivered_pence, line_week.parts, line_week.cuts) == (0, 0, (), ())


def test_blocked_needs_no_terms_and_held_does():
    rows = (a_visit(), a_claim(30, vat_pence=1))

    assert line_week_judged(*rows, a_span(LAST_MONDAY, MONDAY), without=(Terms,)).decision == "BLOCKED"
    with pytest.raises(InputsRefused):
        judged(*rows, without=(Terms,))


def test_terms_are_needed_where_a_visit_and_a_call_meet_an_interrupted_day():
    rows = (an_interruption(MONDAY, FRIDAY, kind="holiday"), some_terms(ends=TUESDAY), a_call(on=WEDNESDAY))

    assert judged(*rows, a_visit(on=THURSDAY)).visits
    with pytest.raises(InputsRefused):
        judged(*rows, a_visit(on=WEDNESDAY))


@pytest.mark.parametrize("unplanned", [30, 1])
def test_an_unplanned_visit_claimed_is_held_whatever_the_money(unplanned):
    line_week = line_week_judged(NO_LIMIT, *ONE_VISIT, a_visit("extra", at=NINE + 200, minutes=30), a_claim(30 + unplanned))

    assert (line_week.codes, line_week.decision) == ((403,), "HELD")


def test_an_unplanned_visit_that_was_not_claimed_is_not_held():
    line_week = line_week_judged(NO_LIMIT, *ONE_VISIT, a_visit("extra", at=NINE + 200, minutes=30), a_claim(30))

    assert (line_week.codes, line_week.decision) == ((), "CLEAN")


@pytest.mark.parametrize(
    ("rows", "claimed", "codes"),
    [
        ((a_call(), a_cancelled_visit()), 30, (402, 410)),
        ((an_interruption(MONDAY, TUESDAY, kind="holiday"), a_visit()), 30, (207,)),
        ((a_call(carers=2), a_visit()), 60, (402, 407)),
    ],
)
def test_what_is_always_trimmed_needs_no_person_and_is_not_in_question(rows, claimed, codes):
    alone = line_week_judged(NO_MONEY, *rows, a_claim(claimed))
    with_a_minute_nobody_saw = [line_week_judged(some_terms(limit_pence=limit), *rows, a_claim(claimed + 1)) for limit in (20, 19)]

    assert (alone.codes, alone.decision) == (codes, "TRIMMED")
    assert [row.codes for row in with_a_minute_nobody_saw] == [(*codes, 411)] * 2
    assert [row.decision for row in with_a_minute_nobody_saw] == ["TRIMMED", "HELD"]


def test_money_in_question_is_compared_with_its_sign():
    rates = (a_rate(60_000, ends=THURSDAY), a_rate(240_000, ref="new", starts=THURSDAY))
    rows = (NO_MONEY, a_call(on=FRIDAY), a_visit(on=FRIDAY), a_call("mon"), a_visit("mon"), a_claim(61, rate=120_000))

    line_week = line_week_judged(*rates, *rows)

    assert pence_by_cause(line_week) == {"rate": 610, "411": 10, "rate change": -900, "not claimed": 280}
    assert line_week.decision == "TRIMMED"


def test_pay_as_delivered_leaves_out_what_was_set_aside_and_does_not_multiply_out():
    claims = (a_claim(40, pence=1000), a_claim(40, line_no=2, person_check="unknown"))

    line_week = line_week_judged(a_call(), a_visit(minutes=50), *claims)

    assert (line_week.delivered_pence, line_week.entitled_pence, line_week.claimed_pence) == (800, 600, 1800)


@pytest.mark.parametrize(("paid_to", "decision"), [(MONDAY, "CLEAN"), (NEXT_MONDAY, "REFUSED")])
def test_before_the_opening_position_nothing_else_is_asked(paid_to, decision):
    line_week = line_week_judged(*ONE_VISIT, a_claim(30), an_opening(paid_to))

    assert (line_week.decision, line_week.codes) == (decision, ())


def test_without_any_line_nothing_is_asked_of_the_opening():
    assert line_week_judged(a_claim(30), without=(Line,)).decision == "HELD"
