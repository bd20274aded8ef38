"""The standing ground of the council: contracts with their terms and rates, and the calls a weekly pattern makes."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from duly.office.practice.invented.names import Refs
from duly.payments.validation.facts import FOREVER, Band, Basis, Call, Commission, ContractSpan, Line, Rate, Step, Terms

SERVICES = ("home-care", "night-care", "domestic", "sitting")
BASES: tuple[Basis, ...] = ("ACTUAL_MINUTE", "PLANNED_WITHIN")
UPLIFTS = (date(2024, 4, 1), date(2025, 4, 7), date(2026, 4, 6))
"""The first Monday of April, with the payment weeks. A contract begins on the first; its rates go up on the others."""

HOLIDAY, HOLIDAY_NAME = date(2026, 11, 3), "Charter Day"
"""A bank holiday of the council's own, added by hand: the autumn has none. It is a Tuesday of the newest week."""

LONDON, A_NIGHT = ZoneInfo("Europe/London"), 240
_WEEK = timedelta(days=7)
_USUAL = {
    "ACTUAL_MINUTE": {"tolerance_minutes": 0, "floor_minutes": 0, "match_window_minutes": 120, "clause": "7.2"},
    "PLANNED_WITHIN": {"tolerance_minutes": 5, "floor_minutes": 15, "match_window_minutes": 90, "clause": "7.4"},
    "ACTUAL_INCREMENT": {"tolerance_minutes": 0, "floor_minutes": 0, "match_window_minutes": 120, "clause": "7.3"},
    "BANDED": {"tolerance_minutes": 0, "floor_minutes": 0, "match_window_minutes": 120, "clause": "7.5"},
    "NIGHTS": {"tolerance_minutes": 0, "floor_minutes": 0, "match_window_minutes": 0, "clause": "9.1"},
}


@dataclass(frozen=True)
class PatternCall:
    """A call that comes round every week: weekday 0 is Monday; in use from `starts` until `ends`, exclusive."""

    line_ref: str
    weekday: int
    starts_minute: int
    minutes: int
    carers: int
    starts: date
    ends: date


@dataclass(frozen=True)
class Contract:
    """A provider's contract with the versions of its terms and its rates."""

    contract_ref: str
    provider_ref: str
    terms: tuple[Terms, ...]
    rates: tuple[Rate, ...]
    spans: tuple[ContractSpan, ...]
    bands: tuple[Band, ...] = ()
    steps: tuple[Step, ...] = ()

    def terms_on(self, on: date) -> Terms:
        """The version of the terms in force on a day."""
        return next(t for t in self.terms if t.starts <= on < t.ends)

    def rate_on(self, service: str, on: date) -> int:
        """The rate of a day, in hundredths of a penny an hour."""
        return next(r.rate_hundredths for r in self.rates if r.service == service and r.starts <= on < r.ends)

    def rate_of(self, line: Line, on: date, minutes: int, carer: int) -> Rate:
        """The rate of one carer's call: of those that fit it, the one that says most about it."""
        days = {"", {5: "saturday", 6: "sunday"}.get(on.weekday(), "weekday")} | ({"bank-holiday"} if on == HOLIDAY else set())
        fit = [
            r
            for r in self.rates
            if r.service == line.service
            and r.starts <= on < r.ends
            and r.line_ref in ("", line.line_ref)
            and r.day_type in days
            and r.band_from <= minutes <= r.band_to
            and r.carer in (0, carer)
            and r.zone in ("", line.zone)
        ]
        return max(fit, key=_particular)


def _particular(rate: Rate) -> tuple[bool, ...]:
    """How much a rate says, the weightiest first: its line, a bank holiday, another day, a band, a carer, a zone."""
    banded = (rate.band_from, rate.band_to) != (0, 1440)
    holiday = rate.day_type == "bank-holiday"
    return bool(rate.line_ref), holiday, bool(rate.day_type) and not holiday, banded, bool(rate.carer), bool(rate.zone)


