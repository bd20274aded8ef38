"""Clocks dated again when bank holidays have changed, and what goes by them with them: requests for evidence, and chases. And what is due besides: what was
reckoned in working days goes by the bank holidays announced since, and what was given by hand stays."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from duly.casework.compliance import queries as compliance
from duly.casework.flow.keeping_clocks import REQUEST, chases_of
from duly.casework.investigation import actions as investigation
from duly.casework.investigation import queries as requests
from duly.casework.investigation.states import WAITING
from duly.casework.reviews import queries as reviews
from duly.casework.risk import queries as risk
from duly.casework.risk.states import InvolvedState
from duly.core.calendar import queries as calendar
from duly.core.chases import actions as chases
from duly.core.chases import queries as chased
from duly.core.clocks import queries as clocks
from duly.core.clocks.redating import redate
from duly.core.clocks.rules import Moved
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import today
from duly.core.work import queries as tasks
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


@dataclass(frozen=True)
class Day:
    """A day besides those of clocks: of what, and until when. `before` is the day it was given first; the same where it stays, with the bank holiday it is now."""

    ref: str
    what: str
    before: date
    after: date
    holiday: str = ""


def reckoned_besides() -> tuple[Day, ...]:
    """What waits and was reckoned in working days without a clock, and is due on another day by the bank holidays announced since: risk to look at again,
    involvements to acknowledge, and who is told of a review. Each is reckoned when it is asked for, and nobody moves it; emergency openings too, which are for their reviewers alone."""
    found = [Day(one.case_ref, f"Risk to be looked at again: {one.says}", one.first_by, one.by_day) for one in risk.dues()]
    waiting = [one for one in risk.involvements(waiting=True) if one.state == InvolvedState.ASKED]
    found += [Day(one.ref, f"To be acknowledged, on {one.case_ref}", one.first_acknowledge_by, one.acknowledge_by) for one in waiting]
    found += [Day(one.review_ref, f"The {one.party} is told: {one.what}", one.first_by, one.by_when) for one in reviews.untold()]
    return tuple(sorted((one for one in found if one.before != one.after), key=lambda one: (one.after, one.ref)))


def given_by_hand() -> tuple[Day, ...]:
    """What waits, was given its day by somebody, and is due on a bank holiday to come: it stays until somebody gives it another."""
    titles = {one.day: one.title for one in calendar.bank_holidays() if one.day >= today()}
    found = [Day(one.ref, one.what, one.due, one.due) for one in tasks.tasks()]
    found += [Day(one.ref, one.action, one.due, one.due) for one in compliance.every() if one.open]
    found += [Day(one.ref, f"Commissioned on {one.case_ref}", one.due_on, one.due_on) for one in risk.commissioned_all(waiting=True)]
    found += [Day(one.ref, f"To be answered, on {one.case_ref}", one.by_day, one.by_day) for one in risk.involvements(waiting=True)]
    found += [Day(one.ref, one.what, one.due, one.due) for one in requests.requests(waiting=True)]
    found += [Day(one.review_ref, f"The {one.party} is told: {one.what}", one.by_when, one.by_when) for one in reviews.untold()]
    found += [Day(one.ref, one.what, one.due, one.due) for one in chased.chases(running=True)]
    return tuple(
        sorted((replace(one, holiday=titles[one.after]) for one in found if one.after in titles), key=lambda one: (one.after, one.ref))
    )


def _with_it(one: Moved, by: Actor) -> None:
    seen = clocks.clock(one.ref)
    because = f"{one.ref} was dated again: {one.cause}."
    if seen.kind == REQUEST and (asked := requests.request(seen.about)).due == one.before and asked.state in WAITING:
        investigation.give_time(seen.about, due=one.after, because=because, by=by, follows=True)
    for ref in chases_of(seen):
        if chased.chase(ref).due == one.before:
            chases.give_another_day(ref, due=one.after, because=because, by=by, follows=True)
