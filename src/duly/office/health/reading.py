"""One thing that is watched, in finished words, and the few ways of saying how old or how much something is."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

State = Literal["well", "watch", "alarm"]

WORDS = {"alarm": "Alarm", "watch": "Watch", "well": "Well"}
"""What each state is called, the worst first."""

_WORST_FIRST = {"alarm": 0, "watch": 1, "well": 2}


@dataclass(frozen=True)
class Reading:
    """What is watched and under which heading; what was found, beside its limit; how that is; a sentence; and what to do next ("" when well).

    `measured` is the figure itself where there is one: seconds, a count, pence or a percentage.
    """

    code: str
    what: str
    found: str
    limit: str
    state: State
    says: str
    next_step: str = ""
    measured: int | None = None

    def unless(self, wrong: bool, state: State, says: str, next_step: str) -> "Reading":
        """This reading, or when `wrong` the worse one with its sentence and what to do. The worst that was said stays."""
        if not wrong or _WORST_FIRST[self.state] < _WORST_FIRST[state]:
            return self
        return replace(self, state=state, says=says, next_step=next_step)


def worst(readings: tuple[Reading, ...]) -> State:
    """The state of the whole: that of the worst reading."""
    return min((one.state for one in readings), key=_WORST_FIRST.__getitem__, default="well")


def in_order_of_worst(shown: list[Reading], among: tuple[Reading, ...]) -> list[Reading]:
    """Those shown, the worst first, and otherwise in the order in which they stand among all."""
    place = {one.code: n for n, one in enumerate(among)}
    return sorted(shown, key=lambda one: (_WORST_FIRST[one.state], place[one.code]))


def how_long(seconds: int | None) -> str:
    """A length of time as people say it: "40 seconds", "12 minutes", "3 hours", "5 days"."""
    if seconds is None:
        return "never"
    for size, one in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= size:
            count = seconds // size
            return f"{count:,} {one}{'s' * (count != 1)}"
    return f"{seconds} second{'s' * (seconds != 1)}"


def seconds_since(moment: datetime | None, *, now: datetime) -> int | None:
    """Whole seconds from a moment until now, never less than 0; None when there was no such moment."""
    return None if moment is None else max(0, int((now - moment) / timedelta(seconds=1)))
