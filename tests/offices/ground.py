"""The standing ground of a seeded office: references, names, providers, contracts, terms and rates."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from duly.payments.validation.facts import FOREVER, Band, Basis, Call, Commission, ContractSpan, Rate, Step, Terms

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
    """A provider's contract: versions of terms with their bands and steps, rates, and the dates it may be paid under."""

    contract_ref: str
    provider_ref: str
    terms: tuple[Terms, ...]
    rates: tuple[Rate, ...]
    spans: tuple[ContractSpan, ...]
    bands: tuple[Band, ...] = ()
    steps: tuple[Step, ...] = ()

    def terms_on(self, on: date) -> Terms:
        """The one version of the terms in force on a day."""
        (found,) = (t for t in self.terms if t.starts <= on < t.ends)
        return found

    def rate_on(self, service: str, on: date) -> int:
        """The rate of a day, in hundredths of a penny an hour, where there is but one."""
        (found,) = (r.rate_hundredths for r in self.rates if r.service == service and r.starts <= on < r.ends)
        return found


class Refs:
    """References in running order, so that none is given twice; numbers of invoices by chance, so that no two are near each other."""

    def __init__(self, seed: int = 0) -> None:
        self._chance = Random(seed)
        self._numbers: dict[str, list[str]] = {}
        self._last = {
            "P": 104_800,
            "V": 20_400,
            "L": 30_000,
            "C": 4_400,
            "RT": 5_500,
            "PR": 300,
            "W": 3_100,
            "ST": 900,
        }

    def next(self, kind: str) -> str:
        """The next reference of a kind, such as V-20417."""
        self._last[kind] += 1
        return f"{kind}-{self._last[kind]}"

    def invoice(self, provider_ref: str) -> str:
        """The number of a provider's invoice, such as LC-008311482215660748: nine edits at least from every other of it."""
        theirs = self._numbers.setdefault(provider_ref, [])
        while True:
            digits = str(self._chance.randrange(10**15, 10**16))
            if all(edits(digits, other) > 8 for other in theirs):
                theirs.append(digits)
                return f"LC-00{digits}"


_BASE_TERMS = {
    "ACTUAL_MINUTE": {"tolerance_minutes": 0, "floor_minutes": 0, "match_window_minutes": 120, "clause": "7.2"},
    "PLANNED_WITHIN": {"tolerance_minutes": 5, "floor_minutes": 15, "match_window_minutes": 90, "clause": "7.4"},
    "ACTUAL_INCREMENT": {"tolerance_minutes": 0, "floor_minutes": 0, "match_window_minutes": 120, "clause": "7.5"},
    "BANDED": {"tolerance_minutes": 0, "floor_minutes": 0, "match_window_minutes": 120, "clause": "7.6"},
}


def terms_of(contract_ref: str, version: int, starts: date, ends: date, basis: Basis, **changes: int | str) -> Terms:
    """One version of the usual terms of a basis, with whatever is different about it."""
    usual = {"double_up_percent": 80, "trim_limit_pence": 1000, "trim_limit_bp": 200, **_BASE_TERMS[basis], **changes}
    return Terms(contract_ref=contract_ref, version=version, starts=starts, ends=ends, basis=basis, **usual)


def price(minutes: int, rate_hundredths: int) -> int:
    """Pence for minutes at a rate, rounded half up once."""
    return (minutes * rate_hundredths + 3000) // 6000


def share(minutes: int, percent: int) -> int:
    """A percentage of minutes, rounded half up once."""
    return (minutes * percent + 50) // 100


def plain_number(ref: str) -> str:
    """An invoice's number in capitals, letters and digits only, without the zeros before a number."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", re.sub(r"[^A-Z0-9]", "", ref.upper()))


def edits(one: str, other: str) -> int:
    """How many insertions, deletions and replacements of a character lead from one text to the other."""
    row = list(range(len(other) + 1))
    for i, mine in enumerate(one, start=1):
        before, row[0] = row[0], i
        for j, theirs in enumerate(other, start=1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (mine != theirs))
    return row[-1]


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
    return Contract(ref, provider_ref, terms, tuple(rates), (ContractSpan(ref, began, FOREVER),))


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
