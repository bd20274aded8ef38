"""What else was going on: approval, a death, a stay elsewhere, calls missed, times and evidence that tell little."""

from datetime import timedelta

import pytest

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
    WEDNESDAY,
    a_call,
    a_cancelled_visit,
    a_claim,
    a_commission,
    a_death,
    a_frustrated_visit,
    a_line,
    a_missed_visit,
    a_stay,
    a_visit,
    an_interruption,
    an_opening,
    codes_judged,
    line_week_judged,
    some_terms,
)

ONE_VISIT = (a_call(on=WEDNESDAY), a_visit(on=WEDNESDAY))


def fires(code, *rows, claimed=30):
    return code in codes_judged(*rows, a_claim(claimed))


# 204: not approved


@pytest.mark.parametrize(("starts", "ends", "fired"), [(WEDNESDAY, THURSDAY, True), (MONDAY, WEDNESDAY, False), (THURSDAY, SUNDAY, False)])
def test_a_visit_on_a_day_waiting_for_approval_is_held(starts, ends, fired):
    commissions = (a_commission(LONG_AGO, starts), a_commission(starts, ends, approved=False), a_commission(ends))

    line_week = line_week_judged(*commissions, *ONE_VISIT, a_claim(30))

    assert (line_week.codes, line_week.decision) == (((204,), "HELD") if fired else ((), "CLEAN"))
    assert (line_week.entitled_pence, line_week.due_pence) == (600, 0 if fired else 600)


def test_a_call_alone_or_a_visit_alone_needs_approval_and_a_visit_worth_nothing_does_not():
    waiting = a_commission(approved=False)

    assert fires(204, waiting, a_call())
    assert fires(204, waiting, a_visit())
    assert not fires(204, waiting, a_missed_visit())
    assert not fires(204, waiting)


# 208: after a death


@pytest.mark.parametrize(("died_on", "fired"), [(TUESDAY, True), (WEDNESDAY, False), (THURSDAY, False)])
def test_a_visit_on_the_day_somebody_died_was_made_and_on_the_day_after_was_not(died_on, fired):
    line_week = line_week_judged(a_death(died_on), *ONE_VISIT, a_claim(30))

    assert (208 in line_week.codes, line_week.decision) == (fired, "BLOCKED" if fired else "CLEAN")


@pytest.mark.parametrize(("died_on", "fired"), [(TUESDAY, False), (MONDAY, False), (MONDAY - timedelta(days=1), True)])
def test_a_contract_may_pay_for_some_days_after_a_death(died_on, fired):
    assert fires(208, some_terms(death_days=2), a_death(died_on), *ONE_VISIT) == fired


def test_a_week_that_begins_after_a_death_is_blocked_though_nobody_came():
    assert fires(208, a_death(MONDAY - timedelta(days=1)))
    assert not fires(208, a_death(MONDAY))
    assert not fires(208, some_terms(death_days=1), a_death(MONDAY - timedelta(days=1)))
    assert not fires(208, a_death(LAST_MONDAY, person="other"))


def test_a_visit_that_was_not_made_was_not_made_after_a_death():
    assert not fires(208, a_death(MONDAY), a_call(on=WEDNESDAY), a_missed_visit(on=WEDNESDAY))
    assert not fires(208, a_death(MONDAY), a_call(on=WEDNESDAY), a_visit(on=WEDNESDAY, times="no check-out"))


def test_days_after_a_death_are_those_of_the_first_day_in_force():
    terms = (some_terms(death_days=0, ends=TUESDAY), some_terms(death_days=9, starts=TUESDAY, version=2))

    assert fires(208, *terms, a_death(MONDAY), *ONE_VISIT)
    assert not fires(208, *terms, a_death(MONDAY), a_commission(TUESDAY), *ONE_VISIT)


