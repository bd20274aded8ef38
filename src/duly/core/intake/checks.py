"""Why a file would not be taken in."""

from duly.core.intake.queries import accepted_before
from duly.core.record.clock import LONDON
from duly.machine.disk import why_not_take_in
from duly.machine.home import Home
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal


def why_not_room() -> Refusal | None:
    """The refusal, "no-room", while the disk is so full that nothing new is taken in."""
    because = why_not_take_in(Home.find())
    return Refusal("no-room", because) if because else None


def why_not_again(*, kind: str, sha256: str) -> Refusal | None:
    """The refusal, with code "101", when the same bytes were accepted before for this kind."""
    earlier = accepted_before(kind, sha256)
    if earlier is None:
        return None
    on = say_day(earlier.at.astimezone(LONDON).date())
    return Refusal("101", f"This file was already taken in, as {earlier.ref} on {on}. Nothing was kept a second time.")
