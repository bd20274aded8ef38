"""Whether an invoice line's sum is right, and what a line for a stay comes to in each of its weeks."""

from datetime import date, timedelta
from typing import NamedTuple

from duly.primitives.money import half_up, price
from duly.primitives.period import monday_of

MARGIN_PENCE = 1
"""How far an amount may lie from minutes at the rate: providers round otherwise than we do."""

DAYS = ("week_starting", "from", "to")
"""The headings of an invoice's lines that hold days."""


def sum_should_be(minutes: int, rate_hundredths: int, pence: int) -> int | None:
    """What the amount should be, in pence, when it is more than the margin away from minutes at the rate; None when it is right."""
    should_be = price(minutes, rate_hundredths)
    return should_be if abs(pence - should_be) > MARGIN_PENCE else None


class Part(NamedTuple):
    """One week (its Monday) of a line for a stay."""

    week: date
    nights: int
    pence: int
    vat_pence: int


def split_to_weeks(starts: date, ends: date, nights: int, pence: int, vat_pence: int = 0) -> tuple[Part, ...]:
    """A stay's nights and money week by week, by cumulative rounding: the parts add up, and a longer stay leaves earlier weeks alone.

    `starts` until `ends`, exclusive; `nights` at most the days between. Fewer nights than days are spread evenly over them, as the line does
    not say which were slept. A week without a night has no part.
    """
    length = (ends - starts).days
    parts, before = [], Part(starts, 0, 0, 0)
    week = monday_of(starts)
    while week < ends:
        until = (min(week + timedelta(days=7), ends) - starts).days
        slept = half_up(nights * until, length)
        upto = Part(week, slept, half_up(pence * slept, nights), half_up(vat_pence * slept, nights))
        if upto.nights > before.nights:
            parts.append(Part(week, upto.nights - before.nights, upto.pence - before.pence, upto.vat_pence - before.vat_pence))
        before = upto
        week += timedelta(days=7)
    return tuple(parts)
