"""Days on which somebody's care was interrupted: nothing meets, and something may be retained."""

from datetime import timedelta

import pytest

from duly.payments.validation.facts import PricePart
from duly.payments.validation.reference.tests.builders import (
    FRIDAY,
    MONDAY,
    NEXT_MONDAY,
    NINE,
    SATURDAY,
    SUNDAY,
    THURSDAY,
    TUESDAY,
    TWENTY_PENCE_A_MINUTE,
    WEDNESDAY,
    a_call,
    a_claim,
    a_commission,
    a_rate,
    a_step,
    a_visit,
    an_interruption,
    judged,
    line_week_judged,
    minutes_by_cause,
    some_terms,
    visit_judged,
)

DAYS = (MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY)


@pytest.mark.parametrize(
    ("kind", "suspended"),
    [
        ("holiday", {WEDNESDAY, THURSDAY}),
        ("suspension", {WEDNESDAY, THURSDAY}),
        ("hospital", {THURSDAY}),
        ("respite", {THURSDAY}),
    ],
)
def test_the_first_day_in_hospital_or_respite_is_cared_for_at_home_and_the_day_of_coming_back_always_is(kind, suspended):
    visits = [a_visit(f"{day}", on=day) for day in DAYS]
    calls = [a_call(f"{day}", on=day) for day in DAYS]

    found = judged(an_interruption(WEDNESDAY, FRIDAY, kind=kind), *calls, *visits).visits

    assert {visit.visit_ref for visit in found if visit.standing == "suspended"} == {str(day) for day in suspended}
    assert {visit.standing for visit in found} == {"suspended", "matched"}


def test_one_day_in_hospital_interrupts_nothing():
    assert visit_judged(an_interruption(MONDAY, TUESDAY), a_call(), a_visit()).standing == "matched"


def test_a_suspended_visit_is_credited_and_not_payable_and_takes_from_the_claim():
    rows = (an_interruption(MONDAY, TUESDAY, kind="holiday"), a_call(), a_visit())

    line_week = line_week_judged(*rows, a_claim(31))

    assert minutes_by_cause(line_week) == {"207": 30, "411": 1}
    assert (line_week.agreed_minutes, line_week.delivered_minutes, line_week.payable_minutes) == (0, 0, 0)
    assert (visit_judged(*rows).credited_minutes, visit_judged(*rows).payable_minutes) == (30, 0)
    assert (visit_judged(*rows).line_ref, visit_judged(*rows).call_ref) == ("line", "")


def test_somebody_elses_interruption_suspends_nothing():
    assert visit_judged(an_interruption(MONDAY, SUNDAY, kind="holiday", person="other"), a_visit()).standing == "unplanned"


def test_a_visit_when_the_line_is_not_in_force_is_outside_even_on_an_interrupted_day():
    assert visit_judged(an_interruption(MONDAY, SUNDAY, kind="holiday"), a_commission(TUESDAY), a_visit()).standing == "outside"


# Retainers


ONE_CALL = (a_call(on=THURSDAY),)


def retained(*rows, calls=ONE_CALL):
    """Minutes payable for calls nobody made on Thursday, of a claim for far more."""
    line_week = line_week_judged(*rows, *calls, a_claim(600, pence=0, rate=0))
    assert line_week.agreed_minutes == line_week.payable_minutes == line_week.delivered_minutes
    return line_week.payable_minutes


@pytest.mark.parametrize(
    ("starts", "percent", "because"),
    [
        (THURSDAY - timedelta(days=2), 100, "the third day is the last of the first step"),
        (THURSDAY - timedelta(days=3), 50, "the fourth the first of the second"),
        (THURSDAY - timedelta(days=6), 50, "the seventh its last"),
        (THURSDAY - timedelta(days=7), 0, "and the eighth is in none"),
    ],
)
def test_a_call_is_retained_by_the_step_of_the_day_of_the_interruption(starts, percent, because):
    steps = (a_step(100, days=(1, 3)), a_step(50, days=(4, 7)))

    assert retained(an_interruption(starts, SUNDAY), *steps) == 30 * percent // 100, because


def test_nothing_is_retained_for_another_kind_another_version_or_a_day_cared_for():
    away = an_interruption(THURSDAY - timedelta(days=1), SUNDAY)

    assert retained(away, a_step(100)) == 30
    assert retained(away, a_step(100, kind="respite")) == 0
    assert retained(away, a_step(100, version=2)) == 0
    assert minutes_by_cause(line_week_judged(an_interruption(THURSDAY, SUNDAY), a_step(100), a_call(on=THURSDAY), a_claim(30))) == {
        "411": 30
    }


def test_each_carer_is_retained_and_half_a_minute_of_each_is_rounded_up():
    away = an_interruption(MONDAY, SUNDAY)

    assert retained(away, a_step(50), calls=[a_call(on=THURSDAY, minutes=15, carers=2)]) == 16


def test_of_several_interruptions_the_first_by_kind_and_start_counts():
    away = (an_interruption(MONDAY, SUNDAY, kind="hospital"), an_interruption(WEDNESDAY, SUNDAY, kind="holiday"))

    assert retained(*away, a_step(100, kind="hospital"), a_step(50, kind="holiday", days=(2, 2))) == 15
    assert retained(*away, a_step(100, kind="hospital")) == 0


def test_the_step_is_of_the_terms_of_the_day():
    terms = (some_terms(ends=THURSDAY), some_terms(starts=THURSDAY, version=2))

    assert retained(*terms, an_interruption(MONDAY, SUNDAY), a_step(100), a_step(50, version=2)) == 15


def test_without_terms_on_the_day_nothing_is_retained():
    assert retained(some_terms(ends=WEDNESDAY), an_interruption(MONDAY, SUNDAY), a_step(100)) == 0


def test_what_is_retained_is_paid_at_the_rate_of_the_call_and_the_carer():
    rates = (a_rate(), a_rate(60_000, ref="second", carer=2))
    rows = (an_interruption(MONDAY, SUNDAY), a_step(50), a_call(on=THURSDAY, carers=2))

    line_week = line_week_judged(*rates, *rows, a_claim(30))

    assert line_week.parts == (PricePart("rate", 15, TWENTY_PENCE_A_MINUTE, 300), PricePart("second", 15, 60_000, 150))


def test_what_is_retained_leaves_no_room_for_the_flex():
    rows = (some_terms(flex_minutes=600), an_interruption(MONDAY, FRIDAY), a_step(100), a_call(on=THURSDAY), a_visit(on=SUNDAY))

    assert visit_judged(*rows).payable_minutes == 0
    assert visit_judged(*rows, a_call("free", on=SUNDAY, at=NINE + 300, minutes=20)).payable_minutes == 20


def test_an_interruption_after_the_week_changes_nothing():
    rows = (a_call(), a_visit(), a_claim())

    assert judged(*rows, an_interruption(NEXT_MONDAY, NEXT_MONDAY + timedelta(days=9), kind="holiday")) == judged(*rows)
