"""Clocks dated again when bank holidays have changed, and what goes by them with them: requests for evidence, and chases."""

from collections.abc import Iterable

from duly.casework.flow.keeping_clocks import REQUEST, chases_of
from duly.casework.investigation import actions as investigation
from duly.casework.investigation import queries as requests
from duly.casework.investigation.states import WAITING
from duly.core.chases import actions as chases
from duly.core.chases import queries as chased
from duly.core.clocks import queries as clocks
from duly.core.clocks.redating import redate
from duly.core.clocks.rules import Moved
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import today
from duly.primitives.actor import SYSTEM, Actor


def date_again(*, by: Actor) -> tuple[Moved, ...]:
    """Date every running clock again by the bank holidays known now, and with each what was due on its day: the request it runs on and what chases it.

    Whatever somebody has given another day since keeps that, and so does what would be due on a day that has gone by. Gives the clocks that moved.
    """
    with unit_of_work():
        moved = redate(by=by)
        for one in moved:
            if one.after > today():
                _with_it(one, by)
    return moved


def date_again_if_changed() -> tuple[Moved, ...]:
    """The same by the worker, where bank holidays have changed since clocks were dated."""
    return date_again(by=SYSTEM) if clocks.to_date_again() else ()


def dated_with(moved: Iterable[Moved]) -> dict[str, tuple[str, ...]]:
    """By clock, the requests and the chases that are due on the day it moved to."""
    found = {}
    for one in moved:
        seen = clocks.clock(one.ref)
        same = [ref for ref in chases_of(seen) if chased.chase(ref).due == one.after]
        asked = [seen.about] if seen.kind == REQUEST and requests.request(seen.about).due == one.after else []
        found[one.ref] = (*asked, *same)
    return found


def _with_it(one: Moved, by: Actor) -> None:
    seen = clocks.clock(one.ref)
    because = f"{one.ref} was dated again: {one.cause}."
    if seen.kind == REQUEST and (asked := requests.request(seen.about)).due == one.before and asked.state in WAITING:
        investigation.give_time(seen.about, due=one.after, because=because, by=by, follows=True)
    for ref in chases_of(seen):
        if chased.chase(ref).due == one.before:
            chases.give_another_day(ref, due=one.after, because=because, by=by, follows=True)
