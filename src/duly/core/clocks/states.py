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
    TAKEN_BACK = "taken back"


OPEN = (ClockState.RUNNING, ClockState.STOPPED)
STEPS = Steps(
    Step("stop", ClockState.RUNNING, ClockState.STOPPED),
    Step("restart", ClockState.STOPPED, ClockState.RUNNING),
    Step("extend", ClockState.RUNNING, ClockState.RUNNING),
    Step("meet", ClockState.RUNNING, ClockState.MET),
    Step("meet late", ClockState.RUNNING, ClockState.MISSED),
    Step("meet", ClockState.STOPPED, ClockState.MET),
    Step("meet late", ClockState.STOPPED, ClockState.MISSED),
    Step("end", ClockState.RUNNING, ClockState.ENDED),
    Step("end", ClockState.STOPPED, ClockState.ENDED),
    Step("take back the start", ClockState.RUNNING, ClockState.TAKEN_BACK),
    Step("take back the stop", ClockState.STOPPED, ClockState.RUNNING),
    Step("take back the restart", ClockState.RUNNING, ClockState.STOPPED),
    Step("take back the extension", ClockState.RUNNING, ClockState.RUNNING),
    *(Step("take back the end", ended, ClockState.RUNNING) for ended in (ClockState.MET, ClockState.MISSED, ClockState.ENDED)),
)
"""What is met, missed or ended while it stood still stands still again once that is taken back. Which steps may be taken back, and how the clock stands
after it, is reckoned from what is left (`rules.why_impossible`, `rules.stands`)."""
