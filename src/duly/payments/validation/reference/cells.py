"""The rate of a cell: which of a contract's rates answers for one carer's minutes of one length on one day. Section 4."""

from dataclasses import dataclass
from datetime import date

from duly.payments.validation.facts import Line, Rate
from duly.payments.validation.reference.book import Book
from duly.payments.validation.reference.codes import RATE_AMBIGUOUS, RATE_NOT_FOUND, RATE_UNAPPROVED
from duly.payments.validation.reference.days import BANK_HOLIDAY, day_types

ANY_LENGTH = (0, 1440)


@dataclass(frozen=True)
class Cell:
    """What a rate is asked for: a line (its contract, service and zone), a day, a planned length and which carer."""

    line: Line
    on: date
    minutes: int
    carer: int


@dataclass(frozen=True)
class Answer:
    """The rate of a cell; or, where there is none, the code that says why."""

    rate: Rate | None
    code: int = 0


def answer_for(cell: Cell, book: Book) -> Answer:
    """Of the approved rates that answer for a cell, the most particular."""
    answering = [rate for rate in _rates_of(cell, book) if is_for(rate, cell, book) and rate.starts <= cell.on < rate.ends]
    approved = [rate for rate in answering if rate.approved]
    if not approved:
        return Answer(None, RATE_UNAPPROVED if answering else RATE_NOT_FOUND)
    greatest = max(weight(rate) for rate in approved)
    winners = [rate for rate in approved if weight(rate) == greatest]
    return Answer(winners[0]) if len(winners) == 1 else Answer(None, RATE_AMBIGUOUS)


def would_ever_answer(cell: Cell, rate_hundredths: int, book: Book) -> bool:
    """Whether a rate of just this much would answer for a cell on its day, were it in force and approved."""
    return any(rate.rate_hundredths == rate_hundredths and is_for(rate, cell, book) for rate in _rates_of(cell, book))


def _rates_of(cell: Cell, book: Book) -> list[Rate]:
    return book.rates_of(cell.line.contract_ref, cell.line.service)


def is_for(rate: Rate, cell: Cell, book: Book) -> bool:
    """Whether a rate of the contract and service is by the hour, and each of its keys is any or contains the cell's. Dates are not asked."""
    return (
        rate.unit == "hour"
        and rate.line_ref in ("", cell.line.line_ref)
        and rate.day_type in ("", *day_types(cell.on, is_bank_holiday=book.is_bank_holiday(cell.on)))
        and rate.band_from <= cell.minutes <= rate.band_to
        and rate.carer in (0, cell.carer)
        and rate.zone in ("", cell.line.zone)
    )


def weight(rate: Rate) -> int:
    """How particular a rate is: each kind of key outweighs all that come after it."""
    return (
        32 * (rate.line_ref != "")
        + 16 * (rate.day_type == BANK_HOLIDAY)
        + 8 * (rate.day_type not in ("", BANK_HOLIDAY))
        + 4 * ((rate.band_from, rate.band_to) != ANY_LENGTH)
        + 2 * (rate.carer != 0)
        + (rate.zone != "")
    )
