"""Calls that need two carers."""

from .catalogue import planting
from .draft import Draft

# Double-handed calls


@planting(
    "second-carer-absent",
    (407,),
    "TRIMMED",
    "One double-handed call has one visit. Claim = agreed.",
    cut="407 takes the call's minutes",
    edge="place 2 empty",
    twin="second-carer-absent-not-claimed",
)
def _(d: Draft) -> None:
    d.twice_a_day(carers=2)
    gone = d.miss(d.some_call(), place=2)
    d.cut(c407=gone).claim(d.agreed)


@planting(
    "second-carer-absent-not-claimed",
    (),
    "CLEAN",
    "One double-handed call has one visit, and one is claimed.",
    twin="second-carer-absent",
)
def _(d: Draft) -> None:
    d.twice_a_day(carers=2)
    gone = d.miss(d.some_call(), place=2)
    d.claim(d.agreed - gone)


@planting(
    "second-carer-never-comes",
    (402, 407),
    "TRIMMED",
    "No double-handed call of the week has a second visit. Claim = agreed.",
    cut="407 takes half the claim, far above the trim limit",
    edge="407 is always trimmed",
)
def _(d: Draft) -> None:
    d.twice_a_day(carers=2)
    for call in d.calls:
        d.cut(c407=d.miss(call, place=2))
    d.claim(d.agreed)


@planting(
    "same-carer-twice",
    (407,),
    "TRIMMED",
    "Both visits to one double-handed call are by one carer, the second a minute later. Claim = agreed.",
    cut="407 takes the call's minutes",
    edge="the same carer twice",
    twin="carer-swap",
)
def _(d: Draft) -> None:
    d.twice_a_day(carers=2)
    call = d.some_call()
    first = d.remake(call, place=1, shift=0)
    d.remake(call, place=2, shift=1, carer_ref=first.carer_ref)
    d.cut(c407=call.minutes).claim(d.agreed)


@planting(
    "carer-swap",
    (),
    "CLEAN",
    "Two carers change over between Monday's and Tuesday's calls, and one stands in for the other at a third.",
    twin="same-carer-twice",
)
def _(d: Draft) -> None:
    d.twice_a_day(carers=2)
    one, two, three = (d.refs.next("W") for _ in range(3))
    for nth, call in enumerate(d.calls):
        d.remake(call, place=1, carer_ref=(one, two)[nth % 2])
        d.remake(call, place=2, carer_ref=three if nth == 5 else (two, one)[nth % 2])
    d.claim(d.agreed)


def _overlap(d: Draft, basis: str, minutes: int, together: int) -> int:
    d.under(basis).twice_a_day(minutes=minutes, carers=2)
    call = d.some_call()
    d.remake(call, place=1, shift=0)
    d.remake(call, place=2, shift=minutes - together)
    d.claim(d.agreed)
    return minutes


@planting(
    "together-exactly-the-percentage",
    (),
    "CLEAN",
    "Double-handed, 60 minutes, 80 %: the second carer comes 12 minutes after the first, both stay 60. Claim = agreed.",
    edge="overlap = percentage",
    twin="together-one-minute-less",
)
def _(d: Draft) -> None:
    _overlap(d, "ACTUAL_MINUTE", 60, 48)


@planting(
    "together-one-minute-less",
    (407,),
    "TRIMMED",
    "As its twin, the second carer 13 minutes after the first.",
    cut="407 takes 60",
    edge="overlap = percentage − 1 minute",
    twin="together-exactly-the-percentage",
)
def _(d: Draft) -> None:
    d.cut(c407=_overlap(d, "ACTUAL_MINUTE", 60, 47))


@planting(
    "together-above-an-uneven-percentage",
    (),
    "CLEAN",
    "Planned-within, double-handed, 33 minutes: 80 % is 26.4; both are there for 27. Claim = agreed.",
    edge="overlap between minutes",
    twin="together-below-an-uneven-percentage",
)
def _(d: Draft) -> None:
    _overlap(d, "PLANNED_WITHIN", 33, 27)


@planting(
    "together-below-an-uneven-percentage",
    (407,),
    "TRIMMED",
    "As its twin; both are there for 26.",
    cut="407 takes 33",
    edge="overlap between minutes",
    twin="together-above-an-uneven-percentage",
)
def _(d: Draft) -> None:
    d.cut(c407=_overlap(d, "PLANNED_WITHIN", 33, 26))


@planting(
    "second-carer-leaves-early",
    (407, 411),
    "HELD",
    "By the minute, double-handed, 60 minutes: the second carer stays 20. Claim = agreed. Short by what "
    "was credited; nobody showed the rest.",
    cut="407 takes 20, 411 takes 40",
    kind="pair",
)
def _(d: Draft) -> None:
    d.twice_a_day(minutes=60, carers=2, days=range(5))
    call = d.some_call()
    d.remake(call, place=1, shift=0)
    d.remake(call, place=2, shift=1, minutes=20)
    d.cut(c407=20, c411=40).claim(d.agreed)


@planting(
    "double-call-nobody-attended",
    (404, 411),
    "HELD",
    "Neither carer comes to one double-handed call. Claim = agreed.",
    cut="411 takes twice the call's minutes",
    edge="missed, not short",
    twin="second-carer-absent",
)
def _(d: Draft) -> None:
    d.twice_a_day(carers=2)
    call = d.some_call()
    d.cut(c411=d.miss(call) + d.miss(call)).claim(d.agreed)


@planting(
    "third-carer-to-a-double",
    (403, 405),
    "HELD",
    "A third carer visits one double-handed call at the same time and is claimed.",
    kind="pair",
    cut="403 takes the call's minutes",
)
def _(d: Draft) -> None:
    d.twice_a_day(carers=2, days=range(5))
    call = d.some_call()
    for place in (1, 2):
        d.remake(call, place=place, shift=0)
    d.also_visited(call.on, call.starts_minute + 2, call.minutes)
    d.cut(c403=call.minutes).claim(d.agreed + call.minutes)
