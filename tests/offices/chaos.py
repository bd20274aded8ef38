"""Small valid inputs in which much coincides, for holding two judges to each other."""

import itertools
from datetime import date, timedelta
from random import Random

from duly.payments.validation.facts import (
    FOREVER,
    Call,
    Claim,
    Commission,
    Inputs,
    Line,
    Opening,
    Paid,
    Rate,
    Terms,
    Visit,
)  # fmt: skip

from .ground import price

_STARTS = (0, 480, 510, 540, 600, 600, 660, 720, 1020, 1080, 1380, 1425)
_LENGTHS = (1, 10, 15, 30, 30, 31, 45, 60)
_SHIFTS = (-61, -60, -59, -31, -30, -29, -15, -1, 0, 0, 0, 0, 1, 15, 29, 30, 31, 59, 60, 61)
_CHANGES = (-16, -11, -10, -6, -5, -1, 0, 0, 0, 0, 0, 1, 5, 6, 10, 11, 60)
_SERVICES = ("home-care", "sitting")


def random_inputs(seed: int, *, first_week: date = date(2026, 11, 2)) -> Inputs:
    """Inputs the specification allows, by seed: five to fifteen people, one or two weeks, nothing expected of them."""
    rng = Random(seed)
    days = [first_week + timedelta(days=n) for n in range(7 * rng.randrange(1, 3))]
    providers = ["PR-1", "PR-2"][: rng.randrange(1, 3)]
    contracts = [(p, f"C-{p[3:]}{n}") for p in providers for n in range(rng.randrange(1, 3))]
    people = [f"P-{n}" for n in range(10, 10 + rng.randrange(5, 16))]
    terms = [t for _, c in contracts for t in _terms(rng, c, days)]
    rates = [r for _, c in contracts for s in _SERVICES for r in _rates(rng, c, s, days)]
    triples = [(who, p, s) for who in people for p in providers for s in _SERVICES]
    chosen = [rng.choice([t for t in triples if t[0] == who]) for who in people]
    chosen += rng.sample([t for t in triples if t not in chosen], rng.randrange(5))
    lines, commissions, calls, paid, openings = [], [], [], [], []
    visits: list[Visit] = []
    claims: list[Claim] = []
    for nth, (person, provider, service) in enumerate(chosen):
        has_line = nth < 5 or rng.random() < 0.85
        contract = rng.choice([c for p, c in contracts if p == provider])
        line = Line(f"L-{nth}", person, provider, service, contract)
        spans = _spans(rng, days)
        theirs = _calls(rng, line, spans, days)
        if has_line:
            lines.append(line)
            commissions += [Commission(line.line_ref, s, e) for s, e in spans]
            calls += theirs
            if rng.random() < 0.9:
                openings.append(Opening(line.line_ref, days[0] + timedelta(days=7 * rng.choice((-4, -1, 0, 0, 0, 1)))))
        visits += _visits(rng, line, theirs, days, len(visits))
        usual = [r.rate_hundredths for r in rates if r.contract_ref == contract and r.service == service] or [210_000]
        for week in days[::7]:
            made = _claims(rng, line, week, theirs, visits, usual, len(claims))
            claims += made
            if has_line and rng.random() < 0.25:
                paid.append(Paid(line.line_ref, week, sum(c.pence for c in made) + rng.choice((-1, 0, 1, 500)) if made else 750))
    paid = [Paid(p.line_ref, p.week, max(p.pence, 0)) for p in paid]
    for rows in (lines, commissions, calls, terms, rates, visits, claims, paid, openings):
        rng.shuffle(rows)
    return Inputs(
        tuple(lines), tuple(commissions), tuple(calls), tuple(terms), tuple(rates), tuple(visits), tuple(claims),
        tuple(paid), tuple(openings),
    )  # fmt: skip


def _cut_points(rng: Random, days: list[date], most: int) -> list[date]:
    return sorted(rng.sample(days, rng.randrange(most + 1)))


def _terms(rng: Random, contract: str, days: list[date]) -> list[Terms]:
    """Versions that leave no day without terms, and may change on any."""
    points = [days[0] - timedelta(days=60), *_cut_points(rng, days, 2), FOREVER]
    return [
        Terms(
            contract,
            version,
            starts,
            ends,
            rng.choice(("ACTUAL_MINUTE", "PLANNED_WITHIN")),
            rng.choice((0, 5, 10)),
            rng.choice((0, 10, 15, 40)),
            rng.choice((0, 30, 60, 120)),
            rng.choice((0, 50, 80, 100)),
            rng.choice((0, 1, 100, 500, 1000, 100_000)),
            rng.choice((0, 100, 200, 1000, 10_000)),
            f"7.{version}",
        )
        for version, (starts, ends) in enumerate(itertools.pairwise(points), start=1)
    ]


