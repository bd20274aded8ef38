"""The life of an item of post."""

from enum import StrEnum

from duly.primitives.steps import Step, Steps


class ItemState(StrEnum):
    """Where an item of post has got to."""

    REGISTERED = "registered"
    DIRECTED = "directed"
    ALLOCATED = "allocated"
    NO_REPLY = "no reply"
    HELD = "held"
    CLOSED = "closed"


TRIAGE = ("direct", "allocate", "no reply", "hold")
"""The four ways to triage, in the order of their keys."""

STEPS = Steps(
    Step("direct", ItemState.REGISTERED, ItemState.DIRECTED),
    Step("direct", ItemState.HELD, ItemState.DIRECTED),
    Step("allocate", ItemState.REGISTERED, ItemState.ALLOCATED),
    Step("allocate", ItemState.HELD, ItemState.ALLOCATED),
    Step("no reply", ItemState.REGISTERED, ItemState.NO_REPLY),
    Step("no reply", ItemState.HELD, ItemState.NO_REPLY),
    Step("hold", ItemState.REGISTERED, ItemState.HELD),
    Step("close", ItemState.DIRECTED, ItemState.CLOSED),
    Step("close", ItemState.ALLOCATED, ItemState.CLOSED),
    Step("close", ItemState.NO_REPLY, ItemState.CLOSED),
)
