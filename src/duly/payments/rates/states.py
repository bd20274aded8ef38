"""A batch of rates, from being put forward to its end."""

from enum import StrEnum

from duly.primitives.steps import Step, Steps


class BatchState(StrEnum):
    """Where a batch stands."""

    PUT_FORWARD = "put forward"
    ADOPTED = "adopted"
    WITHDRAWN = "withdrawn"
    TAKEN_BACK = "taken back"


STEPS = Steps(
    Step("adopt", BatchState.PUT_FORWARD, BatchState.ADOPTED),
    Step("withdraw", BatchState.PUT_FORWARD, BatchState.WITHDRAWN),
    Step("take back", BatchState.ADOPTED, BatchState.TAKEN_BACK),
)
