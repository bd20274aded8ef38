"""Why a payment may not be asked for, accepted, refused or noted as paid."""

from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.payments.requests import powers
from duly.payments.requests.queries import RequestSeen, standing_for
from duly.payments.requests.states import STEPS, VERBS
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, first


def why_not_ask(source_ref: str, *, amount_pence: int, payee: str, purpose: str) -> Refusal | None:
    """The refusal ("asked-already", "amount", "no-words"), or None. Whether somebody may ask is for the wing that asks; nothing is paid by asking."""
    before = standing_for(source_ref)
    return first(
        Refusal("asked-already", f"{before.ref} asks for that already, and is {before.state}.") if before else None,
        None if amount_pence > 0 else Refusal("amount", "A payment has an amount."),
        None if payee.strip() and purpose.strip() else Refusal("no-words", "Say who is to be paid, and for what."),
    )


def why_not_settle(seen: RequestSeen, verb: str, *, because: str, by: Actor) -> Refusal | None:
    """The refusal ("unknown", "wrong-state", "your-own", "scheme-…", "no-reason"), or None. `verb` is a key of `states.VERBS`."""
    if verb not in VERBS:
        return Refusal("unknown", f"A payment request is settled by {', '.join(VERBS)}.")
    return first(
        STEPS.why_not(VERBS[verb], seen.state),
        Refusal("your-own", "You asked for this payment, so somebody else must settle it.") if by.ref == seen.asked_by else None,
        why_not(powers.SETTLE, {"amount": seen.amount_pence}, actor=by, on=today()),
        None if because.strip() else Refusal("no-reason", "Say why, or under what reference it was paid."),
    )
