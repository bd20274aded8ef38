"""Care homes by chance: nights in which much coincides, alone or beside an office of care by the minute. Nothing is expected of them."""

import itertools
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date, timedelta
from random import Random

from duly.payments.validation.facts import (
    FOREVER,
    Absence,
    Claim,
    Commission,
    Death,
    Funding,
    Inputs,
    Interruption,
    Invoice,
    Line,
    Opening,
    Paid,
    Rate,
    Return,
    Stay,
    Step,
    Terms,
)

from .chaos import random_inputs
from .chaos_ground import ZONES, some_contract_spans, some_holidays, spans_within

PART_WEEKS = ("SEVENTHS", "SEVENTHS", "BALANCE_LAST", "WHOLE_WEEK")
AWAY = ("hospital", "holiday", "respite")
WEEKLY = (7_476_000, 7_223_100, 7_000_000, 3_499_950, 7_000_001)
_NUMBERS = ("HH100", "HH100", "HH101", "HH110", "XY7766551", "QZ3318842", "MN9021147", "KT5550123", "HL4478209")


def whole_office(seed: int) -> Inputs:
    """A random office of care by the minute, and homes for some of the same people, with what befell them."""
    minutes = random_inputs(seed)
    first = min((c.week for c in minutes.claims), default=date(2026, 11, 2))
    people = sorted({line.person_ref for line in minutes.lines})[:3]
    nights = random_homes(seed, first_week=first, people=people, told=minutes)
    once = {
        (s.provider_ref, s.person_ref): s for s in minutes.stays
    }  # two of one home may lie over each other there, and are refused by the night
    both = {f.name: getattr(minutes, f.name) + getattr(nights, f.name) for f in fields(Inputs)}
    return Inputs(**both | {"stays": (*once.values(), *nights.stays)})


def random_homes(
    seed: int, *, first_week: date = date(2026, 11, 2), people: Sequence[str] = ("P-1", "P-2", "P-3", "P-4"), told: Inputs | None = None
) -> Inputs:
    """Two homes, up to four people and one or two weeks by seed. With `told`, deaths, interruptions and bank holidays are what it has."""
    return _Homes(Random(seed), first_week, people, told).inputs()


