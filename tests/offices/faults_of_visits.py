"""Visits that meet no call, and visits worth more or less than was claimed."""

from datetime import timedelta

from .catalogue import planting
from .draft import Draft

# Visits meet calls: how far, and in what order


@planting(
    "early-by-119",
    (),
    "CLEAN",
    "One single-handed visit starts 119 minutes before its call. Claim = agreed.",
    edge="window 120",
)
def _(d: Draft) -> None:
    d.twice_a_day()
    d.remake(d.some_call(), shift=-119)
    d.claim(d.agreed)


@planting(
    "early-by-window",
    (),
    "CLEAN",
    "One visit starts exactly `match_window_minutes` before its call. Claim = agreed.",
    edge="distance = window",
    twin="early-by-window-and-one",
)
def _(d: Draft) -> None:
    d.twice_a_day()
    d.remake(d.some_call(), shift=-d.terms.match_window_minutes)
    d.claim(d.agreed)


@planting(
    "early-by-window-and-one",
    (403, 404),
    "HELD",
    "One visit of the planned length starts the window and one minute before its call. Claim = agreed.",
    cut="403 takes the call's minutes",
    edge="distance = window + 1",
    twin="early-by-window",
)
def _(d: Draft) -> None:
    d.twice_a_day()
    seen = d.remake(d.some_call(), shift=-d.terms.match_window_minutes - 1)
    d.cut(c403=seen.minutes).claim(d.agreed)


@planting(
    "late-by-window",
    (),
    "CLEAN",
    "Under planned-within terms (window 90) one visit starts 90 minutes after its call. Claim = agreed.",
    edge="distance = window",
    twin="late-by-window-and-one",
)
def _(d: Draft) -> None:
    d.under("PLANNED_WITHIN").twice_a_day()
    d.remake(d.some_call(), shift=d.terms.match_window_minutes)
    d.claim(d.agreed)


@planting(
    "late-by-window-and-one",
    (403, 404),
    "HELD",
    "Under planned-within terms one visit starts 91 minutes after its call. Claim = agreed.",
    cut="403 takes the call's minutes",
    edge="distance = window + 1",
    twin="late-by-window",
)
def _(d: Draft) -> None:
    d.under("PLANNED_WITHIN").twice_a_day()
    seen = d.remake(d.some_call(), shift=d.terms.match_window_minutes + 1)
    d.cut(c403=seen.minutes).claim(d.agreed)


@planting(
    "midway-between-two-calls",
    (),
    "CLEAN",
    "Calls at 10:00 and 12:00. The first is visited at 11:00 exactly, the second on time. Claim = agreed.",
    edge="equal distance: the earlier call",
    twin="past-midway-between-two-calls",
)
def _(d: Draft) -> None:
    d.weekly(*((n, at, 30, 1) for n in range(7) for at in (600, 720)))
    first = d.rng.choice([c for c in d.calls if c.starts_minute == 600])
    second = next(c for c in d.calls if c.on == first.on and c.starts_minute == 720)
    d.remake(first, shift=60)
    d.remake(second, shift=0)
    d.claim(d.agreed)


@planting(
    "past-midway-between-two-calls",
    (403, 404),
    "HELD",
    "As its twin, but the first visit starts at 11:01: it chooses the 12:00 call, whose place is taken, and gets no second choice.",
    cut="403 takes 30",
    edge="equal distance + 1",
    twin="midway-between-two-calls",
)
def _(d: Draft) -> None:
    d.weekly(*((n, at, 30, 1) for n in range(7) for at in (600, 720)))
    first = d.rng.choice([c for c in d.calls if c.starts_minute == 600])
    second = next(c for c in d.calls if c.on == first.on and c.starts_minute == 720)
    d.remake(first, shift=61)
    d.remake(second, shift=0)
    d.cut(c403=30).claim(d.agreed)


@planting(
    "equally-near-earlier-is-whole",
    (),
    "CLEAN",
    "One call has two visits at equal distance: the whole length 30 minutes early, 10 minutes' length 30 minutes late. Claim = agreed.",
    edge="equal distance: the earlier visit has the place",
    twin="equally-near-later-is-whole",
)
def _(d: Draft) -> None:
    d.twice_a_day()
    call = d.some_call()
    d.remake(call, shift=-30)
    d.also_visited(call.on, call.starts_minute + 30, 10)
    d.claim(d.agreed)


