"""What can be planted, gone on with: calls cancelled and logged wrongly, increments and bands, contracts out of force, invoices, and cells of the rate book."""

from dataclasses import replace
from typing import Any

from duly.office.practice.invented.draft import Draft
from duly.office.practice.invented.kinds import ALONE, DOUBLE_CALLS, LINES, VISITS, Kind, blocked, clean, held, told, trimmed
from duly.office.practice.invented.kinds_of_money import HARMLESS, MONEY, TOGETHER
from duly.payments.validation.facts import Call

DAY = 24 * 60
HALF: dict[str, Any] = {"cancel_notice_minutes": DAY, "cancel_percent": 50, "frustrated_percent": 50}
UP, DOWN, NEAREST = ({"increment_minutes": minutes, "increment_way": way} for minutes, way in ((15, "up"), (15, "down"), (10, "nearest")))
BANDS = ((10, 22, 15), (23, 37, 30), (38, 52, 45), (53, 75, 60))
SATURDAY, SUNDAY, SECOND = 60, 80, -30
"""What an hour on these days, or of a second carer, is dearer by, in pence tenfold."""


def _increment(d: Draft, way: dict[str, Any], minutes: int) -> Draft:
    """By increments: calls of an hour, one visited for so long."""
    return d.spot("ACTUAL_INCREMENT", **way).twice(60).lasting(minutes)


def _band(d: Draft, minutes: int) -> Draft:
    """By bands: calls of an hour, one visited for so long."""
    return d.spot("BANDED", bands=BANDS).twice(60).lasting(minutes)


def _cancelled(d: Draft, notice: int, reason: str = "person") -> Draft:
    """Half is paid under a day's notice: calls of an hour, one of them cancelled."""
    return d.spot(**HALF).twice(60).became("cancelled", notice=notice, reason=reason)


def _capped(d: Draft, cap: str) -> Draft:
    """Five, five and five hours planned, four, seven and six given."""
    d.spot(weekly_cap=cap).weekly(*((day, 600, 300, 1) for day in (0, 2, 4)))
    return d.pick(weekday=0).lasting(240).pick(weekday=2).lasting(420).pick(weekday=4).lasting(360)


def _weekend(d: Draft) -> Draft:
    """Rates of their own for Saturdays and Sundays, claimed so."""
    d.spot()
    rates = {day: d.own_rate + more * 100 for day, more in ((5, SATURDAY), (6, SUNDAY))}
    d.paying((-140, None, d.own_rate), also=[(rates[5], {"day_type": "saturday"}), (rates[6], {"day_type": "sunday"})]).twice()

    def of(call: Call, _carer: int) -> int:
        return rates.get(call.on.weekday(), d.own_rate)

    return d.claims_by_cell(of)


def _second(d: Draft) -> Draft:
    """A rate of its own for the second carer, claimed so."""
    d.spot()
    second = d.own_rate + SECOND * 100
    d.paying((-140, None, d.own_rate), also=[(second, {"carer": 2})]).twice(carers=2)
    return d.claims_by_cell(lambda _call, carer: second if carer == 2 else d.own_rate)


def _short_calls(d: Draft, minutes: int) -> Draft:
    """A dearer rate for calls of up to half an hour: calls of so many minutes."""
    d.spot()
    return d.paying((-140, None, d.own_rate), also=[(d.own_rate + 40_000, {"band_from": 0, "band_to": 30})]).twice(minutes)


def _last_years(d: Draft) -> Draft:
    """A rate that went up five weeks ago, claimed as it was before."""
    d.spot()
    old = d.own_rate * 96 // 100
    return d.paying((-400, -35, old), (-35, None, d.own_rate)).twice().claims(rate=old)


