"""Which days are bank holidays, and dates counted in working days, with the working shown. Without a division they are the installation's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from uuid import UUID

from django.conf import settings

from duly.core.calendar import rules
from duly.core.calendar.models import BankHoliday
from duly.core.calendar.rules.days import Days, NotKnown
from duly.core.calendar.rules.days import reckoned_again as again
from duly.core.record.clock import LONDON
from duly.core.record.queries import any_since, history, moments
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, Refused

REF = "bank-holidays"
"""The reference of the bank holidays in the record."""


@dataclass(frozen=True)
class Holiday:
    """One bank holiday of one division."""

    division: str
    day: date
    title: str
    by_hand: bool


@dataclass(frozen=True)
class Worked:
    """A date and its working: one sentence for each day that was passed over."""

    day: date
    working: tuple[str, ...]


def region() -> str:
    """Whose bank holidays this installation keeps, a division of `rules.DIVISIONS`: the setting DULY_BANK_HOLIDAYS."""
    return str(settings.DULY_BANK_HOLIDAYS)


def region_said() -> str:
    """That region as people say it: "England and Wales"."""
    return rules.DIVISIONS[region()]


def bank_holidays(*, division: str = "", years: tuple[int, ...] = ()) -> tuple[Holiday, ...]:
    """The bank holidays of a division (the installation's own unless said) by day, of these years or of all that are known."""
    found = BankHoliday.objects.filter(division=division or region(), superseded_by__isnull=True, observed=True).order_by("day")
    if years:
        found = found.filter(day__year__in=years)
    return tuple(Holiday(row.division, row.day, row.title, row.by_hand) for row in found)


def add_working_days(start: date, n: int, *, division: str = "") -> Worked:
    """The nth working day after a day, with its working. Refused ("no-calendar") where the bank holidays of a year are not known."""
    division = division or region()
    titles = _titles(division)
    day = rules.working_days_after(start, n, titles.keys())
    _must_know(division, start, day, titles)
    passed = rules.days_passed_over(start, day, titles.keys())
    if n == 0 and day != start:
        passed = (start, *passed)
    return Worked(day, tuple(_why_passed_over(each, titles) for each in passed))


def working_days_on(start: date, n: int, *, division: str = "") -> date:
    """The nth working day after a day, as far as bank holidays are known; in a year of which none are, every weekday is one.

    It says what is soon, for telling people, and must be there on every page; never a date that binds anybody, which is `add_working_days`.
    """
    return rules.working_days_after(start, n, _titles(division or region()).keys())


def is_working_day(day: date, *, division: str = "") -> bool:
    """Whether a day is a working day. Refused ("no-calendar") where the bank holidays of its year are not known."""
    division = division or region()
    titles = _titles(division)
    _must_know(division, day, day, titles)
    return rules.is_working_day(day, titles.keys())


def working_days_between(start: date, end: date, *, division: str = "") -> int:
    """How many working days there are after `start`, up to and including `end`. Refused ("no-calendar") as above."""
    division = division or region()
    titles = _titles(division)
    _must_know(division, start, end, titles)
    return rules.working_days_between(start, end, titles.keys())


def reckoned_again(found: Sequence[tuple[date, UUID]]) -> tuple[date, ...]:
    """Days that were reckoned in working days, each from the day of the entry of the record that told of it, by the bank holidays announced since: in the order given.

    What was announced after a day had gone by moves it no more, and a day that was no working day when it was given was not reckoned so: each stays.
    """
    at = moments([event for _, event in found])
    if not at or not changed_after(min(at.values())):
        return tuple(day for day, _ in found)
    known = history("calendar", REF)

    @cache
    def reckoned(day: date, made: datetime) -> date:
        before = max((one.version for one in known if one.at <= made), default=0)
        after = max((one.version for one in known if one.at.astimezone(LONDON).date() <= day), default=0)
        if after <= before:
            return day
        try:
            return again(made.astimezone(LONDON).date(), day, days((region(),), as_at=before), days((region(),), as_at=after))
        except (NotKnown, Refused):  # a year of which nothing is known: it stays as it was given
            return day

    return tuple(reckoned(day, at[event]) if event in at else day for day, event in found)


def changed_after(moment: datetime) -> bool:
    """Whether any bank holiday was announced or taken back since."""
    return any_since("calendar", REF, moment)


def version() -> int:
    """The number of the last entry of the record about bank holidays; 0 before the first. What is known changes with it and with nothing else."""
    return max((entry.version for entry in history("calendar", REF)), default=0)


def days(regions: tuple[str, ...], *, as_at: int | None = None) -> Days:
    """The working days of years known in every one of these divisions, without the bank holidays of any: as known now, or after an entry of the record.

    Refused ("no-calendar") where no year is known.
    """
    numbers = {entry.event_id: entry.version for entry in history("calendar", REF)}
    upto = max(numbers.values(), default=0) if as_at is None else as_at
    found: dict[str, dict[date, str]] = {region: {} for region in regions}
    for row in BankHoliday.objects.filter(division__in=regions, observed=True):
        if numbers[row.made_by] <= upto and (row.superseded_by is None or numbers[row.superseded_by] > upto):
            found[row.division][row.day] = row.title
    known = set.intersection(*({day.year for day in titles} for titles in found.values()))
    if not known:
        where = " and ".join(rules.DIVISIONS[region] for region in regions)
        raise Refused(Refusal("no-calendar", f"The bank holidays of {where} are not known yet. Load them first."))
    last = max(known)
    first = next(year for year in range(last, 0, -1) if year - 1 not in known)
    return Days({day: _says(day, found) for titles in found.values() for day in titles}, range(first, last + 1))


def _says(day: date, found: dict[str, dict[date, str]]) -> str:
    where = [region for region, titles in found.items() if day in titles]
    title = found[where[0]][day]
    return title if len(where) == len(found) else f"{title}, in {' and '.join(rules.DIVISIONS[region] for region in where)}"


def _titles(division: str) -> dict[date, str]:
    if division not in rules.DIVISIONS:
        raise ValueError(f"{division!r} is none of {', '.join(rules.DIVISIONS)}.")
    return {holiday.day: holiday.title for holiday in bank_holidays(division=division)}


def _must_know(division: str, start: date, end: date, titles: dict[date, str]) -> None:
    known = {day.year for day in titles}
    unknown = [str(year) for year in range(start.year, end.year + 1) if year not in known]
    if unknown:
        where = rules.DIVISIONS[division]
        raise Refused(Refusal("no-calendar", f"The bank holidays of {where} in {', '.join(unknown)} are not known yet. Load them first."))


def _why_passed_over(day: date, titles: dict[date, str]) -> str:
    why = f"a bank holiday ({titles[day]})" if day in titles else f"a {day:%A}"
    return f"{day:%A} {say_day(day)} is not counted: it is {why}."
