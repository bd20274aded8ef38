"""Enquiries at the first-contact desk, for programs: taken, an answer proposed, agreed, amended or refused, and given."""

from datetime import date
from typing import Any, Literal

from ninja import Field, Router, Schema
from ninja.responses import Status

from duly.api.asking import offer
from duly.api.doing import Key, Seen
from duly.api.front.directory import known_entry
from duly.api.request import LetIn
from duly.api.shapes import Ref, Sent
from duly.api.signing.kinds import READS, WRITES, Day, Kind, MoreWords, Words
from duly.core.contacts import actions, queries
from duly.core.contacts.queries import EnquirySeen

router = Router()


class Enquiry(Schema):
    """An enquiry: what is asked, what is proposed and how that was settled, and what was answered."""

    ref: str
    version: int
    state: str
    about: str = Field(description="An entry of the directory, or nothing.")
    asker: str
    question: str
    expected: str
    owner: str
    needed_by: date
    asked_on: date
    proposal: str
    proposed_by: str
    settled_how: str
    settled_by: str
    settled_words: str
    answer: str
    answered_on: date | None


class TakeEnquiry(Sent):
    """Who asks, what, what they expect of us, and by when."""

    asker: str = Field(min_length=1, max_length=200)
    about: str = Field("", max_length=20, description="Their entry in the directory, if any.")
    question: Words
    expected: str = Field(min_length=1, max_length=500)
    needed_by: Day


class ProposeAnswer(Sent):
    """How it should be answered."""

    proposal: Words


class SettleAnswer(Sent):
    """Whether it may be answered so. Amended or refused wants words."""

    how: Literal["agree", "amend", "refuse"]
    words: MoreWords


class GiveAnswer(Sent):
    """What was answered."""

    answer: Words


def _told(request: LetIn, one: EnquirySeen) -> dict[str, Any]:
    return {name: getattr(one, name) for name in Enquiry.model_fields}


ENQUIRIES = Kind("/enquiries/", lambda request, ref: queries.enquiry(ref), _told)
PROPOSES: Any = {"gives": Enquiry, "asks": ("contacts.propose",)} | WRITES
SETTLES: Any = PROPOSES | {"asks": ("contacts.agree",)}


@offer(router, "POST", "/enquiries/new/", status=201, **PROPOSES)
def take_enquiry(request: LetIn, body: TakeEnquiry, key: Key) -> Status[dict[str, Any]]:
    """Take an enquiry: who asks, what, what they expect, and by when."""
    said = body.model_dump() | {"about": known_entry(body.about, "body.about") if body.about.strip() else ""}
    return ENQUIRIES.made(request, key, lambda: actions.ask(**said, by=request.actor))


@offer(router, "GET", "/enquiries/{ref}/", gives=Enquiry, **READS)
def get_enquiry(request: LetIn, ref: Ref) -> dict[str, Any]:
    """One enquiry, with what is proposed and what was answered."""
    return ENQUIRIES.read(request, ref)


@offer(router, "POST", "/enquiries/{ref}/propose/", **PROPOSES)
def propose_answer(request: LetIn, ref: Ref, body: ProposeAnswer, key: Key, seen: Seen) -> dict[str, Any]:
    """Propose how it should be answered."""
    return ENQUIRIES.done(request, ref, key, seen, lambda: actions.propose(ref, proposal=body.proposal, by=request.actor))


@offer(router, "POST", "/enquiries/{ref}/settle/", **SETTLES)
def settle_answer(request: LetIn, ref: Ref, body: SettleAnswer, key: Key, seen: Seen) -> dict[str, Any]:
    """Agree to what is proposed, amend it, or refuse it."""
    return ENQUIRIES.done(request, ref, key, seen, lambda: actions.settle(ref, how=body.how, words=body.words, by=request.actor))


@offer(router, "POST", "/enquiries/{ref}/answer/", **PROPOSES)
def answer_enquiry(request: LetIn, ref: Ref, body: GiveAnswer, key: Key, seen: Seen) -> dict[str, Any]:
    """Say what was answered. It is found again for the next who asks the like."""
    return ENQUIRIES.done(request, ref, key, seen, lambda: actions.answer(ref, answer=body.answer, by=request.actor))