@planting(
    "equally-near-later-is-whole",
    (403,),
    "HELD",
    "As its twin, with the lengths changed over.",
    cut="403 takes the call's minutes less 10",
    edge="equal distance: the earlier visit has the place",
    twin="equally-near-earlier-is-whole",
)
def _(d: Draft) -> None:
    d.twice_a_day()
    call = d.some_call()
    d.remake(call, shift=-30, minutes=10)
    d.also_visited(call.on, call.starts_minute + 30, call.minutes)
    d.cut(c403=call.minutes - 10).claim(d.agreed)


@planting(
    "late-call-visited-after-midnight",
    (403, 404),
    "HELD",
    "A call at 23:50 is visited at 00:05 on the next date: not that date's call. Claim = agreed.",
    cut="403 takes 30",
    edge="a visit is looked at on its own date",
    twin="visit-over-midnight",
)
def _(d: Draft) -> None:
    d.weekly(*((n, at, 30, 1) for n in range(7) for at in (600, 1430)))
    call = d.rng.choice([c for c in d.calls if c.starts_minute == 1430 and c.on < d.day(6)])
    d.remake(call, on=call.on + timedelta(days=1), starts_minute=5)
    d.cut(c403=30).claim(d.agreed)


@planting(
    "visit-over-midnight",
    (),
    "CLEAN",
    "Every evening call is at 23:30 for an hour; visits run over midnight, Sunday's too. Claim = agreed.",
    edge="a visit belongs to the date it starts",
    twin="late-call-visited-after-midnight",
)
def _(d: Draft) -> None:
    d.weekly(*((n, 1410, 60, 1) for n in range(7)))
    d.claim(d.agreed)


@planting(
    "second-visit-to-a-single-call",
    (403,),
    "HELD",
    "One single-handed call has a second visit of 30 minutes, 10 minutes after the first has ended, claimed too.",
    cut="403 takes 30",
)
def _(d: Draft) -> None:
    d.twice_a_day()
    call = d.some_call()
    d.remake(call, shift=0)
    d.also_visited(call.on, call.starts_minute + call.minutes + 10, 30)
    d.cut(c403=30).claim(d.agreed + 30)


@planting("popped-back", (403,), "HELD", "As the second visit above, but of 5 minutes: held all the same.", cut="403 takes 5")
def _(d: Draft) -> None:
    d.twice_a_day()
    call = d.some_call()
    d.remake(call, shift=0)
    d.also_visited(call.on, call.starts_minute + call.minutes + 10, 5)
    d.cut(c403=5).claim(d.agreed + 5)


# What a visit is worth: by the minute


@planting(
    "over-plan-not-claimed",
    (),
    "CLEAN",
    "By the minute, one visit is 25 minutes over plan. Claim = agreed.",
    twin="one-minute-over-plan",
)
def _(d: Draft) -> None:
    d.twice_a_day()
    call = d.some_call()
    d.remake(call, minutes=call.minutes + 25)
    d.claim(d.agreed)


@planting(
    "one-minute-over-plan",
    (401,),
    "TRIMMED",
    "By the minute, one visit is a minute over plan and the minute is claimed.",
    cut="401 takes 1",
    edge="a = p + 1",
    twin="over-plan-not-claimed",
)
def _(d: Draft) -> None:
    d.twice_a_day()
    call = d.some_call()
    d.remake(call, minutes=call.minutes + 1)
    d.cut(c401=1).claim(d.agreed + 1)


@planting(
    "hour-over-plan",
    (401,),
    "HELD",
    "By the minute, one visit is 60 minutes over plan, all claimed.",
    cut="401 takes 60",
)
def _(d: Draft) -> None:
    d.twice_a_day()
    call = d.some_call()
    d.remake(call, minutes=call.minutes + 60)
    d.cut(c401=60).claim(d.agreed + 60)


@planting(
    "short-visit-claimed-as-planned",
    (411,),
    "TRIMMED",
    "By the minute, one visit is 5 minutes short. Claim = agreed.",
    cut="411 takes 5",
    twin="short-visit-claimed-as-made",
)
def _(d: Draft) -> None:
    d.twice_a_day()
    call = d.some_call()
    d.remake(call, minutes=call.minutes - 5)
    d.cut(c411=5).claim(d.agreed)


@planting(
    "short-visit-claimed-as-made",
    (),
    "CLEAN",
    "By the minute, one visit is 5 minutes short and claimed so.",
    edge="claim = P",
    twin="short-visit-claimed-one-above",
)
def _(d: Draft) -> None:
    d.twice_a_day()
    call = d.some_call()
    d.remake(call, minutes=call.minutes - 5)
    d.claim(d.agreed - 5)


