"""The scale of severity, whether a remedy is within its band, how findings come to an outcome, and totals from their parts. Pure.

Levels 3 and 6 are as published on ombudsman.org.uk, and the amounts of level 4 as recommended in published reports; levels 1, 2 and 5, and that those
amounts are level 4, are from general knowledge: defaults that say so (`verify`), until an office adopts a scale of its own.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from duly.primitives.money import sterling


@dataclass(frozen=True)
class Band:
    """One level of injustice that is not a financial loss: from `least_pence` to `most_pence`, both included; no most at the top.

    `verify` says that the figures were not seen in a source, and are to be looked at before they are relied on.
    """

    level: int
    least_pence: int
    most_pence: int | None
    verify: bool

    @property
    def says(self) -> str:
        """As people read it."""
        if self.most_pence is None:
            return f"{_short(self.least_pence)} or more"
        if not self.most_pence:
            return "an apology, and no payment"
        return f"{_short(self.least_pence)} to {_short(self.most_pence)}"

    def holds(self, pence: int) -> bool:
        """Whether an amount is within the band."""
        return self.least_pence <= pence and (self.most_pence is None or pence <= self.most_pence)


@dataclass(frozen=True)
class Scale:
    """A scale from the day it starts. Number 0 is the default as shipped."""

    number: int
    starts: date
    bands: tuple[Band, ...]

    def band(self, level: int) -> Band | None:
        """One level, or None where the scale has none of that number."""
        return next((one for one in self.bands if one.level == level), None)

    def where(self, pence: int) -> str:
        """Where an amount falls, as a sentence: within which level, or between which two; of one below the least, under which."""
        within = next((one for one in self.bands if one.holds(pence)), None)
        if within is not None:
            return f"It is within level {within.level}, which is {within.says}."
        below = [one for one in self.bands if one.most_pence is not None and one.most_pence < pence]
        above = [one for one in self.bands if one.least_pence > pence]
        next_to = [*below[-1:], *above[:1]]
        words = " and ".join(f"level {one.level}, which is {one.says}" for one in next_to)
        return f"No level holds it: it lies {'between' if len(next_to) == 2 else 'beside'} {words}."


DEFAULT = Scale(
    0,
    date(2000, 1, 1),
    (
        Band(1, 0, 0, verify=True),
        Band(2, 10_000, 45_000, verify=True),
        Band(3, 50_000, 95_000, verify=False),
        Band(4, 100_000, 295_000, verify=True),
        Band(5, 300_000, 995_000, verify=True),
        Band(6, 1_000_000, None, verify=False),
    ),
)


@dataclass(frozen=True)
class Found:
    """What was found on one issue. `level` is 0 without injustice; the two amounts are for what is not a financial loss, and for what is, in pence."""

    fault: bool
    injustice: bool
    level: int
    remedy_pence: int
    loss_pence: int

    @property
    def total_pence(self) -> int:
        """The remedy of this issue: its parts together."""
        return self.remedy_pence + self.loss_pence

    @property
    def outcome(self) -> str:
        """What this issue comes to: "upheld", "fault without injustice" or "not upheld"."""
        return "upheld" if self.fault and self.injustice else "fault without injustice" if self.fault else "not upheld"


def total(found: Iterable[Found]) -> int:
    """The financial remedy of a case, in pence: the parts of every issue together."""
    return sum(one.total_pence for one in found)


def outcome_of(found: Collection[Found]) -> str:
    """What a case comes to: upheld where every issue is, partly where some are or fault was found, and else not upheld; empty before any finding."""
    if not found:
        return ""
    if all(one.outcome == "upheld" for one in found):
        return "upheld"
    return "partly upheld" if any(one.fault for one in found) else "not upheld"


def highest_level(found: Iterable[Found]) -> int:
    """The gravest level of a case; 0 where there is no injustice."""
    return max((one.level for one in found), default=0)


def why_outside(scale: Scale, level: int, remedy_pence: int) -> str:
    """How an amount lies outside the band of its level, as a sentence; empty when it is within."""
    band = scale.band(level)
    if band is None or band.holds(remedy_pence):
        return ""
    return f"{sterling(remedy_pence)} is not within level {level}, which is {band.says}. {scale.where(remedy_pence)}"


def why_not_a_scale(bands: Sequence[Band]) -> str:
    """What is wrong with the bands of a scale, as a sentence; empty when it can be used."""
    if [one.level for one in bands] != list(range(1, len(bands) + 1)) or not bands:
        return "Levels count from 1, each once and in order."
    for one in bands:
        if one.least_pence < 0 or (one.most_pence is not None and one.most_pence < one.least_pence):
            return f"Level {one.level}: its least is more than its most."
        if one.most_pence is None and one.level != len(bands):
            return f"Level {one.level}: only the highest level has no most."
        below = next((low for low in bands if low.level == one.level - 1), None)
        if below is not None and below.most_pence is not None and one.least_pence <= below.most_pence:
            return f"Level {one.level} begins below the end of level {below.level}."
    return ""


def as_content(scale: Scale) -> list[dict[str, Any]]:
    """The bands as they are kept."""
    return [dict(vars(one)) for one in scale.bands]


def as_scale(number: int, starts: date, content: Iterable[Mapping[str, Any]]) -> Scale:
    """A scale as it was kept."""
    return Scale(number, starts, tuple(Band(**one) for one in content))


def _short(pence: int) -> str:
    return sterling(pence).removesuffix(".00")
