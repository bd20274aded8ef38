"""An invoice is taken in once, with its lines, for weeks from their Monday, without VAT."""

from datetime import date

import pytest
from django.db import transaction
from django.db.utils import IntegrityError

from duly.core.record.actions import new_event_id, unit_of_work
from duly.payments.invoices.models import Invoice, InvoiceLine
from duly.payments.invoices.rules import sum_should_be
from duly.payments.tests.ground import MONDAY
from duly.primitives.refusal import Refused

LINE = {
    "line_no": 1,
    "person_ref": "P-104882",
    "service": "home-care",
    "week": MONDAY,
    "minutes": 60,
    "rate_hundredths": 213_600,
    "pence": 2136,
}


def an_invoice(ref: str = "INV-1", provider_ref: str = "PR-301") -> Invoice:
    return Invoice.objects.create(ref=ref, provider_ref=provider_ref, received_on=MONDAY, import_ref="IM-0001", made_by=new_event_id())


@pytest.fixture
def undone(db):
    """For tests of constraints alone: rows are made with no event behind them, and undone before anybody asks for it."""
    yield
    transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"week": date(2026, 11, 3)}, "a_claim_is_for_a_week_from_its_monday"),
        ({"vat_pence": 1}, "care_is_claimed_without_vat"),
        ({"pence": -1}, "pence"),
        ({"minutes": -1}, "minutes"),
    ],
)
def test_the_database_refuses_lines_that_cannot_be(undone, wrong, constraint):
    invoice = an_invoice()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        InvoiceLine.objects.create(invoice=invoice, made_by=new_event_id(), **(LINE | wrong))


def test_the_database_takes_an_invoice_and_a_line_once(undone):
    InvoiceLine.objects.create(invoice=an_invoice(), made_by=new_event_id(), **LINE)

    an_invoice(provider_ref="PR-302")
    with pytest.raises(IntegrityError, match="an_invoice_is_taken_in_once"), transaction.atomic():
        an_invoice()
    with pytest.raises(IntegrityError, match="an_invoice_line_is_numbered_once"), transaction.atomic():
        InvoiceLine.objects.create(invoice=Invoice.objects.get(provider_ref="PR-301"), made_by=new_event_id(), **LINE)


@pytest.mark.django_db
def test_an_invoice_without_an_import_that_says_so_is_refused():
    with pytest.raises(Refused) as refused, unit_of_work():
        an_invoice()

    assert refused.value.refusal.code == "no-silent-write"


@pytest.mark.parametrize(
    ("pence", "should_be"),
    [(2136, None), (2137, None), (2135, None), (2138, 2136), (2134, 2136)],
)
def test_a_sum_may_lie_a_penny_away_and_no_further(pence, should_be):
    assert sum_should_be(60, 213_600, pence) == should_be
