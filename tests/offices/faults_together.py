"""Pairs of faults on one line, and oddities that are harmless."""

from dataclasses import replace

from duly.payments.validation.facts import FOREVER

from .catalogue import planting
from .draft import Draft
from .faults_of_lines import visited_outside

# Pairs of faults on one line


@planting(
    "over-plan-and-dear",
    (303, 401),
    "HELD",
    "401 + 303: 20 minutes over plan, all claimed at 6 % above the rate.",
    cut="401 takes 20; 6 % besides",
    kind="pair",
)
def _(d: Draft) -> None:
    d.twice_a_day()
    call = d.some_call()
    d.remake(call, minutes=call.minutes + 20)
    d.cut(c401=20).claim(d.agreed + 20, rate=d.rate * 106 // 100)


@planting(
    "a-little-over-and-a-little-dear",
    (303, 401),
    "TRIMMED",
    "401 + 303: 2 minutes over plan, claimed at a hundredth above the rate.",
    cut="401 takes 2",
    kind="pair",
)
def _(d: Draft) -> None:
    d.twice_a_day()
    call = d.some_call()
    d.remake(call, minutes=call.minutes + 2)
    d.cut(c401=2).claim(d.agreed + 2, rate=d.rate + 1)


@planting(
    "absent-second-and-missed",
    (402, 404, 407, 411),
    "HELD",
    "407 + 411: one double-handed call with one visit, another with none. Claim = agreed.",
    cut="407 takes one length, 411 two",
    kind="pair",
)
def _(d: Draft) -> None:
    d.twice_a_day(carers=2)
    short, missed = d.rng.sample(d.calls, 2)
    d.cut(c407=d.miss(short, place=2), c411=d.miss(missed) + d.miss(missed)).claim(d.agreed)


@planting(
    "absent-second-and-dear",
    (303, 407),
    "TRIMMED",
    "407 + 303: a second carer absent; claimed at a hundredth above the rate. Claim = agreed.",
    cut="407 takes the call's minutes",
    kind="pair",
)
def _(d: Draft) -> None:
    d.twice_a_day(carers=2)
    d.cut(c407=d.miss(d.some_call(), place=2)).claim(d.agreed, rate=d.rate + 1)


@planting(
    "outside-and-dear",
    (203, 303),
    "HELD",
    "203 + 303: a visit before the line starts, and all claimed at 6 % above the rate.",
    cut="203 takes 45; 6 % besides",
    kind="pair",
)
def _(d: Draft) -> None:
    d.in_force((d.day(2), FOREVER)).twice_a_day()
    d.cut(c203=visited_outside(d, 1, 45)).claim(d.agreed + 45, rate=d.rate * 106 // 100)


@planting(
    "outside-and-over-plan",
    (203, 401),
    "HELD",
    "203 + 401: a visit before the line starts and one 30 minutes over plan, all claimed.",
    cut="203 takes 45, 401 takes 30",
    kind="pair",
)
def _(d: Draft) -> None:
    d.in_force((d.day(2), FOREVER)).twice_a_day()
    call = d.some_call()
    d.remake(call, minutes=call.minutes + 30)
    d.cut(c203=visited_outside(d, 1, 45), c401=30).claim(d.agreed + 75)


@planting(
    "outside-takes-before-over-plan",
    (203,),
    "HELD",
    "A visit before the line starts and one 30 minutes over plan; only 45 minutes beyond agreed are claimed. 203 takes before 401.",
    cut="203 takes 45, nothing left for 401",
    kind="pair",
    edge="causes in order",
    twin="outside-and-over-plan",
)
def _(d: Draft) -> None:
    d.in_force((d.day(2), FOREVER)).twice_a_day()
    call = d.some_call()
    d.remake(call, minutes=call.minutes + 30)
    d.cut(c203=visited_outside(d, 1, 45)).claim(d.agreed + 45)


@planting(
    "outside-and-unevidenced",
    (203, 411),
    "HELD",
    "203 + 411: a visit before the line starts claimed, and an hour nobody saw.",
    cut="203 takes 45, 411 takes 60",
    kind="pair",
)
def _(d: Draft) -> None:
    d.in_force((d.day(2), FOREVER)).twice_a_day()
    d.cut(c203=visited_outside(d, 1, 45), c411=60).claim(d.agreed + 105)


@planting(
    "over-plan-and-unevidenced",
    (401, 411),
    "HELD",
    "401 + 411: 10 minutes over plan, 30 claimed beyond agreed.",
    cut="401 takes 10, 411 takes 20",
    kind="pair",
)
def _(d: Draft) -> None:
    d.twice_a_day()
    call = d.some_call()
    d.remake(call, minutes=call.minutes + 10)
    d.cut(c401=10, c411=20).claim(d.agreed + 30)


@planting(
    "over-plan-makes-up-for-missed",
    (401, 404),
    "HELD",
    "One call missed, others over plan by as much in all. Claim = agreed.",
    cut="401 takes the missed call's minutes, nothing left for 411",
    kind="pair",
    edge="causes in order",
)
def _(d: Draft) -> None:
    d.twice_a_day()
    gone, longer = d.rng.sample(d.calls, 2)
    minutes = d.miss(gone)
    d.remake(longer, minutes=longer.minutes + minutes)
    d.cut(c401=minutes).claim(d.agreed)


@planting(
    "all-four-causes",
    (203, 403, 407, 411),
    "HELD",
    "407 + 203 + 403 + 411: a second carer absent, a visit before the line starts, a third carer afterwards, and 25 minutes nobody saw.",
    cut="407 takes 45, 203 takes 20, 403 takes 30, 411 takes 25",
    kind="pair",
)
def _(d: Draft) -> None:
    d.in_force((d.day(2), FOREVER)).twice_a_day(minutes=45, carers=2)
    short, full = d.rng.sample(d.calls, 2)
    d.miss(short, place=2)
    for place in (1, 2):
        d.remake(full, place=place, shift=0)
    d.also_visited(full.on, full.starts_minute + 60, 30)
    d.cut(c407=45, c203=visited_outside(d, 1, 20), c403=30, c411=25).claim(d.agreed + 20 + 30 + 25)


@planting(
    "no-rate-and-over-plan",
    (301, 401),
    "BLOCKED",
    "301 + 401: no rate after Saturday, and 20 minutes over plan claimed.",
    cut="entitled 0, no parts",
    kind="pair",
)
def _(d: Draft) -> None:
    d.spot(rates=[(d.day(-140), d.day(6), d.some_rate())]).twice_a_day()
    call = d.some_call()
    d.remake(call, minutes=call.minutes + 20)
    d.claim(d.agreed + 20)


@planting(
    "no-rate-and-outside",
    (203, 301),
    "BLOCKED",
    "301 + 203: no rate at all, and a visit before the line starts claimed.",
    cut="entitled 0, no parts",
    kind="pair",
)
def _(d: Draft) -> None:
    d.spot(rates=[]).in_force((d.day(2), FOREVER)).twice_a_day()
    visited_outside(d, 1, 45)
    d.claim(d.agreed + 45, rate=210_000)


@planting(
    "no-rate-and-nothing-seen",
    (301, 402, 404, 411),
    "BLOCKED",
    "301 + 411: nothing is visited, and the rate begins on Tuesday: R is 0 and the pricing day has none.",
    cut="entitled 0, no parts",
    kind="pair",
    edge="R = 0, pricing day without a rate",
    twin="nothing-seen-all-claimed",
)
def _(d: Draft) -> None:
    rate = d.some_rate()
    d.spot(rates=[(d.day(1), FOREVER, rate)]).twice_a_day()
    for call in d.calls:
        d.miss(call)
    d.claim(d.agreed, rate=rate)


@planting(
    "no-rate-and-absent-second",
    (301, 407),
    "BLOCKED",
    "301 + 407: no rate at all, and a second carer absent. Claim = agreed.",
    cut="entitled 0, no parts",
    kind="pair",
)
def _(d: Draft) -> None:
    d.spot(rates=[]).twice_a_day(carers=2)
    d.miss(d.some_call(), place=2)
    d.claim(d.agreed, rate=210_000)


@planting(
    "no-line-wins",
    (202,),
    "HELD",
    "202 alone: no line, claimed at £90 an hour for twice what was visited.",
    cut="entitled 0, no parts",
    kind="pair",
    beside="alone",
)
def _(d: Draft) -> None:
    d.twice_a_day().claim(2 * d.agreed, rate=900_000)
    d.without_line()


@planting(
    "refusal-wins",
    (),
    "REFUSED",
    "No opening, no rate, a missed call and a dear claim: refused, and no code.",
    cut="entitled 0, no parts",
    kind="pair",
)
def _(d: Draft) -> None:
    d.spot(rates=[]).twice_a_day()
    d.miss(d.some_call())
    d.claim(d.agreed, rate=900_000)
    d.opening, d.reason = None, "no-opening"


# Harmless oddities


@planting(
    "claim-below-evidence",
    (),
    "CLEAN",
    "Everything is visited; one call's minutes less are claimed. The claim is paid.",
)
def _(d: Draft) -> None:
    d.twice_a_day()
    d.claim(d.agreed - d.some_call().minutes)


@planting(
    "two-services-at-one-time",
    (),
    "CLEAN",
    "The person has another service of the same provider at the same hours, visited by other carers.",
    beside="same provider",
)
def _(d: Draft) -> None:
    d.weekly(*((p.weekday, p.starts_minute, p.minutes, 1) for p in d.beside)).claim(d.agreed)


@planting("another-carer-in-midweek", (), "CLEAN", "Single-handed calls change carer every day.")
def _(d: Draft) -> None:
    d.twice_a_day()
    pair = (d.refs.next("W"), d.refs.next("W"))
    for call in d.calls:
        d.remake(call, carer_ref=pair[call.on.weekday() % 2])
    d.claim(d.agreed)


@planting(
    "both-visits-swap-calls-order",
    (),
    "CLEAN",
    "A double-handed call's two visits carry references in the opposite order to their starts.",
)
def _(d: Draft) -> None:
    d.twice_a_day(carers=2)
    call = d.some_call()
    one, two = d.made[call.call_ref]
    d.made[call.call_ref] = [
        replace(one, starts_minute=call.starts_minute + 2),
        replace(two, starts_minute=call.starts_minute),
    ]
    d.claim(d.agreed)
