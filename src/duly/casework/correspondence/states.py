"""The life of an item of post."""

from enum import StrEnum

from duly.primitives.steps import Step, Steps


class ItemState(StrEnum):
    """Where an item of post has got to."""

    REGISTERED = "registered"
    DIRECTED = "directed"
    ALLOCATED = "allocated"
    DUPLICATE = "duplicate"
    NO_REPLY = "no reply"
    HELD = "held"
    FORWARDED = "forwarded"
    CLOSED = "closed"


CHANNELS = ("e-mail", "letter", "phone", "hand", "portal", "social")
"""Every way that post comes."""
TRIAGE = ("direct", "allocate", "duplicate", "no reply", "hold")
"""The ways to triage, in the order of their keys."""
WAITING = (ItemState.REGISTERED.value, ItemState.HELD.value)
"""The states in which an item may still be triaged."""
_AFTER = {
    "direct": ItemState.DIRECTED,
    "allocate": ItemState.ALLOCATED,
    "duplicate": ItemState.DUPLICATE,
    "no reply": ItemState.NO_REPLY,
    "forward": ItemState.FORWARDED,
}

STEPS = Steps(
    *(Step(way, start, end) for way, end in _AFTER.items() for start in (ItemState.REGISTERED, ItemState.HELD)),
    Step("hold", ItemState.REGISTERED, ItemState.HELD),
    Step("re-allocate", ItemState.DIRECTED, ItemState.DIRECTED),
    Step("re-allocate", ItemState.ALLOCATED, ItemState.ALLOCATED),
    Step("re-allocate", ItemState.HELD, ItemState.HELD),
    Step("re-allocate", ItemState.DUPLICATE, ItemState.DUPLICATE),
    Step("re-allocate", ItemState.NO_REPLY, ItemState.NO_REPLY),
    Step("forward", ItemState.DIRECTED, ItemState.FORWARDED),
    Step("forward", ItemState.ALLOCATED, ItemState.FORWARDED),
    Step("close", ItemState.DIRECTED, ItemState.CLOSED),
    Step("close", ItemState.ALLOCATED, ItemState.CLOSED),
    Step("close", ItemState.DUPLICATE, ItemState.CLOSED),
    Step("close", ItemState.NO_REPLY, ItemState.CLOSED),
    Step("close", ItemState.FORWARDED, ItemState.CLOSED),
    Step("take up", ItemState.CLOSED, ItemState.ALLOCATED),
    Step("take up", ItemState.FORWARDED, ItemState.ALLOCATED),
    Step("take up", ItemState.DUPLICATE, ItemState.ALLOCATED),
    Step("take up", ItemState.NO_REPLY, ItemState.ALLOCATED),
)
