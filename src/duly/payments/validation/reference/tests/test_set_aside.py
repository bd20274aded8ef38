"""Claims set aside before anything is looked into: persons unresolved, service in the future, the same claimed twice."""

from datetime import timedelta

import pytest

from duly.payments.validation.facts import Cut, Line
from duly.payments.validation.reference.tests.builders import (
    LAST_MONDAY,
    MONDAY,
    NEXT_MONDAY,
    SUNDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    a_call,
    a_claim,
    a_payment,
    a_visit,
    an_interruption,
    an_invoice,
    an_opening,
    codes_judged,
    line_week_judged,
    some_terms,
)

TWO_VISITS = (a_call("mon"), a_visit("mon"), a_call("thu", on=THURSDAY), a_visit("thu", on=THURSDAY))
"""Thirty minutes on Monday and thirty on Thursday."""


@pytest.mark.parametrize("why", ["unknown", "name differs"])
def test_a_claim_for_a_person_nobody_knows_is_set_aside_and_the_others_stand(why):
    line_week = line_week_judged(*TWO_VISITS, a_claim(60), a_claim(20, line_no=2, person_check=why))

    assert (line_week.codes, line_week.decision) == ((108,), "TRIMMED")
    assert (line_week.claimed_minutes, line_week.claimed_pence, line_week.payable_minutes) == (80, 1600, 60)
    assert line_week.cuts == (Cut("108", 20, 400),)
    assert (line_week.entitled_pence, line_week.due_pence) == (1200, 1200)


@pytest.mark.parametrize(("received_on", "codes"), [(WEDNESDAY, (107,)), (THURSDAY, ()), (NEXT_MONDAY, ())])
def test_a_claim_received_before_the_last_call_of_the_week_is_set_aside(received_on, codes):
    line_week = line_week_judged(*TWO_VISITS, a_claim(60, received_on=received_on))

    assert line_week.codes == codes
    assert (line_week.decision, line_week.payable_minutes) == (("BLOCKED", 0) if codes else ("CLEAN", 60))


def test_with_no_calls_a_claim_may_be_received_on_the_monday():
    assert 107 in codes_judged(a_claim(30, received_on=MONDAY - timedelta(days=1)))
    assert 107 not in codes_judged(a_claim(30, received_on=MONDAY))


def test_the_last_call_counts_though_care_was_interrupted():
    assert 107 in codes_judged(*TWO_VISITS, an_interruption(TUESDAY, SUNDAY), a_claim(30, received_on=WEDNESDAY))


def test_an_invoice_with_the_number_of_one_before_it_is_set_aside():
    first = an_invoice("z", "7", received_on=MONDAY, weeks=(LAST_MONDAY, LAST_MONDAY))
    second = an_invoice("invoice", "7", received_on=TUESDAY)

    assert codes_judged(*TWO_VISITS, first, second, a_claim(60)) == (102,)
    assert codes_judged(*TWO_VISITS, an_invoice("z", "8a9", received_on=MONDAY), second, a_claim(60)) == ()
    assert codes_judged(*TWO_VISITS, an_invoice("z", "7", received_on=MONDAY, provider="other"), second, a_claim(60)) == ()


@pytest.mark.parametrize(
    ("earlier_ref", "received_on", "codes"), [("a", TUESDAY, (102,)), ("z", TUESDAY, ()), ("z", MONDAY, (102,)), ("a", WEDNESDAY, ())]
)
def test_invoices_come_in_the_order_of_their_day_and_then_their_reference(earlier_ref, received_on, codes):
    rows = (an_invoice(earlier_ref, "7", received_on=received_on), an_invoice("invoice", "7", received_on=TUESDAY))

    assert codes_judged(*TWO_VISITS, *rows, a_claim(60)) == codes


def test_a_claim_whose_invoice_is_not_known_has_no_number_to_be_the_same():
    assert codes_judged(*TWO_VISITS, an_invoice("a", "invoice", received_on=MONDAY), a_claim(60)) == ()


def twice(**again):
    """Half an hour claimed, and claimed again by another invoice that came on Wednesday."""
    again = {"minutes": 30, "invoice": "again", "line_no": 1, "received_on": NEXT_MONDAY + timedelta(days=2), **again}
    return line_week_judged(*TWO_VISITS, a_claim(30, received_on=NEXT_MONDAY), a_claim(again.pop("minutes"), **again))


def test_the_same_claimed_by_another_invoice_is_set_aside():
    line_week = twice()

    assert (line_week.codes, line_week.decision, line_week.payable_minutes) == ((102,), "TRIMMED", 30)
    assert line_week.cuts == (Cut("102", 30, 600),)


