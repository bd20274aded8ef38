"""Cases, for programs: opened from post, moved on, planned, handed over, given more post, withdrawn, and carried on after a death."""

from datetime import date
from typing import Annotated, Any, Literal

from django.core.exceptions import ObjectDoesNotExist
from ninja import Field, Router, Schema
from ninja.responses import Status

from duly.api.asking import offer
from duly.api.doing import Key, Seen
from duly.api.request import LetIn
from duly.api.shapes import Nothing, Ref, Sent, wrong
from duly.api.signing.kinds import READS, WRITES, Day, Kind, Reference, among, colleague, once_each
from duly.casework import flow
from duly.casework.cases import actions, queries
from duly.casework.cases.queries import CaseSeen
from duly.casework.cases.states import CARRIERS, HOW, MATTERS
from duly.casework.correspondence import queries as post
from duly.casework.flow.statutory import ACTS
from duly.casework.investigation import queries as investigation
from duly.core.confidentiality.queries import why_not_leave
from duly.core.directory import queries as directory
from duly.primitives.refusal import stop_if

router = Router()
WITHDRAWS = ("cases.withdraw",)
Why = Annotated[str, Field(min_length=1, max_length=400)]


class PartyToCase(Schema):
    """Who is a party, by their entry in the directory, and as what."""

    role: str
    entry: str


class Case(Schema):
    """One case. `opened_from` is the item of post that began it, or its reference in the system used before."""

    ref: str
    version: int
    stage: str
    title: str
    complainant: str
    body: str
    owner: str
    opened_from: str
    opened_on: date
    items: list[str] = Field(description="Items of post, the first one first.")
    next_action: str
    due: date | None
    waiting_on: str
    split_from: str
    merged_into: str
    outcome: str = Field(description="How it ended; empty of an open one.")
    closed_on: date | None
    parties: list[PartyToCase]


class NewCase(Sent):
    """A complaint: the item of post that brings it, who complains of whom, and whose it will be."""

    item: Reference
    title: str = Field(min_length=1, max_length=200)
    complainant: str = Field(min_length=1, max_length=200)
    body: str = Field(min_length=1, max_length=200)
    owner: Reference
    request: Literal[("", *ACTS)] = Field("", description="Under which Act it asks for something too; its clock runs from the day it came.")  # type: ignore[valid-type]  # the flow's


class CaseRight(Sent):
    """What a case is about, who complains and about whom, as it should read, and why it was wrong."""

    title: str = Field(min_length=1, max_length=200)
    complainant: str = Field(min_length=1, max_length=200)
    body: str = Field(min_length=1, max_length=200)
    because: str = Field(min_length=1, max_length=400)
    despite: str = Field(
        "", max_length=300, description="Why it is about that body all the same, where the directory says otherwise of it."
    )


class CaseMended(Case):
    """The case as it reads now, and what is to be mended by hand; nothing of that when it is asked again with the same key."""

    still: list[str] = Field(description="Letters not sent and submissions not decided that still say it as before.")
    besides: list[str] = Field(
        description="Who works on it and declared an interest in it, and parties that stand for whom it named before."
    )


class PlanCase(Sent):
    """What comes next, by when, and who must act first."""

    next_action: str = Field(min_length=1, max_length=300)
    due: Day | None = None
    waiting_on: str = Field("", max_length=120)


class HandCaseOver(Sent):
    """To whom, and what they should know."""

    owner: Reference
    note: str = Field(min_length=1, max_length=1000)


class LinkPost(Sent):
    """An item of post."""

    item: Reference


class WithdrawComplaint(Sent):
    """Who takes it back, how and when that reached us, which issues (none named: the whole complaint), and what they say."""

    who: Reference
    how: Literal[tuple(HOW)]  # type: ignore[valid-type]  # the room's
    received_on: Day
    issues: list[Reference] = Field([], max_length=100)
    because: Why


class TakeWithdrawalBack(Sent):
    """Why the complaint goes on."""

    because: Why


class EndAgreement(Sent):
    """Which of several complainants, to what, and how we know."""

    entry: Reference
    to: Literal[tuple(MATTERS)]  # type: ignore[valid-type]  # the room's
    because: Why


