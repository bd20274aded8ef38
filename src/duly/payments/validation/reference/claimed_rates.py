"""What was claimed held against what the contract pays: sums that do not multiply out, and rates it does not have. Section 4."""

from collections.abc import Iterable
from datetime import date

from duly.payments.validation.facts import Claim, Line
from duly.payments.validation.reference.book import Book
from duly.payments.validation.reference.cells import Cell, answer_for, would_ever_answer
from duly.payments.validation.reference.codes import RATE_ABOVE_CONTRACT, RATE_BELOW_CONTRACT, RATE_PERIOD_WRONG
from duly.payments.validation.reference.days import days_of
from duly.payments.validation.reference.pricing import WHERE_NO_CALL_IS_PLANNED_MINUTES, price_half_up
from duly.payments.validation.reference.week import Attended

A_PENNY_OF_ROUNDING = 1


def is_miscounted(claim: Claim) -> bool:
    """Whether a claim's pence are not its minutes at its rate, give or take a penny."""
    return abs(claim.pence - price_half_up(claim.minutes, claim.rate_hundredths)) > A_PENNY_OF_ROUNDING


def excess_pence(claims: Iterable[Claim]) -> int:
    """What claims that are miscounted ask beyond their own minutes and rate."""
    return sum(max(0, claim.pence - price_half_up(claim.minutes, claim.rate_hundredths)) for claim in claims if is_miscounted(claim))


def codes_of_rates(line: Line, week: date, seen: Attended, standing: Iterable[Claim], book: Book) -> set[int]:
    """Which of 303, 304 and 305 fire, in a line-week that has a price."""
    cells = _cells_of_the_week(line, week, seen)
    answering = {answer.rate.rate_hundredths for cell in cells if (answer := answer_for(cell, book)).rate is not None}
    if not answering:
        return set()
    found = (_code_of_rate(claim.rate_hundredths, answering, cells, book) for claim in standing if claim.minutes)
    return {code for code in found if code is not None}


def _cells_of_the_week(line: Line, week: date, seen: Attended) -> set[Cell]:
    """Each day of the week with each length and carer that is planned in it."""
    planned = {(call.minutes, carer) for call in seen.calls for carer in range(1, call.carers + 1)}
    return {Cell(line, day, *one) for day in days_of(week) for one in planned or {(WHERE_NO_CALL_IS_PLANNED_MINUTES, 1)}}


def _code_of_rate(claimed: int, answering: set[int], cells: Iterable[Cell], book: Book) -> int | None:
    if claimed not in answering and any(would_ever_answer(cell, claimed, book) for cell in cells):
        return RATE_PERIOD_WRONG
    if claimed > max(answering):
        return RATE_ABOVE_CONTRACT
    if claimed < min(answering):
        return RATE_BELOW_CONTRACT
    return None
