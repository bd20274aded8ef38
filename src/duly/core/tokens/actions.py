"""Making a token, revoking it, and noting that it was used."""

from collections.abc import Sequence
from datetime import timedelta

from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.clock import now, today
from duly.core.record.queries import next_version
from duly.core.tokens import checks, queries
from duly.core.tokens.events import TokenMade, TokenRevoked, TokenUsed
from duly.core.tokens.models import LastUse, Token
from duly.core.tokens.queries import TokenSeen
from duly.core.tokens.rules import kept_as, new_secret
from duly.core.tokens.states import STEPS, TokenState
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if

NOTE_EVERY = timedelta(minutes=1)


def make(*, name: str, scopes: Sequence[str], days: int, by: Actor) -> tuple[TokenSeen, str]:
    """Make a token for oneself that works for so many days. Gives it and its secret, which is shown once and not kept.

    Refused as `why_not_make` says.
    """
    secret, wanted = new_secret(), sorted(set(scopes))
    with unit_of_work() as record:
        stop_if(checks.why_not_make(name=name, scopes=wanted, days=days, by=by))
        token = Token.objects.create(
            ref=f"T-{take_number('tokens_token_number'):04d}",
            version=1,
            state=TokenState.LIVE,
            officer_ref=by.ref,
            name=name.strip(),
            scopes=wanted,
            secret_sha256=kept_as(secret),
            made_on=today(),
            ends=today() + timedelta(days=days),
        )
        record.write(TokenMade(token.ref, 1, by.ref, tuple(wanted), token.ends, token.name), by=by)
    return queries.token(token.ref), secret


def revoke(ref: str, *, by: Actor) -> TokenSeen:
    """Let a token work no longer, from this moment. `Token.DoesNotExist` when there is none."""
    with unit_of_work() as record:
        token = Token.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_revoke(queries.token(ref), by=by))
        token.state, token.version, token.revoked_by = STEPS.after("revoke", token.state), token.version + 1, by.ref
        token.save(update_fields=["state", "version", "revoked_by"])
        record.write(TokenRevoked(ref, token.version, token.officer_ref), by=by)
    return queries.token(ref)


def note_use(token: TokenSeen) -> None:
    """Note that a token was shown, once a minute."""
    at = now()
    if token.used_at is None or at - token.used_at >= NOTE_EVERY:
        LastUse.objects.update_or_create(ref=token.ref, defaults={"at": at})


def use(token: TokenSeen, *, asked: str, by: Actor) -> None:
    """Write in the record that what follows in this transaction was asked by a program with this token, at the address `asked`.

    Refused when the token stopped working since it was shown: one that is revoked does nothing more.
    """
    with unit_of_work() as record:
        hold_still(token)
        record.write(TokenUsed(token.ref, next_version("use of token", token.ref), token.officer_ref, asked), by=by)


def hold_still(token: TokenSeen) -> None:
    """Let nobody revoke a token until this transaction ends. Refused when it stopped working since it was shown."""
    with unit_of_work():
        Token.objects.select_for_update().get(ref=token.ref)
        stop_if(checks.why_not_use(queries.token(token.ref)))
