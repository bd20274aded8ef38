"""Every published EN 16931 example in UBL is read, whatever its currency, with totals and lines that agree; none of them is a claim of ours."""

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from duly.payments.invoices.actions import take_in
from duly.payments.invoices.ubl import read_ubl
from duly.payments.tests.ground import a_contract, an_officer

pytestmark = pytest.mark.conformance
HOW_MANY = 18
CBC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2}"
LINE_SUMS_THAT_DIFFER = {
    ("guide-example1.xml", "20"): "-109.98",  # 6 at 18.33, as a deduction
    ("guide-example2.xml", "1"): "1273.00",  # 2 at 1273.00
    ("guide-example3.xml", "1"): "400.00",  # 2 at 800.00
    ("guide-example3.xml", "2"): "400.00",
    ("ubl-tc434-example1.xml", "20"): "-109.98",
    ("ubl-tc434-example10.xml", "20"): "-109.98",
    ("ubl-tc434-example2.xml", "1"): "1273.00",
    ("ubl-tc434-example3.xml", "1"): "800.00",  # 2 at 800.00
    ("ubl-tc434-example3.xml", "2"): "800.00",
}
"""Lines published with an amount that is not their quantity at their price. EN 16931 demands only that lines make the totals, which they do."""


def files(cases: Path) -> list[Path]:
    return sorted(p for p in (cases / "en16931-examples").iterdir() if p.suffix.lower() == ".xml")


def test_every_example_is_read_and_its_totals_and_lines_agree(cases):
    found = files(cases)
    assert len(found) == HOW_MANY
    for path in found:
        invoice = read_ubl(path.read_bytes())
        root = etree.fromstring(path.read_bytes())

        assert invoice.disagreements() == (), path.name
        assert invoice.ref == root.find(f"{CBC}ID").text.strip()
        assert len(invoice.lines) == sum(etree.QName(child).localname in ("InvoiceLine", "CreditNoteLine") for child in root)
        assert sum((line.amount for line in invoice.lines), Decimal()) == invoice.lines_total, path.name
        assert invoice.kind == ("credit note" if "creditnote" in path.name else "invoice")


def test_lines_are_their_quantity_at_their_price_but_for_those_published_otherwise(cases):
    wrong = {}
    for path in files(cases):
        for line in read_ubl(path.read_bytes()).lines:
            made = line.quantity * line.price / line.price_base - line.allowances + line.charges
            if abs(made - line.amount) > Decimal("0.01"):
                wrong[path.name, line.number] = str(line.amount)

    assert wrong == LINE_SUMS_THAT_DIFFER


@pytest.mark.django_db
def test_none_of_them_is_taken_in_and_each_says_why(cases):
    ada = an_officer()
    a_contract(ada)

    for path in files(cases):
        outcome = take_in(name=path.name, content=path.read_bytes(), source="V-1", by=ada)
        assert not outcome.accepted
        assert any(fault.column == "DocumentCurrencyCode" and "Duly pays in sterling" in fault.says for fault in outcome.faults), path.name


@pytest.mark.django_db
def test_in_sterling_their_currency_is_no_fault_and_they_are_still_no_claims_of_ours(cases):
    ada = an_officer()
    a_contract(ada)

    for path in files(cases):
        content = re.sub(rb"\b(EUR|DKK|NOK|SEK|USD)\b", b"GBP", path.read_bytes())
        assert read_ubl(content).currency == "GBP", path.name
        outcome = take_in(name=path.name, content=content, source="V-1", by=ada)
        assert not outcome.accepted
        assert outcome.faults
        assert not any(fault.column == "DocumentCurrencyCode" for fault in outcome.faults), path.name


def test_a_breakdown_of_tax_that_does_not_add_up_is_said(cases):
    path = cases / "en16931-examples" / "ubl-tc434-example2.xml"
    told = read_ubl(path.read_bytes())
    assert told.tax_by_category == told.tax

    wrong = replace(told, tax_by_category=told.tax + 1)

    assert wrong.disagreements() == (f"The categories of tax come to {told.tax + 1}, and the tax is told as {told.tax}.",)
