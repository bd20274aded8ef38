"""A provider's position: it ties out, and as at an entry it is the same for ever, whatever is committed later."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from duly.core.log.queries import newest_entry
from duly.core.log.tests.sealing import seal_now
from duly.payments.ledger.actions import post
from duly.payments.ledger.rules import BANK, CARE_PAID, Posting
from duly.payments.ledger.tests.factories import as_poster, posted
from duly.payments.statements.queries import position
from duly.payments.statements.rules import Standing, standing_of
from duly.payments.tests.ground import MONDAY
from duly.payments.validation import queries as judged
from duly.payments.validation.actions import decide, judge
from duly.payments.validation.tests.ground import a_commissioned_line, claimed, officers, visited

REFERENCE = f"L-1/{MONDAY.isoformat()}"


@pytest.fixture
def council(commits):
    ada, bea = officers()
    a_commissioned_line(ada)
    return ada, bea


def sealed() -> int:
    seal_now()
    return newest_entry()


def test_a_week_that_was_judged_and_paid_stands_at_nothing_due(council):
    ada, _ = council
    visited("V1")
    claimed("I1")
    judge([MONDAY], by=ada)
    before = sealed()
    posted("B-1", (REFERENCE, 1068))
    after = sealed()

    assert position("V-1", as_at=before).total == Standing(claimed=1068, payable=1068, due=1068)
    assert position("V-1", as_at=after).total == position("V-1").total == Standing(claimed=1068, payable=1068, paid=1068, due=0)
    assert position("V-2").lines == ()


def test_what_is_held_is_nobodys_until_it_is_decided_and_the_past_does_not_learn_of_it(council):
    ada, bea = council
    visited("V1", minutes=45)
    claimed("I1", minutes=45)
    judge([MONDAY], by=ada)
    held = sealed()
    (exception,) = judged.exceptions(MONDAY)
    decide(exception.assessed_id, choice="pay_entitled", reason_code="no-authority-for-more", by=bea)
    decided = sealed()

    assert position("V-1", as_at=held).total == Standing(claimed=1602, held=1602)
    assert position("V-1", as_at=decided).total == Standing(claimed=1602, payable=1068, trimmed=534, due=1068)
    assert [line.codes for line in position("V-1").lines] == [(401,)]


def test_a_later_judgement_changes_the_position_from_its_entry_on(council):
    ada, _ = council
    claimed("I1")
    judge([MONDAY], by=ada)
    first = sealed()
    visited("V1")
    judge([MONDAY], by=ada)
    second = sealed()

    assert position("V-1", as_at=first).total == Standing(claimed=1068, held=1068)
    assert position("V-1", as_at=second).total == Standing(claimed=1068, payable=1068, due=1068)
    assert dict(position("V-1").weeks) == {MONDAY: position("V-1").total}


def test_a_position_is_the_same_after_a_transaction_that_was_open_across_it_commits(council):
    """A time would lie here: the payment was made before the position was asked for, and could be seen only after."""
    ada, _ = council
    visited("V1")
    claimed("I1")
    judge([MONDAY], by=ada)
    made, go_on = threading.Event(), threading.Event()

    def pay_and_wait() -> None:
        try:
            with as_poster() as event:
                legs = [Posting(CARE_PAID, REFERENCE, 1068), Posting(BANK, "B-1", -1068)]
                post("B-1", "file-issued", legs, event_id=event, period="2026-11")
                made.set()
                assert go_on.wait(30)
        finally:
            connection.close()

    paying = threading.Thread(target=pay_and_wait)
    paying.start()
    assert made.wait(30)
    entry = sealed()
    while_open = position("V-1", as_at=entry)
    go_on.set()
    paying.join(30)
    later = sealed()

    assert while_open.total == Standing(claimed=1068, payable=1068, due=1068)
    assert position("V-1", as_at=entry) == while_open
    assert later > entry
    assert position("V-1", as_at=later).total.due == 0


def test_an_entry_before_anything_knows_nothing(council):
    ada, _ = council
    claimed("I1", week=MONDAY + timedelta(days=7))
    judge([MONDAY + timedelta(days=7)], by=ada)
    sealed()

    assert position("V-1", as_at=0).lines == ()
    assert position("V-1").lines


amounts = st.integers(0, 1_000_000)


@given(amounts, amounts, st.sampled_from(("payable", "held", "blocked", "refused")), st.integers(-1000, 1_000_000))
def test_claimed_is_always_its_parts(asked, payable, how, paid):
    found = standing_of(asked, min(asked, payable), how, paid)

    assert found.ties_out
    assert (found + found).ties_out
    assert found.due == (found.payable - paid if how == "payable" else 0)
