"""The life of a letter. Released means handed over to be sent; sent means the relay took it."""

from enum import StrEnum

from duly.primitives.steps import Step, Steps


class LetterState(StrEnum):
    """How far a letter has gone."""

    DRAFT = "draft"
    APPROVED = "approved"
    RELEASED = "released"
    SENT = "sent"


STEPS = Steps(
    Step("fill in", LetterState.DRAFT, LetterState.DRAFT),
    Step("approve", LetterState.DRAFT, LetterState.APPROVED),
    Step("send", LetterState.APPROVED, LetterState.RELEASED),
    Step("send", LetterState.RELEASED, LetterState.RELEASED),
    Step("note sent", LetterState.RELEASED, LetterState.SENT),
)
