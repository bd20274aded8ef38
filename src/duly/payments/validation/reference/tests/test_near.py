"""Invoices nearly like one that came before (103), and VAT (105)."""

from datetime import timedelta

import pytest

from duly.payments.validation.reference.nearness import edits_between
from duly.payments.validation.reference.tests.builders import (
    LAST_MONDAY,
    MONDAY,
    NEXT_MONDAY,
    a_call,
    a_claim,
    a_visit,
    an_invoice,
    codes_judged,
    line_week_judged,
)

CLAIMED = (a_call(), a_visit(), a_claim(30))
BEFORE = NEXT_MONDAY - timedelta(days=1)


def is_near(earlier, *, number="INV1001", pence=10_000, weeks=(MONDAY, MONDAY)):
    return 103 in codes_judged(*CLAIMED, earlier, an_invoice("invoice", number, pence=pence, weeks=weeks, received_on=NEXT_MONDAY))


def an_earlier(number="INV1010", *, ref="earlier", pence=10_000, weeks=(MONDAY, MONDAY), received_on=BEFORE, provider="provider"):
    return an_invoice(ref, number, pence=pence, weeks=weeks, received_on=received_on, provider=provider)


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [
        ("INV1001", "INV1001", 0),
        ("INV1001", "INV1002", 1),
        ("INV1001", "INV10010", 1),
        ("INV1001", "NV1001", 1),
        ("INV1001", "INV1010", 2),
        ("INV1001", "INV2002", 2),
        ("INV1001", "INV2012", 3),
        ("INV1001", "1001", 3),
        ("", "12", 2),
        ("12", "", 2),
    ],
)
def test_edits_are_letters_inserted_deleted_or_replaced(one, other, edits):
    assert edits_between(one, other) == edits_between(other, one) == edits


@pytest.mark.parametrize(("number", "near"), [("INV1002", True), ("INV1010", True), ("INV2012", False)])
def test_numbers_two_edits_apart_are_near_and_three_are_not(number, near):
    assert is_near(an_earlier(number)) == near


def test_the_same_number_is_a_duplicate_and_not_near():
    codes = codes_judged(*CLAIMED, an_earlier("1"), an_invoice(number="1", pence=10_000))

    assert (102 in codes, 103 in codes) == (True, False)


@pytest.mark.parametrize(("pence", "near"), [(10_100, True), (10_101, False), (9_900, True), (9_899, False)])
def test_pence_are_near_within_a_hundredth_of_the_earlier(pence, near):
    assert is_near(an_earlier(), pence=pence) == near


@pytest.mark.parametrize(
    ("weeks", "near"),
    [
        ((LAST_MONDAY, LAST_MONDAY), False),
        ((LAST_MONDAY, MONDAY), True),
        ((MONDAY, NEXT_MONDAY), True),
        ((NEXT_MONDAY, NEXT_MONDAY), False),
    ],
)
def test_weeks_have_to_overlap(weeks, near):
    assert is_near(an_earlier(weeks=weeks)) == near


@pytest.mark.parametrize(
    ("ref", "received_on", "near"),
    [("z", BEFORE, True), ("a", NEXT_MONDAY, True), ("z", NEXT_MONDAY, False), ("a", NEXT_MONDAY + timedelta(days=1), False)],
)
def test_only_the_one_that_came_later_is_near(ref, received_on, near):
    assert is_near(an_earlier(ref=ref, received_on=received_on)) == near


def test_an_invoice_of_another_provider_is_not_near():
    assert not is_near(an_earlier(provider="other"))


def test_a_claim_whose_invoice_is_not_known_is_near_nothing():
    assert 103 not in codes_judged(*CLAIMED, an_earlier("invoice"))


def test_what_is_near_is_held_and_a_claim_set_aside_is_not_looked_at():
    rows = (a_call(), a_visit(), an_earlier(), an_invoice("other", "INV1001", pence=10_000))

    assert line_week_judged(*rows, a_claim(30, invoice="other")).decision == "HELD"
    assert codes_judged(*rows, a_claim(30), a_claim(9, invoice="other", person_check="unknown")) == (108,)


# VAT


@pytest.mark.parametrize(("vat", "codes", "decision"), [(0, (), "CLEAN"), (1, (105,), "HELD")])
def test_a_penny_of_vat_is_held(vat, codes, decision):
    line_week = line_week_judged(a_call(), a_visit(), a_claim(30, vat_pence=vat))

    assert (line_week.codes, line_week.decision) == (codes, decision)


def test_vat_of_a_claim_set_aside_is_not_looked_at():
    assert codes_judged(a_call(), a_visit(), a_claim(30), a_claim(30, line_no=2, vat_pence=1, person_check="unknown")) == (108,)
