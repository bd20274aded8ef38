"""The life of one version of a standard letter. Once put forward its words stay as they are; adopting a version replaces the one before."""

from enum import StrEnum

from duly.primitives.steps import Step, Steps


class WordingState(StrEnum):
    """How far a version has come."""

    DRAFT = "draft"
    PUT_FORWARD = "put forward"
    IN_USE = "in use"
    REPLACED = "replaced"


STEPS = Steps(
    Step("rewrite", WordingState.DRAFT, WordingState.DRAFT),
    Step("put forward", WordingState.DRAFT, WordingState.PUT_FORWARD),
    Step("send back", WordingState.PUT_FORWARD, WordingState.DRAFT),
    Step("adopt", WordingState.PUT_FORWARD, WordingState.IN_USE),
    Step("renew", WordingState.IN_USE, WordingState.IN_USE),
    Step("replace", WordingState.IN_USE, WordingState.REPLACED),
)
