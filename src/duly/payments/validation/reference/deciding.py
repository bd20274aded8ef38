"""What becomes of a line-week. Section 5 of the specification, in its order."""

from collections.abc import Collection, Iterable
from datetime import date

from duly.payments.validation.facts import Cut, Decision, Line, Terms
from duly.payments.validation.reference.book import Book
from duly.payments.validation.reference.minutes import (
    CLAIM_UNEVIDENCED,
    DOUBLE_UP_SHORT,
    OUTSIDE_LINE_DATES,
    OVER_DELIVERED,
)
from duly.payments.validation.reference.pricing import RATE_ABOVE_CONTRACT

NO_AUTHORITY = 202
NEED_A_PERSON = frozenset({OUTSIDE_LINE_DATES, RATE_ABOVE_CONTRACT, OVER_DELIVERED, CLAIM_UNEVIDENCED})
"""Codes that hold a line-week when the money in question is above the trim limit."""


def why_refused(line: Line, week: date, book: Book) -> str:
    """The reason a line-week is not Duly's to judge, or nothing."""
    paid_to = book.paid_to(line)
    if paid_to is None:
        return "no-opening"
    if week < paid_to:
        return "before-opening"
    return ""


def decided(codes: Collection[int], *, in_question_pence: int, limit_pence: int) -> Decision:
    """The decision on a line-week that has a line, an opening and a price."""
    if NEED_A_PERSON.intersection(codes) and in_question_pence > limit_pence:
        return "HELD"
    return "TRIMMED" if codes else "CLEAN"


def money_in_question_pence(cuts: Iterable[Cut], *, claimed_pence: int, entitled_pence: int) -> int:
    """The difference, less what a short double-up took: that is always trimmed by itself."""
    for_double_ups = sum(cut.pence for cut in cuts if cut.cause == str(DOUBLE_UP_SHORT))
    return claimed_pence - entitled_pence - for_double_ups


def trim_limit_pence(terms: Terms, *, claimed_pence: int) -> int:
    """The most that may be in question without a person: a sum or a share of the claim, whichever is less."""
    share_rounded_down = claimed_pence * terms.trim_limit_bp // 10000
    return min(terms.trim_limit_pence, share_rounded_down)
