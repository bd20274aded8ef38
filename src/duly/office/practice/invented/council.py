"""Inventing a council: providers, people and lines in order for some weeks, and every kind of fault planted among them, counted.

The same seed and size make the same council, on any machine.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from duly.office.practice.invented.draft import Draft, DraftClaim
from duly.office.practice.invented.ground import BASES, SERVICES, Contract, PatternCall, calls_from, days_of, framework, terms_of, yearly
from duly.office.practice.invented.kinds import ALONE, Kind
from duly.office.practice.invented.kinds_of_evidence import KINDS
from duly.office.practice.invented.names import Named, Refs, person_name, provider_names
from duly.payments.validation.facts import FOREVER, Basis, Call, Claim, Commission, ContractSpan, Death, Interruption, Line, Opening, Visit
from duly.primitives.money import price

SEED = 2026
NEWEST = date(2026, 11, 2)
RECEIVED = date(2026, 11, 22)
"""When invoices come in, where they do not come through the intake, which looks at the calendar."""
LAST_MINUTE = 24 * 60 - 1
_WEEK = timedelta(days=7)
_PATTERNS = ((480,), (480, 1080), (450, 735, 1110), (435, 720, 990, 1230))
_WEEKDAYS = (range(7), range(5), (0, 2, 4), (5, 6))


@dataclass(frozen=True)
class Size:
    """How large a council is. Every kind is planted once in its newest week, and one in `earlier_kinds` of them in each week before.

    `ordinary` lines have nothing planted in them; `shared` says how many visit logs the earlier weeks' visits come in: one for each
    provider, or one of the council's care monitoring for them all.
    """

    name: str
    providers: int
    people: int
    weeks: int
    ordinary: int
    earlier_kinds: int
    shared: bool


SIZES = {
    "small": Size("small", providers=6, people=160, weeks=2, ordinary=130, earlier_kinds=4, shared=False),
    "full": Size("full", providers=60, people=1_200, weeks=8, ordinary=800, earlier_kinds=1, shared=True),
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

    `clean` are the line-weeks in order, as (week, provider, person, service): no code, and entitled to what is claimed.
    `late` are invoices that come in a provider's second file; `named` what an invoice's line calls somebody whose name it is not.
    """

    size: Size
    seed: int
    weeks: tuple[date, ...]
    providers: tuple[Named, ...]
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
    planted: tuple[Planted, ...]
    clean: frozenset[tuple[date, str, str, str]]
    late: frozenset[str]
    named: Mapping[tuple[str, int], str]

    def planted_codes(self, weeks: Iterable[date] | None = None) -> Mapping[int, int]:
        """How often each code must be found, in all the weeks or some."""
        wanted = set(self.weeks if weeks is None else weeks)
        found = Counter(code for planted in self.planted if planted.week in wanted for code in planted.codes)
        return dict(sorted(found.items()))


def invent(size: Size, *, seed: int = SEED) -> Council:
    """The council of a size and a seed."""
    return _Inventing(size, seed).council()


