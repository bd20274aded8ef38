"""A smallest week, for examples: one person, one line, one call on Monday 2 November 2026 of half an hour, visited and claimed as agreed."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from duly.payments.validation.facts import (
    FOREVER,
    Basis,
    Call,
    Claim,
    Commission,
    ContractSpan,
    Inputs,
    Line,
    Opening,
    Paid,
    Rate,
    Terms,
    Visit,
)
from duly.primitives.money import price

MONDAY = date(2026, 11, 2)
EARLIER = date(2026, 4, 1)
RATE = 213_600
"""£21.36 an hour: half an hour is £10.68."""


def terms(
    *,
    basis: Basis = "ACTUAL_MINUTE",
    tolerance: int = 5,
    floor: int = 15,
    window: int = 120,
    percent: int = 80,
    limit_pence: int = 1000,
    limit_bp: int = 200,
    starts: date = EARLIER,
    ends: date = FOREVER,
    **others: Any,
) -> Terms:
    """Terms with a trim limit of £10 or 2 per cent a week, whichever is lower. `others` are fields of `Terms` by their own names."""
    return Terms("C-1", 1, starts, ends, basis, tolerance, floor, window, percent, limit_pence, limit_bp, "Schedule 2, clause 4", **others)


def a_week(
    *,
    calls: tuple[tuple[int, int, int, int], ...] = ((0, 480, 30, 1),),
    visits: tuple[tuple[int, int, int, str], ...] = ((0, 480, 30, "K-1"),),
    claimed: int = 30,
    claimed_rate: int = RATE,
    pence: int | None = None,
    rates: tuple[tuple[date, date, int], ...] = ((EARLIER, FOREVER, RATE),),
    in_force: tuple[tuple[date, date], ...] = ((EARLIER, FOREVER),),
    contract: tuple[Terms, ...] = (),
    service: str = "home care",
    claimed_service: str = "home care",
    paid_to: date | None = MONDAY,
    paid: int = 0,
) -> Inputs:
    """Inputs of one line-week. Calls are (day of the week from 0, start, minutes, carers); visits are (day, start, minutes, carer).

    Claimed minutes are priced at the claimed rate unless `pence` is given.
    """
    return Inputs(
        lines=(Line("L-1", "P-1", "PR-1", service, "C-1"),),
        commissions=tuple(Commission("L-1", starts, ends) for starts, ends in in_force),
        calls=tuple(Call(f"CL-{n}", "L-1", MONDAY + timedelta(days=d), at, p, k) for n, (d, at, p, k) in enumerate(calls, 1)),
        terms=contract or (terms(),),
        rates=tuple(Rate(f"R-{n}", "C-1", service, starts, ends, rate) for n, (starts, ends, rate) in enumerate(rates, 1)),
        visits=tuple(
            Visit(f"V-{n}", "PR-1", "P-1", claimed_service, who, MONDAY + timedelta(days=d), at, a)
            for n, (d, at, a, who) in enumerate(visits, 1)
        ),
        claims=(
            Claim(
                "I-1",
                1,
                "PR-1",
                "P-1",
                claimed_service,
                MONDAY,
                claimed,
                claimed_rate,
                price(claimed, claimed_rate) if pence is None else pence,
            ),
        ),
        paid=(Paid("L-1", MONDAY, paid),) if paid else (),
        openings=(Opening("L-1", paid_to),) if paid_to else (),
        contracts=(ContractSpan("C-1", EARLIER, FOREVER),),
    )


def on(day: int) -> date:
    """A day of the week, from 0 for its Monday; 7 is the Monday after."""
    return MONDAY + timedelta(days=day)


def visits_as(inputs: Inputs, **changed: Any) -> Inputs:
    """The same inputs, every visit changed in these fields."""
    return replace(inputs, visits=tuple(replace(visit, **changed) for visit in inputs.visits))


def claims_as(inputs: Inputs, **changed: Any) -> Inputs:
    """The same inputs, every claim changed in these fields."""
    return replace(inputs, claims=tuple(replace(claim, **changed) for claim in inputs.claims))
