"""Why something may not be done with post."""

from datetime import date

from duly.casework.correspondence import powers
from duly.casework.correspondence.models import CHANNELS
from duly.casework.correspondence.queries import registered_as
from duly.casework.correspondence.states import STEPS
from duly.core.calendar.queries import working_days_between
from duly.core.intake.checks import why_not_room
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.primitives.actor import Actor
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, first

LONGEST_RUN_OF_DAYS_OFF = 14
"""Days after which post is late whatever the calendar says, so that old post needs no old calendar."""


def why_not_register(*, channel: str, received_on: date, why_late: str, sha256: str, by: Actor) -> Refusal | None:
    """The refusal ("no-room", "channel", "scheme-…", "not-yet", "why-late", "already-registered"), or None."""
    return first(
        why_not_room(),
        None if channel in CHANNELS else Refusal("channel", f"Post comes by {', '.join(CHANNELS)}; not by {channel!r}."),
        why_not(powers.REGISTER, {"channel": channel}, actor=by, on=today()),
        Refusal("not-yet", f"{say_day(received_on)} has not come yet.") if received_on > today() else None,
        _late_without_saying_why(received_on, why_late),
        why_not_again(sha256=sha256),
    )


def why_not_again(*, sha256: str = "", message_id: str = "") -> Refusal | None:
    """The refusal "already-registered", naming the first, or None."""
    before = registered_as(sha256=sha256, message_id=message_id) if sha256 or message_id else None
    if before is None:
        return None
    what = "This message" if message_id else "This file"
    return Refusal("already-registered", f"{what} is already registered as {before.ref}, logged on {say_day(before.logged_on)}.")


def is_late(received_on: date, logged_on: date) -> bool:
    """Whether post was logged more than one working day after it came."""
    return (logged_on - received_on).days > LONGEST_RUN_OF_DAYS_OFF or working_days_between(received_on, logged_on) > 1


def why_not_triage(state: str, *, way: str, direct_to: str, next_action: str, owner: str, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "no-owner", "no-next-action", "no-destination"), or None."""
    return first(
        why_not_begin_triage(state, way=way, by=by),
        None if owner.strip() else Refusal("no-owner", "Say who owns it: no item is left without an owner."),
        None if next_action.strip() else Refusal("no-next-action", "Say what happens next: no item is left without a next action."),
        None if direct_to.strip() or way in ("no reply", "hold") else Refusal("no-destination", f"Say where to {way} it."),
    )


def why_not_begin_triage(state: str, *, way: str, by: Actor) -> Refusal | None:
    """What stands in the way before anything is filled in: the item's state, and the scheme."""
    return first(STEPS.why_not(way, state), why_not(powers.TRIAGE, {"way": way}, actor=by, on=today()))


def why_not_close(state: str, *, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…"), or None."""
    return first(STEPS.why_not("close", state), why_not(powers.CLOSE, {}, actor=by, on=today()))


def _late_without_saying_why(received_on: date, why_late: str) -> Refusal | None:
    if why_late.strip() or not is_late(received_on, today()):
        return None
    return Refusal("why-late", f"It came on {say_day(received_on)}, more than one working day ago. Say why it is logged only now.")
