"""The rate book as a person asks of it: where a rate is used, and rates put forward, adopted and withdrawn."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from duly.core.intake.actions import Outcome
from duly.payments.packages import queries as packages
from duly.payments.packages.queries import Line, Pattern
from duly.payments.rates import actions as rates
from duly.payments.rates import queries as book
from duly.payments.rates.queries import BatchSeen, Cell, Rate, RateFound
from duly.payments.rates.rules import best_rate
from duly.payments.validation import queries as validation
from duly.payments.validation.queries import WeekPriced
from duly.primitives.actor import Actor
from duly.primitives.period import monday_of
from duly.primitives.refusal import Refused


@dataclass(frozen=True)
class LineUsed:
    """A package line in force that a rate answers for: how many of its planned calls (each carer counts) in the week, or of its days."""

    line_ref: str
    person_ref: str
    provider_ref: str
    answered: int
    of: int


@dataclass(frozen=True)
class WhereUsed:
    """What a rate prices: lines in the week of `monday`, and weeks already judged."""

    monday: date
    lines: tuple[LineUsed, ...]
    weeks: tuple[WeekPriced, ...]


def where_used(rate: Rate, *, on: date) -> WhereUsed:
    """The lines in force on a day for which a rate is the answer at some time in that day's week, and the weeks that were judged with it.

    For a rate by the hour each planned call is asked, carer by carer; for one by the night or the week, each day.
    """
    monday = monday_of(on)
    lines = [line for line in packages.lines_in_force(rate.contract_ref, on=on) if line.service == rate.service]
    calls: dict[str, list[Pattern]] = {}
    for call in packages.calls_of([line.line_ref for line in lines], on=on) if rate.unit == "hour" else ():
        calls.setdefault(call.line_ref, []).append(call)
    known = tuple(r for r in book.rates_of(rate.contract_ref) if r.service == rate.service and r.unit == rate.unit)
    holidays = _holidays(monday) if any(r.day_type == "bank-holiday" for r in known) else frozenset()
    answers: dict[Cell, str] = {}
    found = []
    for line in lines:
        cells = _cells(rate, line, calls.get(line.line_ref, []), monday, holidays)
        for cell in cells.keys() - answers.keys():
            answer = best_rate(cell, known)
            answers[cell] = answer.rate.rate_ref if isinstance(answer, RateFound) else ""
        answered = sum(many for cell, many in cells.items() if answers[cell] == rate.rate_ref)
        if answered:
            found.append(LineUsed(line.line_ref, line.person_ref, line.provider_ref, answered, cells.total()))
    return WhereUsed(monday, tuple(found), validation.weeks_priced_with(rate.rate_ref))


def put_rates_forward(name: str, content: bytes, source: str, by: Actor) -> tuple[Outcome, str]:
    """Put a file of rates forward as a batch. Gives what became of the file, and the batch's reference, empty where it was refused."""
    return rates.put_forward_file(name=name, content=content, source=source, by=by)


def adopt_rates(batch_ref: str, *, by: Actor) -> BatchSeen:
    """Adopt a batch that somebody else put forward."""
    return rates.adopt(batch_ref, by=by)


def withdraw_rates(batch_ref: str, *, because: str, by: Actor) -> BatchSeen:
    """Withdraw a batch that nobody has adopted."""
    return rates.withdraw(batch_ref, because=because, by=by)


def take_rates_back(batch_ref: str, *, because: str, by: Actor) -> BatchSeen:
    """Take back a batch that was adopted, where nothing stands on it."""
    return rates.take_back(batch_ref, because=because, by=by)


def _cells(rate: Rate, line: Line, calls: list[Pattern], monday: date, holidays: frozenset[date]) -> Counter[Cell]:
    """What a line's week asks of the book, and how often."""
    days = [monday + timedelta(days=n) for n in range(7)]
    asked: list[tuple[date, int | None, int]] = [(day, None, 1) for day in days]
    if rate.unit == "hour":
        asked = [(days[call.weekday], call.minutes, carer) for call in calls for carer in range(1, call.carers + 1)]
    return Counter(
        Cell(line.contract_ref, line.service, day, rate.unit, line.line_ref, line.zone, minutes, carer, day in holidays)
        for day, minutes, carer in asked
    )


def _holidays(monday: date) -> frozenset[date]:
    """The bank holidays of a week; none where its year's are not known, as nothing can be paid by them then."""
    days = [monday + timedelta(days=n) for n in range(7)]
    try:
        return frozenset(day for day in days if book.is_bank_holiday(day))
    except Refused:
        return frozenset()
