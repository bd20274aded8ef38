"""Why a lesson may not be noted."""

from duly.casework.learning import powers
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, first


def why_not_note(*, words: str, told_to: str, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "no-words", "nobody"), or None."""
    return first(
        why_not(powers.NOTE, {}, actor=by, on=today()),
        None if words.strip() else Refusal("no-words", "Say what was learnt."),
        None if told_to.strip() else Refusal("nobody", "Say to whom it is told."),
    )
