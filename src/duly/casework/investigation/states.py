"""The life of an issue, and of a request for evidence."""

from enum import StrEnum

from duly.primitives.steps import Step, Steps


class IssueState(StrEnum):
    """Whether an issue of a case is still looked into."""

    OPEN = "open"
    DROPPED = "dropped"


class RequestState(StrEnum):
    """What has become of a request for evidence."""

    ASKED = "asked"
    PARTIAL = "partly received"
    RECEIVED = "received"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


WAITING = (RequestState.ASKED, RequestState.PARTIAL)
"""States in which something is still to come."""

STEPS = Steps(
    Step("note part of it", RequestState.ASKED, RequestState.PARTIAL),
    Step("note part of it", RequestState.PARTIAL, RequestState.PARTIAL),
    Step("receive", RequestState.ASKED, RequestState.RECEIVED),
    Step("receive", RequestState.PARTIAL, RequestState.RECEIVED),
    Step("note a refusal", RequestState.ASKED, RequestState.REFUSED),
    Step("note a refusal", RequestState.PARTIAL, RequestState.REFUSED),
    Step("give more time", RequestState.ASKED, RequestState.ASKED),
    Step("give more time", RequestState.PARTIAL, RequestState.PARTIAL),
    Step("withdraw", RequestState.ASKED, RequestState.WITHDRAWN),
    Step("withdraw", RequestState.PARTIAL, RequestState.WITHDRAWN),
)
VERBS = {"partial": "note part of it", "received": "receive", "refused": "note a refusal", "withdrawn": "withdraw"}
"""What is pressed, by the verb of the lifecycle."""
