"""What can be planted, gone on with: rates, limits, openings and two claims; several faults at once; and oddities that are harmless."""

from duly.office.practice.invented.draft import Draft
from duly.office.practice.invented.kinds import (
    ALONE,
    LIMITS,
    blocked,
    clean,
    held,
    refused,
    told,
    trimmed,
)

NO_RATE, DEAR = 210_000, 900_000
"""What is claimed an hour where the contract has no rate, and what no contract pays."""


def _rate(d: Draft, starts: int, ends: int | None, days: range = range(7)) -> Draft:
    """Its own contract with one rate between two weekdays, and the usual calls on these days."""
    d.spot()
    return d.paying((starts, ends, d.own_rate)).twice(days=days)


def _no_rate(d: Draft, starts: int = -140, *, carers: int = 1) -> Draft:
    """Its own contract without any rate, in force from a weekday."""
    return d.spot().paying().in_force((starts, None)).twice(carers=carers)


def _half_penny(d: Draft) -> Draft:
    """Its own contract, whose rate makes the week's price end in exactly half a penny."""
    d.spot()
    while 420 * d.own_rate % 6000 != 3000:
        d.own_rate += 1
    return d.paying((-140, None, d.own_rate)).twice(30)


def _makes_up(d: Draft) -> Draft:
    """One call missed, and another longer by as much."""
    return d.twice().missed().pick().longer(d.lost).claims()


MONEY = (
    trimmed("rate-one-hundredth-above", "303", lambda d: d.twice().claims(dearer=1)),
    clean("rate-as-contract", lambda d: d.twice().claims()),
    trimmed("rate-a-little-above", "303", lambda d: d.twice().claims(percent=1)),
    held("rate-well-above", "303", lambda d: d.twice().claims(dearer=15_000)),
    told("rate-below-contract", "304", lambda d: d.twice().claims(dearer=-4_999)),
    clean("uplift-on-monday", lambda d: d.rising(0).twice().claims()),
    trimmed("uplift-claimed-a-week-early", "305", lambda d: d.rising(7).twice().claims()),
    clean("uplift-in-midweek-claimed-by-day", lambda d: d.rising(3).twice().claims_by_day(from_weekday=3)),
    clean("uplift-in-midweek-claimed-throughout", lambda d: d.rising(3).twice().claims()),
    trimmed("uplift-in-midweek-claimed-above", "303", lambda d: d.rising(3).twice().claims_by_day(from_weekday=3, dearer=1)),
    clean("no-rate-but-not-needed", lambda d: _rate(d, 2, None, range(2, 7)).claims()),
    blocked("no-rate-the-day-before-it-begins", "301", lambda d: _rate(d, 2, None, range(1, 7)).claims()),
    blocked("rate-ended-the-sunday-before", "301", lambda d: _rate(d, -140, 0).claims()),
    clean("rate-ends-this-sunday", lambda d: _rate(d, -140, 7).claims()),
    blocked("rate-ends-on-saturday", "301", lambda d: _rate(d, -140, 6).claims()),
    blocked("dearer-than-no-rate", "301", lambda d: _no_rate(d).claims(rate=DEAR)),
    clean("half-a-penny", lambda d: _half_penny(d).claims()),
    clean("half-a-penny-claimed-down", lambda d: _half_penny(d).claims(odd_pence=-1)),
    trimmed("no-money-in-question-limit-nought", "303", lambda d: d.spot(trim_limit_bp=0).twice().claims(dearer=1, odd_pence=0)),
    held("a-penny-in-question-limit-nought", "303", lambda d: d.spot(trim_limit_bp=0).twice().claims(dearer=1, odd_pence=1)),
    trimmed(
        "limit-of-the-first-day-in-force",
        "404 411",
        lambda d: d.spot(trim_limit_bp=0, from_day=LIMITS).in_force((2, None)).twice(15).missed().claims(),
    ),
    held(
        "limit-of-the-day-before",
        "404 411",
        lambda d: d.spot(trim_limit_bp=0, from_day=LIMITS).in_force((1, None)).twice(15).missed().claims(),
    ),
    refused("no-opening", lambda d: d.opened_at(None).twice().claims()),
    refused("week-before-opening", lambda d: d.opened_at(7).twice().claims()),
    clean("week-of-opening", lambda d: d.opened_at(0).twice().claims()),
    clean("two-claims-in-order", lambda d: d.twice().claims_twice()),
    trimmed("two-claims-one-above", "411", lambda d: d.twice().claims_twice(1)),
    trimmed("two-claims-one-dear", "303", lambda d: d.twice().claims_twice(second=30, percent=5)),
)

TOGETHER = (
    held("over-plan-and-dear", "303 401", lambda d: d.twice().longer(20).claims(20, percent=6)),
    trimmed("a-little-over-and-a-little-dear", "303 401", lambda d: d.twice().longer(2).claims(2, dearer=1)),
    held("absent-second-and-missed", "402 404 407 411", lambda d: d.twice(carers=2).missed(2).pick().missed().missed().claims()),
    trimmed("absent-second-and-dear", "303 407", lambda d: d.twice(carers=2).missed(2).claims(dearer=1)),
    held("outside-and-dear", "203 303", lambda d: d.in_force((2, None)).twice().outside(1, 45).claims(45, percent=6)),
    held("outside-and-over-plan", "203 401", lambda d: d.in_force((2, None)).twice().longer(30).outside(1, 45).claims(75)),
    held("outside-takes-before-over-plan", "203", lambda d: d.in_force((2, None)).twice().longer(30).outside(1, 45).claims(45)),
    held("outside-and-unevidenced", "203 411", lambda d: d.in_force((2, None)).twice().outside(1, 45).claims(105)),
    held("over-plan-and-unevidenced", "401 411", lambda d: d.twice().longer(10).claims(30)),
    held("over-plan-makes-up-for-missed", "401 404", _makes_up),
    held(
        "all-four-causes",
        "203 403 407 411",
        lambda d: (
            d.in_force((2, None)).twice(45, carers=2).missed(2).pick().moved(0).moved(0, 2).also_after(10, 30).outside(1, 20).claims(75)
        ),
    ),
    blocked("no-rate-and-over-plan", "301 401", lambda d: _rate(d, -140, 6).longer(20).claims(20)),
    blocked("no-rate-and-outside", "203 301", lambda d: _no_rate(d, 2).outside(1, 45).claims(45, rate=NO_RATE)),
    blocked("no-rate-and-nothing-seen", "301 402 404 411", lambda d: _rate(d, 1, None).nobody().claims()),
    blocked("no-rate-and-absent-second", "301 407", lambda d: _no_rate(d, carers=2).missed(2).claims(rate=NO_RATE)),
    held("no-line-wins", "202", lambda d: d.twice().claims(d.agreed, rate=DEAR).without_line(), beside=ALONE),
    refused("refusal-wins", lambda d: _no_rate(d.opened_at(None)).missed().claims(rate=DEAR)),
)

HARMLESS = (
    clean("claim-below-evidence", lambda d: d.twice().claims_instead(0)),
    clean(
        "two-services-at-one-time",
        lambda d: d.weekly(*((p.weekday, p.starts_minute, p.minutes, 1) for p in d.beside)).claims(),
        beside="same provider",
    ),
    clean("another-carer-in-midweek", lambda d: d.twice().carers(1, 1, 2, 2).claims()),
    clean("both-visits-swap-calls-order", lambda d: d.twice(carers=2).moved(2).moved(0, 2).claims()),
)
