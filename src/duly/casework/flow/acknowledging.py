"""Whether whoever wrote may be told that it came: not while a standing instruction holds for it."""

from duly.casework.correspondence import checks
from duly.casework.correspondence.queries import ItemSeen
from duly.casework.correspondence.rules.mail import sent_by_a_program
from duly.casework.flow.reading import standing_on
from duly.casework.instructions import checks as instruction_checks
from duly.core.documents import queries as documents
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, first


def why_not_acknowledge(item: ItemSeen, *, postal: str = "", by: Actor) -> Refusal | None:
    """The refusal of acknowledging an item, or None: "instruction" where one holds for it, "by-a-program" of a mail no person sent, else what the room says."""
    return first(
        checks.why_not_acknowledge(item, to_address=postal or item.sender_address, channel="post" if postal else "e-mail", by=by),
        instruction_checks.why_not_acknowledge(standing_on(item).verdicts),
        _by_a_program(item),
    )


def _by_a_program(item: ItemSeen) -> Refusal | None:
    """Two programs that acknowledge each other never end."""
    if item.channel != "e-mail" or not item.document_ref:
        return None
    says = sent_by_a_program(documents.content(item.document_ref))
    why = f"{item.ref} was sent by a program ({says}), and is not acknowledged: it would answer, and be answered, without end."
    return Refusal("by-a-program", why) if says else None
