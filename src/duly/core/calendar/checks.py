"""Why a bank holiday may not be added or removed by hand."""

from datetime import date

from duly.core.calendar.queries import bank_holidays
from duly.core.calendar.rules import DIVISIONS, SATURDAY
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, first


def why_not_add_holiday(*, division: str, day: date) -> Refusal | None:
    """The refusal ("unknown-division", "weekend", "already-a-holiday"), or None."""
    return first(_unknown_division(division), _at_a_weekend(day), _already(division, day))


def why_not_remove_holiday(*, division: str, day: date) -> Refusal | None:
    """The refusal ("unknown-division", "not-a-holiday"), or None."""
    return first(_unknown_division(division), _not_a_holiday(division, day))


def _unknown_division(division: str) -> Refusal | None:
    if division not in DIVISIONS:
        return Refusal("unknown-division", f"{division} is none of {', '.join(DIVISIONS)}.")
    return None


def _at_a_weekend(day: date) -> Refusal | None:
    if day.weekday() >= SATURDAY:
        return Refusal("weekend", f"{say_day(day)} is a {day:%A}, which is no working day anyway. Add the substitute weekday.")
    return None


def _already(division: str, day: date) -> Refusal | None:
    known = [holiday for holiday in bank_holidays(division=division, years=(day.year,)) if holiday.day == day]
    if known:
        return Refusal("already-a-holiday", f"{say_day(day)} is already a bank holiday there: {known[0].title}.")
    return None


def _not_a_holiday(division: str, day: date) -> Refusal | None:
    if not any(holiday.day == day for holiday in bank_holidays(division=division, years=(day.year,))):
        return Refusal("not-a-holiday", f"{say_day(day)} is not a bank holiday there.")
    return None
