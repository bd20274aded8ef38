"""What a council holds while it is made: everybody in it, their contracts, and everything told of them so far."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from duly.office.practice.invented.cards import Cards, cards
from duly.office.practice.invented.claimed import DraftClaim, Key
from duly.office.practice.invented.council import NEWEST, Size
from duly.office.practice.invented.ground import BASES, Contract, PatternCall, framework
from duly.office.practice.invented.homes import home_contract
from duly.office.practice.invented.kinds import Kind
from duly.office.practice.invented.kinds_more import AHEAD, ALL_KINDS
from duly.office.practice.invented.kinds_of_evidence import KINDS
from duly.office.practice.invented.kinds_of_nights import NO_RETURN, SERVICE_AT
from duly.office.practice.invented.names import Named, Refs, person_name, provider_names
from duly.payments.validation.facts import (
    Absence,
    Basis,
    Call,
    Commission,
    Death,
    Funding,
    Interruption,
    Line,
    Opening,
    Rate,
    Stay,
    Visit,
)

QUIET = 3
"""Residents of the home that sends no return for the newest week."""
_WEEK = timedelta(days=7)


@dataclass
class Books:
    """A council while it is made."""

    size: Size
    seed: int
    refs: Refs = field(default_factory=Refs)
    contracts: list[Contract] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    spans: list[Commission] = field(default_factory=list)
    patterns: list[PatternCall] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)
    claims: list[tuple[Key, DraftClaim]] = field(default_factory=list)
    openings: list[Opening] = field(default_factory=list)
    interruptions: list[Interruption] = field(default_factory=list)
    deaths: list[Death] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    absences: list[Absence] = field(default_factory=list)
    fundings: list[Funding] = field(default_factory=list)
    clean: set[Key] = field(default_factory=set)
    used: set[tuple[str, str, str]] = field(default_factory=set)
    theirs: dict[str, tuple[Line, list[PatternCall]]] = field(default_factory=dict)
    turn: int = 0
    cells: dict[tuple[str, str, str, date, int, int], Rate] = field(default_factory=dict)

    def __post_init__(self) -> None:
        size = self.size
        self.rng = Random(self.seed)
        self.weeks = tuple(NEWEST - _WEEK * (size.weeks - 1 - n) for n in range(size.weeks))
        self.settled = self.weeks[0] - timedelta(days=28)
        self.ahead = (AHEAD,) if size.homes else ()
        names = provider_names(self.rng, size.providers, size.homes)
        everyone = [Named(self.refs.next("PR"), name) for name in names]
        self.providers, self.homes = everyone[: size.providers - size.homes], everyone[size.providers - size.homes :]
        self.quiet, self.telling = self.homes[-1:], self.homes[:-1]
        self.people = [Named(self.refs.next("P"), person_name(self.rng)) for _ in range(size.people)]
        alone = sum(k.is_of_somebody_alone for week in (*self.weeks, *self.ahead) for k in self.kinds_of(week))
        alone += size.residents + QUIET * len(self.quiet)
        self.others, self.alone = self.people[: len(self.people) - alone], self.people[len(self.people) - alone :]
        self.known = {person.ref for person in self.people}
        self.frameworks: dict[str, dict[Basis, Contract]] = {}
        for nth, provider in enumerate(self.providers):
            anniversary = self.weeks[nth // 3 % size.weeks] if nth % 3 == 0 else None
            self.frameworks[provider.ref] = {
                basis: framework(self.rng, self.refs, provider.ref, basis, self.weeks[0], anniversary) for basis in BASES
            }
        self.contracts = [contract for by_basis in self.frameworks.values() for contract in by_basis.values()]
        self.cards: Cards = cards(self.seed, self.refs, [p.ref for p in self.providers[: size.cards]], size.rates)
        self.card_of = {contract.provider_ref: contract for contract in self.cards.contracts}
        self.nightly = {
            home.ref: {service: home_contract(self.rng, self.refs, home.ref, service) for service in SERVICE_AT.values()}
            for home in self.homes
        }
        self.contracts += [*self.cards.contracts, *(contract for of in self.nightly.values() for contract in of.values())]

    def kinds_of(self, week: date) -> tuple[Kind, ...]:
        """All of them in the newest week; in an earlier one a share, another each week; and those that a week alone can hold."""
        kinds = [k for k in ALL_KINDS if k is not NO_RETURN] if self.size.homes else KINDS
        here = [kind for kind in kinds if kind.when == week]
        anywhere = [kind for kind in kinds if kind.when is None]
        if week in self.ahead:
            return tuple(here)
        if week == self.weeks[-1]:
            return (*anywhere, *here)
        return (*anywhere[self.weeks.index(week) % self.size.earlier_kinds :: self.size.earlier_kinds], *here)
