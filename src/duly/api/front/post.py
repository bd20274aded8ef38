"""Post sent in by a program such as the portal, and what is done with it: triaged, acknowledged, sent on, closed."""

import base64
import hashlib
from typing import Annotated, Any, Literal

from django.http import Http404
from ninja import Field, File, Form, Path, Router
from ninja.files import UploadedFile
from ninja.responses import Status

from duly.api.asking import offer
from duly.api.clocks import CLOCKED, Clock
from duly.api.doing import Key, Seen
from duly.api.front.post_told import Attached, PostFile, PostItem, PostMended
from duly.api.request import LetIn
from duly.api.shapes import Nothing, Ref, Sent, wrong
from duly.api.signing.kinds import READS, WRITES, Day, Kind, Reference, Words, among, colleague, known_case, mail_address, once_each
from duly.casework import flow
from duly.casework.cases import queries as cases
from duly.casework.correspondence import actions, queries
from duly.casework.correspondence.checks import why_not_hand_out
from duly.casework.correspondence.queries import ItemSeen
from duly.casework.correspondence.rules.principles import OUTCOMES
from duly.casework.correspondence.states import CHANNELS, TRIAGE, WAITING
from duly.casework.flow import putting_post_right
from duly.casework.flow.statutory import ACTS, take_as_request
from duly.core.confidentiality.queries import why_not_leave
from duly.core.documents import queries as documents
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refused, stop_if

router = Router()
REGISTERS, TRIAGES = ("post.register",), ("post.triage",)
LARGEST = 40 * 1024 * 1024
NO_POST = "There is no such post in the office."
CLOCK_RUNS = "Under which Act it asks for something, if it does: its clock runs from the day it came."
NOT_OF_THE_ITEM = ("flags", "flagged_at", "attachments", "same_message", "cases", "suggested")
Channel = Literal[CHANNELS]  # type: ignore[valid-type]  # the room's
Late = Annotated[str, Field("", max_length=1000, description="Needed when it came more than one working day ago.")]
Name = Annotated[str, Field("", max_length=200)]
About = Annotated[str, Field("", max_length=500)]


class SendPost(Sent):
    """A file of post: by which channel and when it came, and what the file does not say of itself. An e-mail says who it is from."""

    channel: Channel = "portal"
    received_on: Day | None = Field(None, description="Today, if nothing is said.")
    why_late: Late
    sender_name: Name
    sender_address: str = Field("", max_length=320)
    subject: About
    addressed_to: About


class TypedPost(Sent):
    """A letter that was typed, on the portal's form or at a desk. What was typed is kept as the original."""

    channel: Channel = "portal"
    received_on: Day | None = Field(None, description="Today, if nothing is said.")
    why_late: Late
    sender_name: str = Field(min_length=1, max_length=200)
    sender_address: str = Field("", max_length=320)
    subject: str = Field(min_length=1, max_length=500)
    addressed_to: About
    words: str = Field(min_length=1, max_length=100_000)


class TriagePost(Sent):
    """Where an item goes, whose it is, what happens next, which case it is of, and the post whose holders must know at once."""

    way: Literal[tuple(TRIAGE)]  # type: ignore[valid-type]  # the room's
    direct_to: str = Field("", max_length=120)
    owner: Reference
    next_action: str = Field(min_length=1, max_length=1000)
    case: str = Field("", max_length=20)
    alert_post: str = Field("", max_length=60)
    note: str = Field("", max_length=300)
    request: Literal[("", *ACTS)] = Field("", description=CLOCK_RUNS)  # type: ignore[valid-type]  # the flow's


class TakeAsRequest(Sent):
    """Under which Act an item asks for something: foi, foisa or sar."""

    under: Literal[tuple(ACTS)]  # type: ignore[valid-type]  # the room's


class GivePost(Sent):
    """Whose it is from now on: an officer, or whoever holds a post and may see it; one of the two."""

    owner: str = Field("", max_length=20, description="An officer's reference.")
    to_post: str = Field("", max_length=60, description="Or a post: the first of those who hold it today and may see the item.")
    next_action: str = Field("", max_length=1000, description="As it was, if nothing is said.")
    because: str = Field(min_length=1, max_length=1000)


