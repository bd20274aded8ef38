"""The life of a submission."""

from enum import StrEnum

from duly.primitives.steps import Step, Steps


class SubmissionState(StrEnum):
    """Who has a submission: its author, a reviewer, the person who signs, or nobody any more."""

    DRAFT = "draft"
    PUT_UP = "put up"
    RETURNED = "returned"
    READY = "ready"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


UNDECIDED = (SubmissionState.DRAFT, SubmissionState.PUT_UP, SubmissionState.RETURNED, SubmissionState.READY)
"""States of a submission that somebody still has."""

STEPS = Steps(
    Step("revise", SubmissionState.DRAFT, SubmissionState.DRAFT),
    Step("revise", SubmissionState.RETURNED, SubmissionState.RETURNED),
    Step("put up", SubmissionState.DRAFT, SubmissionState.PUT_UP),
    Step("put up", SubmissionState.RETURNED, SubmissionState.PUT_UP),
    Step("return", SubmissionState.PUT_UP, SubmissionState.RETURNED),
    Step("return", SubmissionState.READY, SubmissionState.RETURNED),
    Step("pass as ready", SubmissionState.PUT_UP, SubmissionState.READY),
    Step("decide", SubmissionState.READY, SubmissionState.DECIDED),
    *(Step("withdraw", state, SubmissionState.WITHDRAWN) for state in UNDECIDED),
)
