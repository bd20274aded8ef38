"""Why evidence may not be taken in."""

from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.payments.evidence import powers
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal


def why_not_take_in(*, by: Actor) -> Refusal | None:
    """Why this person may not take in a file of visits."""
    return why_not(powers.TAKE_IN, {}, actor=by, on=today())
