"""The life of a case. What was decided on it, and what was sent, are facts of the rooms ahead."""

from enum import StrEnum

from duly.primitives.steps import Step, Steps


class Stage(StrEnum):
    """How far a case has come."""

    ASSESSMENT = "assessment"
    INVESTIGATION = "investigation"
    CLOSED = "closed"


PARTIES = ("complainant", "aggrieved", "representative", "body", "member of parliament")
"""What somebody may be to a case."""

STEPS = Steps(
    Step("investigate", Stage.ASSESSMENT, Stage.INVESTIGATION),
    Step("close", Stage.ASSESSMENT, Stage.CLOSED),
    Step("close", Stage.INVESTIGATION, Stage.CLOSED),
    Step("reopen", Stage.CLOSED, Stage.INVESTIGATION),
)
