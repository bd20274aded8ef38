"""The standing ground of the council: contracts with their terms and rates, and the calls a weekly pattern makes."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from duly.office.practice.invented.names import Refs
from duly.payments.validation.facts import FOREVER, Band, Basis, Call, Commission, ContractSpan, Rate, Terms

SERVICES = ("home-care", "night-care", "domestic", "sitting")
BASES: tuple[Basis, ...] = ("ACTUAL_MINUTE", "PLANNED_WITHIN")
UPLIFTS = (date(2024, 4, 1), date(2025, 4, 7), date(2026, 4, 6))
"""The first Monday of April, with the payment weeks. A contract begins on the first; its rates go up on the others."""

_WEEK = timedelta(days=7)
_USUAL = {
    "ACTUAL_MINUTE": {"tolerance_minutes": 0, "floor_minutes": 0, "match_window_minutes": 120, "clause": "7.2"},
    "PLANNED_WITHIN": {"tolerance_minutes": 5, "floor_minutes": 15, "match_window_minutes": 90, "clause": "7.4"},
    "ACTUAL_INCREMENT": {"tolerance_minutes": 0, "floor_minutes": 0, "match_window_minutes": 120, "clause": "7.3"},
    "BANDED": {"tolerance_minutes": 0, "floor_minutes": 0, "match_window_minutes": 120, "clause": "7.5"},
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

    def terms_on(self, on: date) -> Terms:
        """The version of the terms in force on a day."""
        return next(t for t in self.terms if t.starts <= on < t.ends)

    def rate_on(self, service: str, on: date) -> int:
        """The rate of a day, in hundredths of a penny an hour."""
        return next(r.rate_hundredths for r in self.rates if r.service == service and r.starts <= on < r.ends)


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
    rises = [*UPLIFTS, *([anniversary] if anniversary else []), FOREVER]
    hundredths, rates = rng.randrange(1900, 2300) * 100, []
    for starts, ends in itertools.pairwise(rises):
        rates.append(Rate(refs.next("RT"), contract_ref, service, starts, ends, hundredths))
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
                    p.minutes,
                    p.carers,
                )
                for p in patterns
                if p.weekday == on.weekday() and p.starts <= on < p.ends
            ]
    return made


def days_of(week: date) -> list[date]:
    """The seven days of the week of a Monday."""
    return [week + timedelta(days=n) for n in range(7)]


def clock(minute: int) -> str:
    """Minutes after midnight as HH:MM."""
    return f"{minute // 60:02}:{minute % 60:02}"
