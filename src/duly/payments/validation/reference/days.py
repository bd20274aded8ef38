"""Days, weeks, and what is in force on a day. Weeks run Monday to Sunday; periods are half-open."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol, TypeVar

from duly.payments.validation.facts import Interruption, Visit

BANK_HOLIDAY = "bank-holiday"
DAYS_OF_THE_WEEK = ("weekday", "weekday", "weekday", "weekday", "weekday", "saturday", "sunday")
MINUTES_A_DAY = 1440
CARED_FOR_AT_HOME_ON_THE_FIRST_DAY = frozenset({"hospital", "respite"})


class Period(Protocol):
    """Anything with dates that bound it: `starts` is in, `ends` is out."""

    @property
    def starts(self) -> date: ...

    @property
    def ends(self) -> date: ...


Bounded = TypeVar("Bounded", bound=Period)


def monday_of(day: date) -> date:
    """The Monday of the week a day lies in."""
    return day - timedelta(days=day.weekday())


def is_monday(day: date) -> bool:
    """Whether a day can name a week."""
    return day.weekday() == 0


def days_of(week: date) -> tuple[date, ...]:
    """The seven days of the week that begins on this Monday."""
    return tuple(week + timedelta(days=n) for n in range(7))


def in_force(periods: Iterable[Bounded], *, on: date) -> Bounded | None:
    """The one of these periods that a day lies in, or None. They are known not to overlap."""
    return next((period for period in periods if period.starts <= on < period.ends), None)


def day_types(day: date, *, is_bank_holiday: bool) -> tuple[str, ...]:
    """What a day answers to: its day of the week, and "bank-holiday" beside that if it is one."""
    by_the_week = DAYS_OF_THE_WEEK[day.weekday()]
    return (BANK_HOLIDAY, by_the_week) if is_bank_holiday else (by_the_week,)


def is_interrupted(interruption: Interruption, *, on: date) -> bool:
    """Whether care stops that day: not on the day somebody goes into hospital or respite, when home care still came."""
    if not interruption.starts <= on < interruption.ends:
        return False
    return on > interruption.starts or interruption.kind not in CARED_FOR_AT_HOME_ON_THE_FIRST_DAY


def day_number(interruption: Interruption, *, on: date) -> int:
    """Which day of the interruption a date is, counted from 1 on the day it starts."""
    return (on - interruption.starts).days + 1


def minute_begun(visit: Visit) -> int:
    """When a visit begins, on the line of minutes from midnight to midnight."""
    return visit.on.toordinal() * MINUTES_A_DAY + visit.starts_minute


def day_begun(visit: Visit) -> int:
    """The number of the day a visit begins on, which is after its date when its start is told in minutes beyond it."""
    return minute_begun(visit) // MINUTES_A_DAY
