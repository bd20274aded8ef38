"""The life of a piece of advice."""

from enum import StrEnum

from duly.primitives.steps import Step, Steps


class AdviceState(StrEnum):
    """How far a piece of advice has come. Only what is answered may be relied on."""

    ASKED = "asked"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


STEPS = Steps(
    Step("answer", AdviceState.ASKED, AdviceState.ANSWERED),
    Step("rely on", AdviceState.ANSWERED, AdviceState.ANSWERED),
    Step("withdraw", AdviceState.ASKED, AdviceState.WITHDRAWN),
    Step("withdraw", AdviceState.ANSWERED, AdviceState.WITHDRAWN),
)

GIVEN, TAKEN = "given", "taken"
WAYS = {GIVEN: "Given to Operations", TAKEN: "Taken from Operations"}
"""Which way the advice goes: Operations asks and we answer, or we ask and Operations answers."""
