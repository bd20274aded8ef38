"""Where what was claimed went: each line of an invoice judged, decided, paid or refused, and what an invoice comes to by that."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from duly.payments.invoices.queries import Claim, InvoiceListed, InvoiceSeen, invoices_for
from duly.payments.ledger.queries import paid_for
from duly.payments.runs import queries as runs
from duly.payments.validation import queries as validation
from duly.payments.validation.queries import Became

NOT_JUDGED, TO_DECIDE, HELD, STOPPED, REFUSED = "Not judged", "To decide", "Held", "Stopped", "Refused"
PAYABLE, PART_PAID, PAID, NOTHING = "Payable", "Part paid", "Paid", "Nothing to pay"
STATES = (TO_DECIDE, HELD, STOPPED, REFUSED, NOT_JUDGED, PAYABLE, PART_PAID, PAID, NOTHING)
"""What became of a line or an invoice; an invoice is in the first that any of its lines is in, but for the last four."""
_HOW = {"to decide": TO_DECIDE, "held": HELD, "stopped": STOPPED, "refused": REFUSED}

Care = tuple[str, str, str, date]


@dataclass(frozen=True)
class LineWent:
    """One claim, and where the week of care it is for went. Money is in pence, of that whole week of care.

    `beside` is how many other lines, or other invoices, claim for the same week of care. `run_ref` is the last run that claims it, empty for none.
    """

    claim: Claim
    state: str
    became: Became | None
    paid_pence: int
    run_ref: str
    beside: int


@dataclass(frozen=True)
class InvoiceWent:
    """An invoice of a list, and what became of it."""

    invoice: InvoiceListed
    state: str


def went(seen: InvoiceSeen) -> tuple[LineWent, ...]:
    """Where each line of an invoice went, in order; a line for a stay is told week by week."""
    became, paid = _known({_care(claim) for claim in seen.lines})
    mine = {_care(claim) for claim in seen.lines}
    beside = Counter(_care(claim) for claim in seen.lines)
    for week in {week for *_, week in mine}:
        beside.update(
            care
            for one in invoices_for(week)
            if (one.provider_ref, one.ref) != (seen.provider_ref, seen.ref)
            for care in one.cares
            if care[3] == week
        )
    claims = runs.standings([(one.line_ref, one.week) for one in became.values() if one.line_ref])
    told = []
    for claim in seen.lines:
        one = became.get(_care(claim))
        ref = _reference(one)
        run = claims[ref].run_ref if ref in claims else ""
        told.append(LineWent(claim, _state(one, paid.get(ref, 0)), one, paid.get(ref, 0), run, beside[_care(claim)] - 1))
    return tuple(told)


def invoices_that_claim(week: date | None) -> tuple[InvoiceWent, ...]:
    """Every invoice that claims for a week (or, with None, for any), with what became of it."""
    return what_became_of(invoices_for(week))


def what_became_of(found: Sequence[InvoiceListed]) -> tuple[InvoiceWent, ...]:
    """These invoices with what became of each, in the order given."""
    became, paid = _known({care for one in found for care in one.cares})
    return tuple(
        InvoiceWent(one, state_of(_state(became.get(care), paid.get(_reference(became.get(care)), 0)) for care in one.cares))
        for one in found
    )


def state_of(states: Iterable[str]) -> str:
    """What became of an invoice whose lines are in these states."""
    found = set(states)
    waiting = next((state for state in STATES[:5] if state in found), "")
    if waiting:
        return waiting
    if PART_PAID in found or (PAID in found and PAYABLE in found):
        return PART_PAID
    return next((state for state in (PAYABLE, PAID, NOTHING) if state in found), NOTHING)


def _known(cares: set[Care]) -> tuple[dict[Care, Became], dict[str, int]]:
    every = validation.became({week for *_, week in cares}, person_refs={person for _, person, _, _ in cares})
    became = {care: one for care, one in every.items() if care in cares}
    return became, paid_for([_reference(one) for one in became.values() if one.line_ref])


def _state(one: Became | None, paid: int) -> str:
    if one is None:
        return NOT_JUDGED
    if one.how != "payable":
        return _HOW[one.how]
    if not one.payable_pence:
        return NOTHING
    return PAID if paid >= one.payable_pence else PART_PAID if paid > 0 else PAYABLE


def _reference(one: Became | None) -> str:
    return f"{one.line_ref}/{one.week.isoformat()}" if one is not None and one.line_ref else ""


def _care(claim: Claim) -> Care:
    return claim.provider_ref, claim.person_ref, claim.service, claim.week