class _Homes:
    """Inputs while they are made."""

    def __init__(self, rng: Random, first_week: date, people: Sequence[str], told: Inputs | None) -> None:
        self.rng, self.people, self.told = rng, people, told
        self.days = [first_week + timedelta(days=n) for n in range(7 * rng.randrange(1, 3))]
        self.around = [self.days[0] + timedelta(days=n) for n in range(-9, len(self.days) + 3)]
        self.calm = rng.random() < 0.6
        self.homes = [(f"HM-{n}", f"CH-{n}") for n in (1, 2)]
        self.invoices = [self._invoice(nth) for nth in range(4)]

    def inputs(self) -> Inputs:
        rng = self.rng
        chosen = [(who, *rng.choice(self.homes)) for who in self.people] + [(self.people[0], *home) for home in self.homes]
        lines = [
            Line(f"LH-{n}", who, home, "residential", contract, rng.choice(ZONES))
            for n, (who, home, contract) in enumerate(dict.fromkeys(chosen))
        ]
        terms = [t for _, contract in self.homes for t in self._terms(contract)]
        rates = [r for _, contract in self.homes for r in self._rates(contract, lines[0].line_ref)]
        known = lines if rng.random() < 0.9 else lines[:-1]
        commissions, openings = [], []
        for line in known:
            commissions += [Commission(line.line_ref, s, e, rng.random() < 0.95) for s, e in spans_within(rng, self.days, mostly=9)]
            if rng.random() < 0.95:
                openings.append(Opening(line.line_ref, self.days[0] + timedelta(days=7 * rng.choice((-4, -4, -4, 0, 0, 1)))))
        claims = [claim for line in lines for week in self.days[::7] for claim in self._claims(line, week, rates)]
        made: dict[str, list] = {
            "lines": list(known),
            "commissions": commissions,
            "terms": terms,
            "rates": rates,
            "claims": claims + self._again(claims),
            "paid": [Paid(x.line_ref, w, rng.choice((0, 1, 70_000))) for x in known for w in self.days[::7] if rng.random() < 0.2],
            "openings": openings,
            "contracts": [span for _, contract in self.homes for span in some_contract_spans(rng, contract, self.days, self.calm)],
            "steps": [step for t in terms for step in self._steps(t)],
            "holidays": [] if self.told else some_holidays(rng, self.days),
            "deaths": [] if self.told else [Death(who, rng.choice(self.around)) for who in self.people if rng.random() < 0.25],
            "interruptions": [] if self.told else [x for who in self.people for x in self._interruptions(who)],
            "stays": [stay for line in lines for stay in self._stays(line)],
            "invoices": [i for i in self.invoices if rng.random() < 0.93],
            "absences": [x for line in lines for x in self._absences(line)],
            "returns": [x for home, _ in self.homes for x in self._returns(home)],
            "fundings": [x for who in self.people for x in self._fundings(who)],
        }
        for rows in made.values():
            rng.shuffle(rows)
        return Inputs(**{name: tuple(rows) for name, rows in made.items()})

    def _terms(self, contract: str) -> list[Terms]:
        rng = self.rng
        points = [self.days[0] - timedelta(days=60), *sorted(rng.sample(self.days, rng.randrange(2))), FOREVER]
        return [
            Terms(
                contract, version, starts, ends, "NIGHTS", 0, 0, 0, 0,
                rng.choice((0, 1, 1000, 10_000, 100_000)), rng.choice((0, 200, 1000, 10_000)), f"11.{version}",
                death_days=rng.choice((0, 1, 3, 7)), part_week=rng.choice(PART_WEEKS), paid_net=rng.random() < 0.5,
            )
            for version, (starts, ends) in enumerate(itertools.pairwise(points), start=1)
        ]  # fmt: skip

    def _steps(self, terms: Terms) -> list[Step]:
        """For most kinds, what is paid on the first days and then on others."""
        rng, made = self.rng, []
        for kind in (*AWAY, "suspension"):
            first = rng.choice((1, 1, 1, 2))
            for _ in range(rng.choice((0, 1, 2, 2))):
                last = first + rng.choice((0, 1, 2, 5))
                made.append(Step(terms.contract_ref, terms.version, kind, first, last, rng.choice((0, 33, 50, 80, 100, 100))))
                first = last + rng.choice((1, 1, 2))
        return made

    def _rates(self, contract: str, line_ref: str) -> list[Rate]:
        rng, made = self.rng, []
        base, long_ago = rng.choice(WEEKLY), self.days[0] - timedelta(days=60)

        def rate(starts: date, ends: date, **keys: object) -> None:
            unit = rng.choice(("week", "week", "week", "night"))
            value = max(0, rng.choice((base, base, rng.choice(WEEKLY))) + rng.choice((0, 0, 100, 29_900)))
            value = value // 7 if unit == "night" else value
            approved = self.calm or rng.random() < 0.93
            made.append(Rate(f"RH-{contract}-{len(made)}", contract, "residential", starts, ends, value, unit, approved=approved, **keys))

        points = [
            long_ago,
            *sorted(rng.sample(self.days, rng.randrange(3))),
            FOREVER if self.calm else rng.choice((FOREVER, self.days[-1])),
        ]
        for starts, ends in itertools.pairwise(points):
            if starts < ends and (self.calm or rng.random() < 0.95):
                rate(starts, ends)
        for _ in range(rng.choice((0, 0, 1, 2))):
            low, high = rng.choice(((0, 1440), (0, 1440), (0, 1440), (0, 60), (30, 60)))
            rate(
                long_ago, rng.choice((FOREVER, self.days[3])), line_ref=rng.choice(("", "", line_ref)), band_from=low, band_to=high,
                day_type=rng.choice(("", "weekday", "saturday", "sunday", "bank-holiday")), carer=rng.choice((0, 0, 0, 1)), zone=rng.choice(ZONES),
            )  # fmt: skip
        if rng.random() < 0.5:
            rate(self.days[0] - timedelta(days=400), long_ago)
        return made

    # Who was there

    def _span(self, most: int) -> tuple[date, date]:
        starts = self.rng.choice(self.around)
        return starts, starts + timedelta(days=self.rng.randrange(1, most + 1))

    def _stays(self, line: Line) -> list[Stay]:
        """Mostly one throughout; else one that begins or ends, two, or none. One person's stays in two homes may lie over each other."""
        rng, long_ago = self.rng, self.days[0] - timedelta(days=30)
        one = rng.choice(self.around)
        spans = rng.choice((
            *[[(long_ago, FOREVER)]] * 5, [(long_ago, one)], [(one, FOREVER)], [(long_ago, one), (one + timedelta(days=1), FOREVER)], [self._span(8)], [],
        ))  # fmt: skip
        return [
            Stay(f"SH-{line.line_ref}-{n}", line.provider_ref, line.person_ref, line.service, *s)
            for n, s in enumerate(spans)
            if s[0] < s[1]
        ]

    def _absences(self, line: Line) -> list[Absence]:
        """None or two, of any kinds; two of one kind never lie over each other."""
        care = (line.provider_ref, line.person_ref, line.service)
        kinds = self.rng.sample(AWAY, self.rng.choice((0, 0, 0, 1, 1, 2)))
        return [Absence(*care, *self._span(9), kind) for kind in kinds]

    def _interruptions(self, who: str) -> list[Interruption]:
        kinds = [kind for kind in (*AWAY, "suspension") if self.rng.random() < 0.06]
        return [Interruption(who, kind, *self._span(9)) for kind in kinds]

    def _returns(self, home: str) -> list[Return]:
        """Nearly always for every week; each for a week or more."""
        told = [(week, week + timedelta(days=7)) for week in self.days[::7] if self.calm or self.rng.random() < 0.85]
        return [Return(home, s - timedelta(days=n), e - timedelta(days=self.rng.choice((0, 0, 0, 0, n)))) for n, (s, e) in enumerate(told)]

    def _fundings(self, who: str) -> list[Funding]:
        rng = self.rng
        return [
            Funding(who, kind, rng.choice((0, 1, 20_005, 25_406, 90_000)), rng.choice(("provider", "council", "nhs")), *self._span(15))
            for kind in ("contribution", "top-up", "fnc")
            if rng.random() < 0.4
        ]

    # What is claimed

    def _claims(self, line: Line, week: date, rates: list[Rate]) -> list[Claim]:
        rng, made = self.rng, []
        usual = [r.rate_hundredths * (7 if r.unit == "night" else 1) for r in rates if r.contract_ref == line.contract_ref] or [WEEKLY[0]]
        count = rng.choice((0, 1, 1, 1, 1, 1, 2))
        for n in range(count):
            nights = rng.choice((7, 7, 7, 6, 5, 4, 3, 0)) if count == 1 else (3, 4)[n]
            rate = max(0, rng.choice(usual) + rng.choice((0, 0, 0, 0, 0, 1, -1, 5_000)))
            pence = max(0, (rate * nights + 350) // 700 + rng.choice((0, 0, 0, 0, -1, 1, -100, 1000)))
            check = rng.choice(("",) * 30 + ("unknown", "name differs"))
            vat = rng.choice((0,) * 30 + (1,))
            claim = Claim("", 0, line.provider_ref, line.person_ref, line.service, week, 0, rate, pence, vat, FOREVER, check, nights)
            made.append(self._on_an_invoice(claim, f"{line.line_ref}-{week:%m%d}-{n}"))
        return made

    def _invoice(self, nth: int) -> Invoice:
        rng = self.rng
        first = self.days[0] + timedelta(days=7 * rng.choice((-2, -1, 0, 0, 0, 1)))
        received = self.days[0] + timedelta(days=rng.choice((16, 17, 18) if self.calm else (3, 5, 6, 7, 16, 17)))
        pence = rng.choice((70_000, 70_000, 70_700, 70_701, 69_300, 31_234))
        return Invoice(
            f"IH-{nth}",
            rng.choice(self.homes)[0],
            rng.choice(_NUMBERS),
            received,
            pence,
            first,
            first + timedelta(days=7 * rng.choice((0, 1))),
        )

    def _on_an_invoice(self, claim: Claim, called: str) -> Claim:
        """On an invoice of its own of which nothing is known, or, sometimes, on one of the home's."""
        theirs = [i for i in self.invoices if i.provider_ref == claim.provider_ref]
        if not theirs or self.rng.random() < 0.6:
            received = claim.week + timedelta(days=self.rng.choice((5, 6, 9, 9, 9, 9, 9, 9, 20)))
            return replace(claim, invoice_ref=f"IH-{called}", line_no=1, received_on=received)
        invoice = self.rng.choice(theirs)
        self.invoiced = getattr(self, "invoiced", 0) + 1
        return replace(claim, invoice_ref=invoice.invoice_ref, line_no=self.invoiced, received_on=invoice.received_on)

    def _again(self, claims: list[Claim]) -> list[Claim]:
        """Some claims once more on another invoice, and now and then a night or a penny off."""
        again = []
        for nth, claim in enumerate(c for c in claims if self.rng.random() < 0.1):
            copy = self._on_an_invoice(claim, f"again-{nth}")
            nights = max(0, copy.nights - self.rng.choice((0, 0, 1)))
            again.append(replace(copy, nights=nights, pence=copy.pence - self.rng.choice((0, 0, 0, min(1, copy.pence)))))
        return again
