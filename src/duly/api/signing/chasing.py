"""Chasing what was asked for, and following what was recommended until it is complied with."""

from datetime import date
from typing import Any, Literal

from ninja import Field, Router, Schema
from ninja.responses import Status

from duly.api.adjudicated import known
from duly.api.asking import offer
from duly.api.doing import Key, Seen, once
from duly.api.request import LetIn
from duly.api.shapes import Pounds, Ref, Sent, wrong
from duly.api.signing.findings import Sentence
from duly.api.signing.kinds import READS, WRITES, Day, Kind, Reference, mail_address
from duly.casework.compliance import queries as compliance
from duly.casework.compliance.states import BECAME
from duly.casework.flow import chasing, complying
from duly.core.chases import actions
from duly.core.chases import queries as chases
from duly.core.chases.rules import DEFAULTS
from duly.core.clocks import queries as clocks
from duly.primitives.money import plain_pounds

router = Router()
CHASES, FOLLOWS = ("chases.keep",), ("compliance.follow",)


class NextStep(Schema):
    """A step of a ladder: what it is, to whom it goes, and from which day."""

    number: int
    kind: str
    to: str
    on: date | None


class ChaseTold(Schema):
    """Something that is chased, the steps that were sent, and the next of them."""

    ref: str
    version: int
    state: str
    about: str
    ladder: str
    due: date
    owner: str
    what: str
    asked_of: str
    over_on: date | None
    sent: list[NextStep]
    next: NextStep | None


class NewChase(Sent):
    """A clock whose thing is to be chased, and of whom it was asked."""

    clock: Reference
    what: Sentence
    asked_of: str = Field(min_length=1, max_length=200)
    address: str = Field("", max_length=320)
    ladder: Literal[tuple(one.code for one in DEFAULTS)] = "work"  # type: ignore[valid-type]  # the ladders there are


class SendStep(Sent):
    """The step that is meant, by its number."""

    step: int = Field(ge=1, le=999)


class StopChase(Sent):
    """Why it is chased no longer."""

    because: str = Field(min_length=1, max_length=300)


class AnotherDay(Sent):
    """Until when, after today, and why."""

    due: Day
    because: str = Field(min_length=1, max_length=300)


class FollowedTold(Schema):
    """A recommendation that is followed, and how it was complied with."""

    ref: str
    version: int
    state: str
    recommendation_ref: str
    case_ref: str
    body: str
    ours: bool
    due: date
    ended_on: date | None
    kind: str
    amount: Pounds
    action: str
    proof: str
    sources: list[str]


class CaseFollowed(Schema):
    """What is followed now that was not before."""

    case: str
    followed: list[FollowedTold]


class FollowCase(Sent):
    """Where reminders are sent, where there is a mail address of the body."""

    address: str = Field("", max_length=320)


class NoteCompliance(Sent):
    """How it was complied with, and the paper of the case that proves it."""

    became: Literal["satisfied", "partial", "refused", "unmet"]
    on: Day
    words: Sentence
    source_ref: str = Field("", max_length=20)


class PutComplianceRight(Sent):
    """What is so of it after all, since when, why, and the paper of the case that shows it."""

    became: Literal[BECAME]  # type: ignore[valid-type]  # as the room names them
    on: Day
    because: Sentence
    source_ref: str = Field(min_length=1, max_length=20)


def _chase(request: LetIn, seen: Any) -> dict[str, Any]:
    same = {name: getattr(seen, name) for name in ChaseTold.model_fields if name not in ("sent", "next")}
    sent = [{"number": one.number, "kind": one.kind, "to": one.to, "on": one.on} for one in seen.steps]
    coming = seen.next and {"number": seen.next_number, "kind": seen.next.kind, "to": seen.next.to, "on": seen.next_on}
    return same | {"sent": sent, "next": coming or None}


def _followed(request: LetIn, seen: Any) -> dict[str, Any]:
    same = {name: getattr(seen, name) for name in FollowedTold.model_fields if name not in ("amount", "sources")}
    return same | {"amount": plain_pounds(seen.amount_pence), "sources": list(seen.sources)}


CHASED = Kind("/chasing/", lambda request, ref: chases.chase(ref), _chase)
FOLLOWED = Kind("/compliance/", lambda request, ref: compliance.followed(ref), _followed)


