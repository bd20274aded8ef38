"""A seeded council office: people, lines, visits and claims in order, and faults planted among them.

`make_office(seed)` says of every line-week what must come of it; see SPEC.md. `random_inputs` says nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from duly.payments.validation.facts import FOREVER, Claim, Commission, Holiday, Inputs, Invoice, Line, Opening, Visit

from .catalogue import Fault, all_faults, catalogue
from .chaos import random_inputs
from .draft import Draft, DraftClaim, DraftInvoice, Key, Planted
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
    plain_number,
    price,
    provider_name,
)

HOLIDAYS = (1, 5)
"""Bank holidays of every week of an office: its Tuesday and its Saturday. Where no rate asks for the day, they change nothing."""
BESIDE = " (the line beside)"

__all__ = ["BESIDE", "Key", "Office", "Planted", "all_faults", "make_office", "random_inputs"]


@dataclass(frozen=True)
class Office:
    """Everything an office holds for some weeks, and what must come of each line-week.

    `planted` has the line-weeks with something planted, and those beside them that it shows in; `clean_keys` every other claimed one: CLEAN,
    no code, entitled what is claimed. `late_invoices` are those that come in a provider's second file. The council does not know `strangers`.
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
    strangers: tuple[Named, ...]


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
        self.seed, self.rng, self.refs = seed, Random(seed), Refs(seed)
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
        kinds = ("lines", "commissions", "calls", "visits", "paid", "openings", "patterns", "deaths", "interruptions", "stays", "invoices")
        self.rows: dict[str, list] = {name: [] for name in kinds}
        self.claims: list[tuple[Key, DraftClaim]] = []
        self.alone: list[Named] = []
        self.strangers: list[Named] = []
        self.ordinary: dict[str, tuple[Line, list[PatternCall]]] = {}
        self.used: set[tuple[str, str, str]] = set()
        self.clean: set[Key] = set()

    def office(self, wanted: list[Fault]) -> Office:
        for person in self.people:
            self._ordinary_line(person)
        planted = [one for nth, fault in enumerate(wanted) for one in self._plant(fault, nth)]
        claims, invoices, late = self._invoices()
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
            contracts=tuple(x for c in self.contracts for x in c.spans),
            bands=tuple(x for c in self.contracts for x in c.bands),
            steps=tuple(x for c in self.contracts for x in c.steps),
            holidays=tuple(Holiday(week + timedelta(days=n)) for week in self.weeks for n in HOLIDAYS),
            deaths=tuple(rows["deaths"]),
            interruptions=tuple(rows["interruptions"]),
            stays=tuple(rows["stays"]),
            invoices=tuple(invoices + rows["invoices"]),
        )
        return Office(
            self.seed, tuple(self.weeks), inputs, tuple(self.providers), (*self.people, *self.alone), tuple(rows["patterns"]),
            tuple(planted), frozenset(self.clean), frozenset(late), tuple(self.strangers),
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
                late, given = rng.randrange(-10, 16), rng.randrange(-(call.minutes // 10) if by_minute else -5, 6)
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
                            source=rng.choice(("gps", "nfc", "phone", "")),
                        )
                    )
            key = (week, line.provider_ref, line.person_ref, line.service)
            rate = contract.rate_on(line.service, week)
            self.claims.append((key, DraftClaim(minutes, rate, price(minutes, rate))))
            self.clean.add(key)

    def _pattern(self, line: Line, began: date) -> list[PatternCall]:
        rng, carers = self.rng, 2 if self.rng.random() < 0.25 else 1
        starts = rng.choice(((480,), (480, 1080), (450, 735, 1110), (435, 720, 990, 1230)))
        length = rng.choice((30, 45, 60))
        weekdays = rng.choice((range(7), range(5), (0, 2, 4), (5, 6)))
        return [PatternCall(line.line_ref, d, s, length, carers, began, FOREVER) for d in weekdays for s in starts]

    # A line with something planted

    def _plant(self, fault: Fault, nth: int) -> list[Planted]:
        draft = self._draft(fault, nth)
        fault.plant(draft)
        planted = [draft.expected(number=fault.number, name=fault.name, kind=fault.kind, codes=fault.codes, decision=fault.decision)]
        self._add(draft, planted[0].key)
        for other in draft.companions:
            codes, decision = other.comes_to
            shown = other.expected(number=fault.number, name=fault.name + BESIDE, kind=fault.kind, codes=codes, decision=decision)
            self._add(other, shown.key)
            if codes:
                planted.append(shown)
            elif other.claims:
                assert shown.entitled_pence == shown.claimed_pence, fault.name
                self.clean.add(shown.key)
        return planted

    def _add(self, draft: Draft, key: Key) -> None:
        if draft.spot_contract:
            self.contracts.append(draft.spot_contract)
        self.rows["visits"] += [v for made in draft.made.values() for v in made] + draft.extra
        self.claims += [(key, claim) for claim in draft.claims]
        self.rows["deaths"] += draft.deaths
        self.rows["interruptions"] += draft.interruptions
        self.rows["stays"] += draft.stays
        self.rows["invoices"] += draft.known_as()
        if draft.has_line:
            self.rows["lines"].append(draft.line)
            self.rows["commissions"] += draft.commissions
            self.rows["patterns"] += draft.patterns
            self.rows["calls"] += calls_from(draft.patterns, draft.commissions, self.days)
            self.rows["paid"] += [draft.paid] if draft.paid else []
            self.rows["openings"] += [draft.opening] if draft.opening else []

    def _draft(self, fault: Fault, nth: int) -> Draft:
        """A line of its own for a fault: beside what a person has already, or of a person who has nothing else."""
        week = self.rng.choice(self.weeks)
        if fault.beside in ("alone", "stranger"):
            return self._alone(week, self.rng.choice(self.providers).ref, self._somebody(known=fault.beside == "alone"))
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
                return self._draft_of(week, Line(self.refs.next("L"), person.ref, provider_ref, service, ""), patterns)
        raise ValueError("There are more faults than these people and providers have room for.")

    def _draft_of(self, week: date, line: Line, patterns: list[PatternCall]) -> Draft:
        def another(same_person: bool, same_provider: bool) -> Draft:
            others = [p.ref for p in self.providers if p.ref != line.provider_ref]
            provider_ref = line.provider_ref if same_provider else self.rng.choice(others)
            return self._alone(week, provider_ref, line.person_ref if same_person else self._somebody())

        return Draft(self.rng, self.refs, week, self.weeks, line, self.frameworks[line.provider_ref], patterns, another)

    def _alone(self, week: date, provider_ref: str, person_ref: str) -> Draft:
        return self._draft_of(week, Line(self.refs.next("L"), person_ref, provider_ref, self.rng.choice(SERVICES), ""), [])

    def _somebody(self, *, known: bool = True) -> str:
        """A person with no line yet; the council does not know one who is not `known`."""
        who = Named(self.refs.next("P"), person_name(self.rng))
        (self.alone if known else self.strangers).append(who)
        return who.ref

    # Claims onto invoices

    def _invoices(self) -> tuple[list[Claim], list[Invoice], set[str]]:
        """One invoice for a provider and week, a second for what comes late, and those that plantings have of their own."""
        usual: dict[tuple[date, str, bool], DraftInvoice] = {}
        claims: dict[DraftInvoice, list[Claim]] = {}
        for (week, provider, person, service), c in self.claims:
            if (week, provider, c.late) not in usual:
                received = week + timedelta(days=16 if c.late else 9)
                usual[week, provider, c.late] = DraftInvoice(self.refs.invoice(provider), received)
            invoice = c.invoice or usual[week, provider, c.late]
            theirs = claims.setdefault(invoice, [])
            theirs.append(
                Claim(
                    invoice.ref, len(theirs) + 1, provider, person, service, week, c.minutes, c.rate_hundredths, c.pence,
                    c.vat_pence, invoice.received_on, c.person_check,
                )
            )  # fmt: skip
        rows = []
        for invoice, theirs in claims.items():
            weeks = invoice.weeks or (min(c.week for c in theirs), max(c.week for c in theirs))
            pence = sum(c.pence for c in theirs) if invoice.pence is None else invoice.pence
            rows.append(Invoice(invoice.ref, theirs[0].provider_ref, plain_number(invoice.ref), invoice.received_on, pence, *weeks))
        late = {i.ref for (_, _, is_late), i in usual.items() if is_late}
        return [c for theirs in claims.values() for c in theirs], rows, late