@dataclass
class _Inventing:
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
    claims: list[tuple[tuple[date, str, str, str], DraftClaim]] = field(default_factory=list)
    openings: list[Opening] = field(default_factory=list)
    interruptions: list[Interruption] = field(default_factory=list)
    deaths: list[Death] = field(default_factory=list)
    clean: set[tuple[date, str, str, str]] = field(default_factory=set)
    used: set[tuple[str, str, str]] = field(default_factory=set)
    theirs: dict[str, tuple[Line, list[PatternCall]]] = field(default_factory=dict)
    turn: int = 0
    named: dict[tuple[str, int], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        size = self.size
        self.rng = Random(self.seed)
        self.weeks = tuple(NEWEST - _WEEK * (size.weeks - 1 - n) for n in range(size.weeks))
        self.settled = self.weeks[0] - timedelta(days=28)
        self.providers = [Named(self.refs.next("PR"), name) for name in provider_names(self.rng, size.providers)]
        self.people = [Named(self.refs.next("P"), person_name(self.rng)) for _ in range(size.people)]
        alone = sum(kind.beside == ALONE for week in self.weeks for kind in self._kinds_of(week))
        self.others, self.alone = self.people[: len(self.people) - alone], self.people[len(self.people) - alone :]
        self.known = {person.ref for person in self.people}
        self.frameworks: dict[str, dict[Basis, Contract]] = {}
        for nth, provider in enumerate(self.providers):
            anniversary = self.weeks[nth // 3 % size.weeks] if nth % 3 == 0 else None
            self.frameworks[provider.ref] = {
                basis: framework(self.rng, self.refs, provider.ref, basis, self.weeks[0], anniversary) for basis in BASES
            }
        self.contracts = [contract for by_basis in self.frameworks.values() for contract in by_basis.values()]

    def council(self) -> Council:
        for nth in range(self.size.ordinary):
            self._ordinary_line(self.others[nth % len(self.others)])
        self.turn = self.size.ordinary
        planted = [self._plant(kind, week) for week in self.weeks for kind in self._kinds_of(week)]
        claims, late = self._on_invoices()
        return Council(
            self.size, self.seed, self.weeks, tuple(self.providers), tuple(self.people), tuple(self.contracts), tuple(self.lines),
            tuple(self.spans), tuple(self.patterns), tuple(self.calls), tuple(self.visits), tuple(claims), tuple(self.openings), tuple(self.interruptions), tuple(self.deaths),
            tuple(planted), frozenset(self.clean), frozenset(late), self.named,
        )  # fmt: skip

    def _kinds_of(self, week: date) -> tuple[Kind, ...]:
        """All of them in the newest week; in an earlier one a share, another each week."""
        if week == self.weeks[-1]:
            return KINDS
        return KINDS[self.weeks.index(week) % self.size.earlier_kinds :: self.size.earlier_kinds]

    # A line in order

    def _ordinary_line(self, person: Named) -> None:
        rng = self.rng
        provider = rng.choice([p for p in self.providers if any((person.ref, p.ref, s) not in self.used for s in SERVICES)])
        service = rng.choice([s for s in SERVICES if (person.ref, provider.ref, s) not in self.used])
        basis = rng.choice(BASES)
        contract = self._spot(provider.ref, service, basis) if rng.random() < 0.1 else self.frameworks[provider.ref][basis]
        line = Line(self.refs.next("L"), person.ref, provider.ref, service, contract.contract_ref)
        self.used.add((person.ref, provider.ref, service))
        began = self.weeks[0] - timedelta(days=rng.randrange(30, 150))
        carers, length = 2 if rng.random() < 0.25 else 1, rng.choice((30, 45, 60))
        starts, weekdays = rng.choice(_PATTERNS), rng.choice(_WEEKDAYS)
        patterns = [PatternCall(line.line_ref, d, s, length, carers, began, FOREVER) for d in weekdays for s in starts]
        spans = [Commission(line.line_ref, began, FOREVER)]
        self.theirs.setdefault(person.ref, (line, patterns))
        self.openings.append(Opening(line.line_ref, self.settled))
        self._keep(line, spans, patterns)
        self._in_order(line, contract, spans, patterns, self.weeks)

    def _spot(self, provider_ref: str, service: str, basis: Basis) -> Contract:
        """A contract for one person's line, with its own yearly rates."""
        ref = self.refs.next("C")
        terms = terms_of(ref, 1, date(2024, 4, 1), FOREVER, basis)
        span = ContractSpan(ref, date(2024, 4, 1), FOREVER)
        contract = Contract(ref, provider_ref, (terms,), tuple(yearly(self.rng, self.refs, ref, service)), (span,))
        self.contracts.append(contract)
        return contract

    def _keep(self, line: Line, spans: list[Commission], patterns: list[PatternCall]) -> None:
        self.lines.append(line)
        self.spans += spans
        self.patterns += patterns
        self.calls += calls_from(patterns, spans, (on for week in self.weeks for on in days_of(week)))

    def _in_order(
        self, line: Line, contract: Contract, spans: list[Commission], patterns: list[PatternCall], weeks: Iterable[date]
    ) -> None:
        """Visits a little early, late, long and short, and exactly what is payable for them claimed at the contract's rate."""
        rng, refs = self.rng, self.refs
        pair = refs.next("W"), refs.next("W")
        for week in weeks:
            calls, minutes = calls_from(patterns, spans, days_of(week)), 0
            by_minute = contract.terms_on(week).basis == "ACTUAL_MINUTE"
            for call in calls:
                late, given = min(rng.randrange(-10, 16), LAST_MINUTE - call.starts_minute), rng.randrange(-3, 6)
                made = call.minutes + (max(given, 0) if call.carers == 2 else given)
                minutes += call.carers * (min(made, call.minutes) if by_minute else call.minutes)
                self.visits += [
                    Visit(refs.next("V"), line.provider_ref, line.person_ref, line.service, carer, call.on, call.starts_minute + late, made)
                    for carer in pair[: call.carers]
                ]
            if calls:
                rate = contract.rate_on(line.service, week)
                key = week, line.provider_ref, line.person_ref, line.service
                self.claims.append((key, DraftClaim(minutes, rate, price(minutes, rate))))
                self.clean.add(key)

    # A line with something planted

    def _plant(self, kind: Kind, week: date) -> Planted:
        draft = self._draft(kind, week)
        kind.plant(draft)
        line, key = draft.line, (week, draft.line.provider_ref, draft.line.person_ref, draft.line.service)
        self.visits += [visit for made in draft.made.values() for visit in made] + draft.extra
        self.claims += [(key, claim) for claim in draft.claimed]
        if draft.spot_contract:
            self.contracts.append(draft.spot_contract)
        if draft.has_line:
            spans = draft.spans if draft.lasts else _within(week, draft.spans)
            self._keep(line, spans, draft.patterns)
            self.openings += [draft.opening] if draft.opening else []
            self.interruptions += draft.interruptions
            self.deaths += draft.deaths
            if draft.lasts:
                self._in_order(line, draft.contract, spans, draft.patterns, (w for w in self.weeks if w != week))
        return Planted(kind.name, *key, kind.codes, kind.decision or "")

    def _draft(self, kind: Kind, week: date) -> Draft:
        """A line of its own for a kind, for somebody with few lines yet, beside what they have where the kind asks for it."""
        if kind.beside == ALONE:
            people, start = [self.alone.pop()], 0
        else:
            people, start = self.others, 0 if kind.beside else self.turn
            self.turn += 0 if kind.beside else 1
        for offset in range(len(people)):
            person = people[(start + offset) % len(people)]
            line, patterns = self.theirs.get(person.ref, (None, []))
            if kind.beside not in ("", ALONE) and line is None:
                continue
            free = [
                (p.ref, s)
                for p in self.providers
                for s in SERVICES
                if (person.ref, p.ref, s) not in self.used
                and (kind.beside != "same service" or line is None or (s == line.service and p.ref != line.provider_ref))
                and (kind.beside != "same provider" or line is None or p.ref == line.provider_ref)
            ]
            if free:
                provider_ref, service = self.rng.choice(free)
                self.used.add((person.ref, provider_ref, service))
                own = Line(self.refs.next("L"), person.ref, provider_ref, service, "")
                opening = Opening(own.line_ref, self.settled)
                return Draft(self.rng, self.refs, week, own, self.frameworks[provider_ref], opening, patterns)
        raise ValueError("There are more faults than these people and providers have room for.")

    # Claims onto invoices

    def _on_invoices(self) -> tuple[list[Claim], set[str]]:
        """One invoice for a provider and week, and a second for what comes late."""
        invoices: dict[tuple[date, str, bool, str], str] = {}
        lines: Counter[str] = Counter()
        claims, late = [], set()
        for (week, provider, person, service), c in sorted(self.claims, key=lambda told: told[0][0]):
            place = week, provider, c.late, c.marks
            if c.marks:
                invoices[place] = invoices[week, provider, False, ""].replace("-", c.marks)
            ref = invoices[place] = invoices.get(place) or self.refs.next("LC")
            lines[ref] += 1
            late |= {ref} if c.late or c.marks else set()
            unknown = "" if person in self.known else "unknown"
            claims.append(
                Claim(
                    ref, lines[ref], provider, person, service, week, c.minutes, c.rate_hundredths, c.pence, vat_pence=c.vat_pence,
                    received_on=RECEIVED, person_check="name differs" if c.person_name else unknown,
                )
            )  # fmt: skip
            if c.person_name:
                self.named[ref, lines[ref]] = c.person_name
        return claims, late


def _within(week: date, spans: list[Commission]) -> list[Commission]:
    """The days of the week only: a package of one week."""
    ends = week + _WEEK
    return [replace(s, starts=max(s.starts, week), ends=min(s.ends, ends)) for s in spans if s.starts < ends and s.ends > week]