class TakePostUp(Sent):
    """Who deals with it after all: an officer, or whoever holds a post and may see it; one of the two."""

    owner: str = Field("", max_length=20, description="An officer's reference.")
    to_post: str = Field("", max_length=60, description="Or a post: the first of those who hold it today and may see the item.")
    next_action: str = Field(min_length=1, max_length=1000)
    because: str = Field(min_length=1, max_length=1000)


class PutPostRight(Sent):
    """How it came, on which day, and from whom, as it should read, and why it was wrong."""

    received_on: Day
    channel: Literal[CHANNELS]  # type: ignore[valid-type]  # the room's
    sender_name: str = Field("", max_length=200)
    sender_address: str = Field("", max_length=320)
    why_late: str = Field("", max_length=1000, description="If it came more than one working day before it was logged.")
    because: str = Field(min_length=1, max_length=1000)


class ForwardPost(Sent):
    """To whom it is sent on, and why."""

    to_name: str = Field(min_length=1, max_length=200)
    to_address: str = Field("", max_length=320, description="The mail address it is sent on to.")
    postal: str = Field("", max_length=600, description="Or the postal address: a covering letter then waits for a print pack.")
    because: Words


class AcknowledgePost(Sent):
    """Where on paper, for post that came from no mail address."""

    postal: str = Field("", max_length=600, description="The postal address of whoever wrote, where it is not known already.")


class ClosePost(Sent):
    """What became of it, by its code; the principles that were met; and why it is finished."""

    outcome: Literal[tuple(OUTCOMES)]  # type: ignore[valid-type]  # the room's
    principles: list[str] = Field(min_length=1, max_length=20)
    because: str = Field(min_length=1, max_length=1000)


def _told(request: LetIn, one: ItemSeen) -> dict[str, Any]:
    same = {name: getattr(one, name) for name in PostItem.model_fields if name not in NOT_OF_THE_ITEM}
    with_it = [case.ref for case in cases.of_item(one.ref)]
    suggested = _suggested(one, by=request.actor) if one.state in WAITING else None
    more = {"flags": [flag.rule for flag in one.flags], "flagged_at": [flag.place for flag in one.flags]}
    more |= {"same_message": list(queries.same_message(one.ref)), "cases": with_it}
    return same | more | {"attachments": _attached(one.ref), "suggested": suggested}


def _one_of_the_two(body: GivePost | TakePostUp) -> None:
    """A body that names an officer, or a post, and not both."""
    colleague(body.owner, "body.owner")
    among(body.to_post, people.post_titles(), "body.to_post", NO_POST)
    if bool(body.owner) == bool(body.to_post):
        raise wrong("body.owner", "Name an officer, or a post: one of the two.")


def _attached(ref: str) -> list[dict[str, Any]]:
    same = [name for name in Attached.model_fields if name != "number"]
    came = queries.letter(ref).attachments
    return [{"number": n} | {name: getattr(one, name) for name in same} for n, one in enumerate(came, start=1)]


def _file(ref: str, number: int, name: str, media_type: str, content: bytes) -> dict[str, Any]:
    said = {"ref": ref, "number": number, "name": name, "media_type": media_type, "size": len(content)}
    return said | {"sha256": hashlib.sha256(content).hexdigest(), "content": base64.b64encode(content).decode()}


def _suggested(one: ItemSeen, *, by: Actor) -> dict[str, Any]:
    made = flow.suggest_for(one.ref, one)
    what = made.what
    same = {name: getattr(what, name) for name in ("way", "direct_to", "next_action", "note")}
    more = {
        "request": made.request,
        "owner": made.owner,
        "case": flow.case_suggested(made, one, by=by),
        "alert": what.alert or "",
        "reasons": list(what.reasons),
    }
    return same | more


def _find(request: LetIn, ref: str) -> ItemSeen:
    """One that may be told: a marked paper stays in the office, and nothing is done to it by a program that may not be told of it."""
    found = queries.item(ref)
    stop_if(why_not_leave(ref, way="told to a program"))
    return found


POST = Kind("/post/", _find, _told)


