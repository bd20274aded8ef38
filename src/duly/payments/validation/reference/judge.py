"""Judge weeks of home care: what is each visit worth, and what becomes of each line-week claimed."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from duly.payments.validation.facts import Claim, Decision, Inputs, Judgement, Line, LineWeek, VisitResult
from duly.payments.validation.reference.attendance import Attended, attended, without_line
from duly.payments.validation.reference.book import Book, Care
from duly.payments.validation.reference.days import days_of
from duly.payments.validation.reference.deciding import (
    NO_AUTHORITY,
    decided,
    money_in_question_pence,
    trim_limit_pence,
    why_refused,
)
from duly.payments.validation.reference.minutes import Minutes, minutes_of
from duly.payments.validation.reference.pricing import (
    RATE_ABOVE_CONTRACT,
    RATE_NOT_FOUND,
    Price,
    cuts_of,
    is_above_contract,
    price_half_up,
    price_of,
)
from duly.payments.validation.reference.refusing import InputsRefused, refuse_unsound

__all__ = ["InputsRefused", "judge"]


def judge(inputs: Inputs, *, weeks: Collection[date] | None = None) -> Judgement:
    """Every visit and every line-week of these weeks, as docs/specification/validation.md says.

    `weeks` are Mondays; without them, every week with a claim. Raises InputsRefused, with a sentence, when the inputs
    contradict themselves anywhere, or lack terms that one of these weeks needs.
    """
    refuse_unsound(inputs, weeks=weeks)
    book = Book(inputs)
    visits: list[VisitResult] = []
    line_weeks: list[LineWeek] = []
    for week in sorted(book.weeks_claimed() if weeks is None else set(weeks)):
        for care in book.care_in(week):
            _judge_care(care, week, book, visits, line_weeks)
    return Judgement(
        visits=tuple(sorted(visits, key=lambda visit: visit.visit_ref)),
        line_weeks=tuple(line_weeks),
    )


def _judge_care(care: Care, week: date, book: Book, visits: list[VisitResult], line_weeks: list[LineWeek]) -> None:
    """Write down what becomes of one person's care from one provider in one week."""
    claims = book.claims_of(care, week=week)
    line = book.line_of(care)
    if line is None:
        visits += [without_line(visit).result() for day in days_of(week) for visit in book.visits_of(care, on=day)]
        if claims:
            line_weeks.append(_without_authority(Claimed.by(claims)))
        return

    seen = attended(line, week, book)
    visits += [visit.result() for visit in seen.attendances]
    if claims:
        line_weeks.append(_judge_line_week(line, Claimed.by(claims), seen, book))


@dataclass(frozen=True)
class Claimed:
    """The claims of one line and week, added together."""

    care: Care
    week: date
    claims: tuple[Claim, ...]
    minutes: int
    pence: int

    @classmethod
    def by(cls, claims: list[Claim]) -> "Claimed":
        """Add up claims that are all of one line and week; there is at least one."""
        return cls(
            Care.of(claims[0]),
            claims[0].week,
            tuple(claims),
            sum(claim.minutes for claim in claims),
            sum(claim.pence for claim in claims),
        )


def _judge_line_week(line: Line, claimed: Claimed, seen: Attended, book: Book) -> LineWeek:
    reason = why_refused(line, claimed.week, book)
    if reason:
        return _refused(line, claimed, book, reason)
    minutes = minutes_of(seen, claimed=claimed.minutes)
    price = price_of(line, claimed.week, seen.attendances, minutes.payable, book)
    if price.rate_not_found:
        return _blocked(line, claimed, minutes, price, book)
    return _priced(line, claimed, minutes, price, book)


def _without_authority(claimed: Claimed) -> LineWeek:
    """202: there is no line, so nothing was agreed and a person must say what this is."""
    return replace(_not_looked_into(claimed, "HELD"), codes=(NO_AUTHORITY,))


def _refused(line: Line, claimed: Claimed, book: Book, reason: str) -> LineWeek:
    """Not Duly's to judge."""
    return replace(
        _not_looked_into(claimed, "REFUSED"),
        line_ref=line.line_ref,
        paid_pence=book.paid_pence(line, week=claimed.week),
        reason=reason,
    )


def _blocked(line: Line, claimed: Claimed, minutes: Minutes, price: Price, book: Book) -> LineWeek:
    """301: without a rate there is no price; the minutes are still told."""
    return replace(
        _not_looked_into(claimed, "BLOCKED"),
        line_ref=line.line_ref,
        agreed_minutes=minutes.agreed,
        delivered_minutes=minutes.delivered,
        payable_minutes=minutes.payable,
        rate_hundredths=price.rate.rate_hundredths if price.rate else 0,
        paid_pence=book.paid_pence(line, week=claimed.week),
        codes=_in_order([RATE_NOT_FOUND, *_codes_fired(minutes)]),
    )


def _not_looked_into(claimed: Claimed, decision: Decision) -> LineWeek:
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
    )


def _priced(line: Line, claimed: Claimed, minutes: Minutes, price: Price, book: Book) -> LineWeek:
    """A line-week with a price: trimmed or held where something does not fit, else clean."""
    assert price.rate is not None, "a line-week without a rate is blocked"
    codes = _codes_fired(minutes)
    if is_above_contract(line, claimed.week, claimed.claims, book):
        codes.append(RATE_ABOVE_CONTRACT)

    entitled_pence = min(price.pence, claimed.pence)
    cuts = cuts_of(minutes, price, claimed_pence=claimed.pence, entitled_pence=entitled_pence)
    terms = book.terms_of(line, on=book.first_day_of(line, week=claimed.week))
    decision = decided(
        codes,
        in_question_pence=money_in_question_pence(cuts, claimed_pence=claimed.pence, entitled_pence=entitled_pence),
        limit_pence=trim_limit_pence(terms, claimed_pence=claimed.pence),
    )

    paid_pence = book.paid_pence(line, week=claimed.week)
    as_delivered_pence = price_half_up(min(claimed.minutes, minutes.delivered), price.rate.rate_hundredths)
    return LineWeek(
        line_ref=line.line_ref,
        provider_ref=claimed.care.provider_ref,
        person_ref=claimed.care.person_ref,
        service=claimed.care.service,
        week=claimed.week,
        claimed_minutes=claimed.minutes,
        claimed_pence=claimed.pence,
        agreed_minutes=minutes.agreed,
        delivered_minutes=minutes.delivered,
        payable_minutes=minutes.payable,
        rate_hundredths=price.rate.rate_hundredths,
        entitled_pence=entitled_pence,
        delivered_pence=min(claimed.pence, as_delivered_pence),
        paid_pence=paid_pence,
        due_pence=0 if decision == "HELD" else entitled_pence - paid_pence,
        decision=decision,
        reason="",
        codes=_in_order(codes),
        parts=price.parts,
        cuts=cuts,
    )


def _codes_fired(minutes: Minutes) -> list[int]:
    """The codes with a share of the cut above nothing."""
    return [code for code, share in minutes.shares.items() if share > 0]


def _in_order(codes: list[int]) -> tuple[int, ...]:
    return tuple(sorted(codes))
