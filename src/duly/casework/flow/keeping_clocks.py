"""A clock given more time, or a step of it taken back, with what was due on its day: the request for evidence it runs on, and what chases either."""

from dataclasses import dataclass
from datetime import date

from duly.casework.investigation import actions as investigation
from duly.casework.investigation import queries as requests
from duly.casework.investigation.states import WAITING
from duly.core.chases import actions as chases
from duly.core.chases import queries as chased
from duly.core.clocks import actions as clocks
from duly.core.clocks import queries
from duly.core.clocks.queries import ClockSeen
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import today
from duly.primitives.actor import Actor

REQUEST, CLOCK = "evidence request", "clock"
"""What is chased, by the names that its chase and its clock carry."""


@dataclass(frozen=True)
class Kept:
    """A clock as it stands now, what went to its new day with it, and what of its keeps the day it had: it is over, was given another, or the new one is past."""

    clock: ClockSeen
    moved: tuple[str, ...] = ()
    stays: tuple[str, ...] = ()

    def said(self) -> str:
        """What went with it, in a sentence or two; nothing where nothing was due with it."""
        went = f" Due then with it: {', '.join(self.moved)}." if self.moved else ""
        return went + (f" As it was: {', '.join(self.stays)}." if self.stays else "")


def extend_clock(
    ref: str, *, added: int, authority: str, because: str, on: date | None = None, agreed_by: str = "", proof: str = "", by: Actor
) -> Kept:
    """Give a clock more time, as `clocks.extend` says, and with it whatever was due on its day."""
    with unit_of_work():
        before = queries.clock(ref)
        agreed = {"on": on, "agreed_by": agreed_by, "proof": proof}
        after = clocks.extend(ref, added=added, authority=authority, because=because, **agreed, by=by)
        return carry(before, after, because=f"{ref} was extended: {because.strip()}", by=by)


def take_back_step(ref: str, *, step: int, because: str, on: date | None = None, by: Actor) -> Kept:
    """Take back a step of a clock that was noted by mistake, or say the day it was of, as `clocks.take_back` says; what was due on its day goes to the new one."""
    with unit_of_work():
        before = queries.clock(ref)
        after = clocks.take_back(ref, step=step, because=because, on=on, by=by)
        return carry(before, after, because=f"A step of {ref} was taken back: {because.strip()}", by=by)


def carry(before: ClockSeen, after: ClockSeen, *, because: str, by: Actor) -> Kept:
    """Give what was due with a clock its new day. What is over, has been given a day of its own, or would be due on a day that has gone by, stays."""
    due = after.due if before.due is not None and before.due != after.due else None
    if due is None and before.state == after.state:
        return Kept(after)
    moved, stays = [], []
    if after.kind == REQUEST:
        asked = requests.request(after.about)
        if due and asked.state in WAITING and asked.due == before.due and due > today():
            investigation.give_time(asked.ref, due=due, because=because, by=by, follows=True)
            moved.append(asked.ref)
        else:
            stays.append(asked.ref)
    for ref in chases_of(after):
        if due and chased.chase(ref).due == before.due and due > today():
            chases.give_another_day(ref, due=due, because=because, by=by, follows=True)
            moved.append(ref)
        else:
            stays.append(ref)
    return Kept(after, tuple(moved), tuple(stays))


def chases_of(clock: ClockSeen) -> tuple[str, ...]:
    """What chases a clock now, and what chases the request for evidence it runs on."""
    found = (chased.running_on(CLOCK, clock.ref), chased.running_on(REQUEST, clock.about) if clock.kind == REQUEST else "")
    return tuple(ref for ref in found if ref)
