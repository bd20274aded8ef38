"""Standard letters, for programs: written, put forward, sent back, adopted as they were seen, and renewed."""

from datetime import date
from typing import Annotated, Any, Literal

from ninja import Field, Path, Router, Schema
from ninja.responses import Status

from duly.api.asking import offer
from duly.api.doing import Key, Seen
from duly.api.request import LetIn
from duly.api.shapes import Nothing, Sent
from duly.api.signing.kinds import READS, WRITES, Day, Kind, Sha256, colleague
from duly.casework import flow
from duly.casework.wordings import actions, queries
from duly.casework.wordings.queries import WordingSeen
from duly.casework.wordings.rules import ALWAYS, MANDATORY, OPTIONAL, PURPOSES, Paragraph, Template
from duly.primitives.refusal import Refusal, Refused

router = Router()
Code = Annotated[str, Path(..., pattern=r"^[-a-zA-Z0-9_]{1,60}$", description="The short name of a standard letter.")]
Number = Annotated[int, Path(..., ge=1, le=9999, description="Its version.")]
OF = "/standard-letters/{code}/{number}/"


class LetterParagraph(Sent):
    """A paragraph: its words; that it is mandatory or may be left out, and then what it is called."""

    words: str = Field(min_length=1, max_length=4000)
    kind: Literal[(ALWAYS, MANDATORY, OPTIONAL)] = ALWAYS  # type: ignore[valid-type]  # the room's
    name: str = Field("", max_length=60)


class StandardWords(Sent):
    """The words of a version, whose it is, and until when letters may be begun from it."""

    title: str = Field(min_length=1, max_length=120)
    purpose: Literal[tuple(PURPOSES)]  # type: ignore[valid-type]  # the room's
    subject: str = Field(min_length=1, max_length=300)
    greeting: str = Field(min_length=1, max_length=200)
    paragraphs: list[LetterParagraph] = Field(min_length=1, max_length=100)
    closing: str = Field(min_length=1, max_length=100)
    owner: str = Field(min_length=1, max_length=20)
    expires: Day


class NewStandardLetter(StandardWords):
    """And its short name, which is never changed."""

    code: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{1,39}$")


class SendWordingBack(Sent):
    """What is to be changed."""

    because: str = Field(min_length=1, max_length=2000)


class AdoptWording(Sent):
    """Exactly the words that were seen, and the drafts begun from the version before that were seen."""

    content_sha256: Sha256
    affected: list[str] = Field([], max_length=1000)


class RenewWording(Sent):
    """Whose it is, until when it may be used, and why."""

    owner: str = Field(min_length=1, max_length=20)
    expires: Day
    because: str = Field(min_length=1, max_length=300)


class Wording(Schema):
    """One version of a standard letter. `wrong` is what is in the way of putting it forward."""

    ref: str
    version: int
    state: str
    code: str
    number: int
    title: str
    purpose: str
    subject: str
    greeting: str
    paragraphs: list[LetterParagraph]
    closing: str
    content_sha256: str
    owner: str
    expires: date | None
    written_by: str
    adopted_by: str
    adopted_on: date | None
    wrong: list[str]


def _told(request: LetIn, one: WordingSeen) -> dict[str, Any]:
    template = one.template
    words = {name: getattr(template, name) for name in ("title", "purpose", "subject", "greeting", "closing")}
    paragraphs = [{"words": p.words, "kind": p.kind, "name": p.name} for p in template.paragraphs]
    same = ("ref", "version", "state", "code", "number", "content_sha256", "owner", "expires", "written_by", "adopted_by", "adopted_on")
    return {name: getattr(one, name) for name in same} | words | {"paragraphs": paragraphs, "wrong": list(one.wrong)}


WORDINGS = Kind("/standard-letters/", lambda request, ref: queries.wording(ref), _told)
WRITES_THEM: dict[str, Any] = {"gives": Wording, "asks": ("wordings.write",)} | WRITES
ADOPTS: dict[str, Any] = {"gives": Wording, "asks": ("wordings.adopt",)} | WRITES


