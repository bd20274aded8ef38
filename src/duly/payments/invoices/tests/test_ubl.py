"""A UBL invoice in sterling with our references becomes claims; anything else says which thing is not."""

from datetime import date

import pytest

from duly.core.record.clock import today
from duly.payments.invoices.actions import take_in
from duly.payments.invoices.queries import Claim, claims_for
from duly.payments.invoices.ubl import NotUbl, read_ubl
from duly.payments.tests.ground import MONDAY, a_contract, a_line, an_officer

LINE = """
  <cac:InvoiceLine>
    <cbc:ID>{number}</cbc:ID>
    <cbc:InvoicedQuantity unitCode="{unit}">{quantity}</cbc:InvoicedQuantity>
    <cbc:LineExtensionAmount currencyID="GBP">{amount}</cbc:LineExtensionAmount>
    <cbc:AccountingCost>{person}</cbc:AccountingCost>
    <cac:InvoicePeriod><cbc:StartDate>{week}</cbc:StartDate><cbc:EndDate>{ends}</cbc:EndDate></cac:InvoicePeriod>
    <cac:Item><cbc:Name>Care at home</cbc:Name><cac:BuyersItemIdentification><cbc:ID>home-care</cbc:ID></cac:BuyersItemIdentification>
      <cac:ClassifiedTaxCategory><cbc:ID>E</cbc:ID><cbc:Percent>0</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:ClassifiedTaxCategory>
    </cac:Item>
    <cac:Price><cbc:PriceAmount currencyID="GBP">{price}</cbc:PriceAmount></cac:Price>
  </cac:InvoiceLine>"""
LINES = (
    {"number": 1, "unit": "HUR", "quantity": "1.5", "amount": "32.04", "price": "21.36"},
    {"number": 2, "unit": "MIN", "quantity": "30", "amount": "10.68", "price": "0.356"},
)


def invoice(*, currency="GBP", tax="0.00", total="42.72", supplier="V-1", lines=LINES, **changes) -> bytes:
    usual = {"person": "P-104882", "week": "2026-11-02", "ends": "2026-11-08"}
    told = "".join(LINE.format(**(usual | line | changes)) for line in lines)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
  xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
  <cbc:ID>INV 77/2</cbc:ID><cbc:IssueDate>2026-11-10</cbc:IssueDate><cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
  <cbc:DocumentCurrencyCode>{currency}</cbc:DocumentCurrencyCode>
  <cac:AccountingSupplierParty><cac:Party><cac:PartyIdentification><cbc:ID>{supplier}</cbc:ID></cac:PartyIdentification>
    <cac:PartyName><cbc:Name>Quillbank Homecare</cbc:Name></cac:PartyName></cac:Party></cac:AccountingSupplierParty>
  <cac:AccountingCustomerParty><cac:Party/></cac:AccountingCustomerParty>
  <cac:TaxTotal><cbc:TaxAmount currencyID="{currency}">{tax}</cbc:TaxAmount></cac:TaxTotal>
  <cac:LegalMonetaryTotal>
    <cbc:LineExtensionAmount currencyID="{currency}">{total}</cbc:LineExtensionAmount>
    <cbc:TaxExclusiveAmount currencyID="{currency}">{total}</cbc:TaxExclusiveAmount>
    <cbc:TaxInclusiveAmount currencyID="{currency}">{total}</cbc:TaxInclusiveAmount>
    <cbc:PayableAmount currencyID="{currency}">{total}</cbc:PayableAmount>
  </cac:LegalMonetaryTotal>{told}
