"""Small valid inputs in which much coincides, for holding two judges to each other."""

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from duly.payments.validation.facts import FOREVER, Call, Claim, Commission, Inputs, Invoice, Line, Opening, Outcome, Paid, Visit

from .chaos_ground import (
    ZONES,
    some_bands,
    some_contract_spans,
    some_holidays,
    some_rates,
    some_steps,
    some_terms,
    spans_within,
    what_befalls,
)
from .ground import price

_STARTS = (0, 480, 510, 540, 600, 600, 660, 720, 1020, 1080, 1380, 1425)
_LENGTHS = (1, 10, 15, 30, 30, 31, 45, 60)
_SHIFTS = (-61, -60, -59, -31, -30, -29, -15, -1, 0, 0, 0, 0, 1, 15, 29, 30, 31, 59, 60, 61)
_CHANGES = (-16, -11, -10, -6, -5, -1, 0, 0, 0, 0, 0, 1, 5, 6, 10, 11, 60)
_SERVICES = ("home-care", "sitting")
_OUTCOMES: tuple[Outcome, ...] = ("delivered",) * 17 + ("cancelled", "frustrated", "missed")
_SOURCES = ("", "gps", "nfc", "phone", "manual")
_NUMBERS = ("AB100", "AB100", "AB101", "AB110", "BA100", "AB1", "AB10000", "XY7766551", "QZ3318842", "MN9021147", "KT5550123", "HL4478209")


def random_inputs(seed: int, *, first_week: date = date(2026, 11, 2)) -> Inputs:
    """Inputs the specification allows, by seed: five to fifteen people, one or two weeks, nothing expected of them."""
    return _Chaos(Random(seed), first_week).inputs()


