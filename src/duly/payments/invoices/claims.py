"""From a UBL invoice to rows as a file of invoice lines has them. docs/specification/ubl.md is the mapping in words."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from duly.core.intake.columns import Column
from duly.core.intake.faults import Fault, nearest_of
from duly.core.intake.reading import Row
from duly.payments.invoices.ubl import NotUbl, UblInvoice, UblLine, read_ubl

_MINUTES_IN = {"HUR": 60, "MIN": 1}


def claims_in(content: bytes, columns: Sequence[Column]) -> tuple[tuple[Row, ...], tuple[Fault, ...]]:
    """The claims of one UBL invoice, and everything about it that is not a claim of ours. A row's number is its place among the lines."""
    try:
        invoice = read_ubl(content)
    except NotUbl as wrong:
        return (), (Fault(0, "", "", str(wrong)),)
    faults = list(_faults_of(invoice))
    read = {column.heading: column for column in columns}
    rows = []
    for number, line in enumerate(invoice.lines, start=1):
        values: dict[str, Any] = dict.fromkeys(read)
        for heading, told in _told(invoice, line).items():
            try:
                values[heading] = _read(read[heading], told)
            except ValueError as error:
                near = nearest_of(told, read[heading].known or ())
                faults.append(Fault(number, heading, told, str(error), near))
        faults.extend(_faults_of_line(number, line))
        values |= _figures(line)
        rows.append(Row(number, values))
    return tuple(rows), tuple(faults)


def _told(invoice: UblInvoice, line: UblLine) -> dict[str, str]:
    return {
        "invoice": invoice.ref,
        "provider": invoice.supplier_refs[0] if invoice.supplier_refs else "",
        "line": line.number,
        "person": line.buyer_reference,
        "service": line.buyers_item,
        "week_starting": line.week_starts.isoformat() if line.week_starts else "",
    }


def _read(column: Column, told: str) -> Any:
    if not told:
        raise ValueError(f"The invoice does not tell its {column.heading.replace('_', ' ')} where Duly looks for it.")
    value = column.read(told)
    if column.known is not None and value not in column.known:
        raise ValueError(f"{told!r} is not known.")
    return value


def _figures(line: UblLine) -> dict[str, Any]:
    """Minutes, hundredths of a penny an hour, and pence; nought where the line's faults say they cannot be told."""
    minutes = line.quantity * _MINUTES_IN.get(line.unit, 0)
    return {
        "minutes": int(minutes) if _is_whole(minutes) else 0,
        "rate": _rate(line) or 0,
        "amount": int(line.amount * 100) if _is_whole(line.amount * 100) else 0,
        "vat": 0,
    }


def _rate(line: UblLine) -> int | None:
    """Hundredths of a penny an hour, when the price is a whole number of them."""
    if line.unit not in _MINUTES_IN or line.price_base <= 0:
        return None
    hundredths, over = divmod(line.price * 10_000 * 60, line.price_base * _MINUTES_IN[line.unit])
    return int(hundredths) if over == 0 and hundredths >= 0 else None


def _faults_of(invoice: UblInvoice) -> Iterator[Fault]:
    if invoice.kind != "invoice":
        yield Fault(0, "", invoice.ref, "This is a credit note; Duly takes in invoices only.")
    if invoice.currency != "GBP":
        yield Fault(0, "DocumentCurrencyCode", invoice.currency, f"This invoice is in {invoice.currency}; Duly pays in sterling.", "GBP")
    if invoice.tax:
        yield Fault(0, "TaxAmount", str(invoice.tax), "Care is claimed without VAT.", "0.00")
    if invoice.allowances or invoice.charges:
        yield Fault(0, "AllowanceCharge", "", "Duly takes in no allowances or charges on an invoice.")
    if invoice.prepaid or invoice.rounding:
        yield Fault(0, "LegalMonetaryTotal", "", "Duly takes in no invoice that is paid in part or rounded.")
    for says in invoice.disagreements():
        yield Fault(0, "LegalMonetaryTotal", "", says)


def _faults_of_line(number: int, line: UblLine) -> Iterator[Fault]:
    if line.unit not in _MINUTES_IN:
        yield Fault(number, "unitCode", line.unit, "A quantity is in hours (HUR) or minutes (MIN).")
    elif line.quantity < 0 or not _is_whole(line.quantity * _MINUTES_IN[line.unit]):
        yield Fault(number, "InvoicedQuantity", str(line.quantity), "This is not a whole number of minutes.")
    elif _rate(line) is None:
        yield Fault(number, "PriceAmount", str(line.price), "This is not a rate in whole hundredths of a penny an hour.")
    if not _is_whole(line.amount * 100):
        yield Fault(number, "LineExtensionAmount", str(line.amount), "This is not whole pence.")
    if line.allowances or line.charges:
        yield Fault(number, "AllowanceCharge", "", "Duly takes in no allowances or charges on a line.")
    if line.week_starts and line.week_ends and (line.week_ends - line.week_starts).days != 6:
        yield Fault(number, "EndDate", str(line.week_ends), "A line is for one week, Monday to Sunday.")


def _is_whole(number: Decimal) -> bool:
    return number == number.to_integral_value()
