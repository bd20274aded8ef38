"""The life of a payment request."""

from enum import StrEnum

from duly.primitives.steps import Step, Steps


class RequestState(StrEnum):
    """How a payment request stands."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    PAID = "paid"


STEPS = Steps(
    Step("accept", RequestState.ASKED, RequestState.ACCEPTED),
    Step("refuse", RequestState.ASKED, RequestState.REFUSED),
    Step("note as paid", RequestState.ACCEPTED, RequestState.PAID),
)
VERBS = {"accept": "accept", "refuse": "refuse", "paid": "note as paid"}
"""What is pressed, by the verb of the lifecycle."""
