"""What was paid on a claim that is undone or replaced stays paid, and judging again says what is due back."""

import pytest

from duly.payments import flow
from duly.payments.invoices.queries import claims_between, withdrawn_between
from duly.payments.ledger.actions import post
from duly.payments.ledger.rules import BANK, CARE_PAID, Posting
from duly.payments.ledger.tests.factories import as_poster
from duly.payments.tests.ground import MONDAY
from duly.payments.validation import queries
from duly.payments.validation.actions import judge
from duly.payments.validation.tests.ground import a_commissioned_line, officers

VISITS = "visit_ref,provider,person,service,carer,starts,ends\nV-1,V-1,P-104882,home-care,W-1,2026-11-02 08:00,2026-11-02 08:30\n"
HEADS = "invoice,line,provider,person,service,week_starting,minutes,rate,amount\n"
CLAIM = "INV-1,1,V-1,P-104882,home-care,2026-11-02,{},21.36,{}\n"


@pytest.fixture
def paid(commits):
    """A week visited, claimed, judged and paid: half an hour, £10.68. Gives who did it, and the imports of visits and of invoices."""
    ada, _ = officers()
    a_commissioned_line(ada)
    visits = flow.IMPORTS["visits"]("visits.csv", VISITS.encode(), "V-1", ada)
    claims = flow.IMPORTS["invoices"]("invoices.csv", (HEADS + CLAIM.format(30, "10.68")).encode(), "V-1", ada)
    assert judge([MONDAY], by=ada).due_pence == 1068
    with as_poster() as event:
        postings = [Posting(CARE_PAID, "L-1/2026-11-02", 1068), Posting(BANK, "run", -1068)]
        post("run", "file-issued", postings, event_id=event, period="2026-11")
    assert judge([MONDAY], by=ada).due_pence == 0
    return ada, visits.ref, claims.ref


def due():
    return [(line.line_ref, line.due_pence) for line in queries.due_lines(MONDAY)]


def test_a_paid_claim_that_is_undone_is_due_back_and_due_again_when_it_comes_again(paid):
    ada, _, claims = paid

    flow.undo_import(claims, because="Another provider's.", by=ada)
    judge([MONDAY], by=ada)

    assert due() == [("L-1", -1068)]
    assert claims_between(MONDAY, MONDAY) == ()
    assert [(c.invoice_ref, c.minutes, c.pence) for c in withdrawn_between(MONDAY, MONDAY)] == [("INV-1 (withdrawn)", 0, 0)]
    flow.IMPORTS["invoices"]("invoices.csv", (HEADS + CLAIM.format(30, "10.68")).encode(), "V-1", ada)
    judge([MONDAY], by=ada)
    assert due() == [("L-1", 0)]
    assert withdrawn_between(MONDAY, MONDAY) == ()


def test_a_paid_claim_that_is_corrected_downwards_is_due_back_by_the_difference(paid):
    ada, *_ = paid

    flow.replace_import("invoices", name="i.csv", content=(HEADS + CLAIM.format(20, "7.12")).encode(), source="V-1", by=ada)
    judge([MONDAY], by=ada)

    assert due() == [("L-1", 712 - 1068)]