@offer(router, "POST", "/standard-letters/new/", status=201, **WRITES_THEM)
def write_standard_letter(request: LetIn, body: NewStandardLetter, key: Key) -> Status[dict[str, Any]]:
    """Write a standard letter that there was not. It is a draft until somebody else adopts it."""

    def act() -> WordingSeen:
        if queries.versions(body.code):
            raise Refused(Refusal("code", f"There is a standard letter called {body.code} already: write its next version."))
        return actions.write(_template(body, body.code), **_more(body), by=request.actor)

    return WORDINGS.made(request, key, act)


@offer(router, "GET", OF, gives=Wording, **READS)
def get_standard_letter(request: LetIn, code: Code, number: Number) -> dict[str, Any]:
    """One version of a standard letter, with its words."""
    return WORDINGS.read(request, f"{code}/{number}")


@offer(router, "POST", f"{OF}write/", status=201, **WRITES_THEM)
def write_next_version(request: LetIn, code: Code, number: Number, body: StandardWords, key: Key) -> Status[dict[str, Any]]:
    """Write a draft again, or the next version from one that is in use."""
    seen = WORDINGS.one(request, f"{code}/{number}")
    template = _template(body, code)
    if seen.state == "draft":
        return WORDINGS.made(request, key, lambda: actions.rewrite(seen.ref, template, **_more(body), by=request.actor))
    return WORDINGS.made(request, key, lambda: actions.write(template, **_more(body), by=request.actor))


@offer(router, "POST", f"{OF}put-forward/", **WRITES_THEM)
def put_wording_forward(request: LetIn, code: Code, number: Number, body: Nothing, key: Key, seen: Seen) -> dict[str, Any]:
    """Put a draft forward, to be adopted by somebody else."""
    ref = f"{code}/{number}"
    return WORDINGS.done(request, ref, key, seen, lambda: actions.put_forward(ref, by=request.actor), steps=0)


@offer(router, "POST", f"{OF}send-back/", **ADOPTS)
def send_wording_back(request: LetIn, code: Code, number: Number, body: SendWordingBack, key: Key, seen: Seen) -> dict[str, Any]:
    """Send a version back to be written again."""
    ref = f"{code}/{number}"
    return WORDINGS.done(request, ref, key, seen, lambda: actions.send_back(ref, because=body.because, by=request.actor), steps=0)


@offer(router, "POST", f"{OF}adopt/", **ADOPTS)
def adopt_wording(request: LetIn, code: Code, number: Number, body: AdoptWording, key: Key, seen: Seen) -> dict[str, Any]:
    """Adopt exactly the words that were seen. Letters are begun from them from now on."""
    ref = f"{code}/{number}"
    said = {"seen_sha256": body.content_sha256, "seen_affected": body.affected}
    return WORDINGS.done(request, ref, key, seen, lambda: flow.adopt_wording(ref, **said, by=request.actor), steps=0)  # type: ignore[arg-type]  # as the names say


@offer(router, "POST", f"{OF}renew/", **ADOPTS)
def renew_wording(request: LetIn, code: Code, number: Number, body: RenewWording, key: Key, seen: Seen) -> dict[str, Any]:
    """Say until when a version may be used, and whose it is."""
    ref = f"{code}/{number}"
    colleague(body.owner, "body.owner")
    return WORDINGS.done(request, ref, key, seen, lambda: actions.renew(ref, **body.model_dump(), by=request.actor), steps=0)


def _template(body: StandardWords, code: str) -> Template:
    said = [Paragraph(one.words, one.kind, "" if one.kind == ALWAYS else one.name.strip().lower()) for one in body.paragraphs]
    return Template(code, 0, body.title, body.purpose, body.subject, body.greeting, tuple(said), body.closing)


def _more(body: StandardWords) -> dict[str, Any]:
    return {"owner": colleague(body.owner, "body.owner"), "expires": body.expires}
