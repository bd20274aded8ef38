"""What else of the seeded office's catalogue comes in through files: more edges of what a visit is worth, of approval, of claims and of evidence."""

from dataclasses import replace

from duly.office.practice.invented.draft import Draft
from duly.office.practice.invented.kinds import ALONE, Kind, blocked, clean, held, refused, told, trimmed
from duly.office.practice.invented.kinds_of_evidence import DAY, HALF
from duly.primitives.money import price

QUARTERS = {"increment_minutes": 15, "increment_way": "nearest"}
LEAST = {"increment_minutes": 15, "increment_way": "up", "minimum_minutes": 30}


def _odd(d: Draft, minutes: int) -> Draft:
    """By the nearest quarter of an hour, which has no half: calls of an hour, one visited for so long."""
    return d.spot("ACTUAL_INCREMENT", **QUARTERS).twice(60).lasting(minutes)


def _least(d: Draft) -> Draft:
    """By quarters of an hour up, half an hour at the least: one call of an hour is visited for twelve minutes."""
    return d.spot("ACTUAL_INCREMENT", **LEAST).twice(60).lasting(12)


def _least_above(d: Draft) -> Draft:
    """By the minute of a minimum of half an hour: calls of twenty minutes, one visited for twelve."""
    return d.spot("ACTUAL_INCREMENT", increment_minutes=1, increment_way="nearest", minimum_minutes=30).twice(20).lasting(12)


def _flex(d: Draft, minutes: int) -> Draft:
    """Half an hour of flex: a call of 45 is missed, and an unplanned visit made instead."""
    return d.spot(flex_minutes=30).twice(45).missed().pick().moved(0).also_after(10, minutes)


def _half_cancelled(d: Draft, place: int = 1, *, carers: int = 1, notice: int = 0, minutes: int = 45) -> Draft:
    return d.spot(**HALF).twice(minutes, carers=carers).became("cancelled", place, notice=notice, reason="person")


def _both_cancelled(d: Draft) -> Draft:
    """Both carers of one call are cancelled with notice."""
    d.twice(60, carers=2).became("cancelled", 1, notice=DAY, reason="person")
    return d.became("cancelled", 2, notice=DAY, reason="person")


def _same_carer_capped(d: Draft) -> Draft:
    """Capped by the week, double-handed: one carer twice at one call."""
    return d.spot(weekly_cap="week").twice(60, carers=2).moved(0).moved(1, 2).one_carer()


def _long(d: Draft, minutes: int) -> Draft:
    """Calls of sixteen hours from six in the evening, one visited for so long."""
    return d.spot().weekly(*((day, 1080, 960, 1) for day in (0, 2, 4))).lasting(minutes)


def _nine_tenths(d: Draft, less: int) -> Draft:
    """Of ten calls of an hour two are visited for half of it, and one of the two for so much less."""
    return d.twice(60, days=range(5)).lasting(30 - less).pick().lasting(30)


def _to_the_minute(d: Draft, visits: int) -> Draft:
    """Half may be as planned to the minute: of ten visits so many are, and the others a minute late."""
    d.spot(exact_percent=50).twice(days=range(5))
    for number, call in enumerate(d.calls):
        d.at = call
        d.moved(0 if number < visits else 1)
    return d.claims()


def _again(d: Draft, *, minutes: int = 0, pence: int = 0, rate: int = 0, late: bool = True) -> Draft:
    """The whole claim comes again on another invoice, but for so much."""
    first = d.twice().claims().claimed[0]
    made = price(first.minutes + minutes, first.rate_hundredths)
    d.claimed.append(
        replace(first, minutes=first.minutes + minutes, rate_hundredths=first.rate_hundredths + rate, pence=made + pence, late=late)
    )
    return d


def _second(d: Draft, name: str = "", **told_: int) -> Draft:
    """An hour on a second invoice, under another name, or otherwise told."""
    d.twice().claims(-60)
    d.claimed.append(replace(d.claimed[0], minutes=60, pence=price(60, d.rate), late=True, person_name=name, **told_))
    return d


