"""Inventing a council: providers, people and lines in order for some weeks, and every kind of fault planted among them, counted.

The same seed and size make the same council, on any machine.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from random import Random

from duly.office.practice.invented.cards import LENGTHS, ZONES, Cards, cards
from duly.office.practice.invented.claimed import DraftClaim
from duly.office.practice.invented.council import NEWEST, RECEIVED, SEED, Council, Planted, Size
from duly.office.practice.invented.draft import Draft
from duly.office.practice.invented.ground import BASES, SERVICES, Contract, PatternCall, calls_from, days_of, framework, terms_of, yearly
from duly.office.practice.invented.homes import FNC_PENCE, Resident, home_contract, whole_week
from duly.office.practice.invented.kinds import ALONE, ANOTHER, Kind
from duly.office.practice.invented.kinds_more import AHEAD, ALL_KINDS
from duly.office.practice.invented.kinds_of_evidence import KINDS
from duly.office.practice.invented.kinds_of_nights import NO_RETURN, SERVICE_AT
from duly.office.practice.invented.names import Named, Refs, person_name, provider_names
from duly.payments.validation.facts import (
    FOREVER,
    Absence,
    Basis,
    Call,
    Claim,
    Commission,
    ContractSpan,
    Death,
    Funding,
    Interruption,
    Line,
    Opening,
    Rate,
    Return,
    Stay,
    Visit,
)
from duly.primitives.money import price

LAST_MINUTE = 24 * 60 - 1
QUIET = 3
"""Residents of the home that sends no return for the newest week."""
_WEEK = timedelta(days=7)
_PATTERNS = ((480,), (480, 1080), (450, 735, 1110), (435, 720, 990, 1230))
_WEEKDAYS = (range(7), range(5), (0, 2, 4), (5, 6))


def invent(size: Size, *, seed: int = SEED) -> Council:
    """The council of a size and a seed."""
    return _Inventing(size, seed).council()


@lru_cache(maxsize=1)
def invented(size: Size) -> Council:
    """The council of a size, made once: the one that is worked, and then compared with what was found."""
    return invent(size)


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
    stays: list[Stay] = field(default_factory=list)
    absences: list[Absence] = field(default_factory=list)
    fundings: list[Funding] = field(default_factory=list)
    clean: set[tuple[date, str, str, str]] = field(default_factory=set)
    used: set[tuple[str, str, str]] = field(default_factory=set)
    theirs: dict[str, tuple[Line, list[PatternCall]]] = field(default_factory=dict)
    turn: int = 0
    named: dict[tuple[str, int], str] = field(default_factory=dict)
    stayed: dict[tuple[str, int], tuple[date, date]] = field(default_factory=dict)
    numbered: dict[tuple[date, str], int] = field(default_factory=dict)
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
        alone = sum(k.beside == ALONE or bool(k.home) for week in (*self.weeks, *self.ahead) for k in self._kinds_of(week))
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

    def council(self) -> Council:
        for nth in range(self.size.ordinary):
            self._ordinary_line(self.others[nth % len(self.others)])
        self.turn = self.size.ordinary
        for nth in range(self.size.residents):
            self._ordinary_resident(self.telling[nth % len(self.telling)])
        weeks = (*self.weeks, *self.ahead)
        planted = [one for week in weeks for kind in self._kinds_of(week) for one in self._plant(kind, week)]
        planted += [self._plant_resident(NO_RETURN, self.weeks[-1], home) for home in self.quiet for _ in range(QUIET)]
        claims, late = self._on_invoices()
        return Council(
            self.size, self.seed, self.weeks, self.ahead, (*self.providers, *self.homes), tuple(self.homes), tuple(self.people),
            tuple(self.contracts), tuple(self.lines), tuple(self.spans), tuple(self.patterns), tuple(self.calls), tuple(self.visits),
            tuple(claims), tuple(self.openings), tuple(self.interruptions), tuple(self.deaths), tuple(self.stays), tuple(self.absences),
            tuple(self._returns()), tuple(self.fundings), tuple(planted), frozenset(self.clean), frozenset(late), self.named, self.stayed,
            self.cards.years,
        )  # fmt: skip

    def _kinds_of(self, week: date) -> tuple[Kind, ...]:
        """All of them in the newest week; in an earlier one a share, another each week; and those that a week alone can hold."""
        kinds = [k for k in ALL_KINDS if k is not NO_RETURN] if self.size.homes else KINDS
        here = [kind for kind in kinds if kind.when == week]
        anywhere = [kind for kind in kinds if kind.when is None]
        if week in self.ahead:
            return tuple(here)
        if week == self.weeks[-1]:
            return (*anywhere, *here)
        return (*anywhere[self.weeks.index(week) % self.size.earlier_kinds :: self.size.earlier_kinds], *here)

    # A line in order

    def _ordinary_line(self, person: Named) -> None:
        rng = self.rng
        provider = rng.choice([p for p in self.providers if any((person.ref, p.ref, s) not in self.used for s in SERVICES)])
        service = rng.choice([s for s in SERVICES if (person.ref, provider.ref, s) not in self.used])
        basis = rng.choice(BASES)
        contract = self._spot(provider.ref, service, basis) if rng.random() < 0.1 else self.frameworks[provider.ref][basis]
        card = self.card_of.get(provider.ref) if rng.random() < 0.5 else None
        zone = rng.choice(ZONES) if card else ""
        contract = card or contract
        line = Line(self.refs.next("L"), person.ref, provider.ref, service, contract.contract_ref, zone)
        self.used.add((person.ref, provider.ref, service))
        began = self.weeks[0] - timedelta(days=rng.randrange(30, 150))
        carers, length = 2 if rng.random() < 0.25 else 1, rng.choice(LENGTHS if card else (30, 45, 60))
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
                key = week, line.provider_ref, line.person_ref, line.service
                if contract.provider_ref in self.card_of and contract is self.card_of[contract.provider_ref]:
                    self.claims += [(key, claim) for claim in self._by_the_card(line, contract, calls)]
                else:
                    rate = contract.rate_on(line.service, week)
                    self.claims.append((key, DraftClaim(minutes, rate, price(minutes, rate))))
                self.clean.add(key)

    def _by_the_card(self, line: Line, contract: Contract, calls: Sequence[Call]) -> list[DraftClaim]:
        """A claim for each rate of the card that answers for some of the calls, of the minutes planned."""
        minutes: Counter[str] = Counter()
        rates: dict[str, Rate] = {}
        for call in calls:
            for carer in range(1, call.carers + 1):
                key = contract.contract_ref, line.service, line.zone, call.on, call.minutes, carer
                rate = self.cells[key] = self.cells.get(key) or contract.rate_of(line, call.on, call.minutes, carer)
                rates[rate.rate_ref] = rate
                minutes[rate.rate_ref] += call.minutes
        return [DraftClaim(m, rates[ref].rate_hundredths, price(m, rates[ref].rate_hundredths)) for ref, m in minutes.items()]

    # Residents of homes

    def _ordinary_resident(self, home: Named) -> None:
        """Somebody who lives in a home, all the weeks or from some day on, now and then in hospital or on holiday for a few nights."""
        rng, service = self.rng, self.rng.choice(("residential", "residential", "nursing"))
        one = self._resident(home, service, self.weeks[0])
        if rng.random() < 0.15 and len(self.weeks) > 2:
            since = 7 * rng.randrange(1, len(self.weeks) - 1)
            one.in_force((since, None)).lives(since)
        elif rng.random() < 0.25:
            starts = rng.randrange(7 * len(self.weeks) - 6)
            one.away(rng.choice(("hospital", "holiday")), starts, starts + rng.randrange(2, 7))
        if service == "nursing":
            one.pays("fnc", FNC_PENCE, "nhs")
        if rng.random() < 0.7:
            one.pays("contribution", 5 * rng.randrange(2400, 4300), "provider" if rng.random() < 0.6 else "council")
        if rng.random() < 0.1:
            one.pays("top-up", 50 * rng.randrange(40, 160), "provider")
        self._settle(one, [week for week in self.weeks if one.spans[0].starts <= week])

    def _plant_resident(self, kind: Kind, week: date, home: Named) -> Planted:
        one: Resident = kind.plant(self._resident(home, SERVICE_AT[kind.home], week))
        line = one.line
        key = week, line.provider_ref, line.person_ref, line.service
        self.claims += [(key, claim) for claim in one.claimed]
        self._settle(one, [other for other in self.weeks if other != week] if one.lasts else [])
        return Planted(kind.name, *key, kind.codes, kind.decision or "")

    def _resident(self, home: Named, service: str, week: date) -> Resident:
        line = Line(self.refs.next("L"), self.alone.pop().ref, home.ref, service, "")
        elsewhere = [other.ref for other in self.homes if other != home]
        return Resident(self.rng, self.refs, week, line, self.nightly[home.ref], elsewhere, self.settled)

    def _settle(self, one: Resident, in_order: Sequence[date]) -> None:
        """Keep what is told of somebody, with the weeks of theirs that are in order."""
        if one.spot_contract:
            self.contracts.append(one.spot_contract)
        if one.has_line:
            self.lines.append(one.line)
            self.spans += one.spans
            self.openings += [one.opening] if one.opening else []
        for kept, told in (
            (self.stays, one.stays), (self.absences, one.absences), (self.fundings, one.fundings),
            (self.interruptions, one.interruptions), (self.deaths, one.deaths),
        ):  # fmt: skip
            kept += told  # type: ignore[operator]
        for week in in_order:
            key = week, one.line.provider_ref, one.line.person_ref, one.line.service
            self.claims.append((key, whole_week(week, one.contract, one.line.service, one.fundings)))
            self.clean.add(key)

    def _returns(self) -> Iterable[Return]:
        """Every home says who was there, week by week, but for the quiet one in the newest."""
        return (
            Return(home.ref, week, week + _WEEK)
            for home in self.homes
            for week in self.weeks
            if home not in self.quiet or week != self.weeks[-1]
        )

    # A line with something planted

    def _plant(self, kind: Kind, week: date) -> list[Planted]:
        if kind.home:
            return [self._plant_resident(kind, week, self.rng.choice(self.telling))]
        draft = self._draft(kind.beside, week)
        if kind.beside == ANOTHER:
            draft.other = self._draft("", week, provider_ref=draft.line.provider_ref)
        kind.plant(draft)
        beside = [self._kept(kind, draft.other, " (the line beside)")] if draft.other else []
        return [self._kept(kind, draft), *beside]

    def _kept(self, kind: Kind, draft: Draft, which: str = "") -> Planted:
        week, line = draft.week, draft.line
        key = week, line.provider_ref, line.person_ref, line.service
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
            self.stays += draft.stays
            if draft.lasts:
                self._in_order(line, draft.contract, spans, draft.patterns, (w for w in self.weeks if w != week))
        return Planted(kind.name + which, *key, kind.codes, kind.decision or "")

    def _draft(self, beside: str, week: date, *, provider_ref: str = "") -> Draft:
        """A line of its own for a kind, for somebody with few lines yet, beside what they have where the kind asks for it."""
        standing = beside in ("same service", "same provider")
        if beside == ALONE:
            people, start = [self.alone.pop()], 0
        else:
            people, start = self.others, 0 if standing else self.turn
            self.turn += 0 if standing else 1
        for offset in range(len(people)):
            person = people[(start + offset) % len(people)]
            line, patterns = self.theirs.get(person.ref, (None, []))
            if standing and line is None:
                continue
            free = [
                (p.ref, s)
                for p in self.providers
                for s in SERVICES
                if (person.ref, p.ref, s) not in self.used
                and provider_ref in ("", p.ref)
                and (beside != "same service" or line is None or (s == line.service and p.ref != line.provider_ref))
                and (beside != "same provider" or line is None or p.ref == line.provider_ref)
            ]
            if free:
                chosen, service = self.rng.choice(free)
                self.used.add((person.ref, chosen, service))
                own = Line(self.refs.next("L"), person.ref, chosen, service, "")
                opening, homes = Opening(own.line_ref, self.settled), [home.ref for home in self.telling]
                return Draft(self.rng, self.refs, week, own, self.frameworks[chosen], opening, patterns, homes)
        raise ValueError("There are more faults than these people and providers have room for.")

    # Claims onto invoices

    def _on_invoices(self) -> tuple[list[Claim], set[str]]:
        """One invoice for a provider and week, a second for what comes late, and those that a claim has for itself."""
        invoices: dict[tuple[object, ...], str] = {}
        lines: Counter[str] = Counter()
        claims, late = [], set()
        for (week, provider, person, service), c in sorted(self.claims, key=lambda told: told[0][0]):
            place: tuple[object, ...] = week, provider, c.late, c.marks
            if c.marks:
                invoices[place] = invoices[week, provider, False, ""].replace("-", c.marks)
            if c.own is not None:
                invoices[place := (week, person, c.own)] = self._number(week, person) + c.own
            ref = invoices[place] = invoices.get(place) or self.refs.next("LC")
            lines[ref] += 1
            late |= {ref} if c.late or c.marks else set()
            unknown = "" if person in self.known else "unknown"
            claims.append(
                Claim(
                    ref, lines[ref], provider, person, service, week, c.minutes, c.rate_hundredths, c.pence, vat_pence=c.vat_pence,
                    received_on=RECEIVED, person_check="name differs" if c.person_name else unknown,
                    nights=(c.nights[1] - c.nights[0]).days + 1 if c.nights else 0,
                )
            )  # fmt: skip
            if c.person_name:
                self.named[ref, lines[ref]] = c.person_name
            if c.nights:
                self.stayed[ref, lines[ref]] = c.nights
        return claims, late

    def _number(self, week: date, person_ref: str) -> str:
        """The beginning of the numbers of somebody's own invoices: three characters at least from every other's."""
        nth = self.numbered.setdefault((week, person_ref), len(self.numbered) + 1)
        return f"QA-{nth % 100:02}{nth % 100:02}{nth % 100:02}"


def _within(week: date, spans: list[Commission]) -> list[Commission]:
    """The days of the week only: a package of one week."""
    ends = week + _WEEK
    return [replace(s, starts=max(s.starts, week), ends=min(s.ends, ends)) for s in spans if s.starts < ends and s.ends > week]
