"""The week's cap and the flex, interruptions and what is paid in them, deaths, and stays in a care home."""

from typing import Any

from duly.payments.validation.facts import FOREVER

from .catalogue import planting
from .draft import Draft
from .ground import share

# The week's cap


def _published_week(d: Draft, cap: str, claimed: int) -> Draft:
    """The published case: 5, 5 and 5 hours are planned; 4, 7 and 6 are given."""
    d.spot(weekly_cap=cap).weekly(*((n, 540, 300, 1) for n in (0, 2, 4)))
    for weekday, minutes in ((0, 240), (2, 420), (4, 360)):
        d.lasting(minutes, d.some_call(weekday=weekday))
    return d.claim(claimed)


@planting(
    "capped-by-visit", (401,), "HELD",
    "Published: 5, 5 and 5 hours planned, 4, 7 and 6 given; capped by the visit that is 14 hours. 15 are claimed.",
    cut="401 takes 60", twin="capped-by-week",
)  # fmt: skip
def _(d: Draft) -> None:
    _published_week(d, "visit", 900).cut(c401=60)


@planting(
    "capped-by-visit-claimed-so", (), "CLEAN", "As the above, and 14 hours are claimed.",
    edge="claim = P", twin="capped-by-visit",
)  # fmt: skip
def _(d: Draft) -> None:
    _published_week(d, "visit", 840)


