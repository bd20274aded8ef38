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
from duly.casework.flow.falling_due import mine_of
from duly.casework.screens.clocks.pages import as_json
from duly.casework.screens.clocks.presenters import CLOCKS, rows_of
from duly.casework.screens.clocks.trying import told, tried
from duly.core.clocks import queries as clocks
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


CLOCKED = Kind("/clocks/", lambda request, ref: clocks.clock(ref), lambda request, seen: as_json(seen))


@offer(router, "GET", "/clocks/{ref}/", gives=Clock, scope=SCOPE, sees=READ, tag=TAG)
def get_clock(request: LetIn, ref: Ref) -> Any:
    """One clock, with its working."""
    return CLOCKED.read(request, ref)