EVIDENCE = (
    clean("cancelled-a-minute-late", lambda d: _cancelled(d, DAY - 1).claims(-30)),
    trimmed("cancelled-with-notice", "410", lambda d: _cancelled(d, DAY).claims(-30)),
    clean("cancelled-at-the-door", lambda d: _cancelled(d, 0).claims(-30)),
    trimmed("cancelled-at-no-time", "410", lambda d: _cancelled(d, -1).claims(-30)),
    trimmed("cancelled-by-provider", "410", lambda d: _cancelled(d, 10, "provider").claims(-30)),
    clean("cancelled-with-notice-not-claimed", lambda d: _cancelled(d, DAY).claims_instead(0)),
    trimmed(
        "second-carer-cancelled-with-notice",
        "407",
        lambda d: d.twice(carers=2).became("cancelled", 2, notice=DAY, reason="person").claims(),
    ),
    clean("nobody-in", lambda d: d.spot(**HALF).twice(60).became("frustrated").claims(-30)),
    trimmed("nobody-in-claimed-one-above", "410", lambda d: d.spot(**HALF).twice(60).became("frustrated").claims(-29)),
    trimmed("nobody-in-and-nothing-agreed", "410", lambda d: d.twice().became("frustrated").claims()),
    told("missed-and-said-so", "404", lambda d: d.twice().became("missed").claims_instead(0)),
    held("missed-and-said-so-claimed", "404 411", lambda d: d.twice().became("missed").claims()),
    held("no-check-out", "408", lambda d: d.twice().mistimed("no check-out").claims_instead(0)),
    held("no-check-out-claimed", "408 411", lambda d: d.twice().mistimed("no check-out").claims()),
    held("ends-before-it-starts", "408 411", lambda d: d.twice().mistimed("ends before it starts").claims()),
    held("two-minutes", "408", lambda d: d.twice().lasting(2).claims_instead(2)),
    clean("three-minutes", lambda d: d.twice().lasting(3).claims_instead(3)),
    told("two-of-ten-missed", "402 404", lambda d: d.twice(days=range(5)).missed().pick().missed().claims_what_came()),
    clean("by-hand-exactly-the-percentage", lambda d: d.spot(manual_percent=20).twice(days=range(5)).by_hand(2).claims()),
    told("by-hand-above-the-percentage", "409", lambda d: d.spot(manual_percent=20).twice(days=range(5)).by_hand(3).claims()),
    clean("visits-that-touch", lambda d: d.twice().moved(0).also_after(0, 20).claims()),
    clean("visits-overlap-by-five", lambda d: d.twice().moved(0).also_after(-5, 20).claims()),
    held("visits-overlap-by-six", "405", lambda d: d.twice().moved(0).also_after(-6, 20).claims()),
)

WORTH = (
    clean("increment-up-one-over", lambda d: _increment(d, UP, 46).claims()),
    trimmed("increment-up-exactly", "411", lambda d: _increment(d, UP, 45).claims()),
    trimmed("increment-up-over-plan", "401", lambda d: _increment(d, UP, 61).claims(15)),
    clean("increment-down-exactly", lambda d: _increment(d, DOWN, 45).claims_instead(45)),
    trimmed("increment-down-one-short", "411", lambda d: _increment(d, DOWN, 44).claims_instead(45)),
    clean("increment-nearest-half", lambda d: _increment(d, NEAREST, 55).claims()),
    trimmed("increment-nearest-below-half", "411", lambda d: _increment(d, NEAREST, 54).claims()),
    clean("band-first-minute", lambda d: _band(d, 53).claims()),
    trimmed("band-minute-before-the-first", "411", lambda d: _band(d, 52).claims()),
    trimmed("band-last-minute", "411", lambda d: _band(d, 75).claims(1)),
    trimmed("band-minute-after-the-last", "401", lambda d: _band(d, 76).claims(1)),
    clean("lowest-band", lambda d: _band(d, 10).claims_instead(15)),
    trimmed("below-the-lowest-band", "411", lambda d: _band(d, 9).claims_instead(15)),
    held("capped-by-visit", "401", lambda d: _capped(d, "visit").claims()),
    clean("capped-by-week", lambda d: _capped(d, "week").claims()),
    trimmed("capped-by-week-claimed-one-above", "401", lambda d: _capped(d, "week").claims(1)),
    clean("room-for-exactly-the-flex", lambda d: d.spot(flex_minutes=30).twice(60).lasting(30).also_after(10, 30).claims()),
    held("flex-without-room", "403", lambda d: d.spot(flex_minutes=30).twice().moved(0).also_after(10, 20).claims(20)),
)

STANDING = (
    clean("contract-last-day", lambda d: d.spot().payable(-140, 3).twice(days=range(3)).claims()),
    blocked("contract-day-after-the-last", "201", lambda d: d.spot().payable(-140, 3).twice(days=range(4)).claims()),
    clean("contract-first-day", lambda d: d.spot().payable(2, None).twice(days=range(2, 7)).claims()),
    blocked("contract-day-before-the-first", "201", lambda d: d.spot().payable(2, None).twice(days=range(1, 7)).claims()),
)

