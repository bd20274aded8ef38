"""The life of a clock. Whether it is overdue is not a state: it is reckoned from its date and today."""

from enum import StrEnum

from duly.primitives.steps import Step, Steps


class ClockState(StrEnum):
    """How a clock stands."""

    RUNNING = "running"
    STOPPED = "stopped"
    MET = "met"
    MISSED = "missed"
    ENDED = "ended"


OPEN = (ClockState.RUNNING, ClockState.STOPPED)
STEPS = Steps(
    Step("stop", ClockState.RUNNING, ClockState.STOPPED),
    Step("restart", ClockState.STOPPED, ClockState.RUNNING),
    Step("extend", ClockState.RUNNING, ClockState.RUNNING),
    Step("meet", ClockState.RUNNING, ClockState.MET),
    Step("meet late", ClockState.RUNNING, ClockState.MISSED),
    Step("end", ClockState.RUNNING, ClockState.ENDED),
    Step("end", ClockState.STOPPED, ClockState.ENDED),
)
