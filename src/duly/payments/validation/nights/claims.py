"""Claims for nights: which are set aside, and what the others come to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from duly.payments.validation.facts import Claim, Invoice
from duly.payments.validation.nights.pricing import Claimed
from duly.payments.validation.reference.nearness import is_near

ORDER = (108, 107, 102)


@dataclass(frozen=True)
class Sorted:
    """Claims of one line-week: those that stand, and each that does not with the code it is set aside for."""

    standing: tuple[Claim, ...]
    aside: tuple[tuple[int, Claim], ...]

    def summed(self) -> Claimed:
        told = tuple((code, [claim for why, claim in self.aside if why == code]) for code in ORDER)
        every = (*self.standing, *(claim for _, claim in self.aside))
        return Claimed(
            pence=sum(claim.pence for claim in every),
            standing_pence=sum(claim.pence for claim in self.standing),
            standing_nights=sum(claim.nights for claim in self.standing),
            aside=tuple((code, sum(c.nights for c in claims), sum(c.pence for c in claims)) for code, claims in told if claims),
        )


def sort_out(claims: Sequence[Claim], *, last_night: date, invoices: Mapping[str, Invoice], repeated: frozenset[str]) -> Sorted:
    """Set aside claims whose person is not resolved, that came before the last night they are for, or that were claimed before.

    `repeated` are the references of invoices that have the number of one that came before.
    """
    early = {108: [c for c in claims if c.person_check], 107: [c for c in claims if not c.person_check and c.received_on < last_night]}
    rest = sorted(
        (c for c in claims if c not in early[108] and c not in early[107]), key=lambda c: (c.received_on, c.invoice_ref, c.line_no)
    )
    again = [
        c for n, c in enumerate(rest) if c.invoice_ref in repeated or any(_same(c, d) and d.invoice_ref != c.invoice_ref for d in rest[:n])
    ]
    aside = [(code, c) for code in (108, 107) for c in early[code]] + [(102, c) for c in again]
    return Sorted(tuple(c for c in rest if c not in again), tuple(aside))


def repeated_numbers(invoices: Sequence[Invoice]) -> frozenset[str]:
    """The references of invoices whose provider had sent the same number before, by date received, then reference."""
    seen: set[tuple[str, str]] = set()
    found = []
    for invoice in sorted(invoices, key=lambda i: (i.received_on, i.invoice_ref)):
        key = (invoice.provider_ref, invoice.number)
        if key in seen:
            found.append(invoice.invoice_ref)
        seen.add(key)
    return frozenset(found)


def near(claims: Sequence[Claim], invoices: Mapping[str, Invoice], of_provider: Mapping[tuple[str, ...], Sequence[Invoice]]) -> bool:
    """Whether one of these claims is of an invoice near to one of its provider's that came before it (103). `invoices` are by reference."""
    mine = [invoices[claim.invoice_ref] for claim in claims if claim.invoice_ref in invoices]
    return any(_near(later, earlier) for later in mine for earlier in of_provider[(later.provider_ref,)])


def _near(later: Invoice, earlier: Invoice) -> bool:
    return (earlier.received_on, earlier.invoice_ref) < (later.received_on, later.invoice_ref) and is_near(later, earlier)


def _same(one: Claim, other: Claim) -> bool:
    return (one.nights, one.rate_hundredths, one.pence) == (other.nights, other.rate_hundredths, other.pence)