def _rates(rng: Random, contract: str, service: str, days: list[date]) -> list[Rate]:
    """Rates that may change on any day, and are sometimes missing for a while."""
    points = [days[0] - timedelta(days=60), *_cut_points(rng, days, 2), rng.choice((FOREVER, FOREVER, days[-1]))]
    base = rng.choice((213_600, 200_000, 213_650, 198_001, 60_050))
    return [
        Rate(f"RT-{contract}-{service}-{n}", contract, service, s, e, base + rng.choice((0, 1, 100, 8_500)))
        for n, (s, e) in enumerate(itertools.pairwise(points))
        if s < e and rng.random() < 0.93
    ]


def _spans(rng: Random, days: list[date]) -> list[tuple[date, date]]:
    """When a line is in force: mostly throughout; else from or until a day, with a gap, or never."""
    long_ago, one, two = days[0] - timedelta(days=50), *sorted(rng.sample(days, 2))
    return rng.choice((
        *[[(long_ago, FOREVER)]] * 5,
        [(one, FOREVER)],
        [(long_ago, two)],
        [(one, two)],
        [(long_ago, one), (two, FOREVER)],
        [(long_ago, one), (one, FOREVER)],
        [(long_ago, days[0])],
        [(days[-1] + timedelta(days=1), FOREVER)],
        [],
    ))  # fmt: skip


def _calls(rng: Random, line: Line, spans: list[tuple[date, date]], days: list[date]) -> list[Call]:
    made: list[Call] = []
    for on in days:
        if any(s <= on < e for s, e in spans):
            for _ in range(rng.choice((0, 1, 1, 2, 3))):
                ref = f"K-{rng.randrange(100, 1000)}-{line.line_ref[2:]}-{len(made)}"
                carers = rng.choice((1, 1, 2))
                made.append(Call(ref, line.line_ref, on, rng.choice(_STARTS), rng.choice(_LENGTHS), carers))
    return made


def _visits(rng: Random, line: Line, calls: list[Call], days: list[date], already: int) -> list[Visit]:
    made: list[Visit] = []

    def visit(on: date, start: int, minutes: int) -> None:
        ref = f"V-{rng.randrange(1000, 10_000)}-{already + len(made)}"
        start, minutes = min(max(start, 0), 1439), min(max(minutes, 1), 1440)
        carer = rng.choice(("W-1", "W-1", "W-2", "W-3"))
        made.append(Visit(ref, line.provider_ref, line.person_ref, line.service, carer, on, start, minutes))

    for call in calls:
        for _ in range(rng.choice((0, 1, 1, 1, 2)) if call.carers == 1 else rng.choice((0, 1, 2, 2, 2, 3))):
            short = -call.minutes * (100 - rng.choice((50, 80, 100))) // 100
            change = short if rng.random() < 0.2 else rng.choice(_CHANGES)
            visit(call.on, call.starts_minute + rng.choice(_SHIFTS), call.minutes + change)
    for _ in range(rng.choice((0, 0, 1, 3))):
        visit(rng.choice(days), rng.choice(_STARTS), rng.choice((1, 5, 30, 1440)))
    return made


def _claims(rng: Random, line: Line, week: date, calls: list[Call], visits: list[Visit], usual: list[int], already: int) -> list[Claim]:
    """None, one or two claims, near what was agreed or what was seen."""
    sunday = week + timedelta(days=6)
    agreed = sum(c.minutes * c.carers for c in calls if week <= c.on <= sunday)
    of_line = (line.person_ref, line.provider_ref, line.service)
    seen = sum(v.minutes for v in visits if (v.person_ref, v.provider_ref, v.service) == of_line and week <= v.on <= sunday)
    minutes = max(0, rng.choice((agreed, agreed, seen, (agreed + seen) // 2, 0)) + rng.choice((-30, -1, 0, 0, 0, 1, 5, 30)))
    count = rng.choice((0, 1, 1, 1, 1, 2, 2))
    made: list[Claim] = []
    for n in range(count):
        share = minutes if count == 1 else (minutes // 3 if n == 0 else minutes - minutes // 3)
        rate = max(0, rng.choice(usual) + rng.choice((0, 0, 0, 0, 1, -1, 5_000)))
        pence = max(0, price(share, rate) + rng.choice((0, 0, 0, 0, -1, 1, 100, 1000)))
        made.append(
            Claim(
                f"LC-{already + n}",
                rng.randrange(1, 4),
                line.provider_ref,
                line.person_ref,
                line.service,
                week,
                share,
                rate,
                pence,
            )
        )
    return made
