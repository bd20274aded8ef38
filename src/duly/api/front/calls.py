"""Calls logged by programs, with what was promised; and tasks, given, put off, finished and dropped."""

from datetime import date, datetime
from typing import Any, Literal

from ninja import Field, Router, Schema
from ninja.responses import Status
from pydantic import AwareDatetime

from duly.api.asking import offer
from duly.api.doing import Key, Seen, once
from duly.api.request import LetIn
from duly.api.shapes import Ref, Sent, wrong
from duly.api.signing.kinds import READS, WRITES, Day, InWords, Kind, Reference, Words, colleague, known_case, once_each
from duly.casework import flow
from duly.casework.flow import calling
from duly.casework.screens.common import found
from duly.core.contacts import queries
from duly.core.contacts.actions import FLAGS
from duly.core.contacts.states import DIRECTIONS, VERIFIED
from duly.core.directory import queries as directory
from duly.core.record.clock import now
from duly.core.work import actions
from duly.core.work import queries as work
from duly.core.work.queries import TaskSeen

router = Router()
KEEPS = ("work.keep",)


class Call(Schema):
    """One call. `promises` are the tasks that promises became."""

    ref: str
    at: datetime
    direction: str
    about: str
    caller: str
    case_ref: str
    verified: str
    gist: str
    flags: list[str]
    taken_by: str
    promises: list[str]


class Promised(Sent):
    """What was promised, by when, and who keeps it: whoever logs the call, if nobody is named."""

    what: str = Field(min_length=1, max_length=500)
    due: Day
    owner: str = Field("", max_length=20)


class LogCall(Sent):
    """A call: with whom (an entry of the directory, or a name), what about, how we knew who it was, and what was promised."""

    at: AwareDatetime | None = Field(None, description="Now, if nothing is said.")
    direction: Literal[tuple(DIRECTIONS)] = DIRECTIONS[0]  # type: ignore[valid-type]  # the room's
    about: str = Field("", max_length=20, description="An entry of the directory.")
    caller: str = Field("", max_length=200, description="A name, of somebody who is not in the directory.")
    case: str = Field("", max_length=20)
    verified: Literal[tuple(VERIFIED)]  # type: ignore[valid-type]  # the room's
    gist: Words
    flags: list[Literal[tuple(FLAGS)]] = Field([], max_length=2)  # type: ignore[valid-type]  # the room's
    promised: list[Promised] = Field([], max_length=3)


class CallRight(Sent):
    """A call as it should read: an entry of the directory or a name, its case if it has one, what was said, and why it was wrong."""

    about: str = Field("", max_length=20, description="An entry of the directory.")
    caller: str = Field("", max_length=200, description="A name, of somebody who is not in the directory.")
    case: str = Field("", max_length=20)
    gist: Words
    because: str = Field(min_length=1, max_length=1000)


class TaskTold(Schema):
    """One task. `owner` is an officer's reference; `about` is the reference it came of."""

    ref: str
    version: int
    state: str
    owner: str
    about: str
    due: date
    what: str
    waits_for: str
    made_on: date
    ended_on: date | None


class NewTask(Sent):
    """What is to be done, by whom, by when, and the reference it came of."""

    what: str = Field(min_length=1, max_length=500)
    owner: Reference
    due: Day
    about: str = Field(min_length=1, max_length=40)


class GiveTask(Sent):
    """Who does it now, and by when."""

    owner: Reference
    due: Day


class PutTaskOff(Sent):
    """What it waits for, and when to look again."""

    waits_for: str = Field(min_length=1, max_length=1000)
    due: Day


def _told(request: LetIn, one: TaskSeen) -> dict[str, Any]:
    return {name: getattr(one, name) for name in TaskTold.model_fields}


TASKS = Kind("/tasks/", lambda request, ref: work.task(ref), _told)


