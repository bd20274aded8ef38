"""A week's price shared to its nights, so that what happens to one night never changes another's."""

from collections.abc import Callable
from datetime import date

from duly.primitives.money import half_up

HUNDREDTHS = 100
"""Hundredths of a penny in a penny."""
NIGHTS = 7


def in_sevenths(week_hundredths: int, nth: int) -> int:
    """Pence of the nth night of a week (Monday is 1): its share of the rounded total so far. Seven of them are the week, to the penny."""
    return worth(week_hundredths, nth) - worth(week_hundredths, nth - 1)


def with_the_balance_last(week_hundredths: int, nth: int) -> int:
    """Pence of the nth night when six are a seventh in whole pence, rounded down, and the last has what is left."""
    seventh = week_hundredths // (HUNDREDTHS * NIGHTS)
    return seventh if nth < NIGHTS else worth(week_hundredths, NIGHTS) - (NIGHTS - 1) * seventh


def worth(week_hundredths: int, nights: int) -> int:
    """Pence of some nights at a weekly price, rounded half up, once: the measure by which a difference is explained."""
    return half_up(week_hundredths * nights, HUNDREDTHS * NIGHTS)


def retained(pence: int, percent: int) -> int:
    """Pence of a night that is paid in part, rounded half up."""
    return half_up(pence * percent, 100)


PART_WEEK: dict[str, Callable[[int, int], int]] = {"SEVENTHS": in_sevenths, "BALANCE_LAST": with_the_balance_last}
"""How a contract may share a week's price to its nights, but for "WHOLE_WEEK", which does not."""


def full_price(part_week: str, unit: str, rate_hundredths: int, night: date, *, first: bool) -> int:
    """Pence of one night at a rate by the "week" or by the "night". `first` is whether it is the first payable night of its week."""
    if unit == "night":
        return half_up(rate_hundredths, HUNDREDTHS)
    if part_week == "WHOLE_WEEK":
        return worth(rate_hundredths, NIGHTS) if first else 0
    return PART_WEEK[part_week](rate_hundredths, night.weekday() + 1)
