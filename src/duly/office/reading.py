"""Which entries of the record a person may read: a wing's only where the scheme lets them read that wing."""

from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.primitives.actor import Actor
from duly.primitives.event import EVENTS
from duly.primitives.power import POWERS

WINGS = ("casework", "payments")

OF_EITHER_WING = frozenset({"document.kept"})
"""Told by core of papers of either wing, with their names: for those only from whom no wing in use is hidden."""


def codes_hidden_from(actor: Actor) -> frozenset[str]:
    """The codes of events this person may not read: those of a wing whose reading power, "casework.read", the scheme does not allow them."""
    closed = {wing for wing in WINGS if _closed(wing, actor)}
    hidden = frozenset(code for code, event in EVENTS.items() if event.__module__.split(".")[1] in closed)
    return hidden | OF_EITHER_WING if any(f"{wing}.read" in POWERS for wing in closed) else hidden


def _closed(wing: str, actor: Actor) -> bool:
    power = POWERS.get(f"{wing}.read")
    return power is None or why_not(power, {}, actor=actor, on=today()) is not None