class _Chaos:
    """Inputs while they are made."""

    def __init__(self, rng: Random, first_week: date) -> None:
        self.rng = rng
        self.calm = rng.random() < 0.6
        self.days = [first_week + timedelta(days=n) for n in range(7 * rng.randrange(1, 3))]
        self.providers = ["PR-1", "PR-2"][: rng.randrange(1, 3)]
        self.contracts = [(p, f"C-{p[3:]}{n}") for p in self.providers for n in range(rng.randrange(1, 3))]
        long_ago = first_week - timedelta(days=60)
        self.begins = {c: long_ago if rng.random() < 0.9 else self.days[rng.randrange(1, 7)] for _, c in self.contracts}
        self.lines: list[Line] = []
        self.commissions: list[Commission] = []
        self.calls: list[Call] = []
        self.visits: list[Visit] = []
        self.claims: list[Claim] = []
        self.paid: list[Paid] = []
        self.openings: list[Opening] = []
        self.invoices = [self._invoice(nth) for nth in range(rng.randrange(3, 9))]

    def inputs(self) -> Inputs:
        rng, days = self.rng, self.days
        people = [f"P-{n}" for n in range(10, 10 + rng.randrange(5, 16))]
        chosen = self._chosen(people)
        refs = {(p, s): [f"L-{n}" for n, t in enumerate(chosen) if t[1:] == (p, s)] for p in self.providers for s in _SERVICES}
        terms = [t for _, c in self.contracts for t in some_terms(rng, c, days, self.begins[c])]
        rates = [r for p, c in self.contracts for s in _SERVICES for r in some_rates(rng, c, s, days, refs[p, s], self.calm)]
        for nth, (person, provider, service) in enumerate(chosen):
            self._line(nth, person, provider, service, [r.rate_hundredths for r in rates if r.unit == "hour" and r.service == service])
        befallen = [what_befalls(rng, person, rng.choice(self.providers), days) for person in people]
        made: dict[str, list] = {
            "lines": self.lines,
            "commissions": self.commissions,
            "calls": self.calls,
            "terms": terms,
            "rates": rates,
            "visits": self.visits,
            "claims": self._again(self.claims),
            "paid": [replace(p, pence=max(p.pence, 0)) for p in self.paid],
            "openings": self.openings,
            "contracts": [x for _, c in self.contracts for x in some_contract_spans(rng, c, days, self.calm)],
            "bands": some_bands(rng, terms),
            "steps": some_steps(rng, terms),
            "holidays": some_holidays(rng, days),
            "deaths": [x for deaths, _, _ in befallen for x in deaths],
            "interruptions": [x for _, interruptions, _ in befallen for x in interruptions],
            "stays": [x for _, _, stays in befallen for x in stays],
            "invoices": [i for i in self.invoices if rng.random() < 0.93],
        }
        for rows in made.values():
            rng.shuffle(rows)
        return Inputs(**{name: tuple(rows) for name, rows in made.items()})

    def _chosen(self, people: list[str]) -> list[tuple[str, str, str]]:
        """Who has what from whom; some have several, also one service from two providers."""
        triples = [(who, p, s) for who in people for p in self.providers for s in _SERVICES]
        chosen = [self.rng.choice([t for t in triples if t[0] == who]) for who in people]
        return chosen + self.rng.sample([t for t in triples if t not in chosen], self.rng.randrange(min(9, len(triples) - len(chosen) + 1)))

    def _line(self, nth: int, person: str, provider: str, service: str, usual: list[int]) -> None:
        rng, days = self.rng, self.days
        has_line = nth < 5 or rng.random() < 0.8
        contract = rng.choice([c for p, c in self.contracts if p == provider])
        line = Line(f"L-{nth}", person, provider, service, contract, rng.choice(ZONES))
        late = self.begins[contract] > days[0]
        spans = [(self.begins[contract], FOREVER)] if late else spans_within(rng, days, mostly=5)
        calls = self._calls(line, spans)
        if has_line:
            self.lines.append(line)
            self.commissions += [Commission(line.line_ref, s, e, rng.random() < 0.94) for s, e in spans]
            self.calls += calls
            if rng.random() < 0.93:
                self.openings.append(Opening(line.line_ref, days[0] + timedelta(days=7 * rng.choice((-4, -1, 0, 0, 0, 1)))))
        visits = self._visits(line, calls)
        self.visits += visits
        for week in days[::7]:
            made = self._claims(line, week, calls, visits, usual or [210_000])
            self.claims += made
            if has_line and rng.random() < 0.25:
                self.paid.append(Paid(line.line_ref, week, sum(c.pence for c in made) + rng.choice((-1, 0, 1, 500)) if made else 750))

    def _calls(self, line: Line, spans: list[tuple[date, date]]) -> list[Call]:
        rng, made = self.rng, []
        for on in self.days:
            if any(s <= on < e for s, e in spans):
                for _ in range(rng.choice((0, 1, 1, 2, 3))):
                    ref = f"K-{rng.randrange(100, 1000)}-{line.line_ref[2:]}-{len(made)}"
                    made.append(Call(ref, line.line_ref, on, rng.choice(_STARTS), rng.choice(_LENGTHS), rng.choice((1, 1, 2))))
        return made

    def _visits(self, line: Line, calls: list[Call]) -> list[Visit]:
        rng, made = self.rng, []
        carers = [f"W-{line.line_ref[2:]}{n}" for n in (1, 1, 2, 2, 3)] if rng.random() < 0.85 else ["W-1", "W-2", "W-2"]
        manual, quiet = rng.random() < 0.3, rng.random() < 0.5

        def visit(on: date, start: int, minutes: int) -> None:
            ref = f"V-{rng.randrange(1000, 10_000)}-{len(self.visits) + len(made)}"
            carer = "W-1" if not quiet and rng.random() < 0.1 else rng.choice(carers)
            start, minutes = min(max(start, 0), 1439), min(max(minutes, 3 if quiet else 1), 1440)
            outcome = rng.choice(_OUTCOMES)
            times = "ok" if quiet else rng.choice(("ok",) * 15 + ("no check-out", "ends before it starts"))
            if times != "ok" or (outcome != "delivered" and rng.random() < 0.8):
                minutes = rng.choice((0, 0, 0, minutes)) if outcome != "delivered" else 0
            notice, reason = -1, ""
            if outcome == "cancelled":
                notice, reason = rng.choice((-1, 0, 59, 60, 1439, 1440)), rng.choice(("person", "person", "provider"))
            source = "manual" if manual and rng.random() < 0.5 else rng.choice(_SOURCES)
            made.append(
                Visit(
                    ref, line.provider_ref, line.person_ref, line.service, carer, on, start, minutes, outcome, source, notice, reason, times
                )
            )

        for call in calls:
            if quiet and rng.random() < 0.7:
                times_made = call.carers
            else:
                times_made = rng.choice((0, 1, 1, 1, 1, 2) if call.carers == 1 else (0, 1, 2, 2, 2, 3))
            for _ in range(times_made):
                short = -call.minutes * (100 - rng.choice((50, 80, 100))) // 100
                change = short if rng.random() < 0.2 else rng.choice(_CHANGES)
                visit(call.on, call.starts_minute + (0 if quiet and rng.random() < 0.7 else rng.choice(_SHIFTS)), call.minutes + change)
        for _ in range(0 if quiet else rng.choice((0, 1, 3))):
            beyond = self.days[-1] + timedelta(days=1)
            visit(rng.choice((*self.days, beyond)), rng.choice(_STARTS), rng.choice((1, 2, 3, 5, 30, 30, 960, 961, 1440)))
        return made

    def _claims(self, line: Line, week: date, calls: list[Call], visits: list[Visit], usual: list[int]) -> list[Claim]:
        """None, one or two claims, near what was agreed or what was seen."""
        rng, sunday = self.rng, week + timedelta(days=6)
        agreed = sum(c.minutes * c.carers for c in calls if week <= c.on <= sunday)
        seen = sum(v.minutes for v in visits if week <= v.on <= sunday)
        minutes = max(0, rng.choice((agreed, agreed, seen, (agreed + seen) // 2, 0)) + rng.choice((-30, -1, 0, 0, 0, 1, 5, 30)))
        count = rng.choice((0, 1, 1, 1, 1, 2, 2))
        made: list[Claim] = []
        for n in range(count):
            share = minutes if count == 1 else (minutes // 3 if n == 0 else minutes - minutes // 3)
            rate = max(0, rng.choice(usual) + rng.choice((0, 0, 0, 0, 0, 1, -1, 5_000)))
            pence = max(0, price(share, rate) + rng.choice((0, 0, 0, 0, 0, 0, -1, 1, 2, -2, 100, 1000)))
            vat = rng.choice((0,) * 40 + (1,))
            check = rng.choice(("",) * 40 + ("unknown", "name differs"))
            claim = Claim("", 0, line.provider_ref, line.person_ref, line.service, week, share, rate, pence, vat, FOREVER, check)
            made.append(self._on_an_invoice(claim, len(self.claims) + len(made)))
        return made

    # Invoices

    def _invoice(self, nth: int) -> Invoice:
        rng = self.rng
        first = self.days[0] + timedelta(days=7 * rng.choice((-2, -1, 0, 0, 0, 1)))
        received = self.days[0] + timedelta(days=rng.choice((16, 17, 18) if self.calm else (3, 5, 6, 7, 16, 16, 17, 18)))
        last = first + timedelta(days=7 * rng.choice((0, 0, 1, 3)))
        pence = rng.choice((20_000, 20_000, 20_200, 20_201, 19_800, 10_000, 31_234))
        return Invoice(f"LC-{nth}", rng.choice(self.providers), rng.choice(_NUMBERS), received, pence, first, last)

    def _on_an_invoice(self, claim: Claim, nth: int) -> Claim:
        """On one of the provider's invoices, or on one of its own that nothing is known of."""
        theirs = [i for i in self.invoices if i.provider_ref == claim.provider_ref]
        if not theirs or self.rng.random() < 0.5:
            received = claim.week + timedelta(days=self.rng.choice((4, 6, 9, 9, 9, 9, 9, 9, 9, 9, 9, 20)))
            return replace(claim, invoice_ref=f"LD-{nth}", line_no=1 + nth % 3, received_on=received)
        invoice = self.rng.choice(theirs)
        return replace(claim, invoice_ref=invoice.invoice_ref, line_no=nth + 1, received_on=invoice.received_on)

    def _again(self, claims: list[Claim]) -> list[Claim]:
        """The claims, some of them once more on another invoice, and now and then a minute or a penny off."""
        rng, again = self.rng, []
        for claim in claims:
            if rng.random() < 0.1:
                copy = self._on_an_invoice(claim, 1000 + len(again))
                again.append(
                    replace(copy, minutes=copy.minutes + rng.choice((0, 0, 0, 1)), person_check=rng.choice(("", claim.person_check)))
                )
        return claims + again


def side_by_side(seeds: Iterable[int]) -> Inputs:
    """Random inputs of several seeds as one."""
    return beside_each_other((seed, random_inputs(seed)) for seed in seeds)


def beside_each_other(named: Iterable[tuple[object, Inputs]]) -> Inputs:
    """Inputs that have nothing to do with each other, as one: every reference has its name before it; bank holidays are everybody's."""
    rows: dict[str, dict] = {f.name: {} for f in fields(Inputs)}
    for called, inputs in named:
        for name, into in rows.items():
            into.update(dict.fromkeys(_named(row, f"{called}:") for row in getattr(inputs, name)))
    return Inputs(**{name: tuple(into) for name, into in rows.items()})


def _named(row: Any, prefix: str) -> Any:
    refs = {f.name: getattr(row, f.name) for f in fields(row) if f.name.endswith("_ref")}
    return replace(row, **{name: prefix + ref for name, ref in refs.items() if ref})
