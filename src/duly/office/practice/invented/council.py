"""The invented council: how large it is, what it holds, and what was planted in it. `inventing` makes it, `files` tells it."""

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from duly.office.practice.invented.ground import Contract, PatternCall
from duly.office.practice.invented.names import Named
from duly.payments.validation.facts import (
    Absence,
    Call,
    Claim,
    Commission,
    Death,
    Funding,
    Interruption,
    Line,
    Opening,
    Return,
    Stay,
    Visit,
)

SEED = 2026
NEWEST = date(2026, 11, 2)
RECEIVED = date(2026, 11, 22)
"""When invoices come in, where they do not come through the intake, which looks at the calendar."""


@dataclass(frozen=True)
class Size:
    """How large a council is. Every kind is planted once in its newest week, and one in `earlier_kinds` of them in each week before.

    `ordinary` lines of care at home have nothing planted in them; `shared` says how many visit logs the earlier weeks' visits come in: one for
    each provider, or one of the council's care monitoring for them all. Of the providers `homes` are care homes, with `residents` in order, and
    `cards` pay by a card of a rate book of `rates` a year. Without homes it is narrow: only what can be repeated is planted in it.
    """

    name: str
    providers: int
    people: int
    weeks: int
    ordinary: int
    earlier_kinds: int
    shared: bool
    homes: int = 0
    residents: int = 0
    cards: int = 0
    rates: int = 0

    def narrow(self) -> "Size":
        """As large, without homes and a rate book: what can be repeated many times over."""
        return replace(self, homes=0, residents=0, cards=0, rates=0)


SIZES = {
    "small": Size(
        "small", providers=6, people=220, weeks=2, ordinary=130, earlier_kinds=4, shared=False, homes=2, residents=14, cards=3, rates=560
    ),
    "full": Size(
        "full",
        providers=60,
        people=1_200,
        weeks=8,
        ordinary=700,
        earlier_kinds=2,
        shared=True,
        homes=12,
        residents=140,
        cards=16,
        rates=1_600,
    ),
}


@dataclass(frozen=True)
class Planted:
    """Something planted in a line's week, and what judging must make of it. Without a decision no line-week may arise."""

    kind: str
    week: date
    provider_ref: str
    person_ref: str
    service: str
    codes: tuple[int, ...]
    decision: str


@dataclass(frozen=True)
class Council:
    """Everything the council and its providers hold for some weeks (Mondays, the newest last).

    `ahead` are weeks that have not come and are claimed all the same. `clean` are the line-weeks in order, as (week, provider, person,
    service): no code, and entitled to what is claimed. `late` are invoices that come in a provider's second file; `named` what an invoice's line
    calls somebody whose name it is not; `stayed` the first and the last night of a line that is for a stay. `book` are the rows of the rate book,
    a version a year.
    """

    size: Size
    seed: int
    weeks: tuple[date, ...]
    ahead: tuple[date, ...]
    providers: tuple[Named, ...]
    homes: tuple[Named, ...]
    people: tuple[Named, ...]
    contracts: tuple[Contract, ...]
    lines: tuple[Line, ...]
    spans: tuple[Commission, ...]
    patterns: tuple[PatternCall, ...]
    calls: tuple[Call, ...]
    visits: tuple[Visit, ...]
    claims: tuple[Claim, ...]
    openings: tuple[Opening, ...]
    interruptions: tuple[Interruption, ...]
    deaths: tuple[Death, ...]
    stays: tuple[Stay, ...]
    absences: tuple[Absence, ...]
    returns: tuple[Return, ...]
    fundings: tuple[Funding, ...]
    planted: tuple[Planted, ...]
    clean: frozenset[tuple[date, str, str, str]]
    late: frozenset[str]
    named: Mapping[tuple[str, int], str]
    stayed: Mapping[tuple[str, int], tuple[date, date]]
    book: tuple[tuple[dict[str, str], ...], ...]

    def embargoes(self) -> Iterator[tuple[str, date, date]]:
        """Contracts that may not be paid under for some days amid others: the first of these days, and the first without."""
        for contract in self.contracts:
            for before, after in itertools.pairwise(contract.spans):
                yield contract.contract_ref, before.ends, after.starts

    def planted_codes(self, weeks: Iterable[date] | None = None) -> Mapping[int, int]:
        """How often each code must be found, in all the weeks or some."""
        wanted = {*self.weeks, *self.ahead} if weeks is None else set(weeks)
        found = Counter(code for planted in self.planted if planted.week in wanted for code in planted.codes)
        return dict(sorted(found.items()))
