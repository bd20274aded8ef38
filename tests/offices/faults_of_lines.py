"""Visits before, after and without a line."""

from duly.payments.validation.facts import FOREVER

from .catalogue import planting
from .draft import Draft

# When the line was in force


@planting(
    "first-day-in-force",
    (),
    "CLEAN",
    "The line starts on Wednesday, and Wednesday is visited. Claim = agreed.",
    edge="first day",
    twin="day-before-the-first",
)
def _(d: Draft) -> None:
    d.in_force((d.day(2), FOREVER)).twice_a_day()
    d.claim(d.agreed)


def visited_outside(d: Draft, weekday: int, minutes: int) -> int:
    """A visit at ten on a day of the week, besides those called for; its minutes."""
    d.also_visited(d.day(weekday), 600, minutes)
    return minutes


@planting(
    "day-before-the-first",
    (203,),
    "HELD",
    "The line starts on Wednesday; Tuesday has a visit of 45 minutes, claimed too.",
    cut="203 takes 45",
    edge="first day − 1",
    twin="first-day-in-force",
)
def _(d: Draft) -> None:
    d.in_force((d.day(2), FOREVER)).twice_a_day()
    d.cut(c203=visited_outside(d, 1, 45)).claim(d.agreed + 45)


@planting(
    "look-in-before-the-first",
    (203,),
    "TRIMMED",
    "The line starts on Wednesday; Tuesday has a visit of 5 minutes, claimed too.",
    cut="203 takes 5",
)
def _(d: Draft) -> None:
    d.in_force((d.day(2), FOREVER)).twice_a_day()
    d.cut(c203=visited_outside(d, 1, 5)).claim(d.agreed + 5)


@planting(
    "outside-visit-not-claimed",
    (),
    "CLEAN",
    "The line starts on Wednesday; Tuesday has a visit of 45 minutes, not claimed.",
    twin="day-before-the-first",
)
def _(d: Draft) -> None:
    d.in_force((d.day(2), FOREVER)).twice_a_day()
    visited_outside(d, 1, 45)
    d.claim(d.agreed)


@planting(
    "ended-exactly-on-sunday",
    (),
    "CLEAN",
    "The line's last day is Sunday. Claim = agreed.",
    edge="last day",
    twin="ended-the-sunday-before",
)
def _(d: Draft) -> None:
    d.in_force((d.day(-70), d.day(7))).twice_a_day()
    d.claim(d.agreed)


@planting(
    "ended-the-sunday-before",
    (203,),
    "HELD",
    "The line's last day is the Sunday before; Monday has a visit of 45 minutes, claimed alone.",
    cut="203 takes 45; entitled 0",
    edge="last day + 1, no day in force",
    twin="ended-exactly-on-sunday",
)
def _(d: Draft) -> None:
    d.in_force((d.day(-70), d.day(0))).twice_a_day()
    d.cut(c203=visited_outside(d, 0, 45)).claim(45)


@planting(
    "last-day-in-force",
    (),
    "CLEAN",
    "The line's last day is Friday, and Friday is visited. Claim = agreed.",
    edge="last day",
    twin="day-after-the-last",
)
def _(d: Draft) -> None:
    d.in_force((d.day(-70), d.day(5))).twice_a_day()
    d.claim(d.agreed)


@planting(
    "day-after-the-last",
    (203,),
    "HELD",
    "The line's last day is Friday; Saturday has a visit of 45 minutes, claimed too.",
    cut="203 takes 45",
    edge="last day + 1",
    twin="last-day-in-force",
)
def _(d: Draft) -> None:
    d.in_force((d.day(-70), d.day(5))).twice_a_day()
    d.cut(c203=visited_outside(d, 5, 45)).claim(d.agreed + 45)


@planting(
    "visit-in-a-gap",
    (203,),
    "HELD",
    "The line is not in force on Wednesday and Thursday; Thursday has a visit of 45 minutes, claimed too.",
    cut="203 takes 45",
    twin="gap-kept",
)
def _(d: Draft) -> None:
    d.in_force((d.day(-70), d.day(2)), (d.day(4), FOREVER)).twice_a_day()
    d.cut(c203=visited_outside(d, 3, 45)).claim(d.agreed + 45)


@planting(
    "gap-kept",
    (),
    "CLEAN",
    "The line is not in force on Wednesday and Thursday, and nobody goes. Claim = agreed.",
    twin="visit-in-a-gap",
)
def _(d: Draft) -> None:
    d.in_force((d.day(-70), d.day(2)), (d.day(4), FOREVER)).twice_a_day()
    d.claim(d.agreed)


# No line at all


@planting(
    "no-line",
    (202,),
    "HELD",
    "Visits and a claim for a person, provider and service that have no line.",
    cut="entitled 0, no parts",
    twin="visit-for-somebody-not-claimed",
    beside="alone",
)
def _(d: Draft) -> None:
    d.twice_a_day().claim(d.agreed)
    d.without_line()


@planting(
    "line-with-another-provider",
    (205,),
    "BLOCKED",
    "The person has the service, but from another provider. Visits and a claim.",
    cut="entitled 0, no parts",
    beside="same service",
)
def _(d: Draft) -> None:
    d.twice_a_day().claim(d.agreed)
    d.without_line()


@planting(
    "visit-for-somebody-not-claimed",
    (),
    "",
    "Visits for a person, provider and service that have no line, and no claim.",
    twin="no-line",
)
def _(d: Draft) -> None:
    d.twice_a_day()
    d.without_line()


@planting("week-not-claimed", (), "", "A line with calls, visited as planned, and no claim.")
def _(d: Draft) -> None:
    d.twice_a_day()
