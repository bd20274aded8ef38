"""Invoices that are nearly one that came before. Code 103 of section 5."""

from duly.payments.validation.facts import Claim, Invoice
from duly.payments.validation.reference.book import Book
from duly.payments.validation.reference.claimed import invoices_before

MOST_EDITS = 2


def is_near_duplicate(claim: Claim, book: Book) -> bool:
    """103: the invoice of a claim has nearly the number, the weeks and the pence of one that came before it."""
    invoice = book.invoice(claim.invoice_ref)
    return invoice is not None and any(is_near(invoice, earlier) for earlier in invoices_before(invoice, book))


def is_near(invoice: Invoice, earlier: Invoice) -> bool:
    """Whether two invoices of one provider are nearly the same, and not the same."""
    return (
        invoice.number != earlier.number
        and invoice.first_week <= earlier.last_week
        and earlier.first_week <= invoice.last_week
        and abs(invoice.pence - earlier.pence) * 100 <= earlier.pence
        and edits_between(invoice.number, earlier.number) <= MOST_EDITS
    )


def edits_between(one: str, other: str) -> int:
    """The fewest letters to insert, delete or replace that make one of the other."""
    edits = list(range(len(other) + 1))
    for n, letter in enumerate(one, start=1):
        before, edits = edits, [n]
        for m, its in enumerate(other, start=1):
            edits.append(min(before[m] + 1, edits[m - 1] + 1, before[m - 1] + (letter != its)))
    return edits[-1]