@planting(
    "capped-by-week", (), "CLEAN", "Published: the same week capped by the week: 15 hours. 15 are claimed.",
    edge="claim = P", twin="capped-by-visit", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _published_week(d, "week", 900)


@planting(
    "capped-by-week-claimed-one-above", (401,), "TRIMMED", "As the above, and a minute more is claimed.",
    cut="401 takes 1", edge="claim = P + 1", twin="capped-by-week", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _published_week(d, "week", 901).cut(c401=1)


def _same_carer_twice(d: Draft) -> None:
    d.spot(weekly_cap="week").twice_a_day(minutes=60, carers=2)
    call = d.some_call(weekday=1)
    first = d.remake(call, place=1, shift=0)
    d.remake(call, place=2, shift=1, carer_ref=first.carer_ref)


@planting(
    "cap-gives-nothing-to-a-short-double-up", (407,), "TRIMMED",
    "Capped by the week, double-handed: one carer twice at one call. The room the call leaves is not given back to it. Claim = agreed.",
    cut="407 takes 60", twin="cap-makes-up-for-a-short-double-up", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _same_carer_twice(d)
    d.cut(c407=60).claim(d.agreed)


@planting(
    "cap-makes-up-for-a-short-double-up", (), "CLEAN",
    "As its twin, and another visit of an hour lasts two: it has the room. Claim = agreed.",
    edge="room = what is beyond p", twin="cap-gives-nothing-to-a-short-double-up", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _same_carer_twice(d)
    d.lasting(120, d.some_call(weekday=3))
    d.claim(d.agreed)


# The flex


def _flexible(d: Draft, minutes: int, **terms: Any) -> Draft:
    """A flex of 30 minutes; one call of 45 is missed, and at half past one there is an unplanned visit of so many minutes."""
    d.spot(flex_minutes=30, **terms).twice_a_day(minutes=45)
    d.miss(d.some_call(weekday=4))
    d.also_visited(d.day(2), 810, minutes)
    return d


@planting(
    "flex-exactly", (404,), "CLEAN", "Flex 30: a call of 45 is missed, and an unplanned visit of 30 is claimed instead.",
    edge="unplanned = flex", twin="flex-and-one", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _flexible(d, 30)
    d.claim(d.agreed - 45 + 30)


@planting(
    "flex-and-one", (403, 404), "HELD", "As its twin, the visit of 31, claimed so.",
    cut="403 takes 1", edge="unplanned = flex + 1", twin="flex-exactly", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _flexible(d, 31)
    d.cut(c403=1).claim(d.agreed - 45 + 31)


@planting(
    "room-for-exactly-the-flex", (), "CLEAN", "Flex 30: one visit is 30 short, an unplanned one of 30 makes up for it. Claim = agreed.",
    edge="room = flex", twin="room-for-one-less-than-the-flex", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.spot(flex_minutes=30).twice_a_day(minutes=60)
    d.lasting(30, d.some_call(weekday=4))
    d.also_visited(d.day(2), 810, 30)
    d.claim(d.agreed)


@planting(
    "room-for-one-less-than-the-flex", (403,), "HELD", "As its twin, one visit 29 short; a minute more than agreed is claimed.",
    cut="403 takes 1", edge="room = flex − 1", twin="room-for-exactly-the-flex", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.spot(flex_minutes=30).twice_a_day(minutes=60)
    d.lasting(31, d.some_call(weekday=4))
    d.also_visited(d.day(2), 810, 30)
    d.cut(c403=1).claim(d.agreed + 1)


@planting(
    "flex-without-room", (403,), "HELD", "Flex 30: everything is visited, and an unplanned visit of 20 is claimed besides.",
    cut="403 takes 20", edge="room = 0", twin="flex-exactly", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.spot(flex_minutes=30).twice_a_day()
    d.also_visited(d.day(2), 810, 20)
    d.cut(c403=20).claim(d.agreed + 20)


@planting(
    "cap-takes-the-room-before-the-flex", (403, 404), "HELD",
    "Capped by the week, flex 30: a call of 45 is missed, another lasts 45 more, and an unplanned visit of 30 is claimed too.",
    cut="403 takes 30, 401 nothing", edge="the cap before the flex", kind="pair", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _flexible(d, 30, weekly_cap="week")
    d.lasting(90, d.some_call(weekday=1))
    d.cut(c403=30).claim(d.agreed + 30)


@planting(
    "two-unplanned-share-the-flex", (403, 404), "HELD",
    "Flex 30: a call of 45 is missed, and there are unplanned visits of 20 on Tuesday and on Wednesday, both claimed.",
    cut="403 takes 10", edge="flex in all", twin="flex-exactly", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _flexible(d, 20)
    d.also_visited(d.day(1), 810, 20)
    d.cut(c403=10).claim(d.agreed - 45 + 40)


# Interruptions


@planting(
    "hospital-first-and-last-day", (), "CLEAN",
    "In hospital from Tuesday until Friday: Tuesday and Friday are visited, the days between are not. Claimed so.",
    edge="the day of going and the day of coming back", twin="visited-in-hospital", beside="alone", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.twice_a_day().interrupted("hospital", 1, 4, off=(2, 3))
    d.claim(d.agreed)


def _visited_though(d: Draft, kind: str, off: tuple[int, ...], weekday: int, *, starts: int = 1, ends: int = 4) -> Draft:
    """An interruption, and a visit of an hour on one of its days, claimed too."""
    d.twice_a_day(minutes=60).interrupted(kind, starts, ends, off=off)
    d.also_visited(d.day(weekday), 780, 60)
    return d.cut(c207=60).claim(d.agreed + 60)


@planting(
    "visited-in-hospital", (207, 209), "HELD", "In hospital from Tuesday until Friday, and visited on Wednesday, claimed too.",
    cut="207 takes 60", edge="second day", kind="pair", twin="hospital-first-and-last-day", beside="alone", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _visited_though(d, "hospital", (2, 3), 2)


@planting(
    "visited-in-respite", (207, 209), "HELD", "In respite from Tuesday until Friday, and visited on Thursday, claimed too.",
    cut="207 takes 60", edge="last day", kind="pair", twin="hospital-first-and-last-day", beside="alone", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _visited_though(d, "respite", (2, 3), 3)


@planting(
    "visited-on-first-day-of-holiday", (207,), "TRIMMED", "On holiday from Tuesday until Friday, and visited on Tuesday, claimed too.",
    cut="207 takes 60, far above the trim limit", edge="first day", twin="holiday-kept", beside="alone", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _visited_though(d, "holiday", (1, 2, 3), 1)


@planting(
    "visited-on-last-day-of-suspension", (207,), "TRIMMED", "Suspended from Tuesday until Friday, and visited on Thursday, claimed too.",
    cut="207 takes 60", edge="last day", twin="holiday-kept", beside="alone", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _visited_though(d, "suspension", (1, 2, 3), 3)


@planting(
    "holiday-kept", (), "CLEAN", "On holiday from Tuesday until Friday: Monday and Friday are visited, the days between are not. Claimed so.",
    edge="the days beside", twin="visited-on-first-day-of-holiday", beside="alone", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.twice_a_day().interrupted("holiday", 1, 4, off=(1, 2, 3))
    d.claim(d.agreed)


@planting(
    "visited-on-holiday-not-claimed", (), "CLEAN", "On holiday from Tuesday until Friday, visited on Wednesday, which is not claimed.",
    twin="visited-on-last-day-of-suspension", beside="alone", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.twice_a_day().interrupted("holiday", 1, 4, off=(1, 2, 3))
    d.also_visited(d.day(2), 780, 60)
    d.claim(d.agreed)


@planting(
    "hospital-claimed-as-planned", (411,), "HELD", "In hospital from Tuesday until Friday: nobody goes on the days between, which are claimed.",
    cut="411 takes two days", twin="hospital-first-and-last-day", beside="alone", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.twice_a_day().interrupted("hospital", 1, 4, off=(2, 3))
    d.cut(c411=d.not_agreed).claim(d.agreed + d.not_agreed)


STEPS = (("holiday", 1, 2, 50), ("holiday", 3, 4, 25), ("hospital", 1, 2, 100), ("hospital", 3, 9, 50))


def _retained(d: Draft, kind: str, starts: int, ends: int, percents: dict[int, int], *, minutes: int = 60, carers: int = 1) -> Draft:
    """An interruption under a contract with steps, and the percentage kept on each of its days off."""
    d.spot(steps=STEPS).twice_a_day(minutes=minutes, carers=carers).interrupted(kind, starts, ends, off=tuple(percents))
    d.retained = sum(2 * carers * share(minutes, percent) for percent in percents.values())
    return d


HOLIDAY = {2: 50, 3: 50, 4: 25, 5: 25, 6: 0}
HOSPITAL = {2: 100, 3: 50, 4: 50, 5: 50}


@planting(
    "retained-on-holiday", (), "CLEAN", "On holiday from Wednesday: 50 % on days 1 and 2, 25 % on 3 and 4, nothing on 5. Claimed so.",
    edge="first and last day of a step", twin="retained-on-holiday-and-one", beside="alone", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _retained(d, "holiday", 2, 9, HOLIDAY)
    d.claim(d.agreed)


@planting(
    "retained-on-holiday-and-one", (411,), "TRIMMED", "As its twin, and a minute more.",
    cut="411 takes 1", edge="claim = P + 1", twin="retained-on-holiday", beside="alone", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _retained(d, "holiday", 2, 9, HOLIDAY)
    d.cut(c411=1).claim(d.agreed + 1)


@planting(
    "retained-in-hospital", (), "CLEAN",
    "In hospital from Tuesday until Sunday: 100 % to day 2, 50 % after; Tuesday, day 1, is at home. Claimed so.",
    edge="days count from the day of going", twin="retained-in-hospital-and-one", beside="alone", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _retained(d, "hospital", 1, 6, HOSPITAL)
    d.claim(d.agreed)


@planting(
    "retained-in-hospital-and-one", (411,), "TRIMMED", "As its twin, and a minute more.",
    cut="411 takes 1", edge="claim = P + 1", twin="retained-in-hospital", beside="alone", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _retained(d, "hospital", 1, 6, HOSPITAL)
    d.cut(c411=1).claim(d.agreed + 1)


@planting(
    "retained-for-each-carer", (), "CLEAN", "Double-handed calls of 45 on holiday: 50 % is 22½, and 23 for each carer. Claimed so.",
    edge="half a minute, up, for each carer", twin="retained-for-each-carer-and-one", beside="alone", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _retained(d, "holiday", 0, 2, {0: 50, 1: 50}, minutes=45, carers=2)
    d.claim(d.agreed)


@planting(
    "retained-for-each-carer-and-one", (411,), "TRIMMED", "As its twin, and a minute more.",
    cut="411 takes 1", edge="claim = P + 1", twin="retained-for-each-carer", beside="alone", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _retained(d, "holiday", 0, 2, {0: 50, 1: 50}, minutes=45, carers=2)
    d.cut(c411=1).claim(d.agreed + 1)


def _twice_interrupted(d: Draft) -> None:
    """On days when both interrupt, the holiday counts: it comes before the hospital."""
    _retained(d, "hospital", 1, 4, {2: 50, 3: 50}).interrupted("holiday", 2, 4, off=(2, 3))


@planting(
    "interrupted-by-two-kinds", (), "CLEAN", "In hospital from Tuesday, and on holiday from Wednesday, until Friday: the holiday's steps count.",
    edge="the first by kind", twin="interrupted-by-two-kinds-and-one", beside="alone", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _twice_interrupted(d)
    d.claim(d.agreed)


@planting(
    "interrupted-by-two-kinds-and-one", (411,), "TRIMMED", "As its twin, and a minute more.",
    cut="411 takes 1", edge="claim = P + 1", twin="interrupted-by-two-kinds", beside="alone", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _twice_interrupted(d)
    d.cut(c411=1).claim(d.agreed + 1)


# Deaths


def _died(d: Draft, *, death: int, last_visited: int, days: int = 0) -> Draft:
    """A death on a day of the week, and calls and visits until another."""
    d.spot(death_days=days).in_force((d.day(-70), d.day(last_visited + 1))).twice_a_day().died(death)
    return d.claim(d.agreed)


@planting(
    "visited-on-the-day-of-death", (), "CLEAN", "The person dies on Wednesday, and the last visits are on Wednesday. Claim = agreed.",
    edge="the day of death", twin="visited-the-day-after-death", beside="alone", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _died(d, death=2, last_visited=2)


@planting(
    "visited-the-day-after-death", (208,), "BLOCKED", "As its twin, and there are visits on Thursday.",
    cut="entitled 0, no parts", edge="the day of death + 1", twin="visited-on-the-day-of-death", beside="alone", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _died(d, death=2, last_visited=3)


@planting(
    "visited-within-the-days-after-death", (), "CLEAN", "Two days after a death are paid: death on Tuesday, the last visits on Thursday.",
    edge="death + the contract's days", twin="visited-beyond-the-days-after-death", beside="alone", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _died(d, death=1, last_visited=3, days=2)


@planting(
    "visited-beyond-the-days-after-death", (208,), "BLOCKED", "As its twin, and there are visits on Friday.",
    cut="entitled 0, no parts", edge="death + the contract's days + 1", twin="visited-within-the-days-after-death", beside="alone", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _died(d, death=1, last_visited=4, days=2)


@planting(
    "cancelled-after-death",
    (402,),
    "CLEAN", "The person dies on Wednesday; Thursday's visits are cancelled, and half of them is paid and claimed: an eighth of the week is not delivered.",
    edge="only delivered visits", twin="visited-the-day-after-death", beside="alone", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.spot(cancel_notice_minutes=2880, cancel_percent=50).in_force((d.day(-70), d.day(4))).twice_a_day(minutes=60).died(2)
    for call in d.on(3):
        d.cancelled(call, 900)
    d.claim(d.agreed - 60)


@planting(
    "claimed-for-the-week-after-death", (208, 411), "BLOCKED", "The person died on the Sunday before, and an hour is claimed.",
    cut="entitled 0, no parts", edge="Monday = death + 1", kind="pair", twin="claimed-for-the-week-of-death", beside="alone", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.weekly().died(-1).claim(60)


@planting(
    "claimed-for-the-week-of-death", (411,), "HELD", "The person died on the Monday, and an hour is claimed.",
    cut="411 takes 60; entitled 0", edge="Monday = death", twin="claimed-for-the-week-after-death", beside="alone", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.weekly().died(0).cut(c411=60).claim(60)


# Stays in a care home


@planting(
    "visited-on-handover-days", (), "CLEAN", "In a care home from Tuesday until Friday, and visited on both those days. Claim = agreed.",
    edge="the days of handing over", twin="visited-during-a-stay", beside="alone", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.weekly(*((n, 600, 45, 1) for n in (0, 1, 4, 5, 6))).in_a_home(1, 4).claim(d.agreed)


@planting(
    "visited-during-a-stay", (209,), "HELD", "As its twin, and visited on Wednesday too, as planned.",
    cut="nothing", edge="the day after being admitted", twin="visited-on-handover-days", beside="alone", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.weekly(*((n, 600, 45, 1) for n in (0, 1, 2, 4, 5, 6))).in_a_home(1, 4).claim(d.agreed)


@planting(
    "visited-on-the-last-day-of-a-stay", (209,), "HELD", "As its twin, on Thursday instead.",
    cut="nothing", edge="the day before being discharged", twin="visited-on-handover-days", beside="alone", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.weekly(*((n, 600, 45, 1) for n in (0, 1, 3, 4, 5, 6))).in_a_home(1, 4).claim(d.agreed)


@planting(
    "visited-during-a-stay-without-an-end", (209,), "HELD", "In a care home from Tuesday on; visited on Wednesday, as planned.",
    cut="nothing", edge="no discharge", twin="visited-on-handover-days", beside="alone", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.in_force((d.day(-70), FOREVER)).weekly(*((n, 600, 45, 1) for n in (0, 1, 2))).in_a_home(1, None).claim(d.agreed)