@pytest.mark.parametrize(
    ("again", "because"),
    [
        ({"minutes": 29, "pence": 600}, "other minutes"),
        ({"pence": 601}, "other pence"),
        ({"rate": 120_001, "pence": 600}, "another rate"),
        ({"invoice": "invoice", "line_no": 2}, "the same invoice may say the same of two visits"),
    ],
)
def test_what_is_not_told_the_same_by_another_invoice_is_not_the_same(again, because):
    assert 102 not in twice(**again).codes, because


@pytest.mark.parametrize(("invoice", "set_aside"), [("a", 102), ("z", 102)])
def test_of_two_on_one_day_the_later_by_reference_is_set_aside_once(invoice, set_aside):
    line_week = twice(invoice=invoice, received_on=NEXT_MONDAY)

    assert line_week.codes == (set_aside,)
    assert line_week.cuts == (Cut("102", 30, 600),)


def test_a_claim_is_no_duplicate_of_one_that_was_set_aside_for_its_person_or_its_day():
    unknown = a_claim(60, invoice="first", received_on=NEXT_MONDAY, person_check="unknown")
    too_soon = a_claim(60, invoice="first", received_on=MONDAY)
    later = a_claim(60, received_on=NEXT_MONDAY + timedelta(days=1))

    assert codes_judged(*TWO_VISITS, unknown, later) == (108,)
    assert codes_judged(*TWO_VISITS, too_soon, later) == (107,)


def test_a_claim_is_a_duplicate_of_one_that_is_a_duplicate_itself():
    claims = [a_claim(60, invoice=ref, received_on=NEXT_MONDAY + timedelta(days=n)) for n, ref in enumerate(("c", "b", "a"))]

    line_week = line_week_judged(*TWO_VISITS, *claims)

    assert line_week.cuts == (Cut("102", 120, 2400),)


def test_a_claim_is_set_aside_for_the_first_code_that_applies():
    too_soon_and_unknown = a_claim(10, line_no=2, person_check="unknown", received_on=MONDAY)
    too_soon_and_twice = a_claim(60, invoice="twice", received_on=MONDAY)

    line_week = line_week_judged(*TWO_VISITS, a_claim(60), too_soon_and_unknown, too_soon_and_twice)

    assert line_week.cuts == (Cut("108", 10, 200), Cut("107", 60, 1200))


def test_a_line_week_of_which_every_claim_is_set_aside_is_blocked_and_told_whole():
    line_week = line_week_judged(*TWO_VISITS, a_claim(60, person_check="unknown"), a_payment(7))

    assert (line_week.decision, line_week.codes) == ("BLOCKED", (108,))
    assert (line_week.agreed_minutes, line_week.delivered_minutes, line_week.payable_minutes) == (60, 60, 0)
    assert (line_week.rate_hundredths, line_week.entitled_pence, line_week.delivered_pence, line_week.due_pence) == (120_000, 0, 0, 0)
    assert (line_week.parts, line_week.cuts, line_week.paid_pence) == ((), (), 7)


def test_what_is_set_aside_is_never_in_question():
    line_week = line_week_judged(some_terms(limit_pence=20), *TWO_VISITS, a_claim(61), a_claim(600, line_no=2, person_check="unknown"))

    assert (line_week.codes, line_week.decision) == ((108, 411), "TRIMMED")


def test_a_refused_line_week_says_nothing_of_claims_set_aside():
    line_week = line_week_judged(*TWO_VISITS, a_claim(60, person_check="unknown"), an_opening(NEXT_MONDAY))

    assert (line_week.decision, line_week.codes, line_week.claimed_minutes) == ("REFUSED", (), 60)


# Without a line


def test_without_a_line_only_claims_set_aside_are_told_beside_202():
    unknown, soon = a_claim(5, line_no=2, person_check="unknown"), a_claim(5, line_no=3, received_on=LAST_MONDAY)

    line_week = line_week_judged(a_visit(), a_claim(30, vat_pence=5), unknown, soon, without=(Line,))

    assert (line_week.decision, line_week.codes) == ("HELD", (107, 108, 202))
    assert (line_week.claimed_minutes, line_week.rate_hundredths, line_week.paid_pence, line_week.cuts) == (40, 0, 0, ())


def test_without_a_line_or_a_person_there_is_only_108():
    line_week = line_week_judged(a_claim(30, person_check="unknown", received_on=LAST_MONDAY), without=(Line,))

    assert (line_week.decision, line_week.codes) == ("BLOCKED", (108,))


def test_without_a_line_and_with_every_claim_set_aside_nothing_waits_for_a_person():
    soon, unknown = a_claim(30, received_on=LAST_MONDAY), a_claim(30, line_no=2, person_check="unknown")

    assert line_week_judged(soon, without=(Line,)).decision == "BLOCKED"
    assert line_week_judged(soon, unknown, without=(Line,)).codes == (107, 108, 202)
    assert line_week_judged(a_claim(30, received_on=MONDAY), without=(Line,)).codes == (202,)
