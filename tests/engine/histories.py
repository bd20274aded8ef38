"""What an office comes to know about one line, by chance: facts that arrive in any order, some put right or taken back later, and are paid on in between.

A history is made of chains. Each chain is one thing that is known (the plan, the rates, a visit, a stay), first as it was told and then as it was put right;
chains have nothing in common, so they may arrive in any order among each other, and in the end the same is known.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from duly.payments.validation.facts import (
    FOREVER,
    Absence,
    Call,
    Claim,
    Commission,
    ContractSpan,
    Death,
    Funding,
    Inputs,
    Interruption,
    Invoice,
    Line,
    Opening,
    Rate,
    Return,
    Stay,
    Step,
    Terms,
    Visit,
)

MONDAY = date(2026, 11, 2)
LONG_AGO = date(2026, 1, 5)
WHO = ("PR-1", "P-1", "care")
Fact = dict[str, tuple[Any, ...]]
"""What one fact says is so: rows by kind of input. It takes the place of what its chain said before."""


@dataclass(frozen=True)
class History:
    """Chains of facts, and the Mondays they are about. `lets` is whether the contract lets a small excess through."""

    weeks: tuple[date, ...]
    chains: tuple[tuple[Fact, ...], ...]
    lets: bool

    def arriving(self, rng: Random) -> Iterator[Callable[[], Inputs]]:
        """What is known after each arrival, to be asked for before the next, in an order by chance in which nothing is put right before it was told."""
        known: list[Fact] = [{} for _ in self.chains]
        waiting = [list(chain) for chain in self.chains]
        order = [n for n, chain in enumerate(self.chains) for _ in chain]
        rng.shuffle(order)
        for n in order:
            known[n] = waiting[n].pop(0)
            yield lambda: _inputs(known, rng)

    def known_at_last(self) -> Inputs:
        """What is known once everything has arrived."""
        return _inputs([chain[-1] for chain in self.chains], Random(0))


def a_history(seed: int) -> History:
    """A line by the minute or by the night over one or two weeks, by seed."""
    rng = Random(seed)
    weeks = tuple(MONDAY + timedelta(weeks=n) for n in range(rng.choice((1, 1, 2))))
    days = [week + timedelta(days=n) for week in weeks for n in range(7)]
    by_the_night, lets = rng.random() < 0.4, rng.random() < 0.3
    chains = _of_a_home(rng, weeks, days) if by_the_night else _at_home(rng, weeks, days, lets)
    return History(weeks, tuple(tuple(chain) for chain in chains if chain), lets and not by_the_night)


def _at_home(rng: Random, weeks: Sequence[date], days: list[date], lets: bool) -> list[list[Fact]]:
    calls = [
        Call(f"K-{n}", "L-1", on, rng.choice((480, 600, 1080)), rng.choice((30, 45)), rng.choice((1, 1, 1, 2)))
        for n, on in enumerate(sorted(rng.choices(days, k=rng.randrange(2, 5))))
    ]
    whole = {"commissions": (Commission("L-1", LONG_AGO, FOREVER),), "calls": tuple(calls)}
    plan = [whole]
    for _ in range(rng.choice((0, 1, 1))):
        plan.append(_planned_otherwise(rng, plan[-1], days))
    clause = {"let_minutes": 10, "let_person_minutes": 20, "let_run_pence": 5_000, "let_run_bp": 5_000} if lets else {}
    terms = [{"terms": (_terms(rng, rng.choice(("ACTUAL_MINUTE", "PLANNED_WITHIN")), **clause),)} for _ in range(rng.choice((1, 1, 2)))]
    chains = [plan, terms, _rates(rng, days, "hour", 213_600), [_ground()]]
    for n, call in enumerate(calls):
        for carer in range(call.carers):
            made = Visit(f"V-{n}-{carer}", *WHO, f"W-{carer}", call.on, call.starts_minute + rng.choice((0, 0, 7)), call.minutes)
            chains.append([{"visits": (visit,)} if visit else {} for visit in _put_right(rng, made, _visited_otherwise)])
    if rng.random() < 0.1:
        chains.append([{"visits": (Visit("V-more", *WHO, "W-9", rng.choice(days), 900, 30),)}])
    for week in weeks:
        minutes = sum(c.minutes * c.carers for c in calls if week <= c.on < week + timedelta(days=7)) + rng.choice((0, 0, 5, 10, 60))
        chains += _claims(rng, week, minutes, 0, minutes * 213_600, 6_000)
    return chains + _befallen(rng, days)


def _of_a_home(rng: Random, weeks: Sequence[date], days: list[date]) -> list[list[Fact]]:
    terms = [
        {
            "terms": (_terms(rng, "NIGHTS"),),
            "steps": (Step("C-1", 1, "hospital", 1, 3, 100), Step("C-1", 1, "hospital", 4, 9, rng.choice((0, 50)))),
        }
        for _ in range(rng.choice((1, 1, 2)))
    ]
    stay = Stay("S-1", *WHO, LONG_AGO, FOREVER)
    stays = [
        {"stays": (one,)} if one else {} for one in _put_right(rng, stay, lambda rng, row: replace(row, discharged=rng.choice(days[1:])))
    ]
    away = [Absence(*WHO, on, on + timedelta(days=rng.randrange(1, 6)), "hospital") for on in rng.sample(days, 2)]
    paid_by_others = Funding("P-1", "contribution", 9_350, rng.choice(("provider", "council")), LONG_AGO, FOREVER)
    chains: list[list[Fact]] = [
        [
            {"commissions": (Commission("L-1", LONG_AGO, FOREVER),)},
            {"commissions": (Commission("L-1", LONG_AGO, rng.choice((FOREVER, days[4]))),)},
        ],
        terms,
        _rates(rng, days, "week", 7_476_000),
        [_ground()],
        stays,
        [{"absences": (one,)} for one in away[: rng.randrange(3)]],
        [{"fundings": (paid_by_others,)}],
        [{"returns": (Return("PR-1", weeks[0], weeks[-1] + timedelta(days=7)),)}],
    ]
    for week in weeks:
        nights = rng.choice((7, 7, 6, 5))
        chains += _claims(rng, week, 0, nights, nights * 7_476_000, 700)
    return chains + _befallen(rng, days)


# What a chain is made of


def _ground() -> Fact:
    line = Line("L-1", "P-1", "PR-1", "care", "C-1")
    return {"lines": (line,), "contracts": (ContractSpan("C-1", LONG_AGO, FOREVER),), "openings": (Opening("L-1", LONG_AGO),)}


def _terms(rng: Random, basis: Any, **clause: int) -> Terms:
    limit = rng.choice((500, 100_000, 100_000, 100_000, 100_000))
    return Terms(
        "C-1",
        1,
        LONG_AGO,
        FOREVER,
        basis,
        5,
        15,
        60,
        80,
        limit,
        10_000,
        "7",
        death_days=rng.choice((0, 3)),
        paid_net=rng.random() < 0.5,
        **clause,
    )


def _rates(rng: Random, days: list[date], unit: str, hundredths: int) -> list[Fact]:
    """One rate; then, perhaps, another from a day that is past; then, perhaps, the other put right."""
    first = Rate("R-1", "C-1", "care", LONG_AGO, FOREVER, hundredths, unit)
    turn = rng.choice((LONG_AGO + timedelta(days=7), *days))
    second = Rate("R-2", "C-1", "care", turn, FOREVER, hundredths + rng.choice((-9_600, 10_680)), unit)
    told: list[Fact] = [{"rates": (first,)}, {"rates": (replace(first, ends=turn), second)}]
    told.append({"rates": (replace(first, ends=turn), replace(second, rate_hundredths=hundredths + 5_340))})
    return told[: rng.randrange(1, 4)]


def _planned_otherwise(rng: Random, plan: Fact, days: list[date]) -> Fact:
    """The line ended, and its calls from then on; or a call of another length; or a call that was never to be."""
    calls = plan["calls"]
    if rng.random() < 0.3:
        ends = rng.choice(days[1:])
        return {"commissions": (Commission("L-1", LONG_AGO, ends),), "calls": tuple(call for call in calls if call.on < ends)}
    other = rng.randrange(len(calls))
    instead = (replace(calls[other], minutes=calls[other].minutes + rng.choice((-15, 15))),) if rng.random() < 0.6 else ()
    return {"commissions": plan["commissions"], "calls": (*calls[:other], *instead, *calls[other + 1 :])}


def _put_right(rng: Random, row: Any, otherwise: Any) -> list[Any]:
    """A row; perhaps put right; perhaps taken back."""
    return [row, *([otherwise(rng, row)] if rng.random() < 0.3 else []), *([None] if rng.random() < 0.08 else [])]


def _visited_otherwise(rng: Random, visit: Visit) -> Visit:
    return replace(
        visit,
        minutes=max(3, visit.minutes + rng.choice((-20, -6, 4, 15))),
        starts_minute=visit.starts_minute + rng.choice((0, 0, 0, 0, 0, 90)),
    )


def _claims(rng: Random, week: date, minutes: int, nights: int, times_rate: int, per: int) -> list[list[Fact]]:
    """A claim, perhaps corrected; and now and then the same again on another invoice."""

    def told(ref: str, pence: int, received: int) -> Fact:
        on = week + timedelta(days=received)
        claim = Claim(ref, 1, *WHO, week, minutes, times_rate // max(minutes, nights, 1), pence, received_on=on, nights=nights)
        return {"claims": (claim,), "invoices": (Invoice(ref, "PR-1", ref.replace("-", ""), on, pence, week, week),)}

    pence = (times_rate + per // 2) // per
    chain = [told(f"I-{week:%m%d}", pence, 9)]
    if rng.random() < 0.2:
        chain.append(told(f"I-{week:%m%d}", max(0, pence - rng.choice((1, 500))), 9))
    return [chain, *([[told(f"XAGAINX-{week:%m%d}", pence, 12)]] if rng.random() < 0.1 else [])]


def _befallen(rng: Random, days: list[date]) -> list[list[Fact]]:
    """A death, an interruption, or a stay somewhere else, each perhaps put right or taken back."""
    chains: list[list[Fact]] = []
    if rng.random() < 0.2:
        chains.append([{"deaths": (Death("P-1", on),)} for on in rng.sample(days, rng.choice((1, 2)))] + [{}] * (rng.random() < 0.3))
    if rng.random() < 0.4:
        kind, starts = rng.choice(("hospital", "holiday", "suspension")), rng.choice(days)
        spans = [Interruption("P-1", kind, starts, starts + timedelta(days=n)) for n in rng.sample(range(1, 6), rng.choice((1, 2)))]
        chains.append([{"interruptions": (one,)} for one in spans] + [{}] * (rng.random() < 0.3))
    if rng.random() < 0.08:
        starts = rng.choice(days)
        chains.append(
            [{"stays": (Stay("S-9", "PR-9", "P-1", "residential", starts, starts + timedelta(days=3)),)}, {}][: rng.choice((1, 2))]
        )
    return chains


def _inputs(known: list[Fact], rng: Random) -> Inputs:
    """Everything known, in an order by chance."""
    found: dict[str, list[Any]] = {}
    for fact in rng.sample(known, len(known)):
        for name, rows in fact.items():
            found.setdefault(name, []).extend(rows)
    return Inputs(**{name: tuple(rows) for name, rows in found.items()})