@offer(router, "POST", "/post/new/", gives=PostItem, status=201, asks=REGISTERS, **WRITES)
def send_post(request: LetIn, key: Key, told: Form[SendPost], file: File[UploadedFile]) -> Status[dict[str, Any]]:
    """Send in a file of post: kept as it came with its hash, then read. The same bytes are registered once, and refused again by name. A file that is not taken in for
    what it is, such as one with a virus, is held back for a person to deal with, and the refusal names it."""
    if (file.size or 0) > LARGEST:
        raise wrong("body.file", f"The file is too large: {LARGEST // 1024 // 1024} MB are allowed.")
    content, name = file.read(), file.name or "file"
    try:
        return POST.made(request, key, lambda: flow.register_post(name, content, **_came(told), by=request.actor))
    except Refused as stopped:
        raise Refused(flow.held_instead(name, content, stopped.refusal, came_by="a program", by=request.actor)) from None


@offer(router, "POST", "/post/typed/", gives=PostItem, status=201, asks=REGISTERS, **WRITES)
def send_typed_post(request: LetIn, body: TypedPost, key: Key) -> Status[dict[str, Any]]:
    """Send in a letter that was typed: its words are kept as a text file with its hash."""
    return POST.made(request, key, lambda: flow.key_in(body.words, **_came(body), by=request.actor))


@offer(router, "GET", "/post/{ref}/", gives=PostItem, **READS)
def get_post(request: LetIn, ref: Ref) -> dict[str, Any]:
    """One item of post; of one that waits, what the rules suggest."""
    return POST.read(request, ref)


@offer(router, "GET", "/post/{ref}/bytes/", gives=PostFile, **READS)
def get_post_bytes(request: LetIn, ref: Ref) -> dict[str, Any]:
    """An item of post as it came, byte for byte. What holds something back is for those alone who deal with that."""
    seen = POST.one(request, ref)
    stop_if(why_not_hand_out(flow.why_original_held(ref), by=request.actor))
    kept = documents.document(seen.document_ref)
    return _file(ref, 0, seen.file_name, kept.media_type, documents.content(seen.document_ref))


@offer(router, "GET", "/post/{ref}/attachments/{number}/", gives=PostFile, **READS)
def get_attachment(request: LetIn, ref: Ref, number: Annotated[int, Path(..., ge=1, le=9_999)]) -> dict[str, Any]:
    """What came with an item, byte for byte. What is held back is for those alone who deal with that."""
    POST.one(request, ref)
    one = queries.attached_to(ref, number)
    if one is None:
        raise Http404(f"Nothing with the number {number} came with {ref}.")
    stop_if(why_not_hand_out(flow.why_held(ref, number, one), by=request.actor))
    return _file(ref, number, one.name, one.media_type, one.content)


@offer(router, "POST", "/post/{ref}/accept/", gives=PostItem, asks=TRIAGES, **WRITES)
def accept_suggested_triage(request: LetIn, ref: Ref, body: Nothing, key: Key, seen: Seen) -> dict[str, Any]:
    """Triage it as the rules suggest, with the case and the alert they suggest."""

    def accept() -> object:
        what = _suggested(POST.one(request, ref), by=request.actor)
        said = {name: what[name] for name in ("way", "direct_to", "owner", "next_action", "note", "request")}
        return flow.triage_post(ref, **said, case_ref=what["case"], alert_post=what["alert"], as_suggested=True, by=request.actor)

    return POST.done(request, ref, key, seen, accept, steps=0)


@offer(router, "POST", "/post/{ref}/triage/", gives=PostItem, asks=TRIAGES, **WRITES)
def triage_post(request: LetIn, ref: Ref, body: TriagePost, key: Key, seen: Seen) -> dict[str, Any]:
    """Triage it: direct it, allocate it, put it with a case, hold it, and alert whoever must know. All of it is done, or nothing."""
    colleague(body.owner, "body.owner")
    among(body.alert_post, people.post_titles(), "body.alert_post", NO_POST)
    said = body.model_dump(exclude={"case"}) | {"case_ref": known_case(body.case) if body.case.strip() else ""}
    return POST.done(request, ref, key, seen, lambda: flow.triage_post(ref, **said, by=request.actor), steps=0)


@offer(router, "POST", "/post/{ref}/request/", gives=Clock, status=201, asks=TRIAGES, **WRITES)
def take_post_as_request(request: LetIn, ref: Ref, body: TakeAsRequest, key: Key) -> Status[dict[str, Any]]:
    """Accept it as a request under an Act: the clock that runs by law is started from the day it came."""
    POST.one(request, ref)
    return CLOCKED.made(request, key, lambda: take_as_request(ref, under=body.under, by=request.actor))


