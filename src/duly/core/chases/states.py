"""The life of a chase. Which step comes next, and when, is not a state: it is reckoned from its ladder and its date."""

from enum import StrEnum

from duly.primitives.steps import Step, Steps


class ChaseState(StrEnum):
    """Whether something is still chased."""

    RUNNING = "running"
    ANSWERED = "answered"
    ENDED = "ended"


STEPS = Steps(
    Step("send", ChaseState.RUNNING, ChaseState.RUNNING),
    Step("give another day", ChaseState.RUNNING, ChaseState.RUNNING),
    Step("hand on", ChaseState.RUNNING, ChaseState.RUNNING),
    Step("answer", ChaseState.RUNNING, ChaseState.ANSWERED),
    Step("end", ChaseState.RUNNING, ChaseState.ENDED),
)
