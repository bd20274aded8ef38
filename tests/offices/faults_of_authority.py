"""Contracts in force, lines awaiting approval, lines with another provider, and people who are not known."""

from duly.payments.validation.facts import FOREVER

from .catalogue import planting
from .draft import Draft

# Contracts


@planting(
    "contract-last-day", (), "CLEAN", "The contract's last day is Wednesday; the last calls are on Wednesday. Claim = agreed.",
    edge="last day of a contract", twin="contract-day-after-the-last", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.spot(spans=[(d.day(-200), d.day(3))]).twice_a_day(days=range(3)).claim(d.agreed)


@planting(
    "contract-day-after-the-last", (201,), "BLOCKED", "As its twin, and Thursday is called for and visited too.",
    cut="entitled 0, no parts", edge="last day of a contract + 1", twin="contract-last-day", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.spot(spans=[(d.day(-200), d.day(3))]).twice_a_day(days=range(4)).claim(d.agreed)


@planting(
    "contract-first-day", (), "CLEAN", "The contract's first day is Wednesday; so are the first calls. Claim = agreed.",
    edge="first day of a contract", twin="contract-day-before-the-first", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.spot(spans=[(d.day(2), FOREVER)]).twice_a_day(days=range(2, 7)).claim(d.agreed)


@planting(
    "contract-day-before-the-first", (201,), "BLOCKED", "As its twin, and Tuesday is called for and visited too.",
    cut="entitled 0, no parts", edge="first day of a contract − 1", twin="contract-first-day", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.spot(spans=[(d.day(2), FOREVER)]).twice_a_day(days=range(1, 7)).claim(d.agreed)


@planting(
    "embargo-in-midweek", (201,), "BLOCKED", "The contract may not be paid under on Wednesday and Thursday, which are visited. Claim = agreed.",
    cut="entitled 0, no parts", edge="a gap", twin="embargo-kept", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.spot(spans=[(d.day(-200), d.day(2)), (d.day(4), FOREVER)]).twice_a_day().claim(d.agreed)


@planting(
    "embargo-kept", (), "CLEAN", "The contract may not be paid under on Wednesday and Thursday, when no call is planned. Claim = agreed.",
    edge="a gap", twin="embargo-in-midweek", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.spot(spans=[(d.day(-200), d.day(2)), (d.day(4), FOREVER)])
    d.weekly(*((n, 600, 45, 1) for n in (0, 1, 4, 5, 6))).claim(d.agreed)


@planting(
    "embargo-missed-and-claimed", (404, 411), "HELD",
    "The contract may not be paid under on Wednesday, whose only call is missed and claimed: no minutes lie there.",
    cut="411 takes 45", edge="only cells given minutes are asked", twin="embargo-in-midweek", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.spot(spans=[(d.day(-200), d.day(2)), (d.day(3), FOREVER)])
    d.weekly((2, 600, 45, 1), *((n, at, 45, 1) for n in (0, 1, 3, 4, 5, 6) for at in (600, 1080)))
    d.cut(c411=d.miss(d.some_call(weekday=2))).claim(d.agreed)


@planting(
    "nothing-seen-and-no-contract", (201, 402, 404, 411), "BLOCKED",
    "Nothing is visited, all is claimed, and the contract begins on Tuesday: the pricing day asks.",
    cut="entitled 0, no parts", edge="R = 0, pricing day without a contract", kind="pair", twin="nothing-seen-all-claimed", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.spot(spans=[(d.day(1), FOREVER)]).twice_a_day()
    for call in d.calls:
        d.miss(call)
    d.claim(d.agreed)


# Awaiting approval


@planting(
    "line-awaiting-approval", (204,), "HELD", "The line's commission waits for approval. Claim = agreed.", cut="nothing",
    twin="approval-awaited-on-days-without-calls", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.in_force((d.day(-70), FOREVER), approved=False).twice_a_day().claim(d.agreed)


@planting(
    "line-awaiting-approval-from-sunday", (204,), "HELD", "From Sunday the line's commission waits for approval; Sunday is visited. Claim = agreed.",
    cut="nothing", edge="one day not approved", twin="approval-awaited-on-days-without-calls", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.in_force((d.day(-70), d.day(6))).in_force((d.day(6), FOREVER), approved=False).twice_a_day().claim(d.agreed)


@planting(
    "approval-awaited-on-days-without-calls", (), "CLEAN",
    "From Thursday the line's commission waits for approval; calls and visits are on the days before. Claim = agreed.",
    edge="the day before it waits", twin="line-awaiting-approval", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.in_force((d.day(-70), d.day(3))).in_force((d.day(3), FOREVER), approved=False).twice_a_day(days=range(3)).claim(d.agreed)


@planting(
    "unplanned-on-a-day-awaiting-approval", (204,), "HELD", "As its twin, with an unplanned visit of 20 on Thursday, not claimed.",
    cut="nothing", edge="a visit without a call", twin="approval-awaited-on-days-without-calls", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    d.in_force((d.day(-70), d.day(3))).in_force((d.day(3), FOREVER), approved=False).twice_a_day(days=range(3)).claim(d.agreed)
    d.also_visited(d.day(3), 800, 20)


# Another provider


def _with_another(d: Draft, starts: int, ends: int | None, *, approved: bool = True) -> None:
    """The person's line for this service is with another provider, between these days."""
    other = d.companion(same_person=True, same_provider=False)
    other.in_force((d.day(starts), FOREVER if ends is None else d.day(ends)), approved=approved).weekly()
    d.twice_a_day().claim(d.agreed)
    d.without_line()


@planting(
    "other-provider-ended-on-monday", (205,), "BLOCKED", "The person's line with another provider has its last day on Monday. A week is claimed.",
    cut="entitled 0, no parts", edge="last day in the week", twin="other-provider-ended-before", beside="alone",
)  # fmt: skip
def _(d: Draft) -> None:
    _with_another(d, -70, 1)


@planting(
    "other-provider-ended-before", (202,), "HELD", "As its twin, its last day the Sunday before.",
    cut="entitled 0, no parts", edge="last day before the week", twin="other-provider-ended-on-monday", beside="alone",
)  # fmt: skip
def _(d: Draft) -> None:
    _with_another(d, -70, 0)


@planting(
    "other-provider-begins-on-sunday", (205,), "BLOCKED", "The person's line with another provider begins on Sunday. A week is claimed.",
    cut="entitled 0, no parts", edge="first day in the week", twin="other-provider-begins-after", beside="alone",
)  # fmt: skip
def _(d: Draft) -> None:
    _with_another(d, 6, None)


@planting(
    "other-provider-begins-after", (202,), "HELD", "As its twin, its first day the next Monday.",
    cut="entitled 0, no parts", edge="first day after the week", twin="other-provider-begins-on-sunday", beside="alone",
)  # fmt: skip
def _(d: Draft) -> None:
    _with_another(d, 7, None)


@planting(
    "other-provider-awaiting-approval", (205,), "BLOCKED", "The person's line with another provider waits for approval. A week is claimed.",
    cut="entitled 0, no parts", edge="approved or not", twin="other-provider-ended-before", beside="alone", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _with_another(d, -70, None, approved=False)


# Who it is for


@planting(
    "person-unknown", (108,), "BLOCKED", "Visits and a claim for a person nobody knows.", cut="entitled 0, no parts",
    edge="only 108 where there is no line", twin="no-line", beside="stranger",
)  # fmt: skip
def _(d: Draft) -> None:
    d.twice_a_day().claim(d.agreed, person_check="unknown", aside="108")
    d.without_line()


@planting(
    "name-differs", (108,), "BLOCKED", "The claim gives the person's reference with another name.", cut="entitled 0, no parts",
    edge="every claim set aside", twin="name-differs-on-one-of-two",
)  # fmt: skip
def _(d: Draft) -> None:
    d.twice_a_day().claim(d.agreed, person_check="name differs", aside="108")


@planting(
    "name-differs-on-one-of-two", (108,), "TRIMMED", "Two claims; the second, of 60 minutes, has another name.",
    cut="108 takes 60, far above the trim limit", edge="one claim stands", twin="name-differs",
)  # fmt: skip
def _(d: Draft) -> None:
    d.twice_a_day().claim(d.agreed - 60).claim(60, person_check="name differs", aside="108")
