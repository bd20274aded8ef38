"""Counting working days: Monday to Friday, but for bank holidays. Pure.

Bank holidays are those of the Banking and Financial Dealings Act 1971, Schedule 1, with the days appointed by proclamation under section 1.
"""

from collections.abc import Set
from datetime import date, timedelta

DIVISIONS = {"england-and-wales": "England and Wales", "scotland": "Scotland", "northern-ireland": "Northern Ireland"}

SATURDAY = 5


def is_working_day(day: date, holidays: Set[date]) -> bool:
    """Whether a day is Monday to Friday and no bank holiday."""
    return day.weekday() < SATURDAY and day not in holidays


def next_working_day(day: date, holidays: Set[date]) -> date:
    """The day itself when it is a working day, or else the first one after it."""
    while not is_working_day(day, holidays):
        day += timedelta(days=1)
    return day


def working_days_after(start: date, n: int, holidays: Set[date]) -> date:
    """The nth working day after a day, which is not itself counted. With 0, the day itself or the first working day after it."""
    if n < 0:
        raise ValueError("Count forwards: a number of working days is 0 or more.")
    if n == 0:
        return next_working_day(start, holidays)
    day = start
    for _ in range(n):
        day = next_working_day(day + timedelta(days=1), holidays)
    return day


def working_days_between(start: date, end: date, holidays: Set[date]) -> int:
    """How many working days there are after `start`, up to and including `end`: the count that `working_days_after` reaches `end` by."""
    return sum(is_working_day(start + timedelta(days=n), holidays) for n in range(1, (end - start).days + 1))


def days_passed_over(start: date, end: date, holidays: Set[date]) -> tuple[date, ...]:
    """The days after `start` and before `end` that were not counted."""
    between = (start + timedelta(days=n) for n in range(1, (end - start).days))
    return tuple(day for day in between if not is_working_day(day, holidays))