class AgreeTogether(EndAgreement):
    """With whom they let decide it, where they do not agree themselves."""

    given_to: str = Field("", max_length=20)


class CarryOn(Sent):
    """Who died, who carries on and as what (nobody, for nobody), from when, and the item of post that shows it."""

    died: Reference
    who: str = Field("", max_length=20)
    as_what: Literal[tuple(CARRIERS)]  # type: ignore[valid-type]  # the room's
    evidence: str = Field("", max_length=20)
    starts: Day
    because: str = Field(min_length=1, max_length=1000)


def _told(request: LetIn, one: CaseSeen) -> dict[str, Any]:
    same = {name: getattr(one, name) for name in Case.model_fields if name not in ("items", "parties")}
    parties = [{"role": role, "entry": ref} for role, ref in queries.parties(one.ref)]
    return same | {"items": list(one.items), "parties": parties}


def _find(request: LetIn, ref: str) -> CaseSeen:
    """One that may be told: a case that is marked as a whole stays in the office."""
    found = queries.case(ref)
    stop_if(why_not_leave(ref, way="told to a program"))
    return found


CASES = Kind("/cases/", _find, _told)


@offer(router, "POST", "/cases/new/", gives=Case, status=201, asks=("cases.open", "post.triage"), **WRITES)
def open_case(request: LetIn, body: NewCase, key: Key) -> Status[dict[str, Any]]:
    """Open a case from an item of post that has been triaged."""
    item, said = _item(body.item, "body.item"), body.model_dump(exclude={"item"})
    colleague(body.owner, "body.owner")
    return CASES.made(request, key, lambda: flow.open_case_from(item, **said, by=request.actor))


@offer(router, "GET", "/cases/{ref}/", gives=Case, **READS)
def get_case(request: LetIn, ref: Ref) -> dict[str, Any]:
    """One case."""
    return CASES.read(request, ref)


@offer(router, "POST", "/cases/{ref}/investigate/", gives=Case, asks=("cases.move",), **WRITES)
def investigate_case(request: LetIn, ref: Ref, body: Nothing, key: Key, seen: Seen) -> dict[str, Any]:
    """Move it on from assessment to investigation."""
    return CASES.done(request, ref, key, seen, lambda: actions.move(ref, step="investigate", by=request.actor), steps=0)


@offer(router, "POST", "/cases/{ref}/put-right/", gives=CaseMended, asks=("cases.name_party",), **WRITES)
def put_case_right(request: LetIn, ref: Ref, body: CaseRight, key: Key, seen: Seen) -> dict[str, Any]:
    """Put right what it is about, who complains or about whom. What it read before stays in its record; what still says it is named."""
    mended: list[flow.PutRight] = []
    told = CASES.done(request, ref, key, seen, lambda: mended.append(flow.put_case_right(ref, **body.model_dump(), by=request.actor)))
    return told | {"still": [ref for one in mended for ref in one.still], "besides": [words for one in mended for words in one.besides]}


@offer(router, "POST", "/cases/{ref}/plan/", gives=Case, asks=("cases.plan",), **WRITES)
def plan_case(request: LetIn, ref: Ref, body: PlanCase, key: Key, seen: Seen) -> dict[str, Any]:
    """Say what comes next, by when, and on whom it waits."""
    return CASES.done(request, ref, key, seen, lambda: actions.plan(ref, **body.model_dump(), by=request.actor))


@offer(router, "POST", "/cases/{ref}/hand-over/", gives=Case, asks=("cases.hand_over",), **WRITES)
def hand_case_over(request: LetIn, ref: Ref, body: HandCaseOver, key: Key, seen: Seen) -> dict[str, Any]:
    """Hand it over to somebody else, with a note."""
    colleague(body.owner, "body.owner")
    return CASES.done(request, ref, key, seen, lambda: actions.hand_over({ref: body.note}, owner=body.owner, by=request.actor))


