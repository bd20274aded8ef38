"""The headings of a file of invoice lines."""

from collections.abc import Collection

from duly.core.intake.columns import Column, day, pounds, rate, reference, text, whole_number

INVOICE_REF = reference(r"[A-Za-z0-9][A-Za-z0-9 ./_-]{0,59}", "INV-2041")
PERSON = reference(r"[A-Za-z0-9][A-Za-z0-9./_-]{0,29}", "P-104882")
SERVICE = reference(r"[A-Za-z][A-Za-z0-9-]{0,39}", "home-care")


def columns(providers: Collection[str]) -> tuple[Column, ...]:
    """The headings, with the providers that are known.

    A line is for one week (`week_starting`, a Monday, and `minutes`) or for a stay (`from`, `to`, its last night, and `nights`). `rate` is
    pounds an hour, for a stay pounds a night or a week as the contract has it. `amount` is without VAT; `vat` is 0 where it is left out.
    """
    return (
        Column("invoice", INVOICE_REF),
        Column("line", whole_number(1, 999_999)),
        Column("provider", text(20), known=providers),
        Column("person", PERSON),
        Column("service", SERVICE),
        Column("week_starting", day, required=False),
        Column("minutes", whole_number(0, 100_000), required=False),
        Column("from", day, required=False),
        Column("to", day, required=False),
        Column("nights", whole_number(1, 3660), required=False),
        Column("rate", rate),
        Column("amount", pounds),
        Column("vat", pounds, required=False),
        Column("person_name", text(120), required=False),
    )
