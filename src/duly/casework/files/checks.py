"""Why a movement of a paper file may not be noted."""

from datetime import date

from duly.casework.files import powers
from duly.casework.files.queries import VolumeSeen
from duly.casework.files.states import WAYS
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, first


def why_not_move(
    known: VolumeSeen | None, *, way: str, where: str, holder: str, moved_on: date, due_back: date | None, by: Actor
) -> Refusal | None:
    """The refusal ("scheme-…", "unknown-way", "no-place", "not-an-officer", "in-the-future", "before-the-last", "out-already", "not-out", "due-back"), or None."""
    out = known is not None and known.way == "out"
    return first(
        why_not(powers.MOVE, {}, actor=by, on=today()),
        None if way in WAYS else Refusal("unknown-way", f"A file is moved in one of these ways: {', '.join(WAYS)}."),
        None if where.strip() else Refusal("no-place", "Say where it is now: a shelf, a person, a firm."),
        None if not holder or holder in people.names() else Refusal("not-an-officer", f"Nobody here is known as {holder}."),
        Refusal("in-the-future", "A movement is noted once it has happened.") if moved_on > today() else None,
        Refusal("before-the-last", f"It moved last on {known.moved_on:%-d %B %Y}: nothing is noted before that.")
        if known and moved_on < known.moved_on
        else None,
        Refusal("out-already", f"It is out already, to {known.where}: note first that it came back.")
        if way == "out" and out and known
        else None,
        Refusal("not-out", "It is not out, so it cannot have come back.") if way == "back" and not out else None,
        Refusal("due-back", "Say by which later day it is due back, or leave that empty.")
        if due_back and (way != "out" or due_back < moved_on)
        else None,
    )