INVOICES = (
    blocked("person-unknown", "108", lambda d: d.unknown().twice().claims()),
    blocked("name-differs", "108", lambda d: d.twice().claims(name="Somebody Else")),
    trimmed("number-again-with-other-marks", "102", lambda d: d.twice().claims().claims_again(60, marks="/")),
    trimmed("line-again-on-another-invoice", "102", lambda d: d.twice().claims().claims_again()),
    trimmed("sum-wrong-by-a-pound", "104", lambda d: d.twice().claims(odd_pence=100)),
    clean("sum-a-penny-more", lambda d: d.twice().claims(odd_pence=1)),
    trimmed("sum-two-pence-more", "104", lambda d: d.twice().claims(odd_pence=2)),
    clean("sum-a-penny-less", lambda d: d.twice().claims(odd_pence=-1)),
    trimmed("sum-two-pence-less", "104", lambda d: d.twice().claims(odd_pence=-2)),
    held("vat-of-a-penny", "105", lambda d: d.twice().claims(vat=1)),
    held("vat-on-the-whole", "105", lambda d: d.twice().claims(vat=d.agreed * d.rate // 30_000)),
    trimmed("rate-of-last-year", "305", _last_years),
    told("rate-a-hundredth-below", "304", lambda d: d.twice().claims(dearer=-1)),
)

CELLS = (
    clean("weekend-at-its-own-rates", _weekend),
    clean("second-carer-at-another-rate", _second),
    clean("last-minute-of-a-rates-band", lambda d: _short_calls(d, 30).claims(dearer=40_000)),
    held("minute-after-a-rates-band", "303", lambda d: _short_calls(d, 31).claims(dearer=40_000)),
    clean("first-minute-of-a-rates-band", lambda d: _short_calls(d, 31).claims()),
)

INTERRUPTED = (
    clean("hospital-first-and-last-day", lambda d: d.twice().away("hospital", 1, 4).claims_what_came()),
    held("visited-in-hospital", "207 209", lambda d: d.twice().away("hospital", 1, 4).outside(2, 45).claims_what_came(45)),
    held("visited-in-respite", "207 209", lambda d: d.twice().away("respite", 1, 4).outside(3, 45).claims_what_came(45)),
    trimmed("visited-on-first-day-of-holiday", "207", lambda d: d.twice().away("holiday", 1, 4).outside(1, 45).claims_what_came(45)),
    trimmed("visited-on-last-day-of-suspension", "207", lambda d: d.twice().away("suspension", 1, 4).outside(3, 45).claims_what_came(45)),
    clean("holiday-kept", lambda d: d.twice().away("holiday", 1, 4).claims_what_came()),
    clean("visited-on-holiday-not-claimed", lambda d: d.twice().away("holiday", 1, 4).outside(2, 45).claims_what_came()),
    held("hospital-claimed-as-planned", "411", lambda d: d.twice().away("hospital", 1, 4).claims()),
    clean("visited-on-the-day-of-death", lambda d: d.died(2).twice(days=range(3)).claims()),
    blocked("visited-the-day-after-death", "208", lambda d: d.died(2).twice(days=range(4)).claims()),
    clean("visited-within-the-days-after-death", lambda d: d.spot(death_days=2).died(2).twice(days=range(5)).claims()),
    blocked("visited-beyond-the-days-after-death", "208", lambda d: d.spot(death_days=2).died(2).twice(days=range(6)).claims()),
    blocked("claimed-for-the-week-after-death", "208 411", lambda d: d.died(-1).weekly().claims(60)),
    held("claimed-for-the-week-of-death", "411", lambda d: d.died(0).weekly().claims(60)),
    held("line-awaiting-approval", "204", lambda d: d.twice().waiting().claims()),
)
"""Of people who have no other line: what interrupts their care interrupts it all."""

KINDS: tuple[Kind, ...] = (
    *VISITS,
    *DOUBLE_CALLS,
    *LINES,
    *MONEY,
    *TOGETHER,
    *HARMLESS,
    *EVIDENCE,
    *WORTH,
    *STANDING,
    *INVOICES,
    *CELLS,
    *(replace(kind, beside=ALONE) for kind in INTERRUPTED),
)
"""Everything that is planted."""
