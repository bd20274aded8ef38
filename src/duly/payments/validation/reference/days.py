"""Days, weeks, and what is in force on a day. Weeks run Monday to Sunday; periods are half-open."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol, TypeVar


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