def test_a_week_blocked_by_a_death_needs_no_terms():
    line_week = line_week_judged(some_terms(ends=LONG_AGO + timedelta(days=1)), a_death(LAST_MONDAY), a_claim(30))

    assert (line_week.decision, line_week.codes) == ("BLOCKED", (208, 411))


# 209: somewhere else


@pytest.mark.parametrize(
    ("kind", "starts", "ends", "fired"),
    [
        ("hospital", TUESDAY, THURSDAY, True),
        ("respite", TUESDAY, THURSDAY, True),
        ("hospital", WEDNESDAY, THURSDAY, False),
        ("hospital", MONDAY, WEDNESDAY, False),
        ("holiday", TUESDAY, THURSDAY, False),
    ],
)
def test_a_visit_on_a_day_in_hospital_or_respite_conflicts(kind, starts, ends, fired):
    assert fires(209, an_interruption(starts, ends, kind=kind), *ONE_VISIT) == fired


def test_a_visit_on_a_day_in_hospital_conflicts_though_it_was_a_holiday_too():
    rows = (an_interruption(MONDAY, SUNDAY), an_interruption(MONDAY, SUNDAY, kind="holiday"))

    assert fires(209, *rows, *ONE_VISIT)


@pytest.mark.parametrize(
    ("admitted", "discharged", "fired"),
    [(TUESDAY, THURSDAY, True), (WEDNESDAY, FRIDAY, False), (MONDAY, WEDNESDAY, False)],
)
def test_a_visit_between_the_days_of_going_into_and_out_of_a_care_home_conflicts(admitted, discharged, fired):
    assert fires(209, a_stay(admitted, discharged), *ONE_VISIT) == fired
    assert not fires(209, a_stay(admitted, discharged, person="other"), *ONE_VISIT)


def test_a_visit_not_made_conflicts_with_nothing():
    assert not fires(209, a_stay(MONDAY, SUNDAY), a_call(on=WEDNESDAY), a_frustrated_visit(on=WEDNESDAY))


def test_a_conflict_is_held():
    assert line_week_judged(a_stay(MONDAY, SUNDAY), *ONE_VISIT, a_claim(30)).decision == "HELD"


# 402: under-delivered


@pytest.mark.parametrize(("elapsed", "fired"), [(90, False), (89, True)])
def test_less_than_was_agreed_by_more_than_the_percentage_is_told_and_holds_nothing(elapsed, fired):
    terms = some_terms(basis="ACTUAL_MINUTE", under_percent=10)

    line_week = line_week_judged(terms, a_call(minutes=100), a_visit(minutes=elapsed), a_claim(elapsed))

    assert (line_week.codes, line_week.decision) == ((402,) if fired else (), "CLEAN")


def test_where_nothing_was_agreed_nothing_is_under_delivered():
    assert not fires(402)


# 404: missed


@pytest.mark.parametrize(
    ("rows", "fired", "because"),
    [
        ((a_visit(),), False, "somebody came"),
        ((), True, "nobody came"),
        ((a_missed_visit(),), True, "it says that it was missed"),
        ((a_cancelled_visit(),), False, "it was cancelled"),
        ((a_frustrated_visit(),), False, "nobody was in"),
        ((a_visit(at=NINE + 61),), True, "whoever came was not in reach"),
        ((a_visit(on=TUESDAY), an_interruption(MONDAY, TUESDAY, kind="holiday")), False, "nobody was to come"),
    ],
)
def test_a_call_that_nobody_answers_for_was_missed(rows, fired, because):
    assert fires(404, a_call(), *rows) == fired, because


def test_a_second_carer_who_did_not_come_is_no_visit_missed_and_one_missed_call_of_two_is():
    assert not fires(404, a_call(carers=2), a_visit())
    assert fires(404, a_call(), a_visit(), a_call("second", at=NINE + 300))


def test_a_call_missed_is_told_and_holds_nothing():
    line_week = line_week_judged(a_call(), a_visit(), a_call("other", on=TUESDAY), a_claim(30))

    assert (line_week.codes, line_week.decision) == ((402, 404), "CLEAN")


