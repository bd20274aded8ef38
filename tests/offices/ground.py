"""The standing ground of a seeded office: references, names, providers, contracts, terms and rates."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from duly.payments.validation.facts import FOREVER, Basis, Call, Commission, Rate, Terms

SERVICES = ("home-care", "night-care", "domestic", "sitting")
BASES: tuple[Basis, ...] = ("ACTUAL_MINUTE", "PLANNED_WITHIN")

# Invented, and checked against nothing: no person or firm is meant.
_FIRST = (
    "Ansel",
    "Brisa",
    "Corvin",
    "Delphie",
    "Edrin",
    "Fenna",
    "Garrow",
    "Hesper",
    "Ilvane",
    "Jorrick",
    "Kesta",
    "Lunet",
)
_LAST = (
    "Tollivray",
    "Quenbarrow",
    "Osterwick",
    "Pellimore",
    "Wrenfold",
    "Harrowsby",
    "Dunmarrick",
    "Velthorpe",
    "Ambrelay",
)
_FIRMS = ("Quillbank", "Tarrowmere", "Ostwyn", "Fennelry", "Wexholm", "Larrowby", "Mirrendale", "Brackenfrith")
_TRADES = ("Homecare", "Care at Home", "Home Support", "Carers")


@dataclass(frozen=True)
class Named:
    """A provider or a person: a reference and a name that belongs to nobody."""

    ref: str
    name: str


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
    """A provider's contract with its versions of terms and its rates."""

    contract_ref: str
    provider_ref: str
    terms: tuple[Terms, ...]
    rates: tuple[Rate, ...]

    def terms_on(self, on: date) -> Terms:
        """The one version of the terms in force on a day."""
        (found,) = (t for t in self.terms if t.starts <= on < t.ends)
        return found

    def rate_on(self, service: str, on: date) -> int:
        """The rate of a day, in hundredths of a penny an hour."""
        (found,) = (r.rate_hundredths for r in self.rates if r.service == service and r.starts <= on < r.ends)
        return found


class Refs:
    """References in running order, so that none is given twice."""

    def __init__(self) -> None:
        self._last = {
            "P": 104_800,
            "V": 20_400,
            "LC": 77_100,
            "L": 30_000,
            "C": 4_400,
            "RT": 5_500,
            "PR": 300,
            "W": 3_100,
        }

    def next(self, kind: str) -> str:
        """The next reference of a kind, such as V-20417."""
        self._last[kind] += 1
        return f"{kind}-{self._last[kind]}"


_BASE_TERMS = {
    "ACTUAL_MINUTE": {"tolerance_minutes": 0, "floor_minutes": 0, "match_window_minutes": 120, "clause": "7.2"},
    "PLANNED_WITHIN": {"tolerance_minutes": 5, "floor_minutes": 15, "match_window_minutes": 90, "clause": "7.4"},
}


def terms_of(contract_ref: str, version: int, starts: date, ends: date, basis: Basis, **changes: int) -> Terms:
    """One version of the usual terms of a basis, with whatever is different about it."""
    usual = {"double_up_percent": 80, "trim_limit_pence": 1000, "trim_limit_bp": 200, **_BASE_TERMS[basis], **changes}
    return Terms(contract_ref=contract_ref, version=version, starts=starts, ends=ends, basis=basis, **usual)


def price(minutes: int, rate_hundredths: int) -> int:
    """Pence for minutes at a rate, rounded half up once."""
    return (minutes * rate_hundredths + 3000) // 6000


def provider_name(rng: Random, nth: int) -> str:
    """A firm that does not exist; different for every `nth`."""
    again = f" {nth // len(_FIRMS) + 1}" if nth >= len(_FIRMS) else ""
    return f"{_FIRMS[nth % len(_FIRMS)]} {rng.choice(_TRADES)}{again}"


def person_name(rng: Random) -> str:
    """Somebody who does not exist."""
    return f"{rng.choice(_FIRST)} {rng.choice(_LAST)}"


def framework(rng: Random, refs: Refs, provider_ref: str, basis: Basis, first_week: date, uplift: date) -> Contract:
    """A provider's framework contract: two versions of terms, every service, and an uplift on a Monday."""
    ref = refs.next("C")
    began, changed = first_week - timedelta(days=210), first_week - timedelta(days=28)
    terms = (
        terms_of(ref, 1, began, changed, basis, trim_limit_pence=500, trim_limit_bp=100, double_up_percent=90),
        terms_of(ref, 2, changed, FOREVER, basis),
    )
    rates = []
    for service in SERVICES:
        old = rng.randrange(2000, 2500) * 100
        new = old * (1000 + rng.randrange(31, 50)) // 1000 // 100 * 100
        rates.append(Rate(refs.next("RT"), ref, service, began, uplift, old))
        rates.append(Rate(refs.next("RT"), ref, service, uplift, FOREVER, new))
    return Contract(ref, provider_ref, terms, tuple(rates))


def calls_from(patterns: list[PatternCall], commissions: list[Commission], days: list[date]) -> list[Call]:
    """The calls a weekly pattern makes on the days its line is in force."""
    made = []
    for on in days:
        if not any(c.starts <= on < c.ends for c in commissions):
            continue
        for p in patterns:
            if p.weekday == on.weekday() and p.starts <= on < p.ends:
                ref = f"{p.line_ref}-{on:%Y%m%d}-{clock(p.starts_minute).replace(':', '')}"
                made.append(Call(ref, p.line_ref, on, p.starts_minute, p.minutes, p.carers))
    return made


def clock(minute: int) -> str:
    """Minutes after midnight as HH:MM."""
    return f"{minute // 60:02}:{minute % 60:02}"
