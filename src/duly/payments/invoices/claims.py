"""From a UBL invoice to rows as a file of invoice lines has them. docs/specification/ubl.md is the mapping in words."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import Any

from duly.core.intake.columns import Column
from duly.core.intake.faults import Fault, nearest_of
from duly.core.intake.reading import Row
from duly.payments.invoices.ubl import NotUbl, UblInvoice, UblLine, read_ubl
from duly.primitives.money import half_up

_MINUTES_IN = {"HUR": 60, "MIN": 1}
_NIGHT = "DAY"


def claims_in(content: bytes, columns: Sequence[Column]) -> tuple[tuple[Row, ...], tuple[Fault, ...]]:
    """The claims of one UBL invoice, and everything about it that is not a claim of ours. A row's number is its place among the lines."""
    try:
        invoice = read_ubl(content)
    except NotUbl as wrong:
        return (), (Fault(0, "", "", str(wrong)),)
    faults = list(_faults_of(invoice))
    read = {column.heading: column for column in columns}
    rows = []
    taxes = _tax_of_lines(invoice)
    for number, (line, vat) in enumerate(zip(invoice.lines, taxes, strict=True), start=1):
        values: dict[str, Any] = dict.fromkeys(read)
        for heading, told in _told(invoice, line).items():
            try:
                values[heading] = _read(read[heading], told)
            except ValueError as error:
                near = nearest_of(told, read[heading].known or ())
                faults.append(Fault(number, heading, told, str(error), near))
        faults.extend(_faults_of_line(number, line))
        values |= _figures(line) | {"vat": vat}
        rows.append(Row(number, values))
    return tuple(rows), tuple(faults)


def _told(invoice: UblInvoice, line: UblLine) -> dict[str, str]:
    told = {
        "invoice": invoice.ref,
        "provider": invoice.supplier_refs[0] if invoice.supplier_refs else "",
        "line": line.number,
        "person": line.buyer_reference,
        "service": line.buyers_item,
    }
    if line.unit == _NIGHT:
        return told | {"from": _as_told(line.week_starts), "to": _as_told(line.week_ends), "nights": f"{line.quantity.normalize():f}"}
    return told | {"week_starting": _as_told(line.week_starts)}


def _as_told(day: date | None) -> str:
    return day.isoformat() if day else ""


def _read(column: Column, told: str) -> Any:
    if not told:
        raise ValueError(f"The invoice does not tell its {column.heading.replace('_', ' ')} where Duly looks for it.")
    value = column.read(told)
    if column.known is not None and value not in column.known:
        raise ValueError(f"{told!r} is not known.")
    return value


def _figures(line: UblLine) -> dict[str, Any]:
    """Minutes, hundredths of a penny an hour (a night), and pence; nought where the line's faults say they cannot be told."""
    minutes = line.quantity * _MINUTES_IN.get(line.unit, 0)
    return {
        "minutes": None if line.unit == _NIGHT else int(minutes) if _is_whole(minutes) else 0,
        "rate": _rate(line) or 0,
        "amount": int(line.amount * 100) if _is_whole(line.amount * 100) else 0,
    }


def _rate(line: UblLine) -> int | None:
    """Hundredths of a penny an hour, or a night, when the price is a whole number of them."""
    if (line.unit not in _MINUTES_IN and line.unit != _NIGHT) or line.price_base <= 0:
        return None
    times = Fraction(60, _MINUTES_IN[line.unit]) if line.unit in _MINUTES_IN else 1
    hundredths = Fraction(line.price) * 10_000 * times / Fraction(line.price_base)
    return int(hundredths) if hundredths.denominator == 1 and hundredths >= 0 else None


def _tax_of_lines(invoice: UblInvoice) -> list[int]:
    """The invoice's tax shared among its lines in pence, by what each is charged at, by cumulative rounding; nought where it cannot be shared."""
    weights = [max(Fraction(line.amount * line.vat_percent), Fraction()) for line in invoice.lines]
    if invoice.tax <= 0 or not sum(weights):
        return [0] * len(weights)
    pence = [Fraction(invoice.tax) * 100 * upto / sum(weights) for upto in accumulate(weights, initial=Fraction())]
    return [half_up(b.numerator, b.denominator) - half_up(a.numerator, a.denominator) for a, b in pairwise(pence)]


def _faults_of(invoice: UblInvoice) -> Iterator[Fault]:
    if invoice.kind != "invoice":
        yield Fault(0, "", invoice.ref, "This is a credit note; Duly takes in invoices only.")
    if invoice.currency != "GBP":
        yield Fault(0, "DocumentCurrencyCode", invoice.currency, f"This invoice is in {invoice.currency}; Duly pays in sterling.", "GBP")
    if invoice.tax < 0 or (invoice.tax and not any(line.amount * line.vat_percent > 0 for line in invoice.lines)):
        yield Fault(0, "TaxAmount", str(invoice.tax), "The invoice has tax, and none of its lines is charged with any.")
    if invoice.allowances or invoice.charges:
        yield Fault(0, "AllowanceCharge", "", "Duly takes in no allowances or charges on an invoice.")
    if invoice.prepaid or invoice.rounding:
        yield Fault(0, "LegalMonetaryTotal", "", "Duly takes in no invoice that is paid in part or rounded.")
    for says in invoice.disagreements():
        yield Fault(0, "LegalMonetaryTotal", "", says)


def _faults_of_line(number: int, line: UblLine) -> Iterator[Fault]:
    if line.unit not in _MINUTES_IN and line.unit != _NIGHT:
        yield Fault(number, "unitCode", line.unit, "A quantity is in hours (HUR) or minutes (MIN), for a stay in nights (DAY).")
    elif line.quantity < 0 or (line.unit != _NIGHT and not _is_whole(line.quantity * _MINUTES_IN[line.unit])):
        yield Fault(number, "InvoicedQuantity", str(line.quantity), "This is not a whole number of minutes.")
    elif _rate(line) is None:
        yield Fault(number, "PriceAmount", str(line.price), "This is not a rate in whole hundredths of a penny.")
    if not _is_whole(line.amount * 100):
        yield Fault(number, "LineExtensionAmount", str(line.amount), "This is not whole pence.")
    if line.allowances or line.charges:
        yield Fault(number, "AllowanceCharge", "", "Duly takes in no allowances or charges on a line.")
    if line.unit != _NIGHT and line.week_starts and line.week_ends and (line.week_ends - line.week_starts).days != 6:
        yield Fault(number, "EndDate", str(line.week_ends), "A line is for one week, Monday to Sunday, or for a stay by its nights.")


def _is_whole(number: Decimal) -> bool:
    return number == number.to_integral_value()
