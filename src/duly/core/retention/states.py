"""The life of a disposal list and of a legal hold."""

from enum import StrEnum

from duly.primitives.steps import Step, Steps


class DisposalState(StrEnum):
    """How far a disposal list has come. What is carried out cannot be undone."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    CARRIED_OUT = "carried out"
    WITHDRAWN = "withdrawn"


class HoldState(StrEnum):
    """Whether a legal hold stands."""

    HELD = "held"
    LIFTED = "lifted"


DISPOSAL = Steps(
    Step("approve", DisposalState.PROPOSED, DisposalState.APPROVED),
    Step("carry out", DisposalState.APPROVED, DisposalState.CARRIED_OUT),
    Step("withdraw", DisposalState.PROPOSED, DisposalState.WITHDRAWN),
    Step("withdraw", DisposalState.APPROVED, DisposalState.WITHDRAWN),
)

HOLD = Steps(Step("lift", HoldState.HELD, HoldState.LIFTED))