@planting(
    "short-visit-claimed-one-above",
    (411,),
    "TRIMMED",
    "By the minute, one visit is 5 minutes short and claimed 4 short.",
    cut="411 takes 1",
    edge="claim = P + 1",
    twin="short-visit-claimed-as-made",
)
def _(d: Draft) -> None:
    d.twice_a_day()
    call = d.some_call()
    d.remake(call, minutes=call.minutes - 5)
    d.cut(c411=1).claim(d.agreed - 4)


@planting(
    "missed-visit-claimed",
    (404, 411),
    "HELD",
    "One call is not visited. Claim = agreed.",
    cut="411 takes the call's minutes",
    twin="missed-visit-not-claimed",
)
def _(d: Draft) -> None:
    d.twice_a_day()
    gone = d.miss(d.some_call())
    d.cut(c411=gone).claim(d.agreed)


@planting(
    "missed-visit-not-claimed",
    (404,),
    "CLEAN",
    "One call is not visited and not claimed: told, and nothing held.",
    edge="claim = P",
    twin="missed-visit-claimed",
)
def _(d: Draft) -> None:
    d.twice_a_day()
    gone = d.miss(d.some_call())
    d.claim(d.agreed - gone)


@planting(
    "nothing-seen-all-claimed",
    (402, 404, 411),
    "HELD",
    "No call is visited. Claim = agreed.",
    cut="411 takes everything; entitled 0",
    edge="R = 0",
)
def _(d: Draft) -> None:
    d.twice_a_day()
    for call in d.calls:
        d.miss(call)
    d.cut(c411=d.agreed).claim(d.agreed)


@planting(
    "claim-in-a-week-of-no-calls",
    (411,),
    "HELD",
    "The line is in force and has no calls. An hour is claimed; nothing was visited.",
    cut="411 takes 60; entitled 0",
    edge="A = 0",
)
def _(d: Draft) -> None:
    d.weekly()
    d.cut(c411=60).claim(60)


# What a visit is worth: as planned, within tolerance


@planting(
    "short-by-tolerance",
    (),
    "CLEAN",
    "Planned-within (t = 5): one visit is 5 minutes short. Claim = agreed.",
    edge="p − a = t",
    twin="short-by-tolerance-and-one",
)
def _(d: Draft) -> None:
    d.under("PLANNED_WITHIN").twice_a_day()
    call = d.some_call()
    d.remake(call, minutes=call.minutes - d.terms.tolerance_minutes)
    d.claim(d.agreed)


@planting(
    "short-by-tolerance-and-one",
    (411,),
    "TRIMMED",
    "Planned-within: one visit is 6 minutes short. Claim = agreed.",
    cut="411 takes 6, not 1",
    edge="p − a = t + 1",
    twin="short-by-tolerance",
)
def _(d: Draft) -> None:
    d.under("PLANNED_WITHIN").twice_a_day()
    call, beyond = d.some_call(), d.terms.tolerance_minutes + 1
    d.remake(call, minutes=call.minutes - beyond)
    d.cut(c411=beyond).claim(d.agreed)


@planting(
    "longer-within-tolerance",
    (),
    "CLEAN",
    "Planned-within: every visit is 5 minutes longer. Claim = agreed.",
    edge="a − p = t",
    twin="long-by-tolerance-claimed",
)
def _(d: Draft) -> None:
    d.under("PLANNED_WITHIN").twice_a_day()
    for call in d.calls:
        d.remake(call, minutes=call.minutes + d.terms.tolerance_minutes)
    d.claim(d.agreed)


@planting(
    "long-by-tolerance-claimed",
    (411,),
    "TRIMMED",
    "Planned-within: one visit is 5 minutes longer, and the 5 are claimed. It is credited as planned.",
    cut="411 takes 5",
    edge="a − p = t",
    twin="long-beyond-tolerance-claimed",
)
def _(d: Draft) -> None:
    d.under("PLANNED_WITHIN").twice_a_day()
    call, t = d.some_call(), d.terms.tolerance_minutes
    d.remake(call, minutes=call.minutes + t)
    d.cut(c411=t).claim(d.agreed + t)


@planting(
    "long-beyond-tolerance-claimed",
    (401,),
    "TRIMMED",
    "Planned-within: one visit is 6 minutes longer, and the 6 are claimed. It is credited as made.",
    cut="401 takes 6",
    edge="a − p = t + 1",
    twin="long-by-tolerance-claimed",
)
def _(d: Draft) -> None:
    d.under("PLANNED_WITHIN").twice_a_day()
    call, beyond = d.some_call(), d.terms.tolerance_minutes + 1
    d.remake(call, minutes=call.minutes + beyond)
    d.cut(c401=beyond).claim(d.agreed + beyond)


