"""The life of bringing somebody in, and of a piece of work that was commissioned."""

from enum import StrEnum

from duly.primitives.steps import Step, Steps


class InvolvedState(StrEnum):
    """How far it has come."""

    ASKED = "asked"
    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"
    TAKEN_OVER = "taken over"
    WITHDRAWN = "withdrawn"


INVOLVED = Steps(
    Step("acknowledge", InvolvedState.ASKED, InvolvedState.ACKNOWLEDGED),
    *(Step("answer", one, InvolvedState.ANSWERED) for one in (InvolvedState.ASKED, InvolvedState.ACKNOWLEDGED)),
    *(Step("take over", one, InvolvedState.TAKEN_OVER) for one in (InvolvedState.ASKED, InvolvedState.ACKNOWLEDGED)),
    *(Step("withdraw", one, InvolvedState.WITHDRAWN) for one in (InvolvedState.ASKED, InvolvedState.ACKNOWLEDGED)),
)


class WorkState(StrEnum):
    """How far a piece of work has come."""

    OPEN = "open"
    DONE = "done"
    WITHDRAWN = "withdrawn"


WORK = Steps(Step("finish", WorkState.OPEN, WorkState.DONE), Step("withdraw", WorkState.OPEN, WorkState.WITHDRAWN))
