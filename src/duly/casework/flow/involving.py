"""Bringing somebody higher into a case by the days of the ladder, taking a case over, and alerts where nobody acknowledged or did it in time."""

from datetime import date

from duly.casework.cases import actions as cases
from duly.casework.cases import queries as case_queries
from duly.casework.flow.posts import above, holders, told_of
from duly.casework.flow.risking import in_working_days
from duly.casework.risk import actions as risk
from duly.casework.risk import queries
from duly.casework.risk.queries import InvolvedSeen
from duly.core.alerts.actions import News, raise_all
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import now, today
from duly.primitives.actor import Actor
from duly.primitives.period import say_day


def bring_in(case_ref: str, *, rung: str, asked_of: str, asks: str, by_day: date, by: Actor) -> InvolvedSeen:
    """Bring somebody higher into a case; the rung says in how many working days they say that they have seen it."""
    rungs = queries.rules_in_force(on=today()).by_rung
    days = rungs[rung].days if rung in rungs else 1
    return risk.ask(case_ref, rung=rung, asked_of=asked_of, asks=asks, by_day=by_day, acknowledge_by=in_working_days(days), by=by)


def take_over_case(ref: str, *, words: str, by: Actor) -> InvolvedSeen:
    """Take a case over: what was asked is answered so, and the case is theirs, both or neither. The words are the case's handover note."""
    with unit_of_work():
        done = risk.take_over(ref, words=words, by=by)
        if case_queries.case(done.case_ref).owner != by.ref:
            cases.hand_over({done.case_ref: words}, owner=by.ref, by=by)
    return done


def tell_of_the_late() -> None:
    """What was not acknowledged in time goes to the post above and back to whoever asked; work past its day to whoever commissioned it: once each."""
    for one in queries.involvements(waiting=True):
        if one.unacknowledged:
            words = f"{one.ref} on {one.case_ref} was to be acknowledged by {say_day(one.acknowledge_by)}, and was not."
            _tell(one.case_ref, (*holders(above(one.asked_post)), one.asked_by), f"involvement unacknowledged {one.ref}", words, one.ref)
        elif one.late:
            words = f"{one.ref} on {one.case_ref} was to be answered by {say_day(one.by_day)}, and was not."
            _tell(one.case_ref, (one.asked_of, one.asked_by), f"involvement late {one.ref}", words, one.ref)
    for piece in queries.commissioned_all(waiting=True):
        if piece.overdue:
            words = f"{piece.ref} on {piece.case_ref} was due on {say_day(piece.due_on)}, and is not done."
            _tell(piece.case_ref, (piece.owner, piece.set_by), f"commissioned late {piece.ref}", words, piece.ref)


def _tell(case_ref: str, officers: tuple[str, ...], name: str, words: str, ref: str) -> None:
    url = f"/involvement/{ref}/" if ref.startswith("IV") else f"/commissioned/{ref}/"
    title = "Nobody answered in time" if ref.startswith("IV") else "Commissioned work is overdue"
    raise_all(News(officer, name, title, url, now(), "now", words=words) for officer in told_of(case_ref, officers))
