"""What the payable minutes of a line-week cost. Section 4 of the specification."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from duly.payments.validation.facts import Line, PricePart, Rate
from duly.payments.validation.reference.attendance import Attendance, Retained
from duly.payments.validation.reference.book import Book
from duly.payments.validation.reference.cells import Answer, Cell, answer_for
from duly.payments.validation.reference.codes import CONTRACT_NOT_IN_FORCE
from duly.payments.validation.reference.week import Attended

WHERE_NO_CALL_IS_PLANNED_MINUTES = 60


@dataclass(frozen=True)
class Price:
    """The week's rate, and one part for each rate given minutes. Where a code says why there is no price, there are no parts."""

    rate: Rate | None
    parts: tuple[PricePart, ...]
    codes: tuple[int, ...]

    @property
    def pence(self) -> int:
        """What the contract pays for the payable minutes, whatever was claimed."""
        return sum(part.pence for part in self.parts)

    @property
    def rate_hundredths(self) -> int:
        """The week's rate, or 0."""
        return self.rate.rate_hundredths if self.rate else 0


@dataclass(frozen=True)
class Given:
    """Payable minutes, and the cell that says what they cost."""

    cell: Cell
    minutes: int


def price_half_up(minutes: int, rate_hundredths: int) -> int:
    """Pence for minutes at a rate in hundredths of a penny an hour, rounded half up, once. Neither is negative."""
    return (minutes * rate_hundredths + 3000) // 6000


def price_of(line: Line, week: date, seen: Attended, payable_minutes: int, book: Book) -> Price:
    """The price of a line-week with so many payable minutes."""
    given = given_in_turn(line, seen, payable_minutes)
    answers = [answer_for(one.cell, book) for one in given]
    pricing_cell = pricing_cell_of(line, week, seen, book)
    pricing_answer = answer_for(pricing_cell, book)

    rate = pricing_answer.rate
    if rate is None and answers and all(answer.rate for answer in answers):
        rate = answers[0].rate
    asked = [one.cell for one in given] or [pricing_cell]
    codes = _why_no_price(asked, answers or [pricing_answer], book)
    return Price(rate, () if codes else _parts(given, answers), codes)


def _why_no_price(asked: Iterable[Cell], answers: Iterable[Answer], book: Book) -> tuple[int, ...]:
    """The codes that block: a day on which the contract is not in force, a cell without one rate."""
    found = {answer.code for answer in answers if answer.rate is None}
    if not all(book.may_be_paid_under(cell.line.contract_ref, on=cell.on) for cell in asked):
        found.add(CONTRACT_NOT_IN_FORCE)
    return tuple(sorted(found))


def pricing_cell_of(line: Line, week: date, seen: Attended, book: Book) -> Cell:
    """The cell of the week's rate: the first day in force, and the length of the first call."""
    first = min(seen.calls, key=lambda call: (call.on, call.starts_minute, call.call_ref), default=None)
    minutes = first.minutes if first else WHERE_NO_CALL_IS_PLANNED_MINUTES
    return Cell(line, book.first_day_of(line, week=week), minutes, carer=1)


def given_in_turn(line: Line, seen: Attended, payable_minutes: int) -> list[Given]:
    """Give payable minutes to visits and retained calls, the earliest first, each up to its own. Who is given none is left out."""
    in_turn = [
        *((_turn_of_retained(kept), Given(_cell_of_retained(line, kept), kept.minutes)) for kept in seen.retained),
        *((_turn_of(visit), Given(_cell_of(line, visit), visit.worth.payable_minutes)) for visit in _payable(seen.attendances)),
    ]
    given = []
    left = payable_minutes
    for _, up_to in sorted(in_turn, key=lambda pair: pair[0]):
        minutes = min(left, up_to.minutes)
        left -= minutes
        if minutes:
            given.append(Given(up_to.cell, minutes))
    return given


def _payable(attendances: Sequence[Attendance]) -> list[Attendance]:
    return [visit for visit in attendances if visit.worth.payable_minutes]


def _cell_of(line: Line, visit: Attendance) -> Cell:
    if visit.place:
        return Cell(line, visit.visit.on, visit.place.call.minutes, visit.place.number)
    return Cell(line, visit.visit.on, min(visit.worth.credited_minutes, 1440), carer=1)


def _cell_of_retained(line: Line, kept: Retained) -> Cell:
    return Cell(line, kept.call.on, kept.call.minutes, kept.carer)


def _turn_of_retained(kept: Retained) -> tuple[date, int, int, int, str]:
    return kept.call.on, kept.call.starts_minute, kept.carer, 0, kept.call.call_ref


def _turn_of(visit: Attendance) -> tuple[date, int, int, int, str]:
    if visit.place:
        return visit.visit.on, visit.place.call.starts_minute, visit.place.number, 1, visit.visit.visit_ref
    return visit.visit.on, visit.visit.starts_minute, 1, 2, visit.visit.visit_ref


def _parts(given: Sequence[Given], answers: Sequence[Answer]) -> tuple[PricePart, ...]:
    """Minutes added up by rate, each sum priced once; in order of the rate's start."""
    minutes: dict[Rate, int] = {}
    for one, answer in zip(given, answers, strict=True):
        assert answer.rate is not None, "a cell without a rate blocks the line-week"
        minutes[answer.rate] = minutes.get(answer.rate, 0) + one.minutes
    return tuple(
        PricePart(rate.rate_ref, minutes[rate], rate.rate_hundredths, price_half_up(minutes[rate], rate.rate_hundredths))
        for rate in sorted(minutes, key=lambda rate: (rate.starts, rate.rate_ref))
    )
