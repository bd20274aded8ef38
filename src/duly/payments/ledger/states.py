"""The life of a period: somebody asks for it to be closed, somebody else closes it."""

from enum import StrEnum

from duly.primitives.steps import Step, Steps


class PeriodState(StrEnum):
    """Asked to be closed, or closed. A period nobody has asked about is open and has no row."""

    ASKED = "asked"
    CLOSED = "closed"
    OPEN = "open"


STEPS = Steps(
    Step("ask", PeriodState.OPEN, PeriodState.ASKED),
    Step("withdraw", PeriodState.ASKED, PeriodState.OPEN),
    Step("close", PeriodState.ASKED, PeriodState.CLOSED),
)
