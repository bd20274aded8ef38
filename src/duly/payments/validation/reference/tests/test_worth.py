"""What a visit is worth, and a double-handed call."""

import pytest

from duly.payments.validation.reference.tests.builders import (
    NINE,
    a_band,
    a_call,
    a_claim,
    a_visit,
    judged,
    line_week_judged,
    minutes_by_cause,
    some_terms,
    visit_judged,
)


def worth(terms, *, planned, elapsed):
    visit = visit_judged(terms, a_call(minutes=planned), a_visit(minutes=elapsed))
    return visit.payable_minutes, visit.credited_minutes


@pytest.mark.parametrize(
    ("elapsed", "payable", "credited"),
    [(29, 29, 29), (30, 30, 30), (31, 30, 31)],
)
def test_by_the_minute_a_visit_is_paid_as_made_up_to_the_plan(elapsed, payable, credited):
    assert worth(some_terms(basis="ACTUAL_MINUTE"), planned=30, elapsed=elapsed) == (payable, credited)


@pytest.mark.parametrize(
    ("elapsed", "payable", "credited", "because"),
    [
        (25, 30, 30, "short by the tolerance is as planned"),
        (24, 24, 24, "a minute shorter is as made"),
        (35, 30, 30, "over by the tolerance is credited as planned"),
        (36, 30, 36, "a minute longer is credited as made"),
    ],
)
def test_within_the_tolerance_a_visit_is_as_planned(elapsed, payable, credited, because):
    assert worth(some_terms(tolerance=5), planned=30, elapsed=elapsed) == (payable, credited), because


@pytest.mark.parametrize(
    ("floor", "elapsed", "made", "because"),
    [
        (15, 16, 16, "the floor is below what was made"),
        (15, 15, 15, "the floor is what was made"),
        (15, 14, 15, "the floor is above what was made"),
        (30, 14, 30, "the floor is the plan"),
        (31, 14, 30, "a floor above the plan pays no more than the plan"),
    ],
)
def test_a_short_visit_is_never_below_the_floor(floor, elapsed, made, because):
    assert worth(some_terms(floor=floor), planned=30, elapsed=elapsed) == (made, made), because


@pytest.mark.parametrize(
    ("way", "elapsed", "credited"),
    [
        ("nearest", 22, 15),
        ("nearest", 23, 30),
        ("nearest", 7, 0),
        ("up", 15, 15),
        ("up", 16, 30),
        ("down", 29, 15),
        ("down", 30, 30),
    ],
)
def test_a_visit_is_taken_to_a_multiple_of_the_increment(way, elapsed, credited):
    terms = some_terms(basis="ACTUAL_INCREMENT", increment_minutes=15, increment_way=way)

    assert worth(terms, planned=60, elapsed=elapsed) == (credited, credited)


@pytest.mark.parametrize(("elapsed", "credited"), [(5, 10), (4, 0), (15, 20), (14, 10)])
def test_half_an_increment_is_one_and_a_minute_less_is_none(elapsed, credited):
    terms = some_terms(basis="ACTUAL_INCREMENT", increment_minutes=10)

    assert worth(terms, planned=60, elapsed=elapsed) == (credited, credited)


@pytest.mark.parametrize(
    ("minimum", "elapsed", "payable", "credited", "because"),
    [
        (20, 14, 20, 20, "the minimum is above what was made"),
        (20, 32, 30, 30, "and below it here"),
        (45, 14, 30, 45, "a minimum above the plan is credited, and pays no more than the plan"),
    ],
)
def test_increments_are_never_below_the_minimum(minimum, elapsed, payable, credited, because):
    terms = some_terms(basis="ACTUAL_INCREMENT", increment_minutes=15, minimum_minutes=minimum)

    assert worth(terms, planned=30, elapsed=elapsed) == (payable, credited), because


