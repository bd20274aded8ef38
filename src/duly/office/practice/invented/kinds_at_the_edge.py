"""The edges beside what is planted elsewhere: a penny or a minute on the other side, another spelling, another line, and several things at once."""

from dataclasses import replace
from typing import Any

from duly.office.practice.invented.council import NEWEST
from duly.office.practice.invented.draft import Draft
from duly.office.practice.invented.kinds import ALONE, Kind, blocked, clean, held, in_the_week, told, trimmed
from duly.office.practice.invented.kinds_of_evidence import HALF
from duly.primitives.money import price

DEAR, WRONG_PENCE = 900_000, 123_456
MORE = 40_000
"""What a particular rate is dearer by: £4 an hour."""


def _shared(d: Draft) -> int:
    """A limit of 2 % with no matter how many pence: the most that may be in question."""
    d.spot(trim_limit_pence=100_000).twice()
    entitled = price(d.agreed, d.rate)
    return max(pence for pence in range(1, 2000) if pence <= (entitled + pence) * 200 // 10_000)


def _half_limit(d: Draft, *, carers: int = 1) -> Draft:
    """A limit of £10 or half of the claim."""
    return d.spot(trim_limit_bp=5000).twice(carers=carers)


def _five_short(d: Draft, less: int) -> Draft:
    """Five minutes that nobody made are claimed; the limit is what they come to, less some pence."""
    d.spot(trim_limit_bp=5000).twice(30).lasting(25)
    five = price(d.agreed, d.rate) - price(d.agreed - 5, d.rate)
    return d.agreed_otherwise(trim_limit_pence=five - less).claims()


LIMITS = (
    trimmed("question-equals-limit-in-pence", "303", lambda d: _half_limit(d).claims_for(1000)),
    held("question-a-penny-above-limit-in-pence", "303", lambda d: _half_limit(d).claims_for(1001)),
    trimmed("question-equals-limit-as-share", "303", lambda d: d.claims_for(_shared(d))),
    held("question-a-penny-above-limit-as-share", "303", lambda d: d.claims_for(_shared(d) + 1)),
    trimmed("short-double-up-not-in-question", "303 402 407", lambda d: _half_limit(d, carers=2).never_second().claims_for(1000)),
    held("short-double-up-and-a-penny-too-much", "303 402 407", lambda d: _half_limit(d, carers=2).never_second().claims_for(1001)),
    trimmed("five-minutes-equal-the-limit", "411", lambda d: _five_short(d, 0)),
    held("five-minutes-a-penny-above-the-limit", "411", lambda d: _five_short(d, 1)),
)


def _least_above(d: Draft) -> Draft:
    """By the minute of a minimum of half an hour: calls of twenty minutes, one visited for twelve."""
    return d.spot("ACTUAL_INCREMENT", increment_minutes=1, increment_way="nearest", minimum_minutes=30).twice(20).lasting(12)


def _capped(d: Draft) -> Draft:
    """Capped by the visit: five, five and five hours planned, four, seven and six given."""
    d.spot(weekly_cap="visit").weekly(*((day, 600, 300, 1) for day in (0, 2, 4)))
    return d.pick(weekday=0).lasting(240).pick(weekday=2).lasting(420).pick(weekday=4).lasting(360)


def _flexible(d: Draft, minutes: int, **terms: Any) -> Draft:
    """Half an hour of flex: a call of 45 is missed, and so many minutes at half past one on Wednesday were not planned."""
    return d.spot(flex_minutes=30, **terms).twice(45).pick(weekday=4).missed().outside(2, minutes, at=810)


WORTH = (
    held("minimum-above-planned-claimed", "401", lambda d: _least_above(d).claims(10)),
    held("cancelled-and-unplanned", "411", lambda d: d.spot(**HALF).twice(60).also_became("cancelled", -240, notice=30, reason="person").claims(30)),
    clean("cancelled-then-made-after-all", lambda d: d.spot(**HALF).twice(60).moved(20).also_became("cancelled", notice=5000, reason="person").claims()),
    clean("missed-then-made-after-all", lambda d: d.twice().moved(15).also_became("missed").claims()),
    clean("capped-by-visit-claimed-so", lambda d: _capped(d).claims(-60)),
    held("cap-takes-the-room-before-the-flex", "403 404", lambda d: _flexible(d, 30, weekly_cap="week").pick(weekday=1).lasting(90).claims(30)),
    held("two-unplanned-share-the-flex", "403 404", lambda d: _flexible(d, 20).outside(1, 20, at=810).claims(40 - 45)),
    blocked("nothing-seen-and-no-contract", "201 402 404 411", lambda d: d.spot().payable(1, None).twice().nobody().claims()),
    clean("cancelled-visit-overlaps", lambda d: d.twice(60).also_became("cancelled", 10, notice=30, reason="person").claims()),
    clean("calls-one-after-the-other", lambda d: _one_after_the_other(d, 35)),
    held("calls-one-over-the-other", "405", lambda d: _one_after_the_other(d, 36)),
)  # fmt: skip


def _one_after_the_other(d: Draft, minutes: int) -> Draft:
    """Calls at ten and half past; on Thursday the first is visited for so long."""
    return d.spot().daily((600, 30), (630, 30)).punctual().pick(600, weekday=3).lasting(minutes).claims()


def _embargoed(d: Draft, starts: int, ends: int) -> Draft:
    return d.spot().embargoed(starts, ends)


EMBARGOES = (
    blocked("embargo-in-midweek", "201", lambda d: _embargoed(d, 2, 4).twice().claims()),
    clean("embargo-kept", lambda d: _embargoed(d, 2, 4).weekly(*((n, 600, 45, 1) for n in (0, 1, 4, 5, 6))).claims()),
    held("embargo-missed-and-claimed", "404 411", lambda d: _but_on_wednesday(_embargoed(d, 2, 3)).pick(weekday=2).missed().claims()),
)


def _but_on_wednesday(d: Draft) -> Draft:
    """Two calls a day, and on Wednesday one."""
    return d.weekly((2, 600, 45, 1), *((n, at, 45, 1) for n in (0, 1, 3, 4, 5, 6) for at in (600, 1080)))


def _numbered(d: Draft, first: str, second: str) -> Draft:
    """All but an hour on an invoice of its own, and the hour on another of that number, spelt otherwise."""
    return d.twice().claims_numbered(d.agreed - 60, spelt=first).claims_numbered(60, spelt=second)


def _all_else(d: Draft, **where: Any) -> Draft:
    """The second claim is dear, wrongly added up and with VAT."""
    d.claimed[-1] = replace(d.claimed[-1], minutes=60, rate_hundredths=DEAR, pence=WRONG_PENCE, vat_pence=5, **where)
    return d


INVOICES = (
    trimmed("number-again-in-small-letters", "102", lambda d: _numbered(d, "", "small")),
    trimmed("number-again-without-zeros", "102", lambda d: _numbered(d, "zeros", "")),
    trimmed("set-aside-and-all-else-wrong", "108", lambda d: _all_else(d.twice().claims(-60).claims(), person_name="Somebody Else", late=True)),
    trimmed("again-and-all-else-wrong", "102", lambda d: _all_else(_numbered(d, "", "small"))),
)  # fmt: skip


def _priced(d: Draft, *cells: tuple[int, dict[str, Any]], **terms: Any) -> Draft:
    """Its own contract, with dearer rates for particular cells beside the one for any."""
    d.spot(**terms)
    return d.paying((-140, None, d.own_rate), also=[(d.own_rate + more, cell) for more, cell in cells])


def _only(d: Draft, *cells: tuple[int, dict[str, Any]], **terms: Any) -> Draft:
    """The same, without one for any."""
    d.spot(**terms)
    return d.paying(also=[(d.own_rate + more, cell) for more, cell in cells])


def _an_hour_less(d: Draft) -> Draft:
    """The rate rises on Thursday: the week's last hour is not claimed."""
    d.rising(3).twice(60).claims_by_day(from_weekday=3)
    last = d.claimed[-1]
    d.claimed[-1] = replace(last, minutes=last.minutes - 60, pence=price(last.minutes - 60, last.rate_hundredths))
    return d


def _last_years(d: Draft, less: int) -> Draft:
    """A rate that went up five weeks ago, claimed as it was before, or less."""
    d.spot()
    old = d.own_rate * 96 // 100
    return d.paying((-400, -35, old), (-35, None, d.own_rate)).twice().claims(rate=old - less)


def _not_adopted_now(d: Draft) -> Draft:
    """Nobody adopted what it went up to."""
    _last_years(d, 0)
    assert d.spot_contract is not None
    old, new = d.spot_contract.rates
    d.spot_contract = replace(d.spot_contract, rates=(old, replace(new, approved=False)))
    return d


def _next_years(d: Draft) -> Draft:
    """Most is claimed at next week's rate, and two hours at £1.50 above this week's."""
    d.spot(trim_limit_pence=0)
    after = d.own_rate * 104 // 100
    return d.paying((-140, 7, d.own_rate), (7, None, after)).twice().claims(-120, rate=after).claims(120 - d.agreed, dearer=15_000)


def _sundays(d: Draft) -> Draft:
    """A rate for a band, a carer and a zone together, and one for Sundays."""
    _priced(d.in_zone("rural"), (MORE, {"band_to": 60, "carer": 1, "zone": "rural"}), (2 * MORE, {"day_type": "sunday"})).twice(60)
    return d.claims_by_cell(lambda call, _: d.own_rate + (2 * MORE if call.on.weekday() == 6 else MORE))


def _second_absent(d: Draft) -> Draft:
    """The second carer is paid less, and is absent once."""
    _priced(d, (-MORE, {"carer": 2})).twice(60, carers=2).missed(2)
    return d.claims_by_cell(lambda _, carer: d.own_rate - (MORE if carer == 2 else 0))


def _flex_dearer(d: Draft) -> Draft:
    """Calls under half an hour are dearer: an unplanned visit of twenty minutes makes up for a short one of an hour."""
    _only(d, (MORE, {"band_to": 29}), (0, {"band_from": 30}), flex_minutes=30).twice(60)
    return d.pick(weekday=3).lasting(40).outside(1, 20, at=810).claims()


RATES = (
    clean("rate-more-particular", lambda d: _priced(d, (MORE, {"carer": 1})).twice().claims(dearer=MORE)),
    told("rate-a-hundredth-below-last-years", "304", lambda d: _last_years(d, 1)),
    clean("uplift-in-midweek-claimed-less", _an_hour_less),
    clean("night-rate-beside", lambda d: _priced(d, (9_000_000, {"unit": "night"})).twice().claims()),
    blocked("night-rate-alone", "301", lambda d: _only(d, (0, {"unit": "night"})).twice().claims()),
    clean("sunday-beats-band-carer-and-zone", _sundays),
    trimmed("second-carer-at-another-rate-absent", "407", _second_absent),
    clean("flex-at-another-rate", _flex_dearer),
    blocked("not-adopted-and-of-last-year", "306", _not_adopted_now),
    trimmed("of-next-year-and-above", "303 305", _next_years),
)


def _seven(d: Draft) -> Draft:
    """In force from Tuesday, on holiday on Sunday: a second carer absent, a visit on Monday, one on holiday, both carers of a call cancelled with
    notice, one unplanned, one over plan, and 35 minutes nobody saw, all claimed."""
    d.in_force((1, None)).twice(30, carers=2).away("holiday", 6, 7)
    kept = d.lost
    d.pick(weekday=1).missed(2).outside(0, 20).outside(6, 25)
    d.pick(weekday=2).became("cancelled", 1, notice=9000, reason="person").became("cancelled", 2, notice=9000, reason="person")
    return d.outside(3, 30, at=810).pick(weekday=4).lasting(50).claims(20 + 25 + 30 + 20 + 35 - kept)


def _on_sunday(d: Draft) -> Draft:
    """A call cancelled with notice, and as long a visit on holiday."""
    d.twice(60).away("holiday", 6, 7).pick(weekday=2).became("cancelled", notice=9000, reason="person")
    return d.outside(6, 60).claims_what_came()


TOGETHER = (
    held("all-seven-causes", "203 207 401 403 407 410 411", _seven),
    trimmed("suspended-takes-before-cancelled", "207", _on_sunday),
    blocked(
        "dead-and-in-hospital",
        "207 208 209",
        lambda d: d.in_force((-70, 4)).twice().away("hospital", 1, 6).died(2).outside(3, 60, at=780).claims_what_came(60),
    ),
)

OVER_MIDNIGHT = in_the_week(
    NEWEST, held("visits-overlap-over-midnight", "405", lambda d: d.daily((1410, 60)).claims().outside(7, 30, at=10))
)
"""Told with its own week's visits, which is why it is planted in the newest: of an earlier one the next week's would tell it, too late."""

AT_THE_EDGE: tuple[Kind, ...] = (
    *LIMITS,
    *WORTH,
    *EMBARGOES,
    *INVOICES,
    *RATES,
    OVER_MIDNIGHT,
    *(replace(kind, beside=ALONE) for kind in TOGETHER),
)