@offer(router, "POST", "/chasing/new/", gives=ChaseTold, status=201, asks=CHASES, **WRITES)
def chase_clock(request: LetIn, body: NewChase, key: Key) -> Status[dict[str, Any]]:
    """Chase whatever a running clock runs on, by the day it is due."""
    clock = body.clock.strip().upper()
    if clock not in {one.ref for one in clocks.clocks(only_open=True)}:
        raise wrong("body.clock", f"No clock {clock} runs.")
    said = body.model_dump(exclude={"clock"})
    mail_address(body.address, "body.address")
    return CHASED.made(request, key, lambda: chasing.chase_clock(clock, **said, by=request.actor))


@offer(router, "GET", "/chasing/{ref}/", gives=ChaseTold, **READS)
def get_chase(request: LetIn, ref: Ref) -> dict[str, Any]:
    """One thing that is chased, and the next step of its ladder."""
    return CHASED.read(request, ref)


@offer(router, "POST", "/chasing/{ref}/send/", gives=ChaseTold, asks=CHASES, **WRITES)
def send_next_step(request: LetIn, ref: Ref, body: SendStep, key: Key, seen: Seen) -> dict[str, Any]:
    """Send the next step of its ladder to whom it goes."""
    return CHASED.done(request, ref, key, seen, lambda: chasing.send_next(ref, step=body.step, by=request.actor))


@offer(router, "POST", "/chasing/{ref}/day/", gives=ChaseTold, asks=(*CHASES, "clocks.extend"), **WRITES)
def give_chase_another_day(request: LetIn, ref: Ref, body: AnotherDay, key: Key, seen: Seen) -> dict[str, Any]:
    """Give whoever is chased until another day: steps not sent are reckoned from that, and a request for evidence and its clock are due then."""
    return CHASED.done(request, ref, key, seen, lambda: chasing.give_another_day(ref, **body.model_dump(), by=request.actor))


@offer(router, "POST", "/chasing/{ref}/stop/", gives=ChaseTold, asks=CHASES, **WRITES)
def stop_chase(request: LetIn, ref: Ref, body: StopChase, key: Key, seen: Seen) -> dict[str, Any]:
    """Chase it no longer."""
    return CHASED.done(request, ref, key, seen, lambda: actions.end(ref, because=body.because, by=request.actor))


@offer(router, "POST", "/cases/{ref}/compliance/", gives=CaseFollowed, asks=FOLLOWS, **WRITES)
def follow_case(request: LetIn, ref: Ref, body: FollowCase, key: Key) -> dict[str, Any]:
    """Follow everything recommended on a case that is decided, each with its task and its chase."""

    def act() -> str:
        complying.follow_case(ref, address=body.address, by=request.actor)
        return ref

    known(ref)
    mail_address(body.address, "body.address")
    once(request, key, act)
    every = [one for one in compliance.every() if one.case_ref == ref]
    return {"case": ref, "followed": [_followed(request, one) for one in every]}


@offer(router, "GET", "/compliance/{ref}/", gives=FollowedTold, **READS)
def get_compliance(request: LetIn, ref: Ref) -> dict[str, Any]:
    """One recommendation that is followed."""
    return FOLLOWED.read(request, ref)


@offer(router, "POST", "/compliance/{ref}/judge/", gives=FollowedTold, asks=FOLLOWS, **WRITES)
def note_compliance(request: LetIn, ref: Ref, body: NoteCompliance, key: Key, seen: Seen) -> dict[str, Any]:
    """Say how it was complied with."""
    return FOLLOWED.done(request, ref, key, seen, lambda: complying.judge_compliance(ref, **body.model_dump(), by=request.actor))


@offer(router, "POST", "/compliance/{ref}/put-right/", gives=FollowedTold, asks=FOLLOWS, **WRITES)
def put_compliance_right(request: LetIn, ref: Ref, body: PutComplianceRight, key: Key, seen: Seen) -> dict[str, Any]:
    """Say that what was said of it is not so, and what is. Figures as known before stay as they were."""
    return FOLLOWED.done(request, ref, key, seen, lambda: complying.put_compliance_right(ref, **body.model_dump(), by=request.actor))
