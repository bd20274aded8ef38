"""Letting a locked officer try again: who may, and whom to ask."""

from duly.core.people import actions, queries
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import today
from duly.core.scheme.queries import instruments, why_not
from duly.office.powers import UNLOCK_SIGN_IN
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if


def unlock(officer_ref: str, *, because: str, by: Actor) -> None:
    """Unlock somebody's sign-in, as one whom the scheme allows. The record keeps who did and why."""
    with unit_of_work():
        stop_if(why_not(UNLOCK_SIGN_IN, {}, actor=by, on=today()))
        actions.unlock_sign_in(officer_ref, because=because, by=by)


def whom_to_ask() -> str:
    """The posts that may unlock, as a locked-out person is told them. It names no person: whoever reads it has not signed in."""
    codes = {row.post for scheme in instruments(on=today()) for power, row in scheme.rules if power == UNLOCK_SIGN_IN.code}
    titles = sorted({title for code, title in queries.post_titles().items() if code in codes})
    return " or ".join(f"the {title}" for title in titles) or "whoever looks after Duly"
