"""Noting that somebody is away: anybody of themselves, and of others whoever the scheme lets arrange for them."""

from datetime import date

from duly.core.people import actions, queries
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import today
from duly.core.scheme.checks import why_not_arrange
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, stop_if


def note_away(officer_ref: str, *, starts: date, ends: date, by: Actor) -> None:
    """Note that somebody is away; `ends` is the first day they are back."""
    with unit_of_work():
        stop_if(None if officer_ref == by.ref else why_not_arrange(officer_ref, by=by))
        stop_if(None if officer_ref in queries.names() else Refusal("nobody", "Choose who is away."))
        actions.note_absence(officer_ref, starts=starts, ends=ends, by=by)


def note_back(number: int, *, by: Actor) -> None:
    """Note that somebody who was to be away is back today."""
    with unit_of_work():
        found = next((one for one in queries.absences(since=today()) if one.number == number), None)
        if found is None:
            stop_if(Refusal("no-absence", "There is no such absence to end."))
        stop_if(None if found.officer_ref == by.ref else why_not_arrange(found.officer_ref, by=by))
        actions.end_absence(number, ends=today(), by=by)