def _floor(d: Draft, elapsed: int, claimed_below_plan: int) -> None:
    d.under("PLANNED_WITHIN").twice_a_day()
    call = d.some_call()
    d.remake(call, minutes=elapsed)
    d.claim(d.agreed - call.minutes + claimed_below_plan)


@planting(
    "floor-above-elapsed",
    (),
    "CLEAN",
    "Planned-within (f = 15): one visit lasts 14 minutes and is claimed as 15.",
    edge="floor = a + 1",
    twin="floor-claimed-one-above",
)
def _(d: Draft) -> None:
    _floor(d, 14, 15)


@planting(
    "floor-claimed-one-above",
    (411,),
    "TRIMMED",
    "Planned-within: one visit lasts 14 minutes and is claimed as 16.",
    cut="411 takes 1",
    edge="floor = a + 1, claim = P + 1",
    twin="floor-above-elapsed",
)
def _(d: Draft) -> None:
    _floor(d, 14, 16)
    d.cut(c411=1)


@planting(
    "floor-equals-elapsed",
    (),
    "CLEAN",
    "Planned-within: one visit lasts 15 minutes and is claimed as 15.",
    edge="floor = a",
)
def _(d: Draft) -> None:
    _floor(d, 15, 15)


@planting(
    "floor-below-elapsed",
    (),
    "CLEAN",
    "Planned-within: one visit lasts 16 minutes and is claimed as 16.",
    edge="floor = a − 1",
    twin="floor-below-elapsed-claimed-one-above",
)
def _(d: Draft) -> None:
    _floor(d, 16, 16)


@planting(
    "floor-below-elapsed-claimed-one-above",
    (411,),
    "TRIMMED",
    "Planned-within: one visit lasts 16 minutes and is claimed as 17.",
    cut="411 takes 1",
    edge="floor = a − 1, claim = P + 1",
    twin="floor-below-elapsed",
)
def _(d: Draft) -> None:
    _floor(d, 16, 17)
    d.cut(c411=1)


@planting(
    "floor-above-planned",
    (),
    "CLEAN",
    "Planned-within: calls of 12 minutes besides longer ones; one of them is visited for 5. It is paid "
    "12, not the floor's 15. Claim = agreed.",
    edge="floor > p",
    twin="floor-above-planned-claimed",
)
def _(d: Draft) -> None:
    d.under("PLANNED_WITHIN").weekly(*((n, at, m, 1) for n in range(7) for at, m in ((600, 12), (1080, 60))))
    d.remake(d.rng.choice([c for c in d.calls if c.minutes == 12]), minutes=5)
    d.claim(d.agreed)


@planting(
    "floor-above-planned-claimed",
    (411,),
    "TRIMMED",
    "As its twin, with the floor's 15 minutes claimed for that visit.",
    cut="411 takes 3",
    edge="floor > p",
    twin="floor-above-planned",
)
def _(d: Draft) -> None:
    d.under("PLANNED_WITHIN").weekly(*((n, at, m, 1) for n in range(7) for at, m in ((600, 12), (1080, 60))))
    d.remake(d.rng.choice([c for c in d.calls if c.minutes == 12]), minutes=5)
    d.cut(c411=3).claim(d.agreed + 3)


@planting(
    "tolerance-widens-that-day",
    (),
    "CLEAN",
    "Planned-within, own contract: tolerance 5, from Thursday 15. Thursday's visit is 10 minutes short. Claim = agreed.",
    edge="first day of new terms",
    twin="tolerance-widens-the-day-after",
)
def _(d: Draft) -> None:
    d.spot("PLANNED_WITHIN", from_day=(3, {"tolerance_minutes": 15})).twice_a_day(minutes=60)
    d.remake(d.some_call(weekday=3), minutes=50)
    d.claim(d.agreed)


@planting(
    "tolerance-widens-the-day-after",
    (411,),
    "TRIMMED",
    "As its twin, but it is Wednesday's visit.",
    cut="411 takes 10",
    edge="last day of old terms",
    twin="tolerance-widens-that-day",
)
def _(d: Draft) -> None:
    d.spot("PLANNED_WITHIN", from_day=(3, {"tolerance_minutes": 15})).twice_a_day(minutes=60)
    d.remake(d.some_call(weekday=2), minutes=50)
    d.cut(c411=10).claim(d.agreed)
