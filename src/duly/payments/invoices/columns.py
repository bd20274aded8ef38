"""The headings of a file of invoice lines."""

from collections.abc import Collection

from duly.core.intake.columns import Column, day, pounds, rate, reference, text, whole_number

INVOICE_REF = reference(r"[A-Za-z0-9][A-Za-z0-9 ./_-]{0,59}", "INV-2041")
SERVICE = reference(r"[A-Za-z][A-Za-z0-9-]{0,39}", "home-care")


def columns(providers: Collection[str], people: Collection[str]) -> tuple[Column, ...]:
    """The headings, with the providers and people that are known. `week_starting` is a Monday; `vat` is 0 or left out."""
    return (
        Column("invoice", INVOICE_REF),
        Column("line", whole_number(1, 999_999)),
        Column("provider", text(20), known=providers),
        Column("person", text(30), known=people),
        Column("service", SERVICE),
        Column("week_starting", day),
        Column("minutes", whole_number(0, 100_000)),
        Column("rate", rate),
        Column("amount", pounds),
        Column("vat", pounds, required=False),
    )
