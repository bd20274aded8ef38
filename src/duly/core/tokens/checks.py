"""Why a token may not be made, revoked or used, in one sentence."""

from collections.abc import Sequence

from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.core.tokens.powers import MAKE, REVOKE
from duly.core.tokens.queries import TokenSeen
from duly.core.tokens.rules import LONGEST_DAYS, SCOPES, reads_only, say_scopes
from duly.core.tokens.states import STEPS
from duly.primitives.actor import Actor
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, first


def why_not_make(*, name: str, scopes: Sequence[str], days: int, by: Actor) -> Refusal | None:
    """The refusal of somebody who would make a token: "no-name", "no-scope", "unknown-scope", "too-long", or the scheme's."""
    unknown = [scope for scope in scopes if scope not in SCOPES]
    return first(
        None if name.strip() and "\0" not in name else Refusal("no-name", "Say what the token is for, so that you know it again."),
        None if len(name) <= 60 else Refusal("no-name", "Say what the token is for in 60 characters or fewer."),
        None if scopes else Refusal("no-scope", f"Say what the token may be used for: {say_scopes(tuple(SCOPES))}."),
        Refusal("unknown-scope", f"There is no scope {unknown[0]!r}. There are {say_scopes(tuple(SCOPES))}.") if unknown else None,
        None if 1 <= days <= LONGEST_DAYS else Refusal("too-long", f"A token lasts from 1 to {LONGEST_DAYS} days; this says {days}."),
        why_not(MAKE, {"days it lasts": days, "reads only": reads_only(tuple(scopes))}, actor=by, on=today()),
    )


def why_not_revoke(token: TokenSeen, *, by: Actor) -> Refusal | None:
    """The refusal of somebody who would revoke a token. One's own may always be revoked: it is the brake."""
    others = None if token.officer_ref == by.ref else why_not(REVOKE, {}, actor=by, on=today())
    return first(STEPS.why_not("revoke", token.state), others)


def why_not_use(token: TokenSeen | None) -> Refusal | None:
    """The refusal of a program that shows a token: "token-unknown", "token-revoked" or "token-expired"."""
    if token is None:
        return Refusal("token-unknown", "This token is not one of this office. Make one at /me/tokens/, and send it whole.")
    if token.state == "revoked":
        return Refusal("token-revoked", f"{token.ref} was revoked. Make another at /me/tokens/.")
    if today() >= token.ends:
        return Refusal("token-expired", f"{token.ref} worked until {say_day(token.ends)}. Make another at /me/tokens/.")
    return None


def why_not_for(token: TokenSeen, scope: str) -> Refusal | None:
    """The refusal, "token-scope", of a token that was made for something else."""
    if scope in token.scopes:
        return None
    return Refusal("token-scope", f"{token.ref} is not for this: it needs the scope {scope}, and was made for {say_scopes(token.scopes)}.")
