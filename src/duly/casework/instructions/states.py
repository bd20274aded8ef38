"""The life of a standing instruction."""

from enum import StrEnum

from duly.primitives.steps import Step, Steps


class InstructionState(StrEnum):
    """How far an instruction has come."""

    PROPOSED = "proposed"
    AUTHORISED = "authorised"
    REFUSED = "refused"
    IN_FORCE = "in force"
    LIFTED = "lifted"
    LAPSED = "lapsed"


STEPS = Steps(
    Step("authorise", InstructionState.PROPOSED, InstructionState.AUTHORISED),
    Step("refuse", InstructionState.PROPOSED, InstructionState.REFUSED),
    Step("put in force", InstructionState.AUTHORISED, InstructionState.IN_FORCE),
    *(Step("hand on", state, state) for state in (InstructionState.PROPOSED, InstructionState.AUTHORISED, InstructionState.IN_FORCE)),
    Step("review", InstructionState.IN_FORCE, InstructionState.IN_FORCE),
    Step("lift", InstructionState.AUTHORISED, InstructionState.LIFTED),
    Step("lift", InstructionState.IN_FORCE, InstructionState.LIFTED),
    Step("lapse", InstructionState.IN_FORCE, InstructionState.LAPSED),
)

LIVE = (InstructionState.PROPOSED.value, InstructionState.AUTHORISED.value, InstructionState.IN_FORCE.value)