def terms_of(contract_ref: str, version: int, starts: date, ends: date, basis: Basis, **changes: Any) -> Terms:
    """One version of the usual terms of a basis, with whatever is different about it."""
    usual: dict[str, Any] = {"double_up_percent": 80, "trim_limit_pence": 1000, "trim_limit_bp": 200, **_USUAL[basis], **changes}
    return Terms(contract_ref=contract_ref, version=version, starts=starts, ends=ends, basis=basis, **usual)


def framework(rng: Random, refs: Refs, provider_ref: str, basis: Basis, first_week: date, anniversary: date | None) -> Contract:
    """A framework contract of every service: terms changed four weeks before the first week, rates uplifted every April, and on an anniversary if it has one."""
    ref, changed = refs.next("C"), first_week - timedelta(days=28)
    terms = (
        terms_of(ref, 1, UPLIFTS[0], changed, basis, trim_limit_pence=500, trim_limit_bp=100, double_up_percent=90),
        terms_of(ref, 2, changed, FOREVER, basis),
    )
    rates = tuple(rate for service in SERVICES for rate in yearly(rng, refs, ref, service, anniversary))
    return Contract(ref, provider_ref, terms, rates, (ContractSpan(ref, UPLIFTS[0], FOREVER),))


def yearly(rng: Random, refs: Refs, contract_ref: str, service: str, anniversary: date | None = None) -> list[Rate]:
    """The rates of a contract's service, each 3.1 to 4.9 % above the one before."""
    return _rising(rng, refs, contract_ref, service, [*UPLIFTS, *([anniversary] if anniversary else [])], rng.randrange(1900, 2300) * 100)


def yearly_by_the_week(rng: Random, refs: Refs, contract_ref: str, service: str) -> list[Rate]:
    """The rates of a care home's service, by the week, each 3.1 to 4.9 % above the one before."""
    begins = rng.randrange(7800, 9900) if service == "residential" else rng.randrange(10_200, 12_800)
    return _rising(rng, refs, contract_ref, service, UPLIFTS, begins * 1000, unit="week")


def _rising(
    rng: Random, refs: Refs, contract_ref: str, service: str, rises: Iterable[date], hundredths: int, *, unit: str = "hour"
) -> list[Rate]:
    rates = []
    for starts, ends in itertools.pairwise([*rises, FOREVER]):
        rates.append(Rate(refs.next("RT"), contract_ref, service, starts, ends, hundredths, unit))
        hundredths = hundredths * (1000 + rng.randrange(31, 50)) // 1000 // 100 * 100
    return rates


def calls_from(patterns: Iterable[PatternCall], spans: Iterable[Commission], days: Iterable[date]) -> list[Call]:
    """The calls a weekly pattern makes on the days its line is in force."""
    spans, patterns, made = list(spans), list(patterns), []
    for on in days:
        if any(c.starts <= on < c.ends for c in spans):
            made += [
                Call(
                    f"{p.line_ref}-{on:%Y%m%d}-{clock(p.starts_minute).replace(':', '')}",
                    p.line_ref,
                    on,
                    p.starts_minute,
                    _really(on, p.starts_minute, p.minutes),
                    p.carers,
                )
                for p in patterns
                if p.weekday == on.weekday() and p.starts <= on < p.ends
            ]
    return made


def _really(on: date, starts_minute: int, minutes: int) -> int:
    """How long a call lasts: a night of four hours or more, planned by the wall's clock, is longer or shorter when the clocks change."""
    if minutes < A_NIGHT:
        return minutes
    starts = datetime.combine(on, time()) + timedelta(minutes=starts_minute)
    first, last = (wall.replace(tzinfo=LONDON).astimezone(UTC) for wall in (starts, starts + timedelta(minutes=minutes)))
    return (last - first) // timedelta(minutes=1)


def days_of(week: date) -> list[date]:
    """The seven days of the week of a Monday."""
    return [week + timedelta(days=n) for n in range(7)]


def clock(minute: int) -> str:
    """Minutes after midnight as HH:MM."""
    return f"{minute // 60:02}:{minute % 60:02}"
