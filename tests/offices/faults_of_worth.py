"""What a visit is worth by the increment and by the band, and visits that were cancelled, found nobody in, were missed or have no good times."""

from typing import Any

from .catalogue import planting
from .draft import Draft
from .ground import share

# By the increment


def _increment(d: Draft, elapsed: int, claimed: int, *, planned: int = 60, **terms: Any) -> Draft:
    """One visit of a week by the increment lasts so long; so much is claimed for it."""
    d.spot("ACTUAL_INCREMENT", **terms).twice_a_day(minutes=planned)
    d.lasting(elapsed)
    return d.claim(d.agreed - planned + claimed)


UP: dict[str, Any] = {"increment_minutes": 15, "increment_way": "up"}
DOWN: dict[str, Any] = {"increment_minutes": 15, "increment_way": "down"}
NEAREST: dict[str, Any] = {"increment_minutes": 10, "increment_way": "nearest"}


@planting(
    "increment-up-one-over", (), "CLEAN", "By 15 minutes up: one visit of 60 lasts 46. Claim = agreed.",
    edge="a = a multiple + 1", twin="increment-up-exactly", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _increment(d, 46, 60, **UP)


@planting(
    "increment-up-exactly", (411,), "TRIMMED", "By 15 minutes up: one visit of 60 lasts 45. Claim = agreed.",
    cut="411 takes 15", edge="a = a multiple", twin="increment-up-one-over", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _increment(d, 45, 60, **UP).cut(c411=15)


@planting(
    "increment-up-over-plan", (401,), "TRIMMED", "By 15 minutes up: one visit of 60 lasts 61 and is claimed as 75.",
    cut="401 takes 15", edge="a = a multiple + 1, above p", twin="increment-up-one-over", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _increment(d, 61, 75, **UP).cut(c401=15)


@planting(
    "increment-down-exactly", (), "CLEAN", "By 15 minutes down: one visit of 60 lasts 45, claimed as 45.",
    edge="a = a multiple", twin="increment-down-one-short", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _increment(d, 45, 45, **DOWN)


@planting(
    "increment-down-one-short", (411,), "TRIMMED", "By 15 minutes down: one visit of 60 lasts 44, claimed as 45.",
    cut="411 takes 15", edge="a = a multiple − 1", twin="increment-down-exactly", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _increment(d, 44, 45, **DOWN).cut(c411=15)


@planting(
    "increment-nearest-half", (), "CLEAN", "By the nearest 10 minutes: one visit of 60 lasts 55, and half goes up. Claim = agreed.",
    edge="half an increment", twin="increment-nearest-below-half", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _increment(d, 55, 60, **NEAREST)


@planting(
    "increment-nearest-below-half", (411,), "TRIMMED", "By the nearest 10 minutes: one visit of 60 lasts 54. Claim = agreed.",
    cut="411 takes 10", edge="half an increment − 1", twin="increment-nearest-half", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _increment(d, 54, 60, **NEAREST).cut(c411=10)


@planting(
    "increment-nearest-odd-above", (), "CLEAN", "By the nearest 15 minutes, which has no half: one visit of 60 lasts 53. Claim = agreed.",
    edge="half an increment + ½", twin="increment-nearest-odd-below", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _increment(d, 53, 60, increment_minutes=15)


@planting(
    "increment-nearest-odd-below", (411,), "TRIMMED", "By the nearest 15 minutes: one visit of 60 lasts 52. Claim = agreed.",
    cut="411 takes 15", edge="half an increment − ½", twin="increment-nearest-odd-above", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _increment(d, 52, 60, increment_minutes=15).cut(c411=15)


def _published_minimum(d: Draft, claimed: int) -> Draft:
    """The published case: a minimum of 30, a visit from 11:15 to 11:27."""
    d.spot("ACTUAL_INCREMENT", **UP, minimum_minutes=30).weekly(*((n, at, 60, 1) for n in range(7) for at in (675, 1080)))
    d.remake(d.rng.choice([c for c in d.calls if c.starts_minute == 675]), shift=0, minutes=12)
    return d.claim(d.agreed - 60 + claimed)


@planting(
    "minimum-paid", (), "CLEAN", "By 15 minutes up, minimum 30 (published): a call at 11:15 is visited until 11:27, claimed as 30.",
    edge="minimum > a", twin="minimum-claimed-one-above", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _published_minimum(d, 30)


@planting(
    "minimum-claimed-one-above", (411,), "TRIMMED", "As its twin, claimed as 31.",
    cut="411 takes 1", edge="minimum > a, claim = P + 1", twin="minimum-paid", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _published_minimum(d, 31).cut(c411=1)


@planting(
    "minimum-above-planned", (), "CLEAN", "By the minute of a minimum of 30: calls of 20 minutes, one visited for 12. Claim = agreed.",
    edge="minimum > p", twin="minimum-above-planned-claimed", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _increment(d, 12, 20, planned=20, minimum_minutes=30)


@planting(
    "minimum-above-planned-claimed", (401,), "HELD", "As its twin, with the minimum's 30 minutes claimed for that visit.",
    cut="401 takes 10", edge="minimum > p", twin="minimum-above-planned", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _increment(d, 12, 30, planned=20, minimum_minutes=30).cut(c401=10)


# By the band

BANDS = ((10, 22, 15), (23, 37, 30), (38, 52, 45), (53, 75, 60))


def _band(d: Draft, elapsed: int, claimed: int) -> Draft:
    d.spot("BANDED", bands=BANDS).twice_a_day(minutes=60)
    d.lasting(elapsed)
    return d.claim(d.agreed - 60 + claimed)


@planting(
    "band-first-minute", (), "CLEAN", "Banded (53 to 75 minutes count as 60): one visit of 60 lasts 53. Claim = agreed.",
    edge="first minute of a band", twin="band-minute-before-the-first", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _band(d, 53, 60)


@planting(
    "band-minute-before-the-first", (411,), "TRIMMED", "Banded (38 to 52 minutes count as 45): one visit of 60 lasts 52. Claim = agreed.",
    cut="411 takes 15", edge="last minute of the band before", twin="band-first-minute", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _band(d, 52, 60).cut(c411=15)


@planting(
    "band-last-minute", (411,), "TRIMMED", "Banded: one visit of 60 lasts 75, which counts as 60, and is claimed as 61.",
    cut="411 takes 1", edge="last minute of a band", twin="band-minute-after-the-last", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _band(d, 75, 61).cut(c411=1)


@planting(
    "band-minute-after-the-last", (401,), "TRIMMED", "Banded: one visit of 60 lasts 76, which is in no band, and is claimed as 61.",
    cut="401 takes 1", edge="last minute of a band + 1", twin="band-last-minute", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _band(d, 76, 61).cut(c401=1)


@planting(
    "lowest-band", (), "CLEAN", "Banded (10 to 22 minutes count as 15): one visit of 60 lasts 10, claimed as 15.",
    edge="first minute of the lowest band", twin="below-the-lowest-band", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _band(d, 10, 15)


@planting(
    "below-the-lowest-band", (411,), "TRIMMED", "Banded: one visit of 60 lasts 9, which is in no band and counts as 9; claimed as 15.",
    cut="411 takes 6", edge="first minute of the lowest band − 1", twin="lowest-band", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _band(d, 9, 15).cut(c411=6)


# Cancelled, and nobody in


def _cancelling(d: Draft, *, minutes: int = 60, carers: int = 1) -> Draft:
    """A contract that pays half of a call cancelled by the person with less than a day's notice, and half of one where nobody was in."""
    return d.spot(cancel_notice_minutes=1440, cancel_percent=50, frustrated_percent=50).twice_a_day(minutes=minutes, carers=carers)


def _cancelled(d: Draft, notice: int, reason: str = "person") -> Draft:
    """One call of an hour is cancelled; half an hour is claimed for it."""
    d.cancelled(_cancelling(d).some_call(), notice, reason)
    return d.claim(d.agreed - 30)


@planting(
    "cancelled-a-minute-late", (), "CLEAN", "Half is paid under a day's notice: one call is cancelled 1,439 minutes before. Half is claimed.",
    edge="notice = the contract's − 1", twin="cancelled-with-notice", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _cancelled(d, 1439)


@planting(
    "cancelled-with-notice", (410,), "TRIMMED", "As its twin, 1,440 minutes before.",
    cut="410 takes 30", edge="notice = the contract's", twin="cancelled-a-minute-late", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _cancelled(d, 1440).cut(c410=30)


@planting(
    "cancelled-at-the-door", (), "CLEAN", "One call is cancelled as it should begin. Half is claimed.",
    edge="notice = 0", twin="cancelled-at-no-time", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _cancelled(d, 0)


@planting(
    "cancelled-at-no-time", (410,), "TRIMMED", "One call is cancelled, and nobody wrote down when. Half is claimed.",
    cut="410 takes 30", edge="notice = −1", twin="cancelled-at-the-door", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _cancelled(d, -1).cut(c410=30)


@planting(
    "cancelled-by-provider", (410,), "TRIMMED", "One call is cancelled by the provider, ten minutes before. Half is claimed.",
    cut="410 takes 30", twin="cancelled-a-minute-late", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _cancelled(d, 10, "provider").cut(c410=30)


@planting(
    "cancelled-with-notice-not-claimed", (), "CLEAN", "One call is cancelled with notice enough, and not claimed.",
    twin="cancelled-with-notice", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    gone = d.cancelled(_cancelling(d).some_call(), 5000)
    d.claim(d.agreed - gone)


@planting(
    "cancelled-half-a-minute", (), "CLEAN", "Half of a cancelled call of 45 is 22½, and is claimed as 23.",
    edge="half a minute, up", twin="cancelled-half-a-minute-and-one", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.cancelled(_cancelling(d, minutes=45).some_call(), 60)
    d.claim(d.agreed - 45 + share(45, 50))


@planting(
    "cancelled-half-a-minute-and-one", (410,), "TRIMMED", "As its twin, claimed as 24.",
    cut="410 takes 1", edge="half a minute, up, claim = P + 1", twin="cancelled-half-a-minute", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.cancelled(_cancelling(d, minutes=45).some_call(), 60)
    d.cut(c410=1).claim(d.agreed - 45 + 24)


@planting(
    "second-carer-cancelled", (), "CLEAN", "Double-handed: the second carer of one call is cancelled late; half of that is claimed.",
    twin="second-carer-cancelled-claimed", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.cancelled(_cancelling(d, carers=2).some_call(), 60, place=2)
    d.claim(d.agreed - 30)


@planting(
    "second-carer-cancelled-claimed", (407,), "TRIMMED", "As its twin. Claim = agreed: short, and not a cancellation.",
    cut="407 takes 30, 410 nothing", edge="place 2 not delivered", twin="second-carer-cancelled", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.cancelled(_cancelling(d, carers=2).some_call(), 60, place=2)
    d.cut(c407=30).claim(d.agreed)


@planting(
    "second-carer-cancelled-with-notice", (407,), "TRIMMED", "Double-handed: the second carer is cancelled with notice. Claim = agreed.",
    cut="407 takes 60, 410 nothing", edge="place 2 not delivered", twin="both-carers-cancelled-with-notice", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.cut(c407=d.cancelled(_cancelling(d, carers=2).some_call(), 1440, place=2)).claim(d.agreed)


@planting(
    "both-carers-cancelled-with-notice", (410,), "TRIMMED", "Double-handed: both carers of one call are cancelled with notice. Claim = agreed.",
    cut="410 takes 120", edge="cancelled, not short", twin="second-carer-cancelled-with-notice", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    call = _cancelling(d, carers=2).some_call()
    d.cut(c410=d.cancelled(call, 1440, place=1) + d.cancelled(call, 1440, place=2)).claim(d.agreed)


@planting(
    "cancelled-and-unplanned", (411,), "HELD", "A visit that no call asked for is cancelled late; half an hour is claimed for it.",
    cut="411 takes 30, 410 nothing", edge="no place", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _cancelling(d)
    d.also_visited(d.day(2), 810, 0, outcome="cancelled", notice_minutes=30, reason="person", source="")
    d.cut(c411=30).claim(d.agreed + 30)


@planting(
    "cancelled-then-made-after-all", (), "CLEAN",
    "One call has a cancelled visit on the minute and a made one 20 minutes later: the made one has the place. Claim = agreed.",
    edge="delivered before the others", twin="cancelled-with-notice", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    call = _cancelling(d).some_call()
    d.remake(call, shift=20)
    d.also_visited(call.on, call.starts_minute, 0, outcome="cancelled", notice_minutes=5000, reason="person", source="")
    d.claim(d.agreed)


@planting(
    "nobody-in", (), "CLEAN", "Half is paid where nobody is in: one call of an hour finds nobody. Half is claimed.",
    edge="claim = P", twin="nobody-in-claimed-one-above", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.not_made(_cancelling(d).some_call(), "frustrated")
    d.claim(d.agreed - 30)


@planting(
    "nobody-in-claimed-one-above", (410,), "TRIMMED", "As its twin, 31 minutes claimed.",
    cut="410 takes 1", edge="claim = P + 1", twin="nobody-in", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.not_made(_cancelling(d).some_call(), "frustrated")
    d.cut(c410=1).claim(d.agreed - 29)


@planting(
    "nobody-in-and-nothing-agreed", (410,), "TRIMMED", "By the framework, which pays nothing where nobody is in: one call finds nobody. Claim = agreed.",
    cut="410 takes the call's minutes", twin="nobody-in",
)  # fmt: skip
def _(d: Draft) -> None:
    d.twice_a_day()
    d.cut(c410=d.not_made(d.some_call(), "frustrated")).claim(d.agreed)


@planting(
    "missed-and-said-so", (404,), "CLEAN", "One call was missed, and the provider says so. It is not claimed.",
    edge="claim = P", twin="missed-and-said-so-claimed",
)  # fmt: skip
def _(d: Draft) -> None:
    d.twice_a_day()
    d.claim(d.agreed - d.not_made(d.some_call(), "missed"))


@planting(
    "missed-and-said-so-claimed", (404, 411), "HELD", "As its twin. Claim = agreed.",
    cut="411 takes the call's minutes", twin="missed-and-said-so",
)  # fmt: skip
def _(d: Draft) -> None:
    d.twice_a_day()
    d.cut(c411=d.not_made(d.some_call(), "missed")).claim(d.agreed)


@planting(
    "missed-then-made-after-all", (), "CLEAN", "One call has a visit that says it was missed, and one made 15 minutes late. Claim = agreed.",
    edge="delivered before the others", twin="missed-and-said-so",
)  # fmt: skip
def _(d: Draft) -> None:
    d.twice_a_day()
    call = d.some_call()
    d.remake(call, shift=15)
    d.also_visited(call.on, call.starts_minute, 0, outcome="missed", source="")
    d.claim(d.agreed)


# Times that cannot be


def _no_times(d: Draft, times: str) -> int:
    d.twice_a_day()
    call = d.some_call()
    d.remake(call, minutes=0, times=times)
    return call.minutes


@planting(
    "no-check-out", (408,), "HELD", "One visit has no check-out, and is not claimed.", twin="no-check-out-claimed",
)  # fmt: skip
def _(d: Draft) -> None:
    d.claim(-_no_times(d, "no check-out") + d.agreed)


@planting(
    "no-check-out-claimed", (408, 411), "HELD", "One visit has no check-out. Claim = agreed.",
    cut="411 takes the call's minutes", kind="pair", twin="no-check-out",
)  # fmt: skip
def _(d: Draft) -> None:
    d.cut(c411=_no_times(d, "no check-out")).claim(d.agreed)


@planting(
    "ends-before-it-starts", (408, 411), "HELD", "One visit ends before it starts. Claim = agreed.",
    cut="411 takes the call's minutes", kind="pair",
)  # fmt: skip
def _(d: Draft) -> None:
    d.cut(c411=_no_times(d, "ends before it starts")).claim(d.agreed)


@planting(
    "two-minutes", (408,), "HELD", "One visit lasts 2 minutes, and is claimed so.", edge="at most 2", twin="three-minutes",
)  # fmt: skip
def _(d: Draft) -> None:
    d.twice_a_day()
    d.claim(d.agreed - d.lasting(2).minutes + 2)


@planting(
    "three-minutes", (), "CLEAN", "One visit lasts 3 minutes, and is claimed so.", edge="3", twin="two-minutes",
)  # fmt: skip
def _(d: Draft) -> None:
    d.twice_a_day()
    d.claim(d.agreed - d.lasting(3).minutes + 3)


def _sixteen_hours(d: Draft, minutes: int) -> None:
    d.weekly(*((n, 1080, 960, 1) for n in (0, 2, 4)))
    d.lasting(minutes)
    d.claim(d.agreed)


@planting(
    "sixteen-hours", (), "CLEAN", "Calls of sixteen hours from 18:00, one visited for 960 minutes. Claim = agreed.",
    edge="960", twin="sixteen-hours-and-a-minute",
)  # fmt: skip
def _(d: Draft) -> None:
    _sixteen_hours(d, 960)


@planting(
    "sixteen-hours-and-a-minute", (408,), "HELD", "As its twin, 961 minutes.", edge="more than 960", twin="sixteen-hours",
)  # fmt: skip
def _(d: Draft) -> None:
    _sixteen_hours(d, 961)
