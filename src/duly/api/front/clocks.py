"""Clocks, for programs: started on a case, stopped, let go on, extended, met and ended, each with its reason."""

from typing import Annotated, Any

from ninja import Field, Router
from ninja.responses import Status

from duly.api.asking import offer
from duly.api.clocks import CLOCKED, Clock
from duly.api.doing import Key, Seen
from duly.api.request import LetIn
from duly.api.shapes import Ref, Sent
from duly.api.signing.kinds import WRITES, Day, Reference, among, known_case
from duly.casework import flow
from duly.casework.flow import keeping_clocks
from duly.core.clocks import actions, queries

router = Router()
KEEPS = ("clocks.keep",)
Why = Annotated[str, Field(min_length=1, max_length=300)]


class StartClock(Sent):
    """The case, the rule's code such as foi, the day it began, and why, if that needs saying."""

    case: Reference
    rule: str = Field(min_length=1, max_length=40)
    began: Day
    because: str = Field("", max_length=300)


class ClockOnADay(Sent):
    """The day, and why."""

    on: Day
    because: Why


class ExtendClock(Sent):
    """How much more, in what the rule counts; under what authority; and why. Agreed on an earlier day than today: which, by whom, and what shows it."""

    added: int = Field(ge=1, le=400)
    on: Day | None = None
    agreed_by: str = Field("", max_length=200)
    proof: str = Field("", max_length=300)
    authority: str = Field(min_length=1, max_length=120)
    because: Why


class MeetClock(Sent):
    """The day it was done, and what was done, if that needs saying."""

    on: Day
    because: str = Field("", max_length=300)


class TakeStepBack(Sent):
    """The step by its number, and why; with a day, the step was right and this is the day it was of."""

    step: int = Field(ge=1, le=9999)
    on: Day | None = None
    because: Why


class EndClock(Sent):
    """Why nothing is due any more."""

    because: Why


@offer(router, "POST", "/clocks/new/", gives=Clock, status=201, asks=KEEPS, **WRITES)
def start_clock(request: LetIn, body: StartClock, key: Key) -> Status[dict[str, Any]]:
    """Start a clock on a case, by a rule."""
    case, said = known_case(body.case), body.model_dump(exclude={"case"})
    among(body.rule, {one.code for one in queries.rules()}, "body.rule", f"There is no rule {body.rule}.")
    return CLOCKED.made(request, key, lambda: flow.clock_on_case(case, **said, by=request.actor))


@offer(router, "POST", "/clocks/{ref}/stop/", gives=Clock, asks=KEEPS, **WRITES)
def stop_clock(request: LetIn, ref: Ref, body: ClockOnADay, key: Key, seen: Seen) -> dict[str, Any]:
    """Stop it: nothing is due while it stands still."""
    return CLOCKED.done(request, ref, key, seen, lambda: actions.stop(ref, **body.model_dump(), by=request.actor))


@offer(router, "POST", "/clocks/{ref}/restart/", gives=Clock, asks=KEEPS, **WRITES)
def restart_clock(request: LetIn, ref: Ref, body: ClockOnADay, key: Key, seen: Seen) -> dict[str, Any]:
    """Let it go on."""
    return CLOCKED.done(request, ref, key, seen, lambda: actions.restart(ref, **body.model_dump(), by=request.actor))


@offer(router, "POST", "/clocks/{ref}/extend/", gives=Clock, asks=("clocks.extend",), **WRITES)
def extend_clock(request: LetIn, ref: Ref, body: ExtendClock, key: Key, seen: Seen) -> dict[str, Any]:
    """Give it more time, under an authority. What was due on its day goes with it."""
    return CLOCKED.done(request, ref, key, seen, lambda: keeping_clocks.extend_clock(ref, **body.model_dump(), by=request.actor))


@offer(router, "POST", "/clocks/{ref}/meet/", gives=Clock, asks=KEEPS, **WRITES)
def meet_clock(request: LetIn, ref: Ref, body: MeetClock, key: Key, seen: Seen) -> dict[str, Any]:
    """Say that what was due was done, and when: met, or missed."""
    return CLOCKED.done(request, ref, key, seen, lambda: actions.meet(ref, **body.model_dump(), by=request.actor))


@offer(router, "POST", "/clocks/{ref}/end/", gives=Clock, asks=KEEPS, **WRITES)
def end_clock(request: LetIn, ref: Ref, body: EndClock, key: Key, seen: Seen) -> dict[str, Any]:
    """End it: nothing is due any more."""
    return CLOCKED.done(request, ref, key, seen, lambda: actions.end(ref, because=body.because, by=request.actor))


@offer(router, "POST", "/clocks/{ref}/take-back/", gives=Clock, asks=(*KEEPS, "clocks.extend"), **WRITES)
def take_clock_step_back(request: LetIn, ref: Ref, body: TakeStepBack, key: Key, seen: Seen) -> dict[str, Any]:
    """Take back a step that was noted by mistake, or say the day it was of. Both stay, and the date is reckoned from what is left."""
    return CLOCKED.done(request, ref, key, seen, lambda: keeping_clocks.take_back_step(ref, **body.model_dump(), by=request.actor))
