"""Visits that overlap: two of one line, two of one carer to different people."""

import pytest

from duly.payments.validation.reference.tests.builders import (
    LAST_MONDAY,
    MONDAY,
    NEXT_MONDAY,
    NINE,
    SUNDAY,
    TUESDAY,
    WEDNESDAY,
    a_call,
    a_cancelled_visit,
    a_claim,
    a_line,
    a_visit,
    an_opening,
    codes_judged,
    judged,
    line_week_judged,
    some_terms,
)

FIVE = some_terms(overlap_minutes=5)


def weeks_with(code, *rows):
    """The Mondays of the line-weeks for which a code fires, of claims for three weeks."""
    claims = (a_claim(30, week=week, line_no=n) for n, week in enumerate((LAST_MONDAY, MONDAY, NEXT_MONDAY)))
    return [row.week for row in judged(*rows, *claims, weeks=None).line_weeks if code in row.codes]


@pytest.mark.parametrize(
    ("at", "fired"), [(NINE + 25, False), (NINE + 24, True), (NINE + 30, False), (NINE - 25, False), (NINE - 24, True)]
)
def test_two_visits_of_a_line_may_overlap_by_the_contracts_minutes_and_no_more(at, fired):
    rows = (FIVE, a_call(), a_visit("one"), a_visit("other", at=at, carer="bob"))

    assert (405 in codes_judged(*rows, a_claim(30))) == fired


def test_two_carers_of_one_call_do_not_overlap_and_a_third_does():
    both = (FIVE, a_call(carers=2), a_visit("one"), a_visit("two", carer="bob"))

    assert 405 not in codes_judged(*both, a_claim(60))
    assert 405 in codes_judged(*both, a_visit("three", carer="cat"), a_claim(60))


def test_two_visits_in_places_of_two_calls_overlap():
    rows = (FIVE, a_call("a"), a_call("b", at=NINE + 10), a_visit("a"), a_visit("b", at=NINE + 10, carer="bob"))

    assert 405 in codes_judged(*rows, a_claim(60))


def test_what_was_not_made_or_cannot_be_believed_overlaps_with_nothing():
    assert 405 not in codes_judged(FIVE, a_visit("one"), a_cancelled_visit(visit_ref="two"), a_claim(30))
    assert 405 not in codes_judged(FIVE, a_visit("one"), a_visit("two", times="no check-out"), a_claim(30))


def test_a_visit_past_midnight_overlaps_with_one_of_the_next_day_or_week():
    night = a_visit("night", on=SUNDAY, at=1430, minutes=30)

    assert weeks_with(405, FIVE, night, a_visit("morning", on=NEXT_MONDAY, at=0)) == [MONDAY, NEXT_MONDAY]
    assert weeks_with(405, FIVE, night, a_visit("morning", on=NEXT_MONDAY, at=15)) == []
    assert weeks_with(405, FIVE, a_visit("a", at=1430, minutes=30), a_visit("b", on=TUESDAY, at=0)) == [MONDAY]


def test_a_visit_of_a_week_that_is_not_judged_overlaps_all_the_same():
    rows = (FIVE, a_visit("night", on=SUNDAY, at=1430), a_visit("morning", on=NEXT_MONDAY, at=0))

    assert 405 in line_week_judged(*rows, a_claim(30)).codes


def test_the_minutes_allowed_are_those_of_the_day_of_the_earlier():
    terms = (some_terms(overlap_minutes=60, ends=TUESDAY), some_terms(overlap_minutes=0, starts=TUESDAY, version=2))
    night, morning = a_visit("z", at=1430, minutes=30), a_visit("a", on=TUESDAY, at=0)

    assert weeks_with(405, *terms, night, morning) == []
    assert weeks_with(405, some_terms(overlap_minutes=0, ends=TUESDAY), some_terms(starts=TUESDAY, version=2), night, morning) == [MONDAY]


def test_where_there_are_no_terms_no_minute_may_overlap():
    late = (some_terms(ends=TUESDAY), a_visit("one", on=WEDNESDAY))

    assert 405 in codes_judged(*late, a_visit("two", on=WEDNESDAY, at=NINE + 29), a_claim(30))
    assert 405 not in codes_judged(*late, a_visit("two", on=WEDNESDAY, at=NINE + 30), a_claim(30))


def test_an_overlap_is_held():
    assert line_week_judged(FIVE, a_call(), a_visit("one"), a_visit("two"), a_claim(30)).decision == "HELD"


# 406: one carer, two people


ANOTHER = a_line("another", person="another")
OURS = (FIVE, a_line(), ANOTHER, a_call(), a_visit("ours"))


@pytest.mark.parametrize(("at", "fired"), [(NINE + 25, False), (NINE + 24, True), (NINE - 25, False), (NINE - 24, True)])
def test_a_carer_is_with_one_person_at_a_time_but_for_the_contracts_minutes(at, fired):
    assert (406 in codes_judged(*OURS, a_visit("theirs", at=at, person="another"), a_claim(30))) == fired


@pytest.mark.parametrize(
    ("theirs", "because"),
    [
        (a_visit("theirs", person="another", carer="bob"), "another carer"),
        (a_visit("theirs", person="another", provider="other"), "another provider's carer of that name"),
        (a_visit("theirs", at=NINE + 100), "the same person"),
        (a_visit("theirs", person="another", times="no check-out"), "it cannot be believed"),
        (a_cancelled_visit(visit_ref="theirs", person="another"), "it was not made"),
    ],
)
def test_a_carer_who_was_not_with_somebody_else_overlaps_with_nobody(theirs, because):
    assert 406 not in codes_judged(*OURS, theirs, a_claim(30)), because


def test_a_carer_with_somebody_nobody_asked_care_for_overlaps_too():
    line_week = line_week_judged(FIVE, a_call(), a_visit(), a_visit("theirs", person="a stranger"), a_claim(30))

    assert (line_week.codes, line_week.decision) == ((406,), "HELD")


def test_two_services_of_one_person_are_one_person():
    assert 406 not in codes_judged(FIVE, a_call(), a_visit(), a_visit("other", service="sitting"), a_claim(30))


def test_each_line_week_answers_for_its_own_visits_by_its_own_contract():
    lines = (a_line(), a_line("another", person="another", contract="strict"))
    terms = (some_terms(overlap_minutes=60), some_terms(overlap_minutes=0, contract="strict"))
    visits = (a_visit("ours"), a_visit("theirs", person="another"))
    claims = (a_claim(30), a_claim(30, person="another", line_no=2))

    openings = (an_opening(), an_opening(line="another"))
    found = judged(*lines, *terms, *visits, *openings, *claims).line_weeks

    assert [row.person_ref for row in found if 406 in row.codes] == ["another"]


def test_a_carer_past_midnight_overlaps_in_the_week_of_each_visit_claimed():
    rows = (FIVE, a_visit("night", on=SUNDAY, at=1430), a_visit("theirs", on=NEXT_MONDAY, at=0, person="another"))

    assert weeks_with(406, *rows) == [MONDAY]
