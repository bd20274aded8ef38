"""A smallest care home, for tests: one person, one line, one stay, and a claim for every night of some weeks."""

from datetime import date, timedelta

from duly.payments.validation.facts import (
    FOREVER,
    Absence,
    Claim,
    Commission,
    ContractSpan,
    Death,
    Funding,
    Inputs,
    Line,
    LineWeek,
    Opening,
    Paid,
    Rate,
    Return,
    Stay,
    Step,
    Terms,
)
from duly.payments.validation.nights.judge import judge_nights
from duly.payments.validation.nights.sharing import worth
from duly.primitives.period import days, monday_of

ALWAYS = (date(2000, 1, 3), FOREVER)
WEEK = 7_000_000
"""£700.00 a week in hundredths of a penny."""


def terms(
    *, part_week: str = "SEVENTHS", death_days: int = 0, paid_net: bool = False, limit_pence: int = 1000, limit_bp: int = 200
) -> Terms:
    return Terms(
        "C-9", 1, *ALWAYS, "NIGHTS", 0, 0, 0, 0, limit_pence, limit_bp, "clause 11",
        death_days=death_days, part_week=part_week, paid_net=paid_net,
    )  # fmt: skip


def a_home(
    *,
    weeks: tuple[date, ...],
    in_force: tuple[date, date] = ALWAYS,
    stay: tuple[date, date] | None = ALWAYS,
    rates: tuple[tuple[date, date, int], ...] = ((*ALWAYS, WEEK),),
    unit: str = "week",
    contract: Terms | None = None,
    steps: tuple[tuple[str, int, int, int], ...] = (),
    away: tuple[tuple[date, date, str], ...] = (),
    died_on: date | None = None,
    fundings: tuple[tuple[str, int, str, date, date], ...] = (),
    nights: int = 7,
    pence: int | None = None,
    claimed_rate: int = WEEK,
    paid: dict[date, int] | None = None,
    told: bool = True,
    others: tuple[Stay, ...] = (),
    received_on: date = date(2030, 1, 1),
) -> Inputs:
    """Claims of so many nights in each of the weeks, at the claimed rate unless `pence` is given. Dates are half-open."""
    return Inputs(
        lines=(Line("L-9", "P-9", "PR-9", "residential", "C-9"),),
        commissions=(Commission("L-9", *in_force),),
        terms=(contract or terms(),),
        contracts=(ContractSpan("C-9", *ALWAYS),),
        steps=tuple(Step("C-9", 1, *step) for step in steps),
        rates=tuple(Rate(f"R-{n}", "C-9", "residential", *rate, unit=unit) for n, rate in enumerate(rates, 1)),
        claims=tuple(
            Claim(f"I-{n}", 1, "PR-9", "P-9", "residential", week, 0, claimed_rate,
                  worth(claimed_rate, nights) if pence is None else pence, received_on=received_on, nights=nights)
            for n, week in enumerate(weeks, 1)
        ),
        stays=(*((Stay("S-9", "PR-9", "P-9", "residential", *stay),) if stay else ()), *others),
        absences=tuple(Absence("PR-9", "P-9", "residential", *one) for one in away),
        returns=(Return("PR-9", *ALWAYS),) if told else (),
        fundings=tuple(Funding("P-9", kind, weekly, who, *span) for kind, weekly, who, *span in fundings),
        deaths=(Death("P-9", died_on),) if died_on else (),
        openings=(Opening("L-9", ALWAYS[0]),),
        paid=tuple(Paid("L-9", week, sum_paid) for week, sum_paid in (paid or {}).items()),
    )  # fmt: skip


def the_week(inputs: Inputs) -> LineWeek:
    """The only line-week there is."""
    (found,) = judge_nights(inputs)
    return found


def entitled(
    first: date, last: date, *, rates: tuple[tuple[date, date, int], ...] = ((*ALWAYS, WEEK),), part_week: str = "SEVENTHS"
) -> int:
    """Pence the contract pays for the nights from a first to a last, inclusive, of somebody who was there."""
    ends = last + timedelta(days=1)
    weeks = tuple(sorted({monday_of(day) for day in days(first, ends)}))
    home = a_home(weeks=weeks, in_force=(first, ends), rates=rates, contract=terms(part_week=part_week), pence=10_000_000)
    return sum(found.entitled_pence for found in judge_nights(home))
