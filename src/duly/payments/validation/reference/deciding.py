"""What becomes of a line-week. Section 6 of the specification, in its order."""

from collections.abc import Collection, Iterable
from datetime import date

from duly.payments.validation.facts import Cut, Decision, Line, Terms
from duly.payments.validation.reference import codes as code
from duly.payments.validation.reference.book import Book

BLOCK = frozenset(
    {
        code.CONTRACT_NOT_IN_FORCE,
        code.WRONG_PROVIDER,
        code.AFTER_DEATH,
        code.RATE_NOT_FOUND,
        code.RATE_AMBIGUOUS,
        code.RATE_UNAPPROVED,
    }
)
"""Codes with which nothing can be paid until something is put right."""

NEED_A_PERSON = frozenset(
    {
        code.INVOICE_NEAR_DUPLICATE,
        code.VAT_UNEXPECTED,
        code.LINE_NOT_APPROVED,
        code.CONFLICTING_SERVICE,
        code.VISIT_UNPLANNED,
        code.VISIT_OVERLAP,
        code.CARER_OVERLAP,
        code.TIMES_IMPLAUSIBLE,
    }
)
"""Codes that hold a line-week whatever the money."""

NEED_A_PERSON_ABOVE_THE_LIMIT = frozenset({code.OUTSIDE_LINE_DATES, code.RATE_ABOVE_CONTRACT, code.OVER_DELIVERED, code.CLAIM_UNEVIDENCED})
"""Codes that hold a line-week when the money in question is above the trim limit."""

TRIM = NEED_A_PERSON_ABOVE_THE_LIMIT | {
    code.INVOICE_DUPLICATE,
    code.ARITHMETIC_MISMATCH,
    code.SERVICE_IN_FUTURE,
    code.PERSON_UNRESOLVED,
    code.SUSPENDED,
    code.RATE_PERIOD_WRONG,
    code.DOUBLE_UP_SHORT,
    code.CANCELLATION_NOT_PAYABLE,
}
"""Codes with which what the evidence shows is paid, and no more."""

ALWAYS_TRIMMED = frozenset({"102", "104", "107", "108", "207", "407", "410"})
"""Parts of a difference that are never in question."""


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
    if NEED_A_PERSON.intersection(codes):
        return "HELD"
    if NEED_A_PERSON_ABOVE_THE_LIMIT.intersection(codes) and in_question_pence > limit_pence:
        return "HELD"
    return "TRIMMED" if TRIM.intersection(codes) else "CLEAN"


def money_in_question_pence(cuts: Iterable[Cut], codes: Collection[int], *, claimed_pence: int, entitled_pence: int) -> int:
    """The difference, less the parts of it that are always trimmed by themselves. It may be below nothing."""
    trimmed = 0
    for cut in cuts:
        dearer_by_a_known_rate = cut.cause == "rate" and cut.pence > 0 and code.RATE_PERIOD_WRONG in codes
        if cut.cause in ALWAYS_TRIMMED or dearer_by_a_known_rate:
            trimmed += cut.pence
    return claimed_pence - entitled_pence - trimmed


def trim_limit_pence(terms: Terms, *, claimed_pence: int) -> int:
    """The most that may be in question without a person: a sum or a share of the claim, whichever is less."""
    share_rounded_down = claimed_pence * terms.trim_limit_bp // 10000
    return min(terms.trim_limit_pence, share_rounded_down)
