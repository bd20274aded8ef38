"""The life of a dispute."""

from enum import StrEnum

from duly.primitives.steps import Step, Steps


class DisputeState(StrEnum):
    """How a dispute stands."""

    OPEN = "open"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    PASSED_ON = "passed on"
    TAKEN_UP = "taken up"


STEPS = Steps(
    Step("answer", DisputeState.OPEN, DisputeState.ANSWERED),
    Step("withdraw", DisputeState.OPEN, DisputeState.WITHDRAWN),
    Step("pass on", DisputeState.OPEN, DisputeState.PASSED_ON),
    Step("pass on", DisputeState.ANSWERED, DisputeState.PASSED_ON),
    Step("take up", DisputeState.PASSED_ON, DisputeState.TAKEN_UP),
)
VERBS = {"answer": "answer", "withdraw": "withdraw", "pass-on": "pass on"}
"""What is pressed, by the verb of the lifecycle."""
