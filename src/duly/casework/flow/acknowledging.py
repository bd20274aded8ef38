"""Whether whoever wrote may be told that it came: not while a standing instruction holds for it."""

from duly.casework.correspondence import checks
from duly.casework.correspondence.queries import ItemSeen
from duly.casework.flow.reading import standing_on
from duly.casework.instructions import checks as instruction_checks
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, first


def why_not_acknowledge(item: ItemSeen, *, postal: str = "", by: Actor) -> Refusal | None:
    """The refusal of acknowledging an item, or None: "instruction" where one holds for it, else what the room says."""
    return first(
        checks.why_not_acknowledge(item, to_address=postal or item.sender_address, channel="post" if postal else "e-mail", by=by),
        instruction_checks.why_not_acknowledge(standing_on(item).verdicts),
    )
