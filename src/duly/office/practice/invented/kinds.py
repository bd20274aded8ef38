"""What can be planted: a row a kind. Its name and expectation are those of tests/offices/SPEC.md, and one function makes it of a line in order.

A new kind of fault is a row here, and where it is done in a new way a step of `Draft`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from duly.payments.validation.facts import Decision

ALONE, ANOTHER = "nothing", "another person"
ELSEWHERE, MOVED, BOTH = "another person of another provider", "the service of another provider", "another service of the provider"
OF_TWO = (ANOTHER, ELSEWHERE, MOVED, BOTH)
"""Kinds that need a second line."""
Plant = Callable[[Any], Any]
"""Of a `Draft`, or of a `Resident` where it is planted in a care home."""


@dataclass(frozen=True)
class Kind:
    """A kind of fault or oddity. `codes` and `decision` are what judging must make of the line-week; without a decision none may arise.

    `beside` is "same service" or "same provider" where the line must share that with another line of the person's, "nothing" where the person
    has no other. It is one of `OF_TWO` where it needs a second line: of somebody else with the same provider or another, or of a person who has
    nothing else, the same service with another provider or another service with the same. That line shows what is planted too, or else what
    `other` says: its codes and decision.
    `home` is where it is planted, for a kind by the night; `when` the one week (its Monday) that it can be planted in.
    """

    name: str
    codes: tuple[int, ...]
    decision: Decision | None
    plant: Plant
    beside: str = ""
    home: str = ""
    when: date | None = None
    other: tuple[tuple[int, ...], Decision | None] | None = None

    @property
    def is_of_somebody_alone(self) -> bool:
        """Whether it needs a person who has no other line."""
        return self.beside in (ALONE, MOVED, BOTH) or bool(self.home)


def clean(name: str, plant: Plant, *, beside: str = "") -> Kind:
    """An oddity that must not be flagged."""
    return Kind(name, (), "CLEAN", plant, beside)


def told(name: str, codes: str, plant: Plant) -> Kind:
    """A fault that is told, and holds nothing."""
    return Kind(name, _codes(codes), "CLEAN", plant)


def trimmed(name: str, codes: str, plant: Plant) -> Kind:
    """A fault within the trim limit, or a short double-up, which is trimmed by itself."""
    return Kind(name, _codes(codes), "TRIMMED", plant)


def held(name: str, codes: str, plant: Plant, *, beside: str = "") -> Kind:
    """A fault that a person decides."""
    return Kind(name, _codes(codes), "HELD", plant, beside)


def blocked(name: str, codes: str, plant: Plant, *, beside: str = "") -> Kind:
    """A fault that nothing can be paid on until it is mended."""
    return Kind(name, _codes(codes), "BLOCKED", plant, beside)


def refused(name: str, plant: Plant) -> Kind:
    """A week that was settled elsewhere, or nobody has signed for."""
    return Kind(name, (), "REFUSED", plant)


def silent(name: str, plant: Plant) -> Kind:
    """An oddity of which no line-week may arise."""
    return Kind(name, (), None, plant)


def at(home: str, kind: Kind) -> Kind:
    """A kind planted in a care home."""
    return replace(kind, home=home)


def in_the_week(when: date, kind: Kind) -> Kind:
    """A kind that one week alone can hold."""
    return replace(kind, when=when)


def of_two(beside: str, kind: Kind, codes: str = "", decision: Decision | None = "CLEAN") -> Kind:
    """A kind with a line beside, and what judging must make of that; without a decision nothing of it is claimed."""
    return replace(kind, beside=beside, other=(_codes(codes), decision))


def _codes(words: str) -> tuple[int, ...]:
    return tuple(int(code) for code in words.split())


MIDWAY = ((600, 30), (720, 30))
UNEVEN = ((600, 12), (1080, 60))
WIDENS: tuple[int, dict[str, int]] = (3, {"tolerance_minutes": 15})
LIMITS: tuple[int, dict[str, int]] = (2, {"trim_limit_bp": 5000})

VISITS = (
    clean("early-by-119", lambda d: d.twice().moved(-119).claims()),
    clean("early-by-window", lambda d: d.twice().moved(-120).claims()),
    held("early-by-window-and-one", "403 404", lambda d: d.twice().moved(-121).claims()),
    clean("late-by-window", lambda d: d.planned().twice().moved(90).claims()),
    held("late-by-window-and-one", "403 404", lambda d: d.planned().twice().moved(91).claims()),
    clean("midway-between-two-calls", lambda d: d.daily(*MIDWAY).pick(600).moved(60).same_day(720).moved(0).claims()),
    held("past-midway-between-two-calls", "403 404", lambda d: d.daily(*MIDWAY).pick(600).moved(61).same_day(720).moved(0).claims()),
    clean("equally-near-earlier-is-whole", lambda d: d.twice().moved(-30).also(30, 10).claims()),
    held("equally-near-later-is-whole", "403", lambda d: d.twice().moved(-30).lasting(10).also(30).claims()),
    held(
        "late-call-visited-after-midnight",
        "403 404",
        lambda d: d.daily((600, 30), (1430, 30)).pick(1430, days=range(6)).after_midnight().claims(),
    ),
    clean("visit-over-midnight", lambda d: d.daily((1410, 60)).claims()),
    held("second-visit-to-a-single-call", "403", lambda d: d.twice().moved(0).also_after(10, 30).claims(30)),
    held("popped-back", "403", lambda d: d.twice().moved(0).also_after(10, 5).claims(5)),
    clean("over-plan-not-claimed", lambda d: d.twice().longer(25).claims()),
    trimmed("one-minute-over-plan", "401", lambda d: d.twice().longer(1).claims(1)),
    held("hour-over-plan", "401", lambda d: d.twice().longer(60).claims(60)),
    trimmed("short-visit-claimed-as-planned", "411", lambda d: d.twice().longer(-5).claims()),
    clean("short-visit-claimed-as-made", lambda d: d.twice().longer(-5).claims(-5)),
    trimmed("short-visit-claimed-one-above", "411", lambda d: d.twice().longer(-5).claims(-4)),
    held("missed-visit-claimed", "404 411", lambda d: d.twice().missed().claims()),
    told("missed-visit-not-claimed", "404", lambda d: d.twice().missed().claims_what_came()),
    held("nothing-seen-all-claimed", "402 404 411", lambda d: d.twice().nobody().claims()),
    held("claim-in-a-week-of-no-calls", "411", lambda d: d.weekly().claims(60)),
    clean("short-by-tolerance", lambda d: d.planned().twice().longer(-5).claims()),
    trimmed("short-by-tolerance-and-one", "411", lambda d: d.planned().twice().longer(-6).claims()),
    clean("longer-within-tolerance", lambda d: d.planned().twice().all_longer(5).claims()),
    trimmed("long-by-tolerance-claimed", "411", lambda d: d.planned().twice().longer(5).claims(5)),
    trimmed("long-beyond-tolerance-claimed", "401", lambda d: d.planned().twice().longer(6).claims(6)),
    clean("floor-above-elapsed", lambda d: d.planned().twice().lasting(14).claims_instead(15)),
    trimmed("floor-claimed-one-above", "411", lambda d: d.planned().twice().lasting(14).claims_instead(16)),
    clean("floor-equals-elapsed", lambda d: d.planned().twice().lasting(15).claims_instead(15)),
    clean("floor-below-elapsed", lambda d: d.planned().twice().lasting(16).claims_instead(16)),
    trimmed("floor-below-elapsed-claimed-one-above", "411", lambda d: d.planned().twice().lasting(16).claims_instead(17)),
    clean("floor-above-planned", lambda d: d.planned().daily(*UNEVEN).pick(600).lasting(5).claims()),
    trimmed("floor-above-planned-claimed", "411", lambda d: d.planned().daily(*UNEVEN).pick(600).lasting(5).claims(3)),
    clean(
        "tolerance-widens-that-day",
        lambda d: d.spot("PLANNED_WITHIN", from_day=WIDENS).twice(60).pick(weekday=3).lasting(50).claims(),
    ),
    trimmed(
        "tolerance-widens-the-day-after",
        "411",
        lambda d: d.spot("PLANNED_WITHIN", from_day=WIDENS).twice(60).pick(weekday=2).lasting(50).claims(),
    ),
)

DOUBLE_CALLS = (
    trimmed("second-carer-absent", "407", lambda d: d.twice(carers=2).missed(2).claims()),
    clean("second-carer-absent-not-claimed", lambda d: d.twice(carers=2).missed(2).claims_what_came()),
    trimmed("second-carer-never-comes", "402 407", lambda d: d.twice(carers=2).never_second().claims()),
    trimmed("same-carer-twice", "407", lambda d: d.twice(carers=2).moved(0).moved(1, 2).one_carer().claims()),
    clean("carer-swap", lambda d: d.twice(carers=2).carers(1, 2, 2, 1, 1, 2, 2, 3).claims()),
    clean("together-exactly-the-percentage", lambda d: d.twice(60, carers=2).moved(0).moved(12, 2).claims()),
    trimmed("together-one-minute-less", "407", lambda d: d.twice(60, carers=2).moved(0).moved(13, 2).claims()),
    clean("together-above-an-uneven-percentage", lambda d: d.planned().twice(33, carers=2).moved(0).moved(6, 2).claims()),
    trimmed("together-below-an-uneven-percentage", "407", lambda d: d.planned().twice(33, carers=2).moved(0).moved(7, 2).claims()),
    held(
        "second-carer-leaves-early",
        "407 411",
        lambda d: d.twice(60, carers=2, days=range(5)).moved(0).moved(1, 2).lasting(20, 2).claims(),
    ),
    held("double-call-nobody-attended", "404 411", lambda d: d.twice(carers=2).missed().missed().claims()),
    held(
        "third-carer-to-a-double",
        "403 405",
        lambda d: d.twice(60, carers=2, days=range(5)).moved(0).moved(0, 2).also(2).claims(60),
    ),
)

LINES = (
    clean("first-day-in-force", lambda d: d.in_force((2, None)).twice().claims()),
    held("day-before-the-first", "203", lambda d: d.in_force((2, None)).twice().outside(1, 45).claims(45)),
    trimmed("look-in-before-the-first", "203", lambda d: d.in_force((2, None)).twice().outside(1, 5).claims(5)),
    clean("outside-visit-not-claimed", lambda d: d.in_force((2, None)).twice().outside(1, 45).claims()),
    clean("ended-exactly-on-sunday", lambda d: d.in_force((-70, 7)).twice().claims()),
    held("ended-the-sunday-before", "203", lambda d: d.in_force((-70, 0)).twice().outside(0, 45).claims(45)),
    clean("last-day-in-force", lambda d: d.in_force((-70, 5)).twice().claims()),
    held("day-after-the-last", "203", lambda d: d.in_force((-70, 5)).twice().outside(5, 45).claims(45)),
    held("visit-in-a-gap", "203", lambda d: d.in_force((-70, 2), (4, None)).twice().outside(3, 45).claims(45)),
    clean("gap-kept", lambda d: d.in_force((-70, 2), (4, None)).twice().claims()),
    held("no-line", "202", lambda d: d.twice().claims().without_line(), beside=ALONE),
    blocked("line-with-another-provider", "205", lambda d: d.twice().claims().without_line(), beside="same service"),
    silent("visit-for-somebody-not-claimed", lambda d: d.twice().without_line()),
    silent("week-not-claimed", lambda d: d.twice()),
)
