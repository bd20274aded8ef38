"""The deadline engine: the date a rule comes to for a history, and its working, step by step, as values. Pure.

docs/specification/deadlines.md says the same in plain words, and a day walker written from that alone (tests/clocks) is held to it.
"""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from duly.core.calendar.rules.days import Days

Unit = Literal["working days", "days", "weeks", "months"]
UNITS: tuple[Unit, ...] = ("working days", "days", "weeks", "months")
DayOne = Literal["the day itself", "the next day", "the next working day", "the working day after it is taken as received"]
DAY_ONES: tuple[DayOne, ...] = ("the day itself", "the next day", "the next working day", "the working day after it is taken as received")
Roll = Literal["as it falls", "the next working day", "the working day before"]
ROLLS: tuple[Roll, ...] = ("as it falls", "the next working day", "the working day before")
Stops = Literal["", "working days", "days"]
STOPS: tuple[Stops, ...] = ("", "working days", "days")
"""What a stop adds: nothing, as the clock may not be stopped; the working days it lasted; or all its days."""


@dataclass(frozen=True)
class Rule:
    """One version of one rule. It governs what begins on or after `starts`.

    `regions` are divisions whose bank holidays are all left out; `extension` is how much may be added in all, in the same unit; `less` is
    days taken off at the end, so that somebody is left that many. `source` says who laid it down; `ours` that it is the office's to change.
    """

    code: str
    number: int
    title: str
    amount: int
    unit: Unit
    day_one: DayOne
    regions: tuple[str, ...]
    starts: date = date(2000, 1, 1)
    roll: Roll = "as it falls"
    stops: Stops = ""
    extension: int = 0
    less: int = 0
    source: str = ""
    ours: bool = False


@dataclass(frozen=True)
class Stop:
    """A clock stood still from `starts` until the day before `ends`; with no `ends`, it still does."""

    starts: date
    ends: date | None = None


@dataclass(frozen=True)
class Extension:
    """More time was agreed on a day: so many of the rule's own unit. `noted` is the later day on which that was noted, where it was one."""

    on: date
    amount: int
    noted: date | None = None


@dataclass(frozen=True)
class History:
    """What has happened to a clock: the day it began on, its stops in order and without overlap, and its extensions."""

    began: date
    stops: tuple[Stop, ...] = ()
    extensions: tuple[Extension, ...] = ()

    def restarted(self, on: date) -> "History":
        """The same, with the stop that is open ended on a day."""
        if not self.stops or self.stops[-1].ends is not None:
            return self
        return replace(self, stops=(*self.stops[:-1], replace(self.stops[-1], ends=on)))


@dataclass(frozen=True)
class Line:
    """One step of the working. `kind` is one of `KINDS`; the other fields are its values, and `words.say` makes a sentence of them."""

    kind: str
    day: date
    until: date | None = None
    number: int = 0
    unit: str = ""
    names: tuple[str, ...] = ()


KINDS = (
    "began",
    "day one",
    "extended",
    "period",
    "weekends left out",
    "holiday left out",
    "corresponding",
    "no such day",
    "suspended",
    "stopped too late",
    "moved on",
    "less",
    "rolled",
    "stands still",
    "due",
)


@dataclass(frozen=True)
class Course:
    """Where a clock's reckoning goes. `due` is None while it stands still; `counted` holds for each stop what it adds, None if it came too late."""

    one: date
    amount: int
    counted: tuple[int | None, ...]
    end: date
    due: date | None


def why_wrong(rule: Rule) -> str:
    """Why no clock can run under such a rule, in a sentence; empty when one can."""
    if rule.unit not in UNITS or rule.day_one not in DAY_ONES or rule.roll not in ROLLS or rule.stops not in STOPS:
        return "Its unit, its day one, what becomes of a day that is no working day and what a stop adds are each one of those known."
    if rule.amount < 1 or rule.extension < 0 or rule.less < 0 or rule.number < 1:
        return "Its length is 1 or more; an extension and days taken off are 0 or more."
    if not rule.regions:
        return "It says whose bank holidays are left out."
    if rule.unit == "working days" and rule.stops == "days":
        return "A clock of working days that stops moves on by working days."
    return ""


def due_on(rule: Rule, history: History, days: Days) -> date | None:
    """The date a rule comes to, or None while the clock stands still. NotKnown where a year's bank holidays are wanting."""
    return course(rule, history, days).due


def course(rule: Rule, history: History, days: Days) -> Course:
    """The reckoning in figures."""
    one = day_one(rule, history.began, days)
    amount = rule.amount + sum(extension.amount for extension in history.extensions)
    counted: list[int | None] = []
    still, suspended = False, 0
    end = _end(rule, one, amount, 0, days)
    due = settled(rule, end, days)
    for stop in history.stops:
        if stop.starts > due:
            counted.append(None)
        elif stop.ends is None:
            still = True
        else:
            added = _lasted(rule, max(stop.starts, one), stop.ends, days)
            counted.append(added)
            suspended += added
            end = _end(rule, one, amount, suspended, days)
            due = settled(rule, end, days)
    return Course(one, amount, tuple(counted), end, None if still else due)


def day_one(rule: Rule, began: date, days: Days) -> date:
    """The day that is counted as the first."""
    if rule.day_one == "the day itself":
        return began
    if rule.day_one == "the next day":
        return began + timedelta(days=1)
    if rule.day_one == "the next working day":
        return days.nth_after(began, 1)
    return days.nth_after(days.nth_from(began, 1), 1)


def corresponding(day: date, months: int) -> date:
    """The day of the same number so many months on, or the last of that month where it has none."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def settled(rule: Rule, end: date, days: Days) -> date:
    """Where a period's end comes to lie: less what is taken off, and off days that are no working days where the rule says so."""
    end -= timedelta(days=rule.less)
    if rule.roll == "as it falls":
        return end
    return days.nth_from(end, 1) if rule.roll == "the next working day" else days.last_until(end)


def _end(rule: Rule, one: date, amount: int, suspended: int, days: Days) -> date:
    if rule.unit == "working days":
        return days.nth_from(one, amount + suspended)
    if rule.unit == "days":
        end = one + timedelta(days=amount - 1)
    elif rule.unit == "weeks":
        end = one + timedelta(weeks=amount)
    else:
        end = corresponding(one, amount)
    if rule.stops == "working days" and suspended:
        return days.nth_after(end, suspended)
    return end + timedelta(days=suspended)


def _lasted(rule: Rule, starts: date, ends: date, days: Days) -> int:
    if rule.stops == "days":
        return max(0, (ends - starts).days)
    return days.how_many(starts, ends)