def _both_a_penny(d: Draft) -> Draft:
    """Two claims, each a penny more than its minutes at its rate."""
    d.twice()
    for minutes, late in ((d.agreed - 60, False), (60, True)):
        d.claims(minutes - d.agreed, odd_pence=1)
        d.claimed[-1] = replace(d.claimed[-1], late=late)
    return d


def _ended_on_thursday(d: Draft) -> Draft:
    """The contract ended on Wednesday, and the rate too."""
    d.spot().payable(-140, 3)
    return d.paying((-140, 3, d.own_rate)).twice()


WORTH = (
    clean("increment-nearest-odd-above", lambda d: _odd(d, 53).claims()),
    trimmed("increment-nearest-odd-below", "411", lambda d: _odd(d, 52).claims()),
    clean("minimum-paid", lambda d: _least(d).claims_instead(30)),
    trimmed("minimum-claimed-one-above", "411", lambda d: _least(d).claims_instead(31)),
    clean("minimum-above-planned", lambda d: _least_above(d).claims()),
    clean("cancelled-half-a-minute", lambda d: _half_cancelled(d).claims_instead(23)),
    trimmed("cancelled-half-a-minute-and-one", "410", lambda d: _half_cancelled(d).claims_instead(24)),
    clean("second-carer-cancelled", lambda d: _half_cancelled(d, 2, carers=2, minutes=60).claims(-30)),
    trimmed("second-carer-cancelled-claimed", "407", lambda d: _half_cancelled(d, 2, carers=2, minutes=60).claims()),
    trimmed("both-carers-cancelled-with-notice", "410", lambda d: _both_cancelled(d).claims()),
    clean("sixteen-hours", lambda d: _long(d, 960).claims()),
    held("sixteen-hours-and-a-minute", "408", lambda d: _long(d, 961).claims()),
    clean("delivered-exactly-nine-tenths", lambda d: _nine_tenths(d, 0).claims(-60)),
    told("delivered-below-nine-tenths", "402", lambda d: _nine_tenths(d, 1).claims(-61)),
    trimmed("cap-gives-nothing-to-a-short-double-up", "407", lambda d: _same_carer_capped(d).claims()),
    clean("cap-makes-up-for-a-short-double-up", lambda d: _same_carer_capped(d).pick().moved(0).moved(0, 2).lasting(120).claims()),
    told("flex-exactly", "404", lambda d: _flex(d, 30).claims(30 - 45)),
    held("flex-and-one", "403 404", lambda d: _flex(d, 31).claims(31 - 45)),
    held("room-for-one-less-than-the-flex", "403", lambda d: d.spot(flex_minutes=30).twice(60).lasting(31).also_after(10, 30).claims(1)),
    clean("to-the-minute-exactly-the-percentage", lambda d: _to_the_minute(d, 5)),
    told("to-the-minute-above-the-percentage", "409", lambda d: _to_the_minute(d, 6)),
    clean("by-hand-of-nine", lambda d: d.spot(manual_percent=20).weekly(*((n, 600, 45, 1) for n in range(7))).by_hand(7).claims()),
)

STANDING = (
    clean("approval-awaited-on-days-without-calls", lambda d: d.approved_until(3).twice(days=range(3)).claims()),
    held("line-awaiting-approval-from-sunday", "204", lambda d: d.approved_until(6).twice().claims()),
    held("unplanned-on-a-day-awaiting-approval", "204", lambda d: d.approved_until(3).twice(days=range(3)).outside(3, 20).claims()),
    held("awaiting-approval-and-dear", "204 303", lambda d: d.approved_until(0).twice().claims(dearer=1)),
    blocked("no-contract-and-no-rate", "201 301", lambda d: _ended_on_thursday(d).claims()),
)