@offer(router, "POST", "/post/{ref}/give/", gives=PostItem, asks=TRIAGES, **WRITES)
def give_post(request: LetIn, ref: Ref, body: GivePost, key: Key, seen: Seen) -> dict[str, Any]:
    """Give post that was directed or allocated to somebody else, who is told."""
    _one_of_the_two(body)
    return POST.done(request, ref, key, seen, lambda: flow.reallocate_post(ref, **body.model_dump(), by=request.actor))


@offer(router, "POST", "/post/{ref}/take-up/", gives=PostItem, asks=TRIAGES, **WRITES)
def take_post_up(request: LetIn, ref: Ref, body: TakePostUp, key: Key, seen: Seen) -> dict[str, Any]:
    """Deal after all with post that was closed, sent on or set aside; whoever has it now is told."""
    _one_of_the_two(body)
    return POST.done(request, ref, key, seen, lambda: flow.take_post_up(ref, **body.model_dump(), by=request.actor))


@offer(router, "POST", "/post/{ref}/put-right/", gives=PostMended, asks=("post.triage", "post.register"), **WRITES)
def put_post_right(request: LetIn, ref: Ref, body: PutPostRight, key: Key, seen: Seen) -> dict[str, Any]:
    """Put right how it came, on which day, and from whom. Clocks that run from that day move with it, and what stays is named."""
    mended: list[putting_post_right.PostRight] = []
    told = POST.done(
        *(request, ref, key, seen), lambda: mended.append(putting_post_right.put_post_right(ref, **body.model_dump(), by=request.actor))
    )
    moved = [{"clock": one.ref, "began": one.began, "due": one.due} for done in mended for one in done.moved]
    return told | {"moved": moved, "stays": [words for done in mended for words in done.stays]}


@offer(router, "POST", "/post/{ref}/acknowledge/", gives=PostItem, asks=("post.acknowledge",), **WRITES)
def acknowledge_post(request: LetIn, ref: Ref, body: AcknowledgePost, key: Key, seen: Seen) -> dict[str, Any]:
    """Acknowledge it in the standard words, to the mail address it came from; on paper it is done once its print pack was posted."""
    return POST.done(request, ref, key, seen, lambda: flow.acknowledge(ref, postal=body.postal, by=request.actor), steps=0)


@offer(router, "POST", "/post/{ref}/forward/", gives=PostItem, asks=("post.forward",), **WRITES)
def forward_post(request: LetIn, ref: Ref, body: ForwardPost, key: Key, seen: Seen) -> dict[str, Any]:
    """Send misdirected post on, with proof of what was sent."""
    mail_address(body.to_address, "body.to_address")
    if bool(body.to_address) == bool(body.postal.strip()):
        raise wrong("body.to_address", "Give their mail address, or their postal address: one of the two.")

    def act() -> object:
        whom = {"to_name": body.to_name, "because": body.because}
        if body.postal.strip():
            return flow.forward_by_post(ref, postal=body.postal, **whom, by=request.actor)
        return flow.forward_post(ref, to_address=body.to_address, **whom, by=request.actor)

    return POST.done(request, ref, key, seen, act, steps=0)


@offer(router, "POST", "/post/{ref}/close/", gives=PostItem, asks=("post.close",), **WRITES)
def close_post(request: LetIn, ref: Ref, body: ClosePost, key: Key, seen: Seen) -> dict[str, Any]:
    """Close it: what became of it, and which principles were met."""
    known = queries.rules_in_force(on=today()).principles
    for one in body.principles:
        among(one, known, "body.principles", f"{one!r} is none of the principles: {', '.join(known)}.")
    once_each(body.principles, "body.principles", "A principle is named twice.")
    return POST.done(request, ref, key, seen, lambda: actions.close(ref, **body.model_dump(), by=request.actor), steps=0)


def _came(told: SendPost | TypedPost) -> dict[str, Any]:
    """When, how and from whom it came, as the flow asks it."""
    mail_address(told.sender_address, "body.sender_address")
    return told.model_dump(exclude={"words"}) | {"received_on": told.received_on or today()}
