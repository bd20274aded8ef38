"""Loading bank holidays, and adding and removing one by hand."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection

from duly.core.calendar import checks
from duly.core.calendar.events import HolidayAdded, HolidayRemoved, HolidaysLoaded
from duly.core.calendar.models import BankHoliday
from duly.core.calendar.published import holidays_of
from duly.core.calendar.queries import REF
from duly.core.calendar.rules import DIVISIONS
from duly.core.record.actions import unit_of_work
from duly.core.record.queries import next_version
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if


@dataclass(frozen=True)
class Loaded:
    """How many bank holidays were added and withdrawn."""

    added: int
    withdrawn: int


def load_holidays(*, years: Iterable[int], by: Actor) -> Loaded:
    """Bring the bank holidays of these years up to date, in every division. What was added or removed by hand stays as it is.

    Loading again changes nothing, and then writes nothing.
    """
    wanted_years = tuple(sorted(set(years)))
    with unit_of_work() as record:
        version = _next_version()
        current = BankHoliday.objects.filter(superseded_by__isnull=True, day__year__in=wanted_years)
        known = {(row.division, row.day): row for row in current}
        wanted = {(division, day): title for division in DIVISIONS for day, title in holidays_of(division, wanted_years).items()}
        gone = [row for key, row in known.items() if not row.by_hand and wanted.get(key) != row.title]
        kept = known.keys() - {(row.division, row.day) for row in gone}
        added = [key for key in wanted if key not in kept]
        if gone or added:
            event = record.write(HolidaysLoaded(ref=REF, version=version, years=wanted_years, added=len(added), withdrawn=len(gone)), by=by)
            BankHoliday.objects.filter(pk__in=[row.pk for row in gone]).update(superseded_by=event)
            BankHoliday.objects.bulk_create(
                BankHoliday(division=division, day=day, title=wanted[division, day], made_by=event) for division, day in added
            )
    return Loaded(len(added), len(gone))


def add_holiday(*, division: str, day: date, title: str, by: Actor) -> None:
    """Add a bank holiday that the published list has not, or not yet. Refused: "unknown-division", "weekend", "already-a-holiday"."""
    with unit_of_work() as record:
        version = _next_version()
        stop_if(checks.why_not_add_holiday(division=division, day=day))
        event = record.write(HolidayAdded(ref=REF, version=version, division=division, day=day, title=title), by=by)
        _say(division, day, title, observed=True, event=event)


def remove_holiday(*, division: str, day: date, by: Actor) -> None:
    """Say that a day is not a bank holiday; loading does not bring it back. Refused: "unknown-division", "not-a-holiday"."""
    with unit_of_work() as record:
        version = _next_version()
        stop_if(checks.why_not_remove_holiday(division=division, day=day))
        title = BankHoliday.objects.get(division=division, day=day, superseded_by__isnull=True).title
        event = record.write(HolidayRemoved(ref=REF, version=version, division=division, day=day, title=title), by=by)
        _say(division, day, title, observed=False, event=event)


def _say(division: str, day: date, title: str, *, observed: bool, event: uuid.UUID) -> None:
    BankHoliday.objects.filter(division=division, day=day, superseded_by__isnull=True).update(superseded_by=event)
    BankHoliday.objects.create(division=division, day=day, title=title, observed=observed, by_hand=True, made_by=event)


def _next_version() -> int:
    """The calendar's next version, with the calendar held until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('calendar', 0))")
    return next_version("calendar", REF)
