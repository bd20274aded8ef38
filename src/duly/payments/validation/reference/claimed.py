"""What was claimed for one line in one week, and which claims are set aside before anything is looked into. Section 3."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from duly.payments.validation.facts import Claim, Invoice
from duly.payments.validation.reference.book import Book, Care
from duly.payments.validation.reference.codes import INVOICE_DUPLICATE, PERSON_UNRESOLVED, SERVICE_IN_FUTURE

SET_ASIDE_IN_ORDER = (PERSON_UNRESOLVED, SERVICE_IN_FUTURE, INVOICE_DUPLICATE)


@dataclass(frozen=True)
class Claimed:
    """The claims of one line and week: those that stand, and those set aside, each for the first code that applies to it."""

    care: Care
    week: date
    standing: tuple[Claim, ...]
    set_aside: dict[int, tuple[Claim, ...]]

    @property
    def all_claims(self) -> tuple[Claim, ...]:
        """Whether they stand or not."""
        return (*self.standing, *(claim for claims in self.set_aside.values() for claim in claims))

    @property
    def minutes(self) -> int:
        """What was claimed, set aside or not."""
        return sum(claim.minutes for claim in self.all_claims)

    @property
    def pence(self) -> int:
        """What was claimed, set aside or not."""
        return sum(claim.pence for claim in self.all_claims)

    @property
    def standing_minutes(self) -> int:
        """What is claimed by claims that stand."""
        return sum(claim.minutes for claim in self.standing)

    @property
    def standing_pence(self) -> int:
        """What is claimed by claims that stand."""
        return sum(claim.pence for claim in self.standing)

    @property
    def codes(self) -> list[int]:
        """The codes for which something was set aside."""
        return [code for code, claims in self.set_aside.items() if claims]


def claimed_by(claims: Sequence[Claim], last_call_on: date, book: Book) -> Claimed:
    """Sort out the claims of one line and week; there is at least one. `last_call_on` is its Monday where no call was planned."""
    not_payable = {claim: _why_not_payable(claim, last_call_on) for claim in claims}
    candidates = [claim for claim, code in not_payable.items() if code is None]
    why = {claim: code or (INVOICE_DUPLICATE if _is_duplicate(claim, candidates, book) else None) for claim, code in not_payable.items()}
    return Claimed(
        Care.of(claims[0]),
        claims[0].week,
        standing=tuple(claim for claim in claims if why[claim] is None),
        set_aside={code: tuple(claim for claim in claims if why[claim] == code) for code in SET_ASIDE_IN_ORDER},
    )


def _why_not_payable(claim: Claim, last_call_on: date) -> int | None:
    if claim.person_check:
        return PERSON_UNRESOLVED
    if last_call_on > claim.received_on:
        return SERVICE_IN_FUTURE
    return None


def _is_duplicate(claim: Claim, candidates: Iterable[Claim], book: Book) -> bool:
    """Whether the same was claimed before: by an invoice of the same number, or in the same words by another invoice."""
    invoice = book.invoice(claim.invoice_ref)
    if invoice and any(earlier.number == invoice.number for earlier in invoices_before(invoice, book)):
        return True
    return any(
        other.invoice_ref != claim.invoice_ref and _told(other) == _told(claim) and _turn(other) < _turn(claim) for other in candidates
    )


def _told(claim: Claim) -> tuple[int, int, int]:
    """What a claim says, beside whose care and which week it is for."""
    return claim.minutes, claim.rate_hundredths, claim.pence


def _turn(claim: Claim) -> tuple[date, str, int]:
    return claim.received_on, claim.invoice_ref, claim.line_no


def invoices_before(invoice: Invoice, book: Book) -> list[Invoice]:
    """The invoices of the same provider that came before this one."""
    turn = (invoice.received_on, invoice.invoice_ref)
    return [other for other in book.invoices_of(invoice.provider_ref) if (other.received_on, other.invoice_ref) < turn]
