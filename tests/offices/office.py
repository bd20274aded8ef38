"""A seeded council office: people, lines, visits and claims in order, and faults planted among them.

`make_office(seed)` says of every line-week what must come of it; see SPEC.md. `random_inputs` says nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from duly.payments.validation.facts import FOREVER, Claim, Commission, Inputs, Line, Opening, Visit

from .catalogue import Fault, all_faults, catalogue
from .chaos import random_inputs
from .draft import Draft, DraftClaim, Key, Planted
from .ground import (
    BASES,
    SERVICES,
    Contract,
    Named,
    PatternCall,
    Refs,
    calls_from,
    framework,
    person_name,
    price,
    provider_name,
)

__all__ = ["Key", "Office", "Planted", "all_faults", "make_office", "random_inputs"]


@dataclass(frozen=True)
class Office:
    """Everything an office holds for some weeks, and what must come of each line-week.

    `planted` has the line-weeks with something planted, `clean_keys` every other claimed one: CLEAN, no code, entitled
    what is claimed. `late_invoices` are those that come in a provider's second file.
    """

    seed: int
    weeks: tuple[date, ...]
    inputs: Inputs
    providers: tuple[Named, ...]
    people: tuple[Named, ...]
    patterns: tuple[PatternCall, ...]
    planted: tuple[Planted, ...]
    clean_keys: frozenset[Key]
    late_invoices: frozenset[str]


def make_office(
    seed: int,
    *,
    providers: int = 4,
    people: int = 40,
    weeks: int = 1,
    faults: Sequence[str] | None = None,
    times: int = 1,
    first_week: date = date(2026, 11, 2),
) -> Office:
    """An office by its seed. Every fault named (all of them unless said) is planted so many times.

    ValueError if the faults are more than the people and providers have room for, or `first_week` is no Monday.
    """
    if first_week.weekday():
        raise ValueError("The first week must start on a Monday.")
    known = {f.name: f for f in catalogue()}
    wanted = [known[name] for name in (all_faults() if faults is None else faults)]
    return _Making(seed, providers, people, weeks, first_week).office(wanted * times)


class _Making:
    """An office while it is made."""

    def __init__(self, seed: int, providers: int, people: int, weeks: int, first_week: date) -> None:
        self.seed, self.rng, self.refs = seed, Random(seed), Refs()
        self.weeks = [first_week + timedelta(days=7 * n) for n in range(weeks)]
        self.days = [first_week + timedelta(days=n) for n in range(7 * weeks)]
        self.providers = [Named(self.refs.next("PR"), provider_name(self.rng, n)) for n in range(providers)]
        self.people = [Named(self.refs.next("P"), person_name(self.rng)) for _ in range(people)]
        self.frameworks: dict[str, dict[str, Contract]] = {}
        for nth, provider in enumerate(self.providers):
            uplift = self.weeks[nth % weeks]
            self.frameworks[provider.ref] = {
                basis: framework(self.rng, self.refs, provider.ref, basis, first_week, uplift) for basis in BASES
            }
        self.contracts = [c for by_basis in self.frameworks.values() for c in by_basis.values()]
        self.rows: dict[str, list] = {name: [] for name in ("lines", "commissions", "calls", "visits", "paid", "openings", "patterns")}
        self.claims: list[tuple[Key, DraftClaim]] = []
        self.ordinary: dict[str, tuple[Line, list[PatternCall]]] = {}
        self.used: set[tuple[str, str, str]] = set()
        self.clean: set[Key] = set()

    def office(self, wanted: list[Fault]) -> Office:
        for person in self.people:
            self._ordinary_line(person)
        planted = [self._plant(fault, nth) for nth, fault in enumerate(wanted)]
        claims, late = self._invoices()
        rows = self.rows
        self.rng.shuffle(rows["visits"])
        inputs = Inputs(
            lines=tuple(rows["lines"]),
            commissions=tuple(rows["commissions"]),
            calls=tuple(rows["calls"]),
            terms=tuple(t for c in self.contracts for t in c.terms),
            rates=tuple(r for c in self.contracts for r in c.rates),
            visits=tuple(rows["visits"]),
            claims=tuple(claims),
            paid=tuple(rows["paid"]),
            openings=tuple(rows["openings"]),
        )
        return Office(
            self.seed, tuple(self.weeks), inputs, tuple(self.providers), tuple(self.people), tuple(rows["patterns"]),
            tuple(planted), frozenset(self.clean), frozenset(late),
        )  # fmt: skip

    # A line in order, in every week

    def _ordinary_line(self, person: Named) -> None:
        rng, provider = self.rng, self.rng.choice(self.providers)
        contract = self.frameworks[provider.ref][rng.choice(BASES)]
        line = Line(self.refs.next("L"), person.ref, provider.ref, rng.choice(SERVICES), contract.contract_ref)
        self.used.add((line.person_ref, line.provider_ref, line.service))
        began = self.weeks[0] - timedelta(days=rng.randrange(30, 150))
        commission = Commission(line.line_ref, began, FOREVER)
        patterns = self._pattern(line, began)
        self.ordinary[person.ref] = line, patterns
        self.rows["lines"].append(line)
        self.rows["commissions"].append(commission)
        self.rows["patterns"] += patterns
        self.rows["openings"].append(Opening(line.line_ref, self.weeks[0] - timedelta(days=28)))
        calls = calls_from(patterns, [commission], self.days)
        self.rows["calls"] += calls
        usual, other = self.refs.next("W"), self.refs.next("W")
        by_minute = contract.terms_on(self.weeks[0]).basis == "ACTUAL_MINUTE"
        for week in self.weeks:
            minutes = 0
            for call in (c for c in calls if week <= c.on < week + timedelta(days=7)):
                late, given = rng.randrange(-10, 16), rng.randrange(-5, 6)
                if call.carers == 2:
                    given = max(given, 0)
                for carer in (usual, other)[: call.carers]:
                    elapsed = call.minutes + given
                    minutes += min(elapsed, call.minutes) if by_minute else call.minutes
                    self.rows["visits"].append(
                        Visit(
                            self.refs.next("V"),
                            line.provider_ref,
                            line.person_ref,
                            line.service,
                            carer,
                            call.on,
                            call.starts_minute + late,
                            elapsed,
                        )
                    )
            key = (week, line.provider_ref, line.person_ref, line.service)
            rate = contract.rate_on(line.service, week)
            self.claims.append((key, DraftClaim(minutes, rate, price(minutes, rate), False)))
            self.clean.add(key)

    def _pattern(self, line: Line, began: date) -> list[PatternCall]:
        rng, carers = self.rng, 2 if self.rng.random() < 0.25 else 1
        starts = rng.choice(((480,), (480, 1080), (450, 735, 1110), (435, 720, 990, 1230)))
        length = rng.choice((30, 45, 60))
        weekdays = rng.choice((range(7), range(5), (0, 2, 4), (5, 6)))
        return [PatternCall(line.line_ref, d, s, length, carers, began, FOREVER) for d in weekdays for s in starts]

    # A line with something planted

    def _plant(self, fault: Fault, nth: int) -> Planted:
        draft = self._draft(fault, nth)
        fault.plant(draft)
        planted = draft.expected(number=fault.number, name=fault.name, kind=fault.kind, codes=fault.codes, decision=fault.decision)
        if draft.spot_contract:
            self.contracts.append(draft.spot_contract)
        self.rows["visits"] += [v for made in draft.made.values() for v in made] + draft.extra
        self.claims += [(planted.key, claim) for claim in draft.claims]
        if draft.has_line:
            self.rows["lines"].append(draft.line)
            self.rows["commissions"] += draft.commissions
            self.rows["patterns"] += draft.patterns
            self.rows["calls"] += calls_from(draft.patterns, draft.commissions, self.days)
            self.rows["paid"] += [draft.paid] if draft.paid else []
            self.rows["openings"] += [draft.opening] if draft.opening else []
        return planted if draft.has_line else replace(planted, agreed_minutes=0)

    def _draft(self, fault: Fault, nth: int) -> Draft:
        """A line of its own for a fault, beside what the person has already."""
        for offset in range(len(self.people)):
            person = self.people[(nth + offset) % len(self.people)]
            theirs, patterns = self.ordinary[person.ref]
            free = [
                (p.ref, s)
                for p in self.providers
                for s in SERVICES
                if (person.ref, p.ref, s) not in self.used
                and (fault.beside != "same service" or s == theirs.service)
                and (fault.beside != "same provider" or p.ref == theirs.provider_ref)
            ]
            if free:
                provider_ref, service = self.rng.choice(free)
                self.used.add((person.ref, provider_ref, service))
                line = Line(self.refs.next("L"), person.ref, provider_ref, service, "")
                week = self.rng.choice(self.weeks)
                return Draft(self.rng, self.refs, week, self.weeks, line, self.frameworks[provider_ref], patterns)
        raise ValueError("There are more faults than these people and providers have room for.")

    # Claims onto invoices

    def _invoices(self) -> tuple[list[Claim], set[str]]:
        """One invoice for a provider and week, and a second for what comes late."""
        invoices: dict[tuple[date, str, bool], str] = {}
        lines: dict[str, int] = {}
        claims, late = [], set()
        for (week, provider, person, service), c in self.claims:
            ref = invoices.setdefault((week, provider, c.late), "") or self.refs.next("LC")
            invoices[week, provider, c.late] = ref
            if c.late:
                late.add(ref)
            lines[ref] = lines.get(ref, 0) + 1
            claims.append(Claim(ref, lines[ref], provider, person, service, week, c.minutes, c.rate_hundredths, c.pence))
        return claims, late