</Invoice>""".encode()


@pytest.fixture
def ada(db):
    officer = an_officer()
    a_contract(officer)
    a_line(officer)
    return officer


def test_hours_and_minutes_become_claims(ada):
    outcome = take_in(name="inv.xml", content=invoice(), source="V-1", by=ada)

    assert outcome.accepted, [fault.sentence for fault in outcome.faults]
    assert claims_for(MONDAY) == (
        Claim("INV 77/2", 1, "V-1", "P-104882", "home-care", MONDAY, 90, 213_600, 3204, received_on=today()),
        Claim("INV 77/2", 2, "V-1", "P-104882", "home-care", MONDAY, 30, 213_600, 1068, received_on=today()),
    )


def test_the_same_invoice_written_otherwise_is_refused_with_101(ada):
    take_in(name="inv.xml", content=invoice(), source="V-1", by=ada)

    again = take_in(name="inv.xml", content=invoice() + b"\n", source="V-1", by=ada)

    assert again.refusal.code == "101"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"currency": "EUR"}, "This invoice is in EUR; Duly pays in sterling."),
        ({"tax": "8.54"}, "The invoice has tax, and none of its lines is charged with any."),
        ({"total": "42.73"}, "The lines come to 42.72, and the total of lines is told as 42.73."),
        ({"supplier": "V-7"}, "'V-7' is not known."),
        ({"unit": "EA"}, "A quantity is in hours (HUR) or minutes (MIN), for a stay in nights (DAY)."),
        ({"quantity": "1.51"}, "This is not a whole number of minutes."),
        ({"price": "0.35555"}, "This is not a rate in whole hundredths of a penny."),
        ({"amount": "10.681"}, "This is not whole pence."),
        ({"week": "2026-11-03", "ends": "2026-11-09"}, "A week begins on a Monday."),
        ({"ends": "2026-11-30"}, "A line is for one week, Monday to Sunday, or for a stay by its nights."),
        ({"unit": "DAY", "quantity": "8"}, "There are 7 nights in these dates."),
        ({"unit": "DAY", "quantity": "7.5"}, '"7.5" is not a whole number.'),
        ({"unit": "DAY", "quantity": "7", "ends": "2026-11-01"}, "The last night is before the first."),
    ],
)
def test_what_is_not_a_claim_of_ours_says_which_thing_is_not(ada, changes, says):
    outcome = take_in(name="inv.xml", content=invoice(**changes), source="V-1", by=ada)

    assert not outcome.accepted
    assert says in [fault.says for fault in outcome.faults]
    assert claims_for(MONDAY) == ()


def test_a_sum_that_differs_and_a_person_not_known_are_taken_in_for_rules_104_and_108(ada):
    """ADR 0010 refused such a sum at the door; ADR 0031 takes it in as it is."""
    outcome = take_in(name="inv.xml", content=invoice(amount="99.00", total="198.00", person="P-104881"), source="V-1", by=ada)

    assert outcome.counts["lines with a sum that differs"] == outcome.counts["lines of people not known"] == 2
    assert {(c.pence, c.person_check) for c in claims_for(MONDAY)} == {(9900, "unknown")}


def test_tax_is_shared_among_the_lines_that_are_charged_with_it(ada):
    taxed = (
        invoice(tax="8.55")
        .replace(b"<cbc:Percent>0<", b"<cbc:Percent>20<")
        .replace(b">42.72</cbc:TaxInclusive", b">51.27</cbc:TaxInclusive")
    )
    taxed = taxed.replace(b">42.72</cbc:Payable", b">51.27</cbc:Payable")

    outcome = take_in(name="inv.xml", content=taxed, source="V-1", by=ada)

    assert outcome.counts["pence VAT"] == 855
    assert [c.vat_pence for c in claims_for(MONDAY)] == [641, 214]


def test_nights_of_a_stay_become_a_claim_of_nights(ada):
    stay = ({"number": 1, "unit": "DAY", "quantity": "7", "amount": "722.31", "price": "103.1871", "ends": "2026-11-08"},)

    outcome = take_in(name="inv.xml", content=invoice(lines=stay, total="722.31"), source="V-1", by=ada)

    assert outcome.accepted, [fault.sentence for fault in outcome.faults]
    assert [(c.nights, c.minutes, c.rate_hundredths, c.pence) for c in claims_for(MONDAY)] == [(7, 0, 1_031_871, 72_231)]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"<not xml", "not well-formed"),
        (b"<html/>", "html is not a UBL 2.1 invoice"),
        (b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>', "DOCTYPE"),
        (b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>', "DOCTYPE"),
        (invoice().replace(b"<cbc:IssueDate>2026-11-10</cbc:IssueDate>", b""), "is not as UBL 2.1 has it"),
        (invoice().replace(b'unitCode="HUR">1.5', b'unitCode="HUR">lots'), "is not as UBL 2.1 has it"),
        (b"<" * 21_000_000, "larger than 20 MB"),
    ],
)
def test_what_is_not_ubl_is_refused_before_anything_is_read(content, says):
    with pytest.raises(NotUbl, match=says):
        read_ubl(content)


def test_a_document_is_read_with_its_dates_and_supplier():
    read = read_ubl(invoice())

    assert (read.kind, read.ref, read.issued_on, read.supplier_refs, read.supplier_name) == (
        "invoice",
        "INV 77/2",
        date(2026, 11, 10),
        ("V-1",),
        "Quillbank Homecare",
    )
    assert read.disagreements() == ()
