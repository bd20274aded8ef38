"""Why banks' answers may not be taken in by this person."""

from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.payments.banking import powers
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal


def why_not_take_in(*, by: Actor) -> Refusal | None:
    """The refusal of somebody who would take in what a bank answers."""
    return why_not(powers.TAKE_IN, {}, actor=by, on=today())
