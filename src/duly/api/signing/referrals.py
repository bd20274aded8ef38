"""Questions put to lawyers or outside, and what was answered. What is privileged is told to those alone who may read it."""

from datetime import date
from typing import Any, Literal

from ninja import Field, Router, Schema
from ninja.responses import Status

from duly.api.asking import offer
from duly.api.doing import Key, Seen
from duly.api.request import LetIn
from duly.api.shapes import Ref, Sent
from duly.api.signing.kinds import READS, WRITES, Day, Kind, Reference, Words, known_case
from duly.casework import flow
from duly.casework.correspondence import queries as post
from duly.casework.reviews import actions, queries
from duly.casework.reviews.rules.referring import KINDS
from duly.casework.screens.common import found
from duly.core.confidentiality.queries import why_not_leave
from duly.primitives.refusal import stop_if

router = Router()
OPENS, ANSWERS = ("referrals.open", "retention.hold"), ("referrals.answer", "referrals.read_privileged")


class Referral(Schema):
    """One referral. What is privileged says so, to whoever may not read it."""

    ref: str
    version: int
    state: str
    kind: str
    case_ref: str
    about: str
    to_whom: str
    question: str
    privileged: bool
    opened_by: str
    opened_on: date
    due_on: date
    clock_ref: str
    hold_ref: str
    answer: str
    with_what: str
    answered_on: date | None


class NewReferral(Sent):
    """A question about a case."""

    case: Reference
    kind: Literal[tuple(KINDS)]  # type: ignore[valid-type]  # the room's
    to_whom: str = Field(min_length=1, max_length=200)
    question: Words
    privileged: bool = False
    due_on: Day


class AnswerReferral(Sent):
    """What was answered, when, and in which paper."""

    on: Day
    answer: Words
    with_what: str = Field("", max_length=60)


class CloseReferral(Sent):
    """What came of it; of a letter before claim, the day it was answered."""

    because: Words
    done_on: Day


def _told(request: LetIn, seen: Any) -> dict[str, Any]:
    return {name: getattr(seen, name) for name in Referral.model_fields}


REFERRALS = Kind("/referrals/", lambda request, ref: queries.referral(ref, reader=request.actor), _told)


@offer(router, "POST", "/referrals/new/", gives=Referral, status=201, asks=OPENS, **WRITES)
def refer_question(request: LetIn, body: NewReferral, key: Key) -> Status[dict[str, Any]]:
    """Put a question about a case. Nothing of the case is destroyed while it is open."""
    case, said = known_case(body.case), body.model_dump(exclude={"case"})
    return REFERRALS.made(request, key, lambda: flow.refer_question(case, **said, by=request.actor))


class OfCase(Sent):
    """The case it is about, where the letter is with none yet."""

    case: str = Field("", max_length=20)


@offer(router, "POST", "/referrals/letter/{ref}/", gives=Referral, status=201, asks=OPENS, **WRITES)
def refer_letter(request: LetIn, ref: Ref, body: OfCase, key: Key) -> Status[dict[str, Any]]:
    """Refer a letter before claim to the lawyers: its clock runs, and nothing of its case is destroyed meanwhile."""
    found(post.item, ref)
    stop_if(why_not_leave(ref, way="told to a program"))
    case = known_case(body.case) if body.case.strip() else ""
    return REFERRALS.made(request, key, lambda: flow.refer_letter_before_claim(ref, case_ref=case, by=request.actor))


@offer(router, "GET", "/referrals/{ref}/", gives=Referral, **READS)
def get_referral(request: LetIn, ref: Ref) -> dict[str, Any]:
    """One referral, as your officer may read it."""
    return REFERRALS.read(request, ref)


@offer(router, "POST", "/referrals/{ref}/answer/", gives=Referral, asks=ANSWERS, **WRITES)
def answer_referral(request: LetIn, ref: Ref, body: AnswerReferral, key: Key, seen: Seen) -> dict[str, Any]:
    """Enter what was answered. Another answer takes its place."""
    return REFERRALS.done(request, ref, key, seen, lambda: actions.answer(ref, **body.model_dump(), by=request.actor))


@offer(router, "POST", "/referrals/{ref}/close/", gives=Referral, asks=ANSWERS, **WRITES)
def close_referral(request: LetIn, ref: Ref, body: CloseReferral, key: Key, seen: Seen) -> dict[str, Any]:
    """Close it: its clock is met, and the hold goes where nothing else leans on it."""
    return REFERRALS.done(request, ref, key, seen, lambda: flow.close_referral(ref, **body.model_dump(), by=request.actor))