@pytest.mark.parametrize(
    ("elapsed", "payable", "credited", "because"),
    [
        (1, 10, 10, "the first minute of the first band"),
        (15, 10, 10, "and its last"),
        (16, 25, 25, "the first minute of the next"),
        (30, 25, 25, "and its last"),
        (31, 30, 45, "a band may credit more than the plan, and pays no more than it"),
        (46, 30, 46, "in no band, so as made"),
    ],
)
def test_a_visit_counts_as_its_band_says(elapsed, payable, credited, because):
    bands = (a_band(1, 15, 10), a_band(16, 30, 25), a_band(31, 45, 45), a_band(1, 60, 5, version=2))

    visit = visit_judged(some_terms(basis="BANDED"), *bands, a_call(minutes=30), a_visit(minutes=elapsed))

    assert (visit.payable_minutes, visit.credited_minutes) == (payable, credited), because


def double_handed(first, second, *, terms=None):
    """Two visits to a double-handed call of an hour; and what was short of an exact claim for both places."""
    rows = [terms or some_terms(), a_call(minutes=60, carers=2), a_claim(120), first]
    rows += [second] if second else []
    judgement = judged(*rows)
    (line_week,) = judgement.line_weeks
    return {visit.visit_ref: visit for visit in judgement.visits}, line_week


def test_two_carers_together_for_exactly_the_percentage_fill_both_places():
    visits, line_week = double_handed(a_visit("first", carer="ada", minutes=60), a_visit("second", carer="bob", at=NINE + 12, minutes=60))

    assert [visit.payable_minutes for visit in visits.values()] == [60, 60]
    assert not visits["second"].double_up_short
    assert line_week.codes == ()


def test_two_carers_together_a_minute_less_leave_the_call_short():
    visits, line_week = double_handed(a_visit("first", carer="ada", minutes=60), a_visit("second", carer="bob", at=NINE + 13, minutes=60))

    assert [visit.payable_minutes for visit in visits.values()] == [60, 0]
    assert [visit.double_up_short for visit in visits.values()] == [False, True]
    assert (visits["second"].place, visits["second"].credited_minutes) == (2, 60)
    assert minutes_by_cause(line_week) == {"407": 60}
    assert line_week.delivered_minutes == 120


def test_two_carers_who_never_met_are_not_together():
    visits, _ = double_handed(
        a_visit("first", carer="ada", minutes=10),
        a_visit("second", carer="bob", at=NINE + 40, minutes=60),
        terms=some_terms(double_up_percent=1),
    )

    assert visits["second"].double_up_short


def test_the_same_carer_twice_is_not_two_carers():
    visits, line_week = double_handed(a_visit("first", minutes=60), a_visit("second", minutes=60))

    assert visits["second"].double_up_short
    assert minutes_by_cause(line_week) == {"407": 60}


def test_another_carer_at_the_same_time_is_two_carers():
    visits, line_week = double_handed(a_visit("first", minutes=60), a_visit("second", minutes=60, carer="bob"))

    assert not visits["second"].double_up_short
    assert minutes_by_cause(line_week) == {}


def test_a_second_place_refused_is_short_by_what_it_is_credited():
    call, alone, again = a_call(minutes=60, carers=2), a_visit("a", minutes=60), a_visit("b", minutes=70)

    line_week = line_week_judged(call, alone, again, a_claim(140))

    assert minutes_by_cause(line_week) == {"407": 70, "411": 10}


def test_a_second_carer_who_never_came_leaves_the_call_short_by_its_plan():
    visits, line_week = double_handed(a_visit("first", minutes=60), None)

    assert visits["first"].payable_minutes == 60
    assert not visits["first"].double_up_short
    assert minutes_by_cause(line_week) == {"407": 60}


def test_a_call_nobody_attended_is_missed_and_not_short():
    attended, missed = a_call("attended", minutes=30), a_call("missed", at=NINE + 300, minutes=60, carers=2)

    line_week = line_week_judged(attended, a_visit(), missed, a_claim(150))

    assert minutes_by_cause(line_week) == {"411": 120}
