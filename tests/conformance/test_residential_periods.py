"""A council's published residential runs come in as what they are: net payment lines, and people's contributions as receipts, to the penny of the file."""

import csv
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from duly.payments import flow
from duly.payments.invoices.queries import claims_between, net_lines, periods_known
from duly.payments.tests.ground import an_officer

pytestmark = [pytest.mark.conformance, pytest.mark.django_db]
FILE = "calderdale_residential_two_periods_2022.csv"


@pytest.fixture
def published(cases: Path) -> tuple[bytes, list[dict[str, str]]]:
    content = (cases / "spend" / FILE).read_bytes()
    return content, list(csv.DictReader(content.decode("utf-8-sig").splitlines()))


def take_in(content: bytes, by):
    return flow.IMPORTS["residential-period"](FILE, content, "council", by)


def test_every_line_of_both_periods_is_kept_as_what_it_is(published):
    content, rows = published

    outcome = take_in(content, an_officer())

    assert outcome.accepted, [fault.sentence for fault in outcome.faults][:3]
    assert len(rows) == 312
    assert periods_known() == {"13JUN-10JUL", "11JUL-07AUG"}
    for period in periods_known():
        told = [row for row in rows if row["period_ref"] == period]
        lines = net_lines(period)
        assert sum(line.pence for line in lines) == int(sum(Decimal(row["net_amount"]) for row in told) * 100)
        assert Counter((line.supplier_ref, line.expense_type, line.pence) for line in lines) == Counter(
            (row["supplier_id"], row["expense_type"], int(Decimal(row["net_amount"]) * 100)) for row in told
        )
        assert {(line.starts, line.ends - timedelta(days=1)) for line in lines} == {
            (date.fromisoformat(row["period_start"]), date.fromisoformat(row["period_end"])) for row in told
        }
        assert {line.expense_type for line in lines if line.pence < 0} == {"Customer And Client Receipts"}
    assert outcome.counts == {
        "payments": 175,
        "receipts": 137,
        "pence gross": 294_917_128,
        "pence receipts": -52_144_982,
        "pence net": 242_772_146,
    }
    assert claims_between(date(2022, 6, 13), date(2022, 8, 1)) == ()  # nothing is paid on them


def test_a_period_is_taken_in_once_and_may_come_again_when_undone(published):
    content, _ = published
    ada = an_officer()
    ref = take_in(content, ada).ref

    assert take_in(content + b"\n", ada).refusal.code == "101"
    flow.undo_import(ref, because="Another council's.", by=ada)
    assert periods_known() == frozenset()
    assert take_in(content, ada).accepted


def test_days_that_are_not_a_periods_and_no_money_are_refused(published):
    content, _ = published
    lines = content.decode("utf-8-sig").splitlines()
    wrong = [
        lines[0],
        lines[1].replace(",28,", ",29,"),
        lines[2].replace("-438.8", "0.00"),
        lines[3].replace("2022-06-13", "2022-06-14", 1),
    ]

    outcome = take_in("\n".join(wrong).encode(), an_officer())

    assert [fault.says for fault in outcome.faults] == [
        "There are 28 days in this period.",
        "A line is of some money.",
        "There are 27 days in this period.",
        "Row 2 gives this period other dates.",
    ]