CLAIMS = (
    trimmed("name-differs-on-one-of-two", "108", lambda d: _second(d, "Somebody Else")),
    trimmed("line-again-after-another-name", "108", lambda d: _again_named(d)),
    held("line-again-a-minute-less", "411", lambda d: _again(d, minutes=-1)),
    held("line-again-a-penny-more", "411", lambda d: _again(d, pence=1)),
    held("line-again-a-hundredth-dearer", "303 411", lambda d: _again(d, rate=1)),
    held("line-twice-on-one-invoice", "411", lambda d: _again(d, late=False)),
    clean("two-sums-a-penny-off-each", _both_a_penny),
    held("sum-wrong-and-dear", "104 303", lambda d: _dear_and_wrong(d)),
    trimmed("sum-wrong-by-a-hundred-pounds", "104 401", lambda d: d.twice().longer(1).claims(1, odd_pence=10_000)),
    held("vat-and-sum-wrong", "104 105", lambda d: d.twice().claims(odd_pence=2, vat=100)),
    held("again-and-missed", "102 404 411", lambda d: d.twice().missed().claims().claims_again(60, marks="/")),
    refused("refusal-hides-vat", lambda d: d.opened_at(7).twice().claims(vat=100)),
)


def _again_named(d: Draft) -> Draft:
    """The first invoice has another name; the same line on a second, in order, is no duplicate."""
    d.twice().claims(name="Somebody Else")
    d.claimed.append(replace(d.claimed[0], person_name="", late=True))
    return d


def _dear_and_wrong(d: Draft) -> Draft:
    """All at 6 % above the rate, and £1 more besides."""
    d.twice().claims(percent=6)
    d.claimed[0] = replace(d.claimed[0], pence=d.claimed[0].pence + 100)
    return d


TOGETHER = (
    trimmed("cancelled-takes-before-unplanned", "410", lambda d: d.twice().became("cancelled", notice=DAY, reason="person").pick().moved(0).also_after(10, d.at.minutes).claims()),
    held("unplanned-takes-before-over-plan", "403", lambda d: d.twice().moved(0).also_after(10, 30).pick().longer(30).claims(30)),
    trimmed("short-takes-before-outside", "407", lambda d: d.in_force((2, None)).twice(60, carers=2).missed(2).outside(1, 60).claims()),
    trimmed("second-cancelled-and-call-cancelled", "402 407 410", lambda d: _second_and_call(d).claims()),
)  # fmt: skip


def _second_and_call(d: Draft) -> Draft:
    """Of four double calls one has its second carer cancelled with notice, another both."""
    d.twice(60, carers=2, days=range(2)).became("cancelled", 2, notice=DAY, reason="person").pick()
    return d.became("cancelled", 1, notice=DAY, reason="person").became("cancelled", 2, notice=DAY, reason="person")


AWAY = (
    held("outside-takes-before-suspended", "203", lambda d: d.in_force((2, None)).twice().away("holiday", 4, 6).outside(1, 45).outside(4, 45).claims_what_came(45)),
    held("suspended-and-unevidenced", "207 411", lambda d: d.twice().away("holiday", 1, 4).outside(2, 45).claims_what_came(105)),
    trimmed("suspended-gets-nothing-of-the-flex", "207", lambda d: d.spot(flex_minutes=60).twice(60).away("holiday", 1, 4).pick(weekday=5).longer(-45).outside(2, 45).claims_what_came()),
    held("two-minutes-on-holiday", "408", lambda d: d.twice().away("holiday", 1, 4).outside(2, 2).claims_what_came()),
    refused("refusal-hides-death-and-vat", lambda d: d.opened_at(7).died(2).twice().claims(vat=100)),
    told("cancelled-after-death", "402", lambda d: _cancelled_after_death(d)),
)  # fmt: skip


def _cancelled_after_death(d: Draft) -> Draft:
    """Death on Wednesday; of eight calls Thursday's two are cancelled, and half of them is paid and claimed."""
    d.spot(**HALF).died(2).twice(60, days=range(4))
    for call in [call for call in d.calls if call.on == d.day(3)]:
        d.at = call
        d.became("cancelled", notice=0, reason="person")
    return d.claims(-60)


BESIDES: tuple[Kind, ...] = (*WORTH, *STANDING, *CLAIMS, *TOGETHER, *(replace(kind, beside=ALONE) for kind in AWAY))
