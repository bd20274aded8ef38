"""The life of a run. "Issued" is no state of it but a fact in banking."""

from enum import StrEnum

from duly.primitives.steps import Step, Steps


class RunState(StrEnum):
    """Where a run is."""

    DRAFT = "draft"
    PREPARED = "prepared"
    APPROVED = "approved"
    VOID = "void"


STEPS = Steps(
    Step("prepare", RunState.DRAFT, RunState.PREPARED),
    Step("reopen", RunState.PREPARED, RunState.DRAFT),
    Step("approve", RunState.PREPARED, RunState.APPROVED),
    Step("void", RunState.APPROVED, RunState.VOID),
)
