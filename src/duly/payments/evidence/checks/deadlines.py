"""Why it may not be said by when files are sent."""

from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.payments.evidence import powers
from duly.payments.evidence.rules import EXPECTED, LATEST_DAYS
from duly.payments.providers.queries import provider_names
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal


def why_not_set_deadline(kind: str, *, days: int, minute: int, provider_ref: str, by: Actor) -> Refusal | None:
    """Why this person may not set this deadline: the scheme's refusal, "no-such-kind", "no-such-provider" or "no-such-deadline"."""
    if refusal := why_not(powers.SET_DEADLINE, {}, actor=by, on=today()):
        return refusal
    if kind not in EXPECTED:
        return Refusal("no-such-kind", f"Nobody is expected to send {kind}; those are {', '.join(EXPECTED)}.")
    if provider_ref and provider_ref not in provider_names():
        return Refusal("no-such-provider", f"There is no provider {provider_ref}.")
    if not 1 <= days <= LATEST_DAYS or not 0 <= minute < 24 * 60:
        return Refusal("no-such-deadline", f"A file is due 1 to {LATEST_DAYS} days after its week, at a time of day.")
    return None
