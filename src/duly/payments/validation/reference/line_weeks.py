"""What becomes of one line-week: refused, blocked, or priced and then held, trimmed or clean. Sections 4 to 6 of the specification."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from duly.payments.validation.facts import Decision, Line, LineWeek
from duly.payments.validation.reference.attendance import Attendance
from duly.payments.validation.reference.book import Book
from duly.payments.validation.reference.circumstances import codes_of_circumstances
from duly.payments.validation.reference.claimed import Claimed
from duly.payments.validation.reference.claimed_rates import codes_of_rates, excess_pence, is_miscounted
from duly.payments.validation.reference.codes import (
    ARITHMETIC_MISMATCH,
    INVOICE_NEAR_DUPLICATE,
    NO_AUTHORITY,
    PERSON_UNRESOLVED,
    VAT_UNEXPECTED,
    WRONG_PROVIDER,
)
from duly.payments.validation.reference.days import days_of
from duly.payments.validation.reference.deciding import BLOCK, decided, money_in_question_pence, trim_limit_pence, why_refused
from duly.payments.validation.reference.explaining import cuts_of
from duly.payments.validation.reference.minutes import Minutes, minutes_of
from duly.payments.validation.reference.nearness import is_near_duplicate
from duly.payments.validation.reference.pricing import Price, price_half_up, price_of
from duly.payments.validation.reference.week import Attended


def judge_without_line(claimed: Claimed, book: Book) -> LineWeek:
    """Nobody commissioned this from this provider. Another may have been asked; else a person must say what it is."""
    if len(claimed.set_aside[PERSON_UNRESOLVED]) == len(claimed.all_claims):
        return _not_looked_into(claimed, "BLOCKED", [PERSON_UNRESOLVED])
    code = WRONG_PROVIDER if _is_with_another_provider(claimed, book) else NO_AUTHORITY
    decision: Decision = "BLOCKED" if code == WRONG_PROVIDER or not claimed.standing else "HELD"
    return _not_looked_into(claimed, decision, [code, *claimed.codes])


def _is_with_another_provider(claimed: Claimed, book: Book) -> bool:
    """Whether the person has this service from somebody else, on any day of the week."""
    lines = book.lines_for(person_ref=claimed.care.person_ref, service=claimed.care.service)
    return any(book.is_in_force(line, on=day) for line in lines for day in days_of(claimed.week))


def judge_line_week(line: Line, claimed: Claimed, seen: Attended, of_contract: Collection[Attendance], book: Book) -> LineWeek:
    """What becomes of the claims for a line. `of_contract` are the week's visits of every line of its contract.

    Raises InputsRefused when there are no terms to say how much may be trimmed.
    """
    reason = why_refused(line, claimed.week, book)
    if reason:
        return replace(_of_line(line, claimed, "REFUSED", [], book), reason=reason)

    minutes = minutes_of(seen, claimed=claimed.standing_minutes)
    price = price_of(line, claimed.week, seen, minutes.payable, book)
    codes = [
        *claimed.codes,
        *minutes.codes,
        *price.codes,
        *_codes_of_claims(line, claimed, seen, price, book),
        *codes_of_circumstances(line, claimed.week, seen, minutes, of_contract, book),
    ]
    if not claimed.standing or BLOCK.intersection(codes):
        return _with_minutes(_of_line(line, claimed, "BLOCKED", codes, book), minutes, price)
    return _priced(line, claimed, minutes, price, codes, book)


def _codes_of_claims(line: Line, claimed: Claimed, seen: Attended, price: Price, book: Book) -> set[int]:
    """What is wrong with the claims that stand, in themselves and against the contract's rates."""
    codes = set() if price.codes else codes_of_rates(line, claimed.week, seen, claimed.standing, book)
    if any(is_near_duplicate(claim, book) for claim in claimed.standing):
        codes.add(INVOICE_NEAR_DUPLICATE)
    if any(is_miscounted(claim) for claim in claimed.standing):
        codes.add(ARITHMETIC_MISMATCH)
    if any(claim.vat_pence > 0 for claim in claimed.standing):
        codes.add(VAT_UNEXPECTED)
    return codes


def _priced(line: Line, claimed: Claimed, minutes: Minutes, price: Price, codes: Collection[int], book: Book) -> LineWeek:
    """A line-week with a price: held or trimmed where something does not fit, else clean."""
    excess = excess_pence(claimed.standing)
    counted_pence = claimed.standing_pence - excess
    entitled_pence = min(price.pence, counted_pence)
    cuts = cuts_of(claimed, minutes, price, excess_pence=excess, entitled_pence=entitled_pence)
    terms = book.terms_of(line, on=book.first_day_of(line, week=claimed.week))
    decision = decided(
        codes,
        in_question_pence=money_in_question_pence(cuts, codes, claimed_pence=claimed.pence, entitled_pence=entitled_pence),
        limit_pence=trim_limit_pence(terms, claimed_pence=claimed.pence),
    )

    told = _with_minutes(_of_line(line, claimed, decision, codes, book), minutes, price)
    as_delivered_pence = price_half_up(min(minutes.claimed, minutes.delivered), price.rate_hundredths)
    return replace(
        told,
        entitled_pence=entitled_pence,
        delivered_pence=min(counted_pence, as_delivered_pence),
        due_pence=0 if decision == "HELD" else entitled_pence - told.paid_pence,
        parts=price.parts,
        cuts=cuts,
    )


def _with_minutes(row: LineWeek, minutes: Minutes, price: Price) -> LineWeek:
    return replace(
        row,
        agreed_minutes=minutes.agreed,
        delivered_minutes=minutes.delivered,
        payable_minutes=minutes.payable,
        rate_hundredths=price.rate_hundredths,
    )


def _of_line(line: Line, claimed: Claimed, decision: Decision, codes: Iterable[int], book: Book) -> LineWeek:
    row = _not_looked_into(claimed, decision, codes)
    return replace(row, line_ref=line.line_ref, paid_pence=book.paid_pence(line, week=claimed.week))


def _not_looked_into(claimed: Claimed, decision: Decision, codes: Iterable[int]) -> LineWeek:
    """What was claimed and nothing else: the whole claim is in question."""
    return LineWeek(
        line_ref="",
        provider_ref=claimed.care.provider_ref,
        person_ref=claimed.care.person_ref,
        service=claimed.care.service,
        week=claimed.week,
        claimed_minutes=claimed.minutes,
        claimed_pence=claimed.pence,
        agreed_minutes=0,
        delivered_minutes=0,
        payable_minutes=0,
        rate_hundredths=0,
        entitled_pence=0,
        delivered_pence=0,
        paid_pence=0,
        due_pence=0,
        decision=decision,
        reason="",
        codes=tuple(sorted(codes)),
    )
