"""What is claimed of a week in a care home: which claims stand, and the codes that claims fire by themselves. Written from the pages alone."""

from dataclasses import dataclass
from datetime import date, timedelta

from duly.payments.validation.facts import Claim, Cut, Inputs, Invoice, Line, Rate
from tests.engine.nights_rates import UNITS, answers, by_the_week, rate_of


@dataclass
class Told:
    """Claims that stand, their nights and pence; what was set aside, as parts of the difference; and the codes of either."""

    standing: list[Claim]
    nights: int
    pence: int
    cuts: list[Cut]
    codes: set[int]


def told_in(inputs: Inputs, claims: list[Claim], last_night: date) -> Told:
    """Claims of one line-week, those set aside for 108, 107 and 102 apart."""
    aside: dict[int, list[Claim]] = {108: [], 107: [], 102: []}
    standing = []
    for claim in claims:
        code = _set_aside(inputs, claim, last_night)
        (aside[code] if code else standing).append(claim)
    cuts = [Cut(str(code), 0, sum(c.pence for c in theirs), sum(c.nights for c in theirs)) for code, theirs in aside.items()]
    codes = {code for code, theirs in aside.items() if theirs}
    codes |= {105} if any(c.vat_pence for c in standing) else set()
    codes |= {103} if any(_is_near(inputs, c) for c in standing) else set()
    return Told(standing, sum(c.nights for c in standing), sum(c.pence for c in standing), cuts, codes)


def _set_aside(inputs: Inputs, claim: Claim, last_night: date) -> int:
    if claim.person_check:
        return 108
    if last_night > claim.received_on:
        return 107
    return 102 if _came_before(inputs, claim, last_night) else 0


def _came_before(inputs: Inputs, claim: Claim, last_night: date) -> bool:
    mine = _invoice(inputs, claim)
    if mine and any(
        (i.provider_ref, i.number) == (mine.provider_ref, mine.number)
        and (i.received_on, i.invoice_ref) < (mine.received_on, mine.invoice_ref)
        for i in inputs.invoices
    ):
        return True
    said = (
        claim.provider_ref,
        claim.person_ref,
        claim.service,
        claim.week,
        claim.nights,
        claim.minutes,
        claim.rate_hundredths,
        claim.pence,
    )
    return any(
        (c.provider_ref, c.person_ref, c.service, c.week, c.nights, c.minutes, c.rate_hundredths, c.pence) == said
        and c.invoice_ref != claim.invoice_ref
        and (c.received_on, c.invoice_ref, c.line_no) < (claim.received_on, claim.invoice_ref, claim.line_no)
        and not c.person_check
        and last_night <= c.received_on
        for c in inputs.claims
    )


def _is_near(inputs: Inputs, claim: Claim) -> bool:
    mine = _invoice(inputs, claim)
    return mine is not None and any(
        i.provider_ref == mine.provider_ref
        and (i.received_on, i.invoice_ref) < (mine.received_on, mine.invoice_ref)
        and i.number != mine.number
        and _within(2, i.number, mine.number)
        and i.first_week <= mine.last_week
        and mine.first_week <= i.last_week
        and abs(mine.pence - i.pence) * 100 <= i.pence
        for i in inputs.invoices
    )


def _invoice(inputs: Inputs, claim: Claim) -> Invoice | None:
    return next((i for i in inputs.invoices if i.invoice_ref == claim.invoice_ref), None)


def _within(edits: int, one: str, other: str) -> bool:
    """Whether so many insertions, deletions and replacements lead from one to the other, by trying each."""
    if edits < 0 or not one or not other:
        return edits >= len(one) + len(other)
    if one[0] == other[0]:
        return _within(edits, one[1:], other[1:])
    return any(_within(edits - 1, *rest) for rest in ((one[1:], other), (one, other[1:]), (one[1:], other[1:])))


def codes_of_claimed_rates(inputs: Inputs, line: Line, week: date, standing: list[Claim]) -> set[int]:
    """303, 304 and 305: what is claimed against what the contract pays on any of the week's nights, by the week."""
    days = [week + timedelta(days=n) for n in range(7)]
    found = [rate_of(inputs, line, d) for d in days]
    answering = {by_the_week(rate) for rate in found if isinstance(rate, Rate)}
    if not answering:
        return set()
    others = {
        by_the_week(rate)
        for rate in inputs.rates
        if rate.unit in UNITS and any(answers(rate, inputs, line, d, whenever=True) for d in days)
    }
    codes = set()
    for claim in standing:
        if claim.nights and claim.rate_hundredths not in answering:
            if claim.rate_hundredths in others:
                codes.add(305)
            elif claim.rate_hundredths > max(answering):
                codes.add(303)
            elif claim.rate_hundredths < min(answering):
                codes.add(304)
    return codes
