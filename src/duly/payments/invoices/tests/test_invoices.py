"""An invoice is taken in once, with its lines, for weeks from their Monday or for the nights of a stay."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.utils import IntegrityError
from hypothesis import given
from hypothesis import strategies as st

from duly.core.record.actions import new_event_id, unit_of_work
from duly.payments.invoices.models import Invoice, InvoiceLine, NetLine
from duly.payments.invoices.queries import claims_between, claims_for, invoice
from duly.payments.invoices.rules import split_to_weeks, sum_should_be
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
STAY = {"starts": MONDAY, "ends": MONDAY + timedelta(days=28), "nights": 28, "minutes": 0}


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
        ({"vat_pence": -1}, "vat_pence"),
        ({"nights": 1}, "a_stay_is_claimed_by_nights_within_its_dates"),
        (STAY | {"nights": 29}, "a_stay_is_claimed_by_nights_within_its_dates"),
        (STAY | {"nights": 0}, "a_stay_is_claimed_by_nights_within_its_dates"),
        (STAY | {"minutes": 60}, "a_stay_is_claimed_by_nights_within_its_dates"),
        (STAY | {"ends": None}, "a_stay_is_claimed_by_nights_within_its_dates"),
        (STAY | {"week": MONDAY + timedelta(days=7)}, "a_stay_is_claimed_by_nights_within_its_dates"),
        (STAY | {"week": MONDAY - timedelta(days=7)}, "a_stay_is_kept_under_its_first_week"),
        ({"person_check": "perhaps"}, "a_claims_person_is_known_or_said_not_to_be"),
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


def test_a_stay_is_kept_as_written_and_claimed_week_by_week(undone):
    """Four weeks at £722.31, from a Wednesday: the parts are by cumulative rounding, and come to what was asked."""
    wednesday = MONDAY + timedelta(days=2)
    InvoiceLine.objects.create(
        invoice=an_invoice(),
        made_by=new_event_id(),
        **(LINE | STAY | {"starts": wednesday, "ends": wednesday + timedelta(days=28), "pence": 4 * 72_231}),
    )

    claims = claims_between(MONDAY, MONDAY + timedelta(days=28))

    assert [(c.week, c.nights, c.pence, c.minutes) for c in claims] == [
        (MONDAY, 5, 51_594, 0),
        (MONDAY + timedelta(days=7), 7, 72_231, 0),
        (MONDAY + timedelta(days=14), 7, 72_231, 0),
        (MONDAY + timedelta(days=21), 7, 72_231, 0),
        (MONDAY + timedelta(days=28), 2, 20_637, 0),
    ]
    assert claims_for(MONDAY + timedelta(days=14)) == claims[2:3]
    assert invoice("PR-301", "INV-1").pence == 4 * 72_231


@given(st.integers(0, 400), st.integers(1, 400), st.integers(0, 400), st.integers(0, 10**9), st.integers(0, 10**8))
def test_the_weeks_of_a_stay_add_up_to_it(offset, length, missing, pence, vat):
    starts, nights = MONDAY + timedelta(days=offset), max(length - missing, 1)

    parts = split_to_weeks(starts, starts + timedelta(days=length), nights, pence, vat)

    assert (sum(p.nights for p in parts), sum(p.pence for p in parts), sum(p.vat_pence for p in parts)) == (nights, pence, vat)
    assert all(1 <= p.nights <= 7 and p.pence >= 0 and p.week.weekday() == 0 for p in parts)


def test_a_longer_stay_leaves_earlier_weeks_alone():
    short = split_to_weeks(MONDAY, MONDAY + timedelta(days=14), 14, 14 * 103_19)
    longer = split_to_weeks(MONDAY, MONDAY + timedelta(days=28), 28, 28 * 103_19)

    assert longer[:2] == short


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({}, "a_net_line_is_taken_in_once"),
        ({"row": 3, "pence": 0}, "a_net_line_is_of_some_money"),
        ({"row": 3, "during": DateRange(MONDAY, None)}, "a_net_line_is_for_a_period_with_an_end"),
    ],
)
def test_the_database_refuses_net_lines_that_cannot_be(undone, wrong, constraint):
    sound = {
        "row": 2,
        "period_ref": "P1",
        "during": DateRange(MONDAY, MONDAY + timedelta(days=28)),
        "paid_on": MONDAY,
        "supplier_ref": "S-1",
    }
    sound |= {
        "supplier_name": "Larkfield House",
        "expense_type": "Receipts",
        "pence": -1,
        "import_ref": "IM-0001",
        "made_by": new_event_id(),
    }
    NetLine.objects.create(**sound)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        NetLine.objects.create(**(sound | wrong))
