"""Rates, the trim limit, openings, what was paid, and two claims at once."""

from duly.payments.validation.facts import FOREVER, Opening, Paid

from .catalogue import planting
from .draft import Draft
from .ground import price

# Rates


@planting(
    "rate-one-hundredth-above",
    (303,),
    "TRIMMED",
    "Claimed at a hundredth of a penny an hour above the contract. Claim = agreed.",
    cut="no minutes; at most a penny",
    edge="rate + 1",
    twin="rate-as-contract",
)
def _(d: Draft) -> None:
    d.twice_a_day().claim(d.agreed, rate=d.rate + 1)


@planting(
    "rate-as-contract",
    (),
    "CLEAN",
    "Claimed at the contract's rate. Claim = agreed.",
    edge="rate",
    twin="rate-one-hundredth-above",
)
def _(d: Draft) -> None:
    d.twice_a_day().claim(d.agreed)


@planting(
    "rate-a-little-above",
    (303,),
    "TRIMMED",
    "Claimed at 1 % above the contract's rate. Claim = agreed.",
    cut="no minutes; 1 % in pence",
)
def _(d: Draft) -> None:
    d.twice_a_day().claim(d.agreed, rate=d.rate * 101 // 100)


@planting(
    "rate-well-above",
    (303,),
    "HELD",
    "Claimed at £1.50 an hour above the contract's rate. Claim = agreed.",
    cut="no minutes; £1.50 an hour",
)
def _(d: Draft) -> None:
    d.twice_a_day().claim(d.agreed, rate=d.rate + 15000)


@planting(
    "rate-below-contract",
    (304,),
    "CLEAN",
    "Claimed at 50p an hour below the contract's rate: told, and the claim is paid. Claim = agreed.",
)
def _(d: Draft) -> None:
    d.twice_a_day().claim(d.agreed, rate=d.rate - 5000)


@planting(
    "uplift-on-monday",
    (),
    "CLEAN",
    "The rate goes up by 4 % on this Monday and is claimed so. Claim = agreed.",
    edge="first day of a rate",
    twin="uplift-claimed-a-week-early",
)
def _(d: Draft) -> None:
    old = d.some_rate()
    d.spot(rates=[(d.day(-140), d.day(0), old), (d.day(0), FOREVER, old * 104 // 100)]).twice_a_day().claim(d.agreed)


@planting(
    "uplift-claimed-a-week-early",
    (305,),
    "TRIMMED",
    "The rate goes up by 4 % next Monday and is claimed this week. Claim = agreed.",
    cut="no minutes; 4 % in pence",
    edge="first day of a rate − 1",
    twin="uplift-on-monday",
)
def _(d: Draft) -> None:
    old = d.some_rate()
    d.spot(rates=[(d.day(-140), d.day(7), old), (d.day(7), FOREVER, old * 104 // 100)]).twice_a_day()
    d.claim(d.agreed, rate=old * 104 // 100)


def _midweek(d: Draft) -> tuple[int, int, int, int]:
    """A rate that rises on Thursday: the old and the new rate, and the minutes at each."""
    old = d.some_rate()
    new = old * 104 // 100
    d.spot(rates=[(d.day(-140), d.day(3), old), (d.day(3), FOREVER, new)]).twice_a_day()
    before = sum(c.minutes for c in d.calls if c.on < d.day(3))
    return old, new, before, d.agreed - before


@planting(
    "uplift-in-midweek-claimed-by-day",
    (),
    "CLEAN",
    "The rate rises on Thursday; two claims, each at its own days' rate.",
    edge="a rate begins mid-week",
    twin="uplift-in-midweek-claimed-above",
)
def _(d: Draft) -> None:
    old, new, before, after = _midweek(d)
    d.claim(before, rate=old).claim(after, rate=new)
    d.entitled = price(before, old) + price(after, new)


@planting(
    "uplift-in-midweek-claimed-throughout",
    (),
    "CLEAN",
    "The rate rises on Thursday; the whole week is claimed at the new rate, which is not above the week's highest.",
    cut="no minutes; entitled is below the claim though no code fires",
    edge="highest rate of the week",
    twin="uplift-in-midweek-claimed-above",
)
def _(d: Draft) -> None:
    old, new, before, after = _midweek(d)
    d.claim(d.agreed, rate=new)
    d.entitled = price(before, old) + price(after, new)


@planting(
    "uplift-in-midweek-claimed-above",
    (303,),
    "TRIMMED",
    "The rate rises on Thursday; Thursday on is claimed at a hundredth above the new rate, the days before at the old.",
    cut="no minutes; at most a penny or two",
    edge="highest rate of the week + 1",
    twin="uplift-in-midweek-claimed-by-day",
)
def _(d: Draft) -> None:
    old, new, before, after = _midweek(d)
    d.claim(before, rate=old).claim(after, rate=new + 1)
    d.entitled = price(before, old) + price(after, new)


@planting(
    "no-rate-but-not-needed",
    (),
    "CLEAN",
    "There is no rate until Wednesday, and no call until then. Claim = agreed.",
    edge="a rate begins mid-week",
    twin="no-rate-the-day-before-it-begins",
)
def _(d: Draft) -> None:
    d.week_rate = d.some_rate()
    d.spot(rates=[(d.day(2), FOREVER, d.week_rate)]).twice_a_day(days=range(2, 7)).claim(d.agreed)


@planting(
    "no-rate-the-day-before-it-begins",
    (301,),
    "BLOCKED",
    "There is no rate until Wednesday, and calls from Tuesday on. Claim = agreed.",
    cut="entitled 0, no parts",
    edge="a rate begins mid-week",
    twin="no-rate-but-not-needed",
)
def _(d: Draft) -> None:
    d.week_rate = d.some_rate()
    d.spot(rates=[(d.day(2), FOREVER, d.week_rate)]).twice_a_day(days=range(1, 7)).claim(d.agreed)


@planting(
    "rate-ended-the-sunday-before",
    (301,),
    "BLOCKED",
    "The only rate ended on the Sunday before. Claim = agreed.",
    cut="entitled 0, no parts",
    edge="a rate ends the day before",
    twin="rate-ends-this-sunday",
)
def _(d: Draft) -> None:
    d.week_rate = d.some_rate()
    d.spot(rates=[(d.day(-140), d.day(0), d.week_rate)]).twice_a_day().claim(d.agreed)


@planting(
    "rate-ends-this-sunday",
    (),
    "CLEAN",
    "The only rate ends on this Sunday. Claim = agreed.",
    edge="last day of a rate",
    twin="rate-ended-the-sunday-before",
)
def _(d: Draft) -> None:
    d.spot(rates=[(d.day(-140), d.day(7), d.some_rate())]).twice_a_day().claim(d.agreed)


@planting(
    "rate-ends-on-saturday",
    (301,),
    "BLOCKED",
    "The only rate ends on Saturday; Sunday is visited. Claim = agreed.",
    cut="entitled 0, no parts",
    edge="last day of a rate + 1",
    twin="rate-ends-this-sunday",
)
def _(d: Draft) -> None:
    d.spot(rates=[(d.day(-140), d.day(6), d.some_rate())]).twice_a_day().claim(d.agreed)


@planting(
    "dearer-than-no-rate",
    (301,),
    "BLOCKED",
    "No rate at all, and claimed at £90 an hour: 303 does not fire with 301. Claim = agreed.",
    cut="entitled 0, no parts",
    kind="pair",
)
def _(d: Draft) -> None:
    d.spot(rates=[]).twice_a_day().claim(d.agreed, rate=900_000)


@planting(
    "half-a-penny",
    (),
    "CLEAN",
    "The contract's rate makes the week's price end in exactly half a penny; claimed rounded up. Claim = agreed.",
    edge="half a penny",
    twin="half-a-penny-claimed-down",
)
def _(d: Draft) -> None:
    _half_penny(d)
    d.claim(d.agreed, pence=(d.agreed * d.rate + 3000) // 6000)


@planting(
    "half-a-penny-claimed-down",
    (),
    "CLEAN",
    "As its twin, claimed rounded down: the claim is paid.",
    edge="half a penny",
    twin="half-a-penny",
)
def _(d: Draft) -> None:
    _half_penny(d)
    d.claim(d.agreed, pence=d.agreed * d.rate // 6000)


def _half_penny(d: Draft) -> None:
    rate = d.some_rate()
    while 420 * rate % 6000 != 3000:
        rate += 1
    d.spot(rates=[(d.day(-140), FOREVER, rate)]).twice_a_day(minutes=30)


@planting(
    "sum-wrong-by-a-pound",
    (104,),
    "TRIMMED",
    "Minutes and rate are as the contract says; the amount is £1 more than they make.",
    cut="no minutes; 104 takes £1",
    edge="amount above minutes × rate",
)
def _(d: Draft) -> None:
    d.twice_a_day().claim(d.agreed, pence=price(d.agreed, d.rate) + 100)
    d.excess = 100


# The trim limit


def _dear_by(d: Draft, pence: int) -> None:
    """The agreed minutes, at such a rate that what is in question is exactly so many pence, 407 aside."""
    d.claim_for(d.agreed, price(d.agreed, d.rate) + pence)


@planting(
    "question-equals-limit-in-pence",
    (303,),
    "TRIMMED",
    "Own contract, limit £10 or 50 %: claimed at a rate that comes to £10 above entitled. Claim = agreed.",
    cut="no minutes; £10 in question",
    edge="money in question = limit",
    twin="question-a-penny-above-limit-in-pence",
)
def _(d: Draft) -> None:
    _dear_by(d.spot(trim_limit_bp=5000).twice_a_day(), 1000)


@planting(
    "question-a-penny-above-limit-in-pence",
    (303,),
    "HELD",
    "As its twin, £10.01 above entitled.",
    cut="no minutes; £10.01 in question",
    edge="money in question = limit + 1",
    twin="question-equals-limit-in-pence",
)
def _(d: Draft) -> None:
    _dear_by(d.spot(trim_limit_bp=5000).twice_a_day(), 1001)


def _share_of_claim(d: Draft) -> int:
    """The most that may be in question within 2 % of the claim, rounded down; one penny more is too much."""
    d.spot(trim_limit_pence=100_000).twice_a_day()
    entitled = price(d.agreed, d.rate)
    within = [q for q in range(1, 2000) if q <= (entitled + q) * 200 // 10000]
    assert max(within) + 1 > (entitled + max(within) + 1) * 200 // 10000
    return max(within)


@planting(
    "question-equals-limit-as-share",
    (303,),
    "TRIMMED",
    "Own contract, limit 2 % with no matter how many pence: claimed at a rate that comes to the most that 2 % of the claim, rounded down, allows.",
    cut="no minutes",
    edge="money in question = limit",
    twin="question-a-penny-above-limit-as-share",
)
def _(d: Draft) -> None:
    _dear_by(d, _share_of_claim(d))


@planting(
    "question-a-penny-above-limit-as-share",
    (303,),
    "HELD",
    "As its twin, a penny more.",
    cut="no minutes",
    edge="money in question = limit + 1",
    twin="question-equals-limit-as-share",
)
def _(d: Draft) -> None:
    _dear_by(d, _share_of_claim(d) + 1)


@planting(
    "short-double-up-not-in-question",
    (303, 402, 407),
    "TRIMMED",
    "Own contract, limit £10 or 50 %: every second carer absent (407), and a rate that leaves £10 in question besides (303).",
    cut="407 takes half; £10 in question",
    edge="money in question = limit, 407 aside",
    kind="pair",
    twin="short-double-up-and-a-penny-too-much",
)
def _(d: Draft) -> None:
    _short_and(d, 1000)


@planting(
    "short-double-up-and-a-penny-too-much",
    (303, 402, 407),
    "HELD",
    "As its twin, £10.01 in question.",
    cut="407 takes half; £10.01 in question",
    edge="money in question = limit + 1, 407 aside",
    kind="pair",
    twin="short-double-up-not-in-question",
)
def _(d: Draft) -> None:
    _short_and(d, 1001)


def _short_and(d: Draft, question: int) -> None:
    d.spot(trim_limit_bp=5000).twice_a_day(carers=2)
    for call in d.calls:
        d.cut(c407=d.miss(call, place=2))
    _dear_by(d, question)


def _five_short(d: Draft, below_limit: int) -> None:
    """Five minutes claimed that nobody made, of a limit that is what they come to, less some pence."""
    agreed, rate = 14 * 30, d.some_rate()
    five = price(agreed, rate) - price(agreed - 5, rate)
    d.spot(rates=[(d.day(-140), FOREVER, rate)], trim_limit_pence=five - below_limit, trim_limit_bp=5000).twice_a_day(minutes=30)
    d.lasting(25)
    d.cut(c411=5).claim(d.agreed)


@planting(
    "five-minutes-equal-the-limit",
    (411,),
    "TRIMMED",
    "Own contract whose limit is what five minutes come to: a visit is five minutes short. Claim = agreed.",
    cut="411 takes 5",
    edge="money in question = limit",
    twin="five-minutes-a-penny-above-the-limit",
)
def _(d: Draft) -> None:
    _five_short(d, 0)


@planting(
    "five-minutes-a-penny-above-the-limit",
    (411,),
    "HELD",
    "As its twin, the limit a penny less.",
    cut="411 takes 5",
    edge="money in question = limit + 1",
    twin="five-minutes-equal-the-limit",
)
def _(d: Draft) -> None:
    _five_short(d, 1)


@planting(
    "no-money-in-question-limit-nought",
    (303,),
    "TRIMMED",
    "Own contract, limit nought: claimed a hundredth above the rate, and for what the rate makes. Claim = agreed.",
    cut="no minutes, no pence",
    edge="money in question = limit = 0",
    twin="a-penny-in-question-limit-nought",
)
def _(d: Draft) -> None:
    d.spot(trim_limit_bp=0).twice_a_day().claim(d.agreed, rate=d.rate + 1, pence=price(d.agreed, d.rate))


@planting(
    "a-penny-in-question-limit-nought",
    (303,),
    "HELD",
    "As its twin, for a penny more.",
    cut="no minutes; a penny",
    edge="money in question = limit + 1 = 1",
    twin="no-money-in-question-limit-nought",
)
def _(d: Draft) -> None:
    d.spot(trim_limit_bp=0).twice_a_day().claim(d.agreed, rate=d.rate + 1, pence=price(d.agreed, d.rate) + 1)


@planting(
    "limit-of-the-first-day-in-force",
    (404, 411),
    "TRIMMED",
    "Own contract, limit nought until Wednesday, then £10 or 50 %. The line starts on Wednesday. One visit missed, claimed.",
    cut="411 takes 15",
    edge="the terms of the first day in force",
    twin="limit-of-the-day-before",
)
def _(d: Draft) -> None:
    d.spot(trim_limit_bp=0, from_day=(2, {"trim_limit_bp": 5000})).in_force((d.day(2), FOREVER))
    d.twice_a_day(minutes=15)
    d.cut(c411=d.miss(d.some_call())).claim(d.agreed)


@planting(
    "limit-of-the-day-before",
    (404, 411),
    "HELD",
    "As its twin, but the line starts on Tuesday.",
    cut="411 takes 15",
    edge="the terms of the first day in force",
    twin="limit-of-the-first-day-in-force",
)
def _(d: Draft) -> None:
    d.spot(trim_limit_bp=0, from_day=(2, {"trim_limit_bp": 5000})).in_force((d.day(1), FOREVER))
    d.twice_a_day(minutes=15)
    d.cut(c411=d.miss(d.some_call())).claim(d.agreed)


# Openings, and what was paid before


@planting(
    "no-opening",
    (),
    "REFUSED",
    "The line has no signed opening position; otherwise in order. Reason no-opening.",
    cut="entitled 0, no parts",
)
def _(d: Draft) -> None:
    d.twice_a_day().claim(d.agreed)
    d.opening, d.reason = None, "no-opening"


@planting(
    "week-before-opening",
    (),
    "REFUSED",
    "The opening is paid to next Monday. Reason before-opening.",
    cut="entitled 0, no parts",
    edge="the week before `paid_to`",
    twin="week-of-opening",
)
def _(d: Draft) -> None:
    d.twice_a_day().claim(d.agreed)
    d.opening, d.reason = Opening(d.line.line_ref, d.day(7)), "before-opening"


@planting(
    "week-of-opening",
    (),
    "CLEAN",
    "The opening is paid to this Monday. Claim = agreed.",
    edge="the week of `paid_to`",
    twin="week-before-opening",
)
def _(d: Draft) -> None:
    d.twice_a_day().claim(d.agreed)
    d.opening = Opening(d.line.line_ref, d.week)


@planting(
    "paid-more-than-entitled",
    (),
    "CLEAN",
    "£5 more than entitled was paid before: due is −500.",
    edge="paid > entitled",
    twin="paid-exactly",
)
def _(d: Draft) -> None:
    d.twice_a_day().claim(d.agreed)
    d.paid = Paid(d.line.line_ref, d.week, d.claimed()[1] + 500)


@planting(
    "paid-exactly",
    (),
    "CLEAN",
    "What is entitled was paid before: due is 0.",
    edge="paid = entitled",
    twin="paid-more-than-entitled",
)
def _(d: Draft) -> None:
    d.twice_a_day().claim(d.agreed)
    d.paid = Paid(d.line.line_ref, d.week, d.claimed()[1])


@planting(
    "paid-then-trimmed",
    (401,),
    "TRIMMED",
    "All of the claim was paid before; now 5 minutes over plan are cut: due is negative.",
    cut="401 takes 5",
)
def _(d: Draft) -> None:
    d.twice_a_day()
    call = d.some_call()
    d.remake(call, minutes=call.minutes + 5)
    d.cut(c401=5).claim(d.agreed + 5)
    d.paid = Paid(d.line.line_ref, d.week, d.claimed()[1])


@planting(
    "paid-then-held",
    (404, 411),
    "HELD",
    "£20 was paid before; one missed call is claimed: due is 0 until a person decides.",
    cut="411 takes the call's minutes",
)
def _(d: Draft) -> None:
    d.twice_a_day()
    d.cut(c411=d.miss(d.some_call())).claim(d.agreed)
    d.paid = Paid(d.line.line_ref, d.week, 2000)


# Two claims for one line-week


@planting(
    "two-claims-in-order",
    (),
    "CLEAN",
    "Two claims on two invoices make the agreed minutes together.",
    edge="claims added = P",
    twin="two-claims-one-above",
)
def _(d: Draft) -> None:
    d.twice_a_day()
    _two_claims(d, d.agreed)


@planting(
    "two-claims-one-above",
    (411,),
    "TRIMMED",
    "Two claims on two invoices, each below evidence, make one minute too many together.",
    cut="411 takes 1",
    edge="claims added = P + 1",
    twin="two-claims-in-order",
)
def _(d: Draft) -> None:
    d.twice_a_day()
    _two_claims(d, d.agreed + 1)
    d.cut(c411=1)


def _two_claims(d: Draft, minutes: int) -> None:
    """Two claims whose pence together are exactly the price of their minutes."""
    first = price(200, d.rate)
    d.claim(200, pence=first).claim(minutes - 200, pence=price(minutes, d.rate) - first, late=True)


@planting(
    "two-claims-one-dear",
    (303,),
    "TRIMMED",
    "Two claims; the second, of 30 minutes, at 5 % above the rate.",
    cut="no minutes; 5 % of half an hour",
)
def _(d: Draft) -> None:
    d.twice_a_day()
    d.claim(d.agreed - 30).claim(30, rate=d.rate * 105 // 100, late=True)
