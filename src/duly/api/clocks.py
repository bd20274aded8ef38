"""Clocks for programs: every clock, one with its working, and what a rule would come to."""

from datetime import date
from typing import Annotated, Any

from ninja import Field, Query, Router, Schema

from duly.api.asking import offer
from duly.api.lists import offer_list
from duly.api.request import LetIn
from duly.api.shapes import Ref, wrong
from duly.api.signing.kinds import Kind
from duly.casework.correspondence.powers import READ
from duly.casework.flow.dating_again import dated_with, given_by_hand, reckoned_besides
from duly.casework.flow.falling_due import mine_of
from duly.casework.screens.clocks.pages import as_json
from duly.casework.screens.clocks.presenters import CLOCKS, rows_of
from duly.casework.screens.clocks.trying import told, tried
from duly.core.clocks import queries as clocks
from duly.core.clocks import redating
from duly.core.clocks.rules import Moved
from duly.core.confidentiality.queries import staying_in
from duly.core.record.clock import today
from duly.primitives.refusal import Refused

router = Router()
SCOPE, TAG = "read:casework", "Casework"


def _rows(request: LetIn, asked: Any) -> Any:
    found = clocks.clocks()
    return rows_of(found, on=today(), mine=mine_of(found, request.actor.ref))


offer_list(router, "/clocks/", CLOCKS, _rows, name="list_clocks", says="Every clock, the first due first.", tag=TAG, scope=SCOPE, sees=READ)


class Tried(Schema):
    """What a rule would come to, with its working. No date while it stands still."""

    rule: str
    number: int = Field(description="The version of the rule.")
    due: date | None
    working: list[str]


class ClockStep(Schema):
    """One thing that was noted of a clock, by its number; `taken_back` says why it does not stand, and is empty where it does."""

    number: int
    verb: str
    on: date
    added: int = Field(description="Of an extension, in the rule's own unit.")
    noted: date
    taken_back: str


class Clock(Schema):
    """One clock, with its working, and all that was noted of it."""

    ref: str
    version: int
    state: str
    kind: str
    about: str
    rule_code: str
    rule_number: int
    title: str
    began: date
    due: date | None = Field(description="Null while it stands still.")
    bank_holidays_as_of: int = Field(description="The entry of the calendar that it was reckoned by.")
    working: list[str]
    steps: list[ClockStep]


@offer(router, "GET", "/clocks/try/", gives=Tried, scope=SCOPE, sees=READ, tag=TAG)
def try_clock(
    request: LetIn,
    rule: Annotated[str, Query(max_length=40, description="The rule's code, such as foi.")],
    began: Annotated[date, Query(description="The day it began.")],
    stopped: date | None = None,
    went_on: date | None = None,
    extended: Annotated[int, Query(ge=0, le=400)] = 0,
) -> Any:
    """When something would be due: a rule, a day, a stop and an extension. Nothing is kept."""
    if went_on is not None and (stopped is None or went_on < stopped):
        raise wrong("query.went_on", "It goes on after it stopped.")
    stops = ((stopped, went_on),) if stopped is not None else ()
    try:
        return told(*tried({"rule": rule, "began": began, "stops": stops, "added": extended}))
    except Refused as stopped:
        raise wrong("query", stopped.refusal.because) from None


class MovedClock(Schema):
    """A clock that bank holidays announced since move, or moved."""

    clock: str
    before: date
    after: date
    cause: str
    dated_with: list[str] = Field([], description="Requests and chases that are due on its new day.")


class DayBesides(Schema):
    """A day besides those of clocks. What was reckoned in working days has another day now; what was given by hand stays on a bank holiday."""

    ref: str
    what: str
    before: date
    after: date
    holiday: str = Field(description="The bank holiday it is due on, of what was given by hand; else empty.")


class DatedAgain(Schema):
    """One dating again, by the entry that `entry` takes."""

    entry: int
    on: date
    looked_at: int
    moved: int


class WhatMoved(Schema):
    """What a dating again would move now, what one did move, and what is due besides clocks."""

    waiting: int = Field(description="Running clocks that were dated before bank holidays changed.")
    would_move: list[MovedClock]
    every: list[DatedAgain] = Field(description="Every dating again, the latest first.")
    entry: int | None = Field(description="Whose clocks are told below; null where none was dated again.")
    moved: list[MovedClock]
    reckoned_besides: list[DayBesides]
    given_by_hand: list[DayBesides]


@offer(router, "GET", "/clocks/moved/", gives=WhatMoved, scope=SCOPE, sees=READ, tag=TAG)
def list_moved_clocks(
    request: LetIn,
    entry: Annotated[int | None, Query(ge=1, description="Which dating again; the latest where none is named.")] = None,
) -> Any:
    """What bank holidays announced since would move, what they moved, and what is due besides clocks."""
    waiting, every, stays_in = clocks.to_date_again(), clocks.redatings(), set(staying_in())
    chosen = next((one for one in every if entry in (None, one.number)), None)
    if chosen is None and entry is not None:
        raise wrong("query.entry", f"No dating again has the number {entry}.")
    would = redating.would_move().moved if waiting else ()
    moved = clocks.moved_by(chosen.event) if chosen else ()
    with_it = dated_with(moved)
    return {
        "waiting": waiting,
        "would_move": [_moved(one, ()) for one in would],
        "every": [{"entry": one.number, "on": one.on, "looked_at": one.looked_at, "moved": one.moved} for one in every],
        "entry": chosen.number if chosen else None,
        "moved": [_moved(one, with_it.get(one.ref, ())) for one in moved],
        "reckoned_besides": [vars(one) for one in reckoned_besides() if one.ref not in stays_in],
        "given_by_hand": [vars(one) for one in given_by_hand() if one.ref not in stays_in],
    }


def _moved(one: Moved, dated: tuple[str, ...]) -> dict[str, Any]:
    return {"clock": one.ref, "before": one.before, "after": one.after, "cause": one.cause, "dated_with": list(dated)}


CLOCKED = Kind("/clocks/", lambda request, ref: clocks.clock(ref), lambda request, seen: as_json(seen))


@offer(router, "GET", "/clocks/{ref}/", gives=Clock, scope=SCOPE, sees=READ, tag=TAG)
def get_clock(request: LetIn, ref: Ref) -> Any:
    """One clock, with its working."""
    return CLOCKED.read(request, ref)
