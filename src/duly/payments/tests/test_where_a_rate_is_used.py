"""Where a rate is used: the lines it answers for, by how many of their calls, and the weeks judged with it."""

from datetime import date

import pytest

from duly.payments import flow
from duly.payments.packages.actions import end_line, plan_call
from duly.payments.rates.actions import set_rate
from duly.payments.rates.queries import rate, rates_known
from duly.payments.tests.ground import APRIL, MONDAY
from duly.payments.validation import actions as validation
from duly.payments.validation.tests.ground import a_commissioned_line, claimed, officers, visited
from duly.primitives.money import price

pytestmark = pytest.mark.django_db

FRIDAY = date(2026, 11, 6)


@pytest.fixture
def ada():
    """L-1 has a call of half an hour each Monday, and, by two carers, one of an hour each Saturday."""
    ada, _ = officers()
    a_commissioned_line(ada)
    plan_call("L-1", weekday=5, starts_minute=480, minutes=60, carers=2, starts=APRIL, by=ada)
    return ada


def used(rate_ref, on=FRIDAY):
    return [(line.line_ref, line.answered, line.of) for line in flow.where_used(rate(rate_ref), on=on).lines]


def test_a_rate_is_used_by_the_lines_whose_calls_it_answers_for(ada):
    plain = rates_known()[0].rate_ref
    assert used(plain) == [("L-1", 3, 3)]

    saturdays = set_rate("C-1", service="home-care", rate_hundredths=240_000, starts=APRIL, day_type="saturday", because="b", by=ada)
    second = set_rate("C-1", service="home-care", rate_hundredths=200_000, starts=APRIL, day_type="saturday", carer=2, because="c", by=ada)
    nights = set_rate("C-1", service="home-care", rate_hundredths=900_000, starts=APRIL, unit="night", because="d", by=ada)

    assert used(plain) == [("L-1", 1, 3)]
    assert used(saturdays.rate_ref) == [("L-1", 1, 3)]
    assert used(second.rate_ref) == [("L-1", 1, 3)]
    assert used(nights.rate_ref) == [("L-1", 7, 7)]
    own = set_rate("C-1", service="home-care", rate_hundredths=250_000, starts=MONDAY, line_ref="L-1", because="e", by=ada)
    assert [used(ref) for ref in (plain, saturdays.rate_ref, second.rate_ref)] == [[], [], []]
    assert used(own.rate_ref) == [("L-1", 3, 3)]
    end_line("L-1", ends=FRIDAY, by=ada)
    assert used(own.rate_ref) == []


def test_a_rate_names_the_weeks_judged_with_it(ada):
    ref = rates_known()[0].rate_ref
    visited("V-1")
    claimed("INV-1")
    assert flow.where_used(rate(ref), on=FRIDAY).weeks == ()

    made = validation.judge([MONDAY], by=ada)

    assert [(w.week, w.judgement_ref, w.lines, w.pence) for w in flow.where_used(rate(ref), on=FRIDAY).weeks] == [
        (MONDAY, made.ref, 1, 1068)
    ]
    again = validation.judge([MONDAY], by=ada)
    assert [w.judgement_ref for w in flow.where_used(rate(ref), on=FRIDAY).weeks] == [again.ref], "only the judgement that stands"


def test_a_week_of_a_line_comes_to_its_calls_at_the_rates_that_answer_for_them(ada):
    plain = rates_known()[0].rate_hundredths
    set_rate("C-1", service="home-care", rate_hundredths=240_000, starts=APRIL, day_type="saturday", because="b", by=ada)

    (one,) = flow.agreed(on=FRIDAY)

    assert (one.minutes, one.unit, one.lowest, one.highest) == (150, "hour", plain, 240_000)
    assert one.weekly_pence == price(30, plain) + 2 * price(60, 240_000)
    assert one.without_rate == 0


def test_a_line_that_ended_is_told_as_on_its_last_day_and_a_call_without_a_rate_is_counted(ada):
    end_line("L-1", ends=MONDAY, by=ada)
    plan_call("L-1", weekday=6, starts_minute=480, minutes=15, carers=1, starts=MONDAY, by=ada)  # after its end: no part of it

    (one,) = flow.agreed(on=FRIDAY, line_refs={"L-1"})

    assert one.asked_on < MONDAY
    assert one.minutes == 150
    assert flow.agreed(on=FRIDAY, line_refs={"L-2"}) == ()
    (before,) = flow.agreed(on=APRIL.replace(year=2025))
    assert before.asked_on == before.span.starts
