"""Visits that were cancelled, found nobody in, were missed, or whose times cannot be believed."""

import pytest

from duly.payments.validation.reference.tests.builders import (
    NINE,
    TUESDAY,
    a_call,
    a_cancelled_visit,
    a_claim,
    a_commission,
    a_frustrated_visit,
    a_missed_visit,
    a_visit,
    judged,
    line_week_judged,
    minutes_by_cause,
    some_terms,
    visit_judged,
)

A_DAYS_NOTICE = some_terms(cancel_notice_minutes=1440, cancel_percent=50, frustrated_percent=100)


def worth(visit):
    return visit.standing, visit.place, visit.credited_minutes, visit.payable_minutes


@pytest.mark.parametrize(
    ("notice", "reason", "paid", "because"),
    [
        (1439, "person", 30, "a minute less than the contract's notice is short notice"),
        (1440, "person", 0, "the contract's notice is notice enough"),
        (0, "person", 30, "told at the start is told"),
        (-1, "person", 0, "no time was recorded, so nobody can say"),
        (0, "provider", 0, "the provider cancelled"),
        (0, "", 0, "nobody said who cancelled"),
    ],
)
def test_a_cancelled_visit_is_paid_for_only_when_the_person_gave_short_notice(notice, reason, paid, because):
    rows = (A_DAYS_NOTICE, a_call(minutes=60), a_cancelled_visit(notice, reason=reason))

    line_week = line_week_judged(*rows, a_claim(60))

    assert worth(visit_judged(*rows)) == ("matched", 1, paid, paid), because
    assert minutes_by_cause(line_week) == {"410": 60 - paid}
    assert line_week.delivered_minutes == paid


@pytest.mark.parametrize(("planned", "percent", "paid"), [(30, 50, 15), (15, 50, 8), (15, 49, 7), (15, 0, 0), (15, 100, 15)])
def test_half_a_minute_of_a_share_is_rounded_up(planned, percent, paid):
    rows = (some_terms(frustrated_percent=percent), a_call(minutes=planned), a_frustrated_visit())

    assert worth(visit_judged(*rows)) == ("matched", 1, paid, paid)


def test_what_is_not_paid_of_a_frustrated_visit_is_refused():
    line_week = line_week_judged(some_terms(frustrated_percent=25), a_call(minutes=60), a_frustrated_visit(), a_claim(60))

    assert (line_week.payable_minutes, minutes_by_cause(line_week)) == (15, {"410": 45})
    assert (line_week.decision, line_week.codes) == ("TRIMMED", (402, 410))


def test_a_frustrated_visit_without_a_place_is_worth_nothing_and_nothing_of_it_is_refused():
    rows = (A_DAYS_NOTICE, a_call(), a_frustrated_visit(at=NINE + 61))

    assert worth(visit_judged(*rows)) == ("unplanned", 0, 0, 0)
    assert minutes_by_cause(line_week_judged(*rows, a_claim(30))) == {"411": 30}


@pytest.mark.parametrize("visit", [a_missed_visit(), a_cancelled_visit(), a_frustrated_visit(), a_visit(times="no check-out")])
def test_what_was_not_made_is_credited_nothing_outside_the_line_either(visit):
    assert worth(visit_judged(a_commission(TUESDAY), visit)) == ("outside", 0, 0, 0)


def test_a_missed_visit_keeps_its_place_and_is_worth_nothing():
    rows = (a_call(), a_missed_visit())

    assert worth(visit_judged(*rows)) == ("matched", 1, 0, 0)
    assert minutes_by_cause(line_week_judged(*rows, a_claim(30))) == {"411": 30}


@pytest.mark.parametrize("times", ["no check-out", "ends before it starts"])
def test_a_visit_whose_times_cannot_be_believed_keeps_its_place_and_is_worth_nothing(times):
    rows = (a_call(), a_visit(times=times))

    assert worth(visit_judged(*rows)) == ("matched", 1, 0, 0)
    assert worth(visit_judged(a_visit(times=times))) == ("unplanned", 0, 0, 0)


def test_a_frustrated_visit_whose_times_cannot_be_believed_is_refused_whole():
    line_week = line_week_judged(A_DAYS_NOTICE, a_call(), a_frustrated_visit(times="no check-out"), a_claim(30))

    assert minutes_by_cause(line_week) == {"410": 30}


def test_a_visit_made_has_the_place_before_one_cancelled_however_near():
    made, cancelled = a_visit("made", at=NINE + 59), a_cancelled_visit(visit_ref="cancelled")

    visits = {visit.visit_ref: visit for visit in judged(a_call(), made, cancelled).visits}

    assert (visits["made"].place, visits["cancelled"].place) == (1, 0)
    assert visits["cancelled"].standing == "unplanned"


# Double-handed calls


def test_a_second_carer_who_was_cancelled_leaves_the_call_short_by_what_is_not_paid_of_it():
    rows = (A_DAYS_NOTICE, a_call(carers=2), a_visit("first"), a_cancelled_visit(60, visit_ref="second"))

    line_week = line_week_judged(*rows, a_claim(61))

    assert line_week.payable_minutes == 45
    assert minutes_by_cause(line_week) == {"407": 15, "411": 1}
    assert not visit_judged(*rows, ref="second").double_up_short


def test_when_both_were_cancelled_both_are_refused_and_nothing_is_short():
    rows = (a_call(carers=2), a_cancelled_visit(visit_ref="first"), a_cancelled_visit(visit_ref="second"))

    assert minutes_by_cause(line_week_judged(*rows, a_claim(61))) == {"410": 60, "411": 1}


def test_a_second_carer_whose_times_cannot_be_believed_was_not_there():
    rows = (a_call(carers=2), a_visit("first"), a_visit("second", carer="bob", minutes=0, times="no check-out"))

    assert visit_judged(*rows, ref="second").double_up_short
    assert minutes_by_cause(line_week_judged(*rows, a_claim(60))) == {"411": 30}
