"""How much goes through right first time."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Outcome:
    """What became of one reviewed submission. `team` is the title of its author's post; `days_lost` are from its first return until it passed, or today."""

    ref: str
    kind: str
    team: str
    author: str
    drafted_on: date
    times_returned: int
    reasons: tuple[str, ...]
    passed: bool
    days_lost: int

    @property
    def first_time(self) -> str:
        """ "yes" where it was passed as it was first put up."""
        return "yes" if self.passed and not self.times_returned else "no"

    @property
    def reason(self) -> str:
        """The reason of its first return, by code."""
        return self.reasons[0] if self.reasons else ""


@dataclass(frozen=True)
class Rate:
    """Of how many, how many went through first time; days lost by the rest."""

    of: str
    first_time: int
    reviewed: int
    days_lost: int

    @property
    def per_cent(self) -> int:
        """Whole per cent, a half rounded up; nothing reviewed is 0."""
        return (200 * self.first_time + self.reviewed) // (2 * self.reviewed) if self.reviewed else 0


def rate(of: str, outcomes: Sequence[Outcome]) -> Rate:
    """One rate."""
    return Rate(of, sum(one.first_time == "yes" for one in outcomes), len(outcomes), sum(one.days_lost for one in outcomes))


def rates(outcomes: Iterable[Outcome], by: Callable[[Outcome], str]) -> tuple[Rate, ...]:
    """A rate for each value, in order of its name."""
    grouped: dict[str, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        grouped[by(one)].append(one)
    return tuple(rate(name, group) for name, group in sorted(grouped.items()))