@offer(router, "POST", "/calls/new/", gives=Call, status=201, asks=("contacts.log",), **WRITES)
def log_call(request: LetIn, body: LogCall, key: Key) -> Status[dict[str, Any]]:
    """Log a call. What was promised becomes tasks; distress and somebody at risk are told to whoever must know."""
    about = body.about.strip().upper()
    if about and not directory.exists(about):
        raise wrong("body.about", f"There is nobody {about} in the directory.")
    once_each(body.flags, "body.flags", "A flag is named twice.")
    case = known_case(body.case) if body.case.strip() else ""
    promised = [
        (one.what, one.due, colleague(one.owner, f"body.promised.{n}.owner") or request.actor.ref) for n, one in enumerate(body.promised)
    ]
    said = body.model_dump(exclude={"case", "at", "about", "promised"}) | {"at": body.at or now(), "about": about}
    ref = once(request, key, lambda: calling.log_call(**said, case_ref=case, promised=promised, by=request.actor).ref)
    request.location = f"/api/v1/calls/{ref}/"
    return Status(201, _call(ref))


@offer(router, "POST", "/calls/{ref}/put-right/", gives=Call, asks=("contacts.log",), **WRITES)
def put_call_right(request: LetIn, ref: Ref, body: CallRight, key: Key) -> dict[str, Any]:
    """Put right what was said in a call, with whom, or about which case: tied to one later, or moved from a wrong one. What was promised stays."""
    _call(ref)
    about = body.about.strip().upper()
    if about and not directory.exists(about):
        raise wrong("body.about", f"There is nobody {about} in the directory.")
    case = known_case(body.case) if body.case.strip() else ""
    said = {"about": about, "caller": body.caller, "case_ref": case, "gist": body.gist, "because": body.because}
    return _call(once(request, key, lambda: calling.put_call_right(ref, **said, by=request.actor).ref))


@offer(router, "GET", "/calls/{ref}/", gives=Call, **READS)
def get_call(request: LetIn, ref: Ref) -> dict[str, Any]:
    """One call: what was said, and what was promised."""
    return _call(ref)


@offer(router, "POST", "/tasks/new/", gives=TaskTold, status=201, asks=KEEPS, **WRITES)
def give_new_task(request: LetIn, body: NewTask, key: Key) -> Status[dict[str, Any]]:
    """Give somebody something to do by a day."""
    colleague(body.owner, "body.owner")
    return TASKS.made(request, key, lambda: actions.make(**body.model_dump(), by=request.actor))


@offer(router, "GET", "/tasks/{ref}/", gives=TaskTold, **READS)
def get_task(request: LetIn, ref: Ref) -> dict[str, Any]:
    """One task."""
    return TASKS.read(request, ref)


@offer(router, "POST", "/tasks/{ref}/finish/", gives=TaskTold, asks=KEEPS, **WRITES)
def finish_task(request: LetIn, ref: Ref, body: InWords, key: Key, seen: Seen) -> dict[str, Any]:
    """Say that it is done, and what came of it. What it stands for is answered with it."""
    return TASKS.done(request, ref, key, seen, lambda: flow.finish_task(ref, outcome=body.words, by=request.actor), steps=0)


@offer(router, "POST", "/tasks/{ref}/drop/", gives=TaskTold, asks=KEEPS, **WRITES)
def drop_task(request: LetIn, ref: Ref, body: InWords, key: Key, seen: Seen) -> dict[str, Any]:
    """Say that it is not to be done after all, and why."""
    return TASKS.done(request, ref, key, seen, lambda: flow.drop_task(ref, because=body.words, by=request.actor), steps=0)


@offer(router, "POST", "/tasks/{ref}/give/", gives=TaskTold, asks=KEEPS, **WRITES)
def give_task(request: LetIn, ref: Ref, body: GiveTask, key: Key, seen: Seen) -> dict[str, Any]:
    """Give it to somebody else, or for another day."""
    colleague(body.owner, "body.owner")
    return TASKS.done(request, ref, key, seen, lambda: actions.give(ref, **body.model_dump(), by=request.actor))


@offer(router, "POST", "/tasks/{ref}/wait/", gives=TaskTold, asks=KEEPS, **WRITES)
def put_task_off(request: LetIn, ref: Ref, body: PutTaskOff, key: Key, seen: Seen) -> dict[str, Any]:
    """Say what it waits for, and when to look again."""
    return TASKS.done(request, ref, key, seen, lambda: actions.wait(ref, **body.model_dump(), by=request.actor))


def _call(ref: str) -> dict[str, Any]:
    seen = found(queries.call, ref)
    return {name: list(value) if isinstance(value := getattr(seen, name), tuple) else value for name in Call.model_fields}
