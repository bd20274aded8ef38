"""The lives of a letter, of a print pack, of a copy to be signed in ink, and of a version in another format."""

from enum import StrEnum

from duly.primitives.steps import Step, Steps


class LetterState(StrEnum):
    """How far a letter has gone."""

    DRAFT = "draft"
    RETURNED = "returned"
    APPROVED = "approved"
    RELEASED = "released"
    SENT = "sent"
    DROPPED = "dropped"


GONE = (LetterState.RELEASED.value, LetterState.SENT.value)
"""The states of a letter that went out, or is with whoever sends it."""


class PackState(StrEnum):
    """How far a print pack has come."""

    MADE = "made"
    PRINTED = "printed"
    POSTED = "posted"


class InkState(StrEnum):
    """How far a copy to be signed in ink has come."""

    PRINTED = "printed"
    SIGNED = "signed"


class FormatState(StrEnum):
    """How far a version in another format has come."""

    ORDERED = "ordered"
    RECEIVED = "received"
    CANCELLED = "cancelled"


STEPS = Steps(
    Step("fill in", LetterState.DRAFT, LetterState.DRAFT),
    Step("fill in", LetterState.RETURNED, LetterState.DRAFT),
    Step("return", LetterState.DRAFT, LetterState.RETURNED),
    Step("approve", LetterState.DRAFT, LetterState.APPROVED),
    Step("send", LetterState.APPROVED, LetterState.RELEASED),
    Step("send", LetterState.RELEASED, LetterState.RELEASED),
    Step("note sent", LetterState.RELEASED, LetterState.SENT),
    Step("drop", LetterState.DRAFT, LetterState.DROPPED),
    Step("drop", LetterState.RETURNED, LetterState.DROPPED),
    Step("drop", LetterState.APPROVED, LetterState.DROPPED),
)
"""Released means handed over to be sent; sent means the relay took it, or the pack was posted."""

PACK_STEPS = Steps(
    Step("print", PackState.MADE, PackState.PRINTED),
    Step("post", PackState.PRINTED, PackState.POSTED),
)

INK_STEPS = Steps(Step("match", InkState.PRINTED, InkState.SIGNED))

FORMAT_STEPS = Steps(
    Step("receive", FormatState.ORDERED, FormatState.RECEIVED),
    Step("cancel", FormatState.ORDERED, FormatState.CANCELLED),
)
