"""Visits meet calls."""

from duly.payments.validation.facts import Line
from duly.payments.validation.reference.tests.builders import (
    MONDAY,
    NINE,
    SUNDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    a_call,
    a_claim,
    a_commission,
    a_visit,
    judged,
    some_terms,
    visit_judged,
)


def places(*rows):
    return {visit.visit_ref: (visit.call_ref, visit.place) for visit in judged(*rows).visits}


def test_a_visit_as_far_away_as_the_window_is_matched():
    for at in (NINE - 60, NINE + 60):
        visit = visit_judged(some_terms(window=60), a_call(at=NINE), a_visit(at=at))

        assert (visit.standing, visit.call_ref, visit.place) == ("matched", "call", 1)


def test_a_visit_one_minute_beyond_the_window_is_unplanned():
    for at in (NINE - 61, NINE + 61):
        visit = visit_judged(some_terms(window=60), a_call(at=NINE), a_visit(at=at))

        assert (visit.standing, visit.call_ref, visit.place) == ("unplanned", "", 0)


def test_a_visit_chooses_the_nearest_call():
    visit = visit_judged(a_call("early", at=NINE), a_call("late", at=NINE + 30), a_visit(at=NINE + 16))

    assert visit.call_ref == "late"


def test_between_calls_equally_near_the_earlier_is_chosen():
    visit = visit_judged(a_call("z-early", at=NINE), a_call("a-late", at=NINE + 30), a_visit(at=NINE + 15))

    assert visit.call_ref == "z-early"


def test_between_calls_planned_at_the_same_time_the_smaller_reference_is_chosen():
    visit = visit_judged(a_call("b"), a_call("a"), a_visit())

    assert visit.call_ref == "a"


def test_the_nearest_visit_has_the_place_and_the_other_gets_no_second_choice():
    calls = (a_call("nine", at=NINE), a_call("ten", at=NINE + 60))

    found = places(*calls, a_visit("near", at=NINE + 1), a_visit("far", at=NINE + 2))

    assert found == {"near": ("nine", 1), "far": ("", 0)}


def test_visits_equally_near_rank_by_start_and_then_reference():
    call = a_call(carers=2)

    found = places(call, a_visit("a", at=NINE + 5), a_visit("c", at=NINE - 5), a_visit("b", at=NINE - 5, carer="bob"))

    assert found == {"b": ("call", 1), "c": ("call", 2), "a": ("", 0)}


def test_a_call_is_met_only_on_its_own_date():
    visit = visit_judged(a_call(on=MONDAY, at=1439), a_visit(on=TUESDAY, at=0))

    assert visit.standing == "unplanned"


def test_a_call_is_met_only_for_its_own_service():
    visit = visit_judged(a_call(), a_visit(service="sitting"))

    assert (visit.standing, visit.line_ref) == ("no line", "")


def test_the_window_is_that_of_the_day():
    terms = (
        some_terms(window=10, ends=TUESDAY),
        some_terms(window=20, starts=TUESDAY, version=2),
    )
    calls = (a_call("mon", on=MONDAY), a_call("tue", on=TUESDAY))

    found = places(*terms, *calls, a_visit("m", on=MONDAY, at=NINE + 20), a_visit("t", on=TUESDAY, at=NINE + 20))

    assert found == {"m": ("", 0), "t": ("tue", 1)}


def test_the_first_and_last_days_in_force_are_in_and_the_days_beside_them_are_outside():
    days = (MONDAY, TUESDAY, WEDNESDAY, THURSDAY)
    visits = [a_visit(f"{day:%a}", on=day) for day in days]

    judgement = judged(a_commission(TUESDAY, THURSDAY), *visits)

    assert {visit.visit_ref: visit.standing for visit in judgement.visits} == {
        "Mon": "outside",
        "Tue": "unplanned",
        "Wed": "unplanned",
        "Thu": "outside",
    }


def test_a_visit_outside_is_of_the_line_and_credited_what_it_took():
    visit = visit_judged(a_commission(TUESDAY), a_visit(on=MONDAY, minutes=42))

    assert (visit.line_ref, visit.credited_minutes, visit.payable_minutes) == ("line", 42, 0)


def test_an_unplanned_visit_is_credited_what_it_took_and_payable_nothing():
    visit = visit_judged(a_visit(minutes=42))

    assert (visit.standing, visit.credited_minutes, visit.payable_minutes) == ("unplanned", 42, 0)


def test_a_visit_without_a_line_is_worth_nothing():
    visit = visit_judged(a_visit(minutes=42), without=(Line,))

    assert (visit.standing, visit.line_ref) == ("no line", "")
    assert (visit.credited_minutes, visit.payable_minutes) == (0, 0)


def test_every_visit_of_the_week_has_a_result_in_the_order_of_its_reference():
    visits = (a_visit("c", on=MONDAY), a_visit("a", on=SUNDAY), a_visit("b", person="a stranger"))

    assert [visit.visit_ref for visit in judged(*visits).visits] == ["a", "b", "c"]


def test_only_weeks_with_a_claim_are_judged_when_none_are_named():
    assert judged(a_visit(), weeks=None).visits == ()
    assert [visit.visit_ref for visit in judged(a_visit(), a_claim(), weeks=None).visits] == ["visit"]
