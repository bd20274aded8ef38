"""Why a dispute may not be written down, answered, passed on or taken up."""

from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.payments.disputes import powers
from duly.payments.disputes.queries import DisputeSeen
from duly.payments.disputes.states import STEPS, VERBS
from duly.payments.providers.queries import provider_names
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, first


def why_not_raise(*, provider: str, about: str, amount_pence: int, words: str, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "no-provider", "no-words", "amount"), or None."""
    return first(
        why_not(powers.KEEP, {}, actor=by, on=today()),
        None if provider in provider_names() else Refusal("no-provider", f"There is no provider {provider}."),
        None if about.strip() and words.strip() else Refusal("no-words", "Say what is disputed, and what the provider says of it."),
        None if amount_pence >= 0 else Refusal("amount", "What is disputed is never less than nothing."),
    )


def why_not_step(seen: DisputeSeen, verb: str, *, words: str, by: Actor) -> Refusal | None:
    """The refusal ("unknown", "wrong-state", "scheme-…", "no-words"), or None. `verb` is a key of `states.VERBS`."""
    if verb not in VERBS:
        return Refusal("unknown", f"A dispute is settled by {', '.join(VERBS)}.")
    return first(
        STEPS.why_not(VERBS[verb], seen.state),
        why_not(powers.PASS_ON if verb == "pass-on" else powers.KEEP, {}, actor=by, on=today()),
        None if words.strip() else Refusal("no-words", "Say why, or what the answer is."),
    )


def why_not_take_up(seen: DisputeSeen) -> Refusal | None:
    """The refusal ("wrong-state"), or None. Whether somebody may open the case is for the wing that opens it: here somebody passed it on."""
    return STEPS.why_not("take up", seen.state)