# 408: times


@pytest.mark.parametrize(("minutes", "fired"), [(2, True), (3, False), (960, False), (961, True)])
def test_a_visit_of_two_minutes_or_of_more_than_sixteen_hours_is_implausible(minutes, fired):
    assert fires(408, a_call(), a_visit(minutes=minutes)) == fired


def test_times_that_cannot_be_believed_are_implausible_of_a_visit_made_and_of_no_other():
    assert fires(408, a_visit(times="no check-out"))
    assert fires(408, a_commission(TUESDAY), a_visit(times="ends before it starts"))
    assert not fires(408, a_frustrated_visit(times="no check-out"))
    assert not fires(408, a_missed_visit())
    assert line_week_judged(a_call(), a_visit(minutes=961), a_claim(30)).decision == "HELD"


# 409: weak evidence


def a_week_of_visits(*, manual=0, of=10, exact=0, person="person"):
    """Visits an hour apart on Monday, the first so many by hand, the last so many to the minute as planned."""
    calls = [a_call(f"{person} {n}", at=60 * n, line=person) for n in range(of)]
    visits = [
        a_visit(f"{person} {n}", at=60 * n, minutes=30 if n >= of - exact else 31, person=person, source="manual" if n < manual else "gps")
        for n in range(of)
    ]
    return [a_line(person, person=person), a_commission(line=person), an_opening(line=person), *calls, *visits]


@pytest.mark.parametrize(("manual", "of", "fired"), [(2, 10, False), (3, 10, True), (3, 9, False), (2, 9, False)])
def test_more_by_hand_than_the_contract_allows_of_ten_visits_is_weak(manual, of, fired):
    assert fires(409, some_terms(manual_percent=20), *a_week_of_visits(manual=manual, of=of)) == fired


@pytest.mark.parametrize(("exact", "fired"), [(5, False), (6, True)])
def test_more_to_the_minute_as_planned_than_people_are_is_weak(exact, fired):
    assert fires(409, some_terms(exact_percent=50), *a_week_of_visits(exact=exact)) == fired


def test_a_visit_is_exact_only_when_it_starts_and_lasts_as_planned():
    terms = some_terms(exact_percent=0)

    assert fires(409, terms, *a_week_of_visits(exact=1))
    assert not fires(409, terms, *a_week_of_visits(), a_call("late", at=1200, line="person"), a_visit("late", at=1201))
    assert not fires(409, terms, *a_week_of_visits(), a_visit("unplanned", at=1300))


def test_visits_of_all_lines_of_the_contract_count_and_one_of_this_line_must_be_such():
    terms = some_terms(manual_percent=20)
    theirs = a_week_of_visits(manual=9, of=9, person="other")

    assert fires(409, terms, *theirs, *a_week_of_visits(manual=1, of=1))
    assert not fires(409, terms, *theirs, *a_week_of_visits(manual=0, of=1))


def test_visits_not_made_and_those_of_another_week_or_contract_do_not_count():
    terms = some_terms(manual_percent=20)
    nine = a_week_of_visits(manual=9, of=9)

    assert fires(409, terms, *nine, a_visit("tenth", on=SUNDAY))
    assert not fires(409, terms, *nine, a_missed_visit("tenth", on=SUNDAY))
    assert not fires(409, terms, *nine, a_visit("tenth", on=NEXT_MONDAY))
    other = (a_line("other", person="other", contract="another"), a_visit("tenth", on=SUNDAY, person="other"))
    assert not fires(409, terms, *nine, *other)
    assert fires(409, terms, *nine, a_line("other", person="other"), a_visit("tenth", on=SUNDAY, person="other"))


def test_weak_evidence_is_told_and_holds_nothing():
    line_week = line_week_judged(some_terms(manual_percent=20), *a_week_of_visits(manual=3), a_claim(300))

    assert (line_week.codes, line_week.decision) == ((409,), "CLEAN")
