"""What is agreed of each package line: its hours or nights a week, the rates that answer for them, and what they come to."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from duly.payments.packages import queries as packages
from duly.payments.packages.queries import Commission, Line, Pattern
from duly.payments.rates import queries as book
from duly.payments.rates.queries import Cell, Rate, RateFound
from duly.payments.rates.rules import best_rate
from duly.primitives.money import price
from duly.primitives.period import monday_of

NIGHTS = {"night": 7, "week": 1}
"""How many of a rate's unit a week in a care home is."""


@dataclass(frozen=True)
class Agreed:
    """One span of a package line. Minutes count every carer; `unit` is "hour", "night" or "week", or "" where no rate answers.

    Rates are the lowest and highest that answer in the week of `asked_on`, 0 where none does; `weekly_pence` is what that week comes to by
    them, bank holidays apart. A day that a call has no rate for comes to nothing and is counted in `without_rate`.
    """

    line: Line
    span: Commission
    asked_on: date
    minutes: int
    unit: str
    lowest: int
    highest: int
    weekly_pence: int
    without_rate: int


def agreed(*, on: date, line_refs: Collection[str] | None = None) -> tuple[Agreed, ...]:
    """Every span of every package line (or of these lines), by line and start: as it stands on a day, or on its own nearest day to that."""
    lines = {line.line_ref: line for line in packages.lines_known() if line_refs is None or line.line_ref in line_refs}
    calls: dict[str, list[Pattern]] = {}
    for call in packages.patterns_known() if line_refs is None else packages.calls_of_lines(list(lines)):
        calls.setdefault(call.line_ref, []).append(call)
    priced = _Prices({line.contract_ref for line in lines.values()})
    spans = packages.commissions_known() if line_refs is None else packages.commissions_of_lines(list(lines))
    return tuple(_agreed(lines[span.line_ref], span, calls.get(span.line_ref, ()), on, priced) for span in spans)


def _agreed(line: Line, span: Commission, calls: Iterable[Pattern], on: date, priced: "_Prices") -> Agreed:
    asked = max(span.starts, min(on, span.ends - timedelta(days=1)))
    planned = [call for call in calls if call.starts <= asked < call.ends]
    minutes = sum(call.minutes * call.carers for call in planned)
    found: list[int] = []
    pence = without = 0
    monday = monday_of(asked)
    if planned:
        for call in planned:
            for carer in range(1, call.carers + 1):
                rate = priced.of(line, monday + timedelta(days=call.weekday), call.minutes, carer)
                if rate is None:
                    without += 1
                    continue
                found.append(rate.rate_hundredths)
                pence += price(call.minutes, rate.rate_hundredths)
        return Agreed(line, span, asked, minutes, "hour" if found else "", min(found, default=0), max(found, default=0), pence, without)
    for unit, many in NIGHTS.items():
        rate = priced.of(line, asked, None, 1, unit=unit)
        if rate is not None:
            weekly = (rate.rate_hundredths * many + 50) // 100
            return Agreed(line, span, asked, 0, unit, rate.rate_hundredths, rate.rate_hundredths, weekly, 0)
    any_rate = priced.of(line, asked, None, 1)
    rate_of_hours = any_rate.rate_hundredths if any_rate else 0
    return Agreed(line, span, asked, 0, "hour" if any_rate else "", rate_of_hours, rate_of_hours, 0, 0)


class _Prices:
    """The rates of some contracts, and each answer of theirs once: thousands of calls ask for a few hundred cells."""

    def __init__(self, contracts: Collection[str]):
        self._rates: dict[tuple[str, str, str], list[Rate]] = {}
        self._own: set[str] = set()
        self._answers: dict[Cell, Rate | None] = {}
        for rate in book.rates_under(sorted(contracts)):
            self._rates.setdefault((rate.contract_ref, rate.service, rate.unit), []).append(rate)
            self._own.add(rate.line_ref)

    def of(self, line: Line, day: date, minutes: int | None, carer: int, *, unit: str = "hour") -> Rate | None:
        """The rate for one call, or one night or week, of a line on a day; None where no rate answers."""
        known = self._rates.get((line.contract_ref, line.service, unit))
        if not known:
            return None
        own = line.line_ref if line.line_ref in self._own else ""
        cell = Cell(line.contract_ref, line.service, day, unit, own, line.zone, minutes, carer, False)
        if cell not in self._answers:
            answer = best_rate(cell, known)
            self._answers[cell] = answer.rate if isinstance(answer, RateFound) else None
        return self._answers[cell]
