"""Pairs in which one fault might hide the other, or does."""

from duly.payments.validation.facts import FOREVER

from .catalogue import planting
from .draft import Draft
from .faults_of_lines import visited_outside
from .ground import price

# Causes, each taking what it can in its turn


@planting(
    "all-seven-causes", (203, 207, 401, 403, 407, 410, 411), "HELD",
    "A second carer absent, a visit before the line starts, one on holiday, a call cancelled with notice, one unplanned, one over plan, and 35 "
    "minutes nobody saw: all claimed.",
    cut="407 takes 30, 203 20, 207 25, 410 60, 403 30, 401 20, 411 35", kind="pair", edge="causes in order", beside="alone", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.in_force((d.day(1), FOREVER)).twice_a_day(minutes=30, carers=2).interrupted("holiday", 6, 7, off=(6,))
    d.cut(c407=d.miss(d.on(1)[0], place=2), c203=visited_outside(d, 0, 20))
    d.also_visited(d.day(6), 600, 25)
    d.cut(c207=25, c410=sum(d.cancelled(d.on(2)[0], 9000, place=place) for place in (1, 2)))
    d.also_visited(d.day(3), 810, 30)
    d.lasting(50, d.on(4)[0])
    d.cut(c403=30, c401=20, c411=35).claim(d.agreed + 20 + 25 + 30 + 20 + 35)


@planting(
    "suspended-takes-before-cancelled", (207,), "TRIMMED", "A call cancelled with notice, and a visit of as long on holiday. Claim = agreed.",
    cut="207 takes 60, nothing left for 410", kind="pair", edge="causes in order", beside="alone", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.twice_a_day(minutes=60).interrupted("holiday", 6, 7, off=(6,))
    d.cancelled(d.on(2)[0], 9000)
    d.also_visited(d.day(6), 600, 60)
    d.cut(c207=60).claim(d.agreed)


@planting(
    "cancelled-takes-before-unplanned", (410,), "TRIMMED", "A call cancelled with notice, and an unplanned visit of as long. Claim = agreed.",
    cut="410 takes 60, nothing left for 403", kind="pair", edge="causes in order",
)  # fmt: skip
def _(d: Draft) -> None:
    d.twice_a_day(minutes=60)
    d.cancelled(d.on(2)[0], 9000)
    d.also_visited(d.day(4), 810, 60)
    d.cut(c410=60).claim(d.agreed)


@planting(
    "unplanned-takes-before-over-plan", (403,), "HELD", "An unplanned visit of 30 and one 30 over plan; 30 beyond agreed are claimed.",
    cut="403 takes 30, nothing left for 401", kind="pair", edge="causes in order",
)  # fmt: skip
def _(d: Draft) -> None:
    d.twice_a_day()
    call = d.some_call(weekday=2)
    d.remake(call, minutes=call.minutes + 30)
    d.also_visited(d.day(4), 810, 30)
    d.cut(c403=30).claim(d.agreed + 30)


@planting(
    "short-takes-before-outside", (407,), "TRIMMED", "A second carer absent, and a visit of as long before the line starts. Claim = agreed.",
    cut="407 takes 60, nothing left for 203", kind="pair", edge="causes in order",
)  # fmt: skip
def _(d: Draft) -> None:
    d.in_force((d.day(2), FOREVER)).twice_a_day(minutes=60, carers=2)
    visited_outside(d, 1, 60)
    d.cut(c407=d.miss(d.some_call(), place=2)).claim(d.agreed)


@planting(
    "outside-takes-before-suspended", (203,), "HELD", "A visit before the line starts and one on holiday, of 45 each; 45 beyond agreed are claimed.",
    cut="203 takes 45, nothing left for 207", kind="pair", edge="causes in order", beside="alone", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.in_force((d.day(2), FOREVER)).twice_a_day().interrupted("holiday", 6, 7, off=(6,))
    d.also_visited(d.day(6), 600, 45)
    d.cut(c203=visited_outside(d, 1, 45)).claim(d.agreed + 45)


@planting(
    "suspended-and-unevidenced", (207, 411), "HELD", "A visit on holiday, and an hour nobody saw, both claimed.",
    cut="207 takes 45, 411 takes 60", kind="pair", beside="alone", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.twice_a_day().interrupted("holiday", 6, 7, off=(6,))
    d.also_visited(d.day(6), 600, 45)
    d.cut(c207=45, c411=60).claim(d.agreed + 105)


@planting(
    "suspended-gets-nothing-of-the-flex", (207,), "TRIMMED", "Flex 60: a visit is 45 short, and one of 45 is made on holiday. Claim = agreed.",
    cut="207 takes 45", kind="pair", twin="room-for-exactly-the-flex", beside="alone", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.spot(flex_minutes=60).twice_a_day(minutes=60).interrupted("holiday", 6, 7, off=(6,))
    d.lasting(15, d.on(2)[0])
    d.also_visited(d.day(6), 600, 45)
    d.cut(c207=45).claim(d.agreed)


@planting(
    "second-cancelled-and-call-cancelled", (402, 407, 410), "TRIMMED",
    "Double-handed: one call's second carer is cancelled with notice, another call wholly so. Claim = agreed.",
    cut="407 takes 60, 410 takes 120", kind="pair",
)  # fmt: skip
def _(d: Draft) -> None:
    d.twice_a_day(minutes=60, carers=2)
    d.cut(c407=d.cancelled(d.on(1)[0], 9000, place=2))
    d.cut(c410=sum(d.cancelled(d.on(3)[0], 9000, place=place) for place in (1, 2))).claim(d.agreed)


# Money


@planting(
    "sum-wrong-and-dear", (104, 303), "HELD", "All is claimed at 6 % above the rate, and the amount is £1 more besides.",
    cut="no minutes; 104 takes £1", kind="pair",
)  # fmt: skip
def _(d: Draft) -> None:
    dear = d.twice_a_day().rate * 106 // 100
    d.claim(d.agreed, rate=dear, pence=price(d.agreed, dear) + 100)
    d.excess = 100


@planting(
    "sum-wrong-by-a-hundred-pounds", (104, 401), "TRIMMED", "The amount is £100 more than minutes at the rate, and a minute over plan is claimed.",
    cut="401 takes 1; 104 takes £100, which is not in question", kind="pair", edge="money in question, 104 aside",
)  # fmt: skip
def _(d: Draft) -> None:
    d.twice_a_day()
    call = d.some_call()
    d.remake(call, minutes=call.minutes + 1)
    d.cut(c401=1).claim(d.agreed + 1, pence=price(d.agreed + 1, d.rate) + 10_000)
    d.excess = 10_000


@planting("vat-and-sum-wrong", (104, 105), "HELD", "VAT, and the amount is 2p more than minutes at the rate.", cut="104 takes 2p", kind="pair")  # fmt: skip
def _(d: Draft) -> None:
    d.twice_a_day().claim(d.agreed, pence=price(d.agreed, d.rate) + 2, vat_pence=1)
    d.excess = 2


@planting(
    "set-aside-and-all-else-wrong", (108,), "TRIMMED", "Two claims; the second has another name, VAT, a dear rate and a wrong sum: only 108 is told.",
    cut="108 takes 60", kind="pair", edge="only claims that stand", twin="name-differs-on-one-of-two",
)  # fmt: skip
def _(d: Draft) -> None:
    d.twice_a_day().claim(d.agreed - 60)
    d.claim(60, rate=900_000, pence=123_456, vat_pence=5, person_check="name differs", aside="108")


@planting(
    "again-and-all-else-wrong", (102,), "TRIMMED", "A second invoice of the first's number has VAT, a dear rate and a wrong sum: only 102 is told.",
    cut="102 takes 60", kind="pair", edge="only claims that stand", twin="number-again-in-small-letters",
)  # fmt: skip
def _(d: Draft) -> None:
    ref = d.number()
    d.twice_a_day().claim(d.agreed - 60, invoice=d.own_invoice(ref=ref))
    d.claim(60, rate=900_000, pence=123_456, vat_pence=5, invoice=d.own_invoice(ref=ref.lower(), after=12), aside="102")


@planting(
    "again-and-missed", (102, 404, 411), "HELD", "A call is missed and claimed, and an hour comes again under the invoice's own number.",
    cut="102 takes 60, 411 the call's minutes", kind="pair",
)  # fmt: skip
def _(d: Draft) -> None:
    ref = d.number()
    d.twice_a_day().cut(c411=d.miss(d.some_call())).claim(d.agreed, invoice=d.own_invoice(ref=ref))
    d.claim(60, invoice=d.own_invoice(ref=ref.lower(), after=12), aside="102")


@planting(
    "line-again-after-another-name", (108,), "TRIMMED", "The first invoice has another name; the same line on a second, in order, is no duplicate.",
    cut="108 takes all of the first", kind="pair", edge="a claim set aside as 108 does not count", twin="line-again-on-another-invoice",
)  # fmt: skip
def _(d: Draft) -> None:
    d.twice_a_day().claim(d.agreed, person_check="name differs", invoice=d.own_invoice(), aside="108")
    d.claim(d.agreed, invoice=d.own_invoice(after=16))


@planting(
    "line-again-after-one-sent-too-early", (107,), "TRIMMED", "The first invoice is too early; the same line on a second, in time, is no duplicate.",
    cut="107 takes all of the first", kind="pair", edge="a claim set aside as 107 does not count", twin="line-again-on-another-invoice", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.twice_a_day().claim(d.agreed, invoice=d.own_invoice(after=3), aside="107")
    d.claim(d.agreed, invoice=d.own_invoice(after=16))


@planting(
    "another-name-and-sent-too-early", (108,), "BLOCKED", "The claim has another name and is received before the last call: the first that applies.",
    cut="entitled 0, no parts", kind="pair", edge="108 before 107", twin="sent-before-the-last-day", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.twice_a_day().claim(d.agreed, invoice=d.own_invoice(after=3), person_check="name differs", aside="108")


@planting(
    "near-and-sent-too-early", (107,), "BLOCKED", "The number is near an earlier one's, and the claim is received before the last call.",
    cut="entitled 0, no parts", kind="pair", edge="only claims that stand", twin="number-two-edits-away", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    ref = d.number()
    d.knows(d.own_invoice(ref=ref, after=1, pence=20_200))
    d.spot(rates=[(d.day(-140), FOREVER, 240_000)]).twice_a_day(minutes=45)
    d.claim(505, invoice=d.own_invoice(ref=ref[:-1], after=3), aside="107")


# Authority, rates and refusals


@planting(
    "no-contract-and-no-rate", (201, 301), "BLOCKED", "The contract ended on Wednesday, and the rate too; all is visited and claimed.",
    cut="entitled 0, no parts", kind="pair", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.spot(spans=[(d.day(-200), d.day(3))], rates=[(d.day(-140), d.day(3), 210_000)]).twice_a_day().claim(d.agreed)


@planting(
    "ambiguous-and-dear", (302,), "BLOCKED", "Two rates of one weight, and claimed at £90 an hour: 303 does not fire with 302.",
    cut="entitled 0, no parts", kind="pair", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.week_rate = 210_000
    d.spot(book=[{"r": 210_000}, {"r": 220_000}]).twice_a_day().claim(d.agreed, rate=900_000)


@planting(
    "not-adopted-and-of-last-year", (306,), "BLOCKED", "The rate is not adopted, and last year's is claimed: 305 does not fire with 306.",
    cut="entitled 0, no parts", kind="pair", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.week_rate = 210_000
    d.spot(book=[{"r": 200_000, "ends": d.day(-35)}, {"r": 210_000, "approved": False, "starts": d.day(-35)}]).twice_a_day()
    d.claim(d.agreed, rate=200_000)


@planting(
    "of-next-year-and-above", (303, 305), "TRIMMED", "Two claims: one at next year's rate, one at £1.50 above this year's: each its own code.",
    cut="no minutes; what is dear is not in question where 305 fires", kind="pair", edge="305 and 303 claim by claim",
)  # fmt: skip
def _(d: Draft) -> None:
    d.spot(rates=[(d.day(-140), d.day(7), 200_000), (d.day(7), FOREVER, 208_000)], trim_limit_pence=0).twice_a_day()
    d.claim(d.agreed - 120, rate=208_000).claim(120, rate=215_000)


@planting(
    "dead-and-in-hospital", (207, 208, 209), "BLOCKED", "In hospital from Tuesday, dead on Wednesday, visited on Thursday, all claimed.",
    cut="entitled 0, no parts", kind="pair", beside="alone", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.in_force((d.day(-70), d.day(4))).twice_a_day().interrupted("hospital", 1, 6, off=(2, 3)).died(2)
    d.also_visited(d.day(3), 780, 60)
    d.claim(d.agreed + 60)


@planting(
    "awaiting-approval-and-dear", (204, 303), "HELD", "The line waits for approval, and all is claimed at a hundredth above the rate.",
    cut="no minutes; at most a penny", kind="pair", twin="line-awaiting-approval", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.in_force((d.day(-70), FOREVER), approved=False).twice_a_day().claim(d.agreed, rate=d.rate + 1)


@planting(
    "wrong-provider-and-sent-too-early", (107, 205), "BLOCKED", "The line is another provider's, and the claim is received before its Monday.",
    cut="entitled 0, no parts", kind="pair", twin="line-with-another-provider", beside="same service", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.twice_a_day().claim(d.agreed, invoice=d.own_invoice(after=-1), aside="107")
    d.without_line()


@planting(
    "two-minutes-on-holiday", (408,), "HELD", "A visit of two minutes on holiday, not claimed: implausible all the same.",
    cut="nothing", kind="pair", twin="visited-on-holiday-not-claimed", beside="alone", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.twice_a_day().interrupted("holiday", 1, 4, off=(1, 2, 3))
    d.also_visited(d.day(2), 780, 2)
    d.claim(d.agreed)


@planting(
    "refusal-hides-death-and-vat", (), "REFUSED", "Before the opening position: dead, with VAT, under no contract. Refused, and no code.",
    cut="entitled 0, no parts", kind="pair", twin="visited-the-day-after-death", beside="alone", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.spot(spans=[(d.day(-200), d.day(-100))]).twice_a_day().died(-30).claim(d.agreed, vat_pence=7)
    d.opening, d.reason = None, "no-opening"