@offer(router, "POST", "/cases/{ref}/link/", gives=Case, asks=("cases.link",), **WRITES)
def link_post(request: LetIn, ref: Ref, body: LinkPost, key: Key, seen: Seen) -> dict[str, Any]:
    """Put another item of post with it."""
    item = _item(body.item, "body.item")
    return CASES.done(request, ref, key, seen, lambda: flow.link_post(ref, item_ref=item, by=request.actor), steps=0)


@offer(router, "POST", "/cases/{ref}/withdraw/", gives=Case, asks=WITHDRAWS, **WRITES)
def withdraw_complaint(request: LetIn, ref: Ref, body: WithdrawComplaint, key: Key, seen: Seen) -> dict[str, Any]:
    """Take in that the complaint is withdrawn, in whole or in some issues. What ran on it stops."""
    known, who = {one.ref for one in investigation.issues(ref, dropped=False)}, _entry(body.who, "body.who")
    for one in body.issues:
        among(one, known, "body.issues", f"{ref} has no open issue {one}.")
    once_each(body.issues, "body.issues", "An issue is named twice.")
    said = body.model_dump() | {"who": who}
    return CASES.done(request, ref, key, seen, lambda: flow.withdraw_complaint(ref, **said, by=request.actor), steps=0)


@offer(router, "POST", "/cases/{ref}/take-back/", gives=Case, asks=WITHDRAWS, **WRITES)
def take_back_withdrawal(request: LetIn, ref: Ref, body: TakeWithdrawalBack, key: Key, seen: Seen) -> dict[str, Any]:
    """Let a withdrawn complaint go on: what ran on it begins again."""
    return CASES.done(request, ref, key, seen, lambda: flow.take_back_withdrawal(ref, because=body.because, by=request.actor), steps=0)


@offer(router, "POST", "/cases/{ref}/agree/", gives=Case, asks=("cases.name_party",), **WRITES)
def agree_together(request: LetIn, ref: Ref, body: AgreeTogether, key: Key, seen: Seen) -> dict[str, Any]:
    """Keep what one of several complainants agreed to, or whom they let decide it."""
    entry, given_to = _entry(body.entry, "body.entry"), _entry(body.given_to, "body.given_to") if body.given_to.strip() else ""
    said = {"entry_ref": entry, "to": body.to, "given_to": given_to, "because": body.because}
    return CASES.done(request, ref, key, seen, lambda: actions.agree(ref, **said, by=request.actor))


@offer(router, "POST", "/cases/{ref}/end-agreement/", gives=Case, asks=("cases.name_party",), **WRITES)
def end_agreement(request: LetIn, ref: Ref, body: EndAgreement, key: Key, seen: Seen) -> dict[str, Any]:
    """Say that one of several complainants agrees to it no longer."""
    said = {"entry_ref": _entry(body.entry, "body.entry"), "to": body.to, "because": body.because}
    return CASES.done(request, ref, key, seen, lambda: actions.end_agreement(ref, **said, by=request.actor))


@offer(router, "POST", "/cases/{ref}/carry-on/", gives=Case, asks=("cases.carry_on",), **WRITES)
def carry_complaint_on(request: LetIn, ref: Ref, body: CarryOn, key: Key, seen: Seen) -> dict[str, Any]:
    """Decide who may carry on the complaint of somebody who died."""
    said = body.model_dump() | {
        "died": _entry(body.died, "body.died"),
        "who": _entry(body.who, "body.who") if body.who.strip() else "",
        "evidence": _item(body.evidence, "body.evidence") if body.evidence.strip() else "",
    }
    return CASES.done(request, ref, key, seen, lambda: flow.carry_on(ref, **said, by=request.actor), steps=0)


def _item(ref: str, where: str) -> str:
    """The reference of an item of post there is, as people type it. 422 for another."""
    typed = ref.strip().upper()
    try:
        post.item(typed)
    except ObjectDoesNotExist:
        raise wrong(where, f"There is no item {typed}.") from None
    return typed


def _entry(ref: str, where: str) -> str:
    """The reference of an entry of the directory there is, as people type it. 422 for another."""
    typed = ref.strip().upper()
    if not directory.exists(typed):
        raise wrong(where, f"There is nobody {typed} in the directory.")
    return typed
