"""Letters drafted, filled in, approved, sent and proved to have arrived; and packs of them printed and posted."""

from datetime import date
from typing import Annotated, Any, Literal

from ninja import Field, Router, Schema
from ninja.responses import Status

from duly.api import letters as told
from duly.api.adjudicated import known
from duly.api.asking import offer
from duly.api.doing import Key, Seen
from duly.api.letters import Letter
from duly.api.request import LetIn
from duly.api.shapes import Nothing, Ref, Sent, wrong
from duly.api.signing.kinds import READS, SIGNS, WRITES, Day, InWords, Kind, Sha256, Words, among, known_case
from duly.casework import flow
from duly.casework.decisions import queries as decisions
from duly.casework.dispatch import actions, queries
from duly.casework.dispatch.rules import CHANNELS, FORMATS, PROOFS
from duly.casework.screens.letters.pages import PRINCIPALS

router = Router()
MAKES, SENDS = ("letters.make",), ("letters.send",)
APPROVES = ("letters.approve", "letters.sign_for")
LETTERS = told.LETTERS
SIGNED_FOR = (
    f"Only a letter about a case is signed for somebody: {', '.join(PRINCIPALS)}. One that tells of a decision is signed as that was."
)
Fields = Annotated[dict[str, Annotated[str, Field(max_length=20_000)]], Field({}, max_length=100, description="Merge fields by name.")]
LeftOut = Annotated[list[Annotated[str, Field(max_length=60)]] | None, Field(None, max_length=50)]


class NewLetter(Sent):
    """A letter that tells of a decision, or one about a case: name one of them."""

    decision: str = Field("", max_length=20)
    case: str = Field("", max_length=20)
    template: str = Field(min_length=1, max_length=60, description="The code of a standard letter.")
    to: str = Field(
        "", max_length=20, description="Whom of those that `addressees` lists; nothing for whoever such a letter is written to."
    )
    to_name: str = Field("", max_length=200, description="About a case: instead, the name of somebody who is none of them.")
    channel: Literal[CHANNELS] = "e-mail"  # type: ignore[valid-type]  # how a letter goes
    to_address: str = Field(
        "", max_length=320, description="The e-mail address it goes to, where it is not the directory's; not needed by post."
    )
    format: Literal[FORMATS] = ""  # type: ignore[valid-type]  # what is made here
    on_behalf: str = Field("", max_length=40, description="About a case: the code of the principal's post it is signed for.")
    fields: Fields


class OwedLetter(Sent):
    """What a letter is to tell of."""

    concerns: str = Field(
        min_length=1,
        max_length=30,
        description="A request for evidence (ER-…), a recommendation that is followed (CP-…), a line of who is told of a review (RV-…/2), an instruction (SI-…), or a case closed with nothing found (PSO-…).",
    )


class LetterAddressee(Schema):
    """Somebody a letter about a case may be written to."""

    to: str = Field(description="What chooses them: an entry of the directory, or `complainant` or `body` where it has none.")
    name: str
    role: str
    as_what: str
    email: str
    postal: str
    why_not: str = Field(description="Why no letter may go to them today, or nothing.")


class FillLetterIn(Sent):
    """Merge fields; what is not named stays as it was. With `left_out`, the optional paragraphs that do not stay."""

    fields: Fields
    left_out: LeftOut


class CommentOnLetter(Sent):
    """What one thinks of a draft."""

    words: Words
    paragraph: int = Field(0, ge=0, le=9999)


class HandOver(Sent):
    """How what was approved is handed over."""

    because: str = Field("", max_length=400, description="Why it goes though its case is marked as a whole; needed only then.")


class ApproveLetter(Sent):
    """Exactly what is approved."""

    content_sha256: Sha256


class LetterDelivered(Sent):
    """What shows that it arrived, or that it came back."""

    how: Literal[tuple(PROOFS)]  # type: ignore[valid-type]  # the desk's
    on: Day
    words: str = Field("", max_length=500)


class PackPosted(Sent):
    """How many envelopes went."""

    count: int = Field(ge=0, le=100_000)


class PrintPack(Schema):
    """A print pack: one PDF of exactly the bytes of its letters, behind a cover list."""

    ref: str
    version: int
    state: str
    made_on: date
    letters: int
    pages: int
    content_sha256: str
    prepared_by: str
    posted_on: date | None
    holds: list[str]


def _pack(request: LetIn, seen: Any) -> dict[str, Any]:
    same = {name: getattr(seen, name) for name in PrintPack.model_fields if name != "holds"}
    days = {name: same[name].isoformat() if same[name] else None for name in ("made_on", "posted_on")}
    return same | days | {"holds": [one.letter_ref for one in queries.packed(seen.ref)]}


PACKS = Kind("/print-packs/", lambda request, ref: queries.pack(ref), _pack)


@offer(router, "POST", "/letters/new/", gives=Letter, status=201, asks=MAKES, **WRITES)
def make_letter(request: LetIn, body: NewLetter, key: Key) -> Status[dict[str, Any]]:
    """Draft a letter from a standard one. What the case and the decision answer is filled in."""
    said = body.model_dump(exclude={"decision", "case", "on_behalf"}) | {"by": request.actor}
    if bool(body.decision) == bool(body.case):
        raise wrong("body.decision", "Name the decision it tells of, or the case it is about.")
    among(body.on_behalf, PRINCIPALS if body.case else (), "body.on_behalf", SIGNED_FOR)
    if body.case:
        case = known_case(body.case)
        return LETTERS.made(request, key, lambda: flow.write_letter(case, on_behalf=body.on_behalf, **said))
    decision = body.decision.strip().upper()
    if not decisions.exists(decision):
        raise wrong("body.decision", f"There is no decision {decision}.")
    if said.pop("to_name"):
        raise wrong("body.to_name", "A decision is told to somebody of its case: name them in `to`.")
    return LETTERS.made(request, key, lambda: flow.make_letter(decision, **said))


@offer(router, "GET", "/cases/{ref}/addressees/", gives=list[LetterAddressee], **READS)
def list_addressees(request: LetIn, ref: Ref) -> list[dict[str, Any]]:
    """To whom letters about a case may be written: its parties, whoever speaks for them, the body's link officer."""
    return [{name: getattr(one, name) for name in LetterAddressee.model_fields} for one in queries.addressees(known(ref))]


@offer(router, "POST", "/letters/owed/", gives=Letter, status=201, asks=MAKES, **WRITES)
def draft_owed_letter(request: LetIn, body: OwedLetter, key: Key) -> Status[dict[str, Any]]:
    """Draft the letter that something owes somebody, from what is known already: once."""
    return LETTERS.made(request, key, lambda: flow.draft_owed(body.concerns.strip().upper(), by=request.actor))


@offer(router, "POST", "/letters/{ref}/fill-in/", gives=Letter, asks=MAKES, **WRITES)
def fill_letter_in(request: LetIn, ref: Ref, body: FillLetterIn, key: Key, seen: Seen) -> dict[str, Any]:
    """Fill in merge fields of a draft, or of one that was returned; its PDF is made again."""
    return LETTERS.done(request, ref, key, seen, lambda: actions.fill_in(ref, **body.model_dump(), by=request.actor))


@offer(router, "POST", "/letters/{ref}/take-up/", gives=Letter, asks=MAKES, **WRITES)
def take_letter_up(request: LetIn, ref: Ref, body: Nothing, key: Key, seen: Seen) -> dict[str, Any]:
    """Make a draft again from the wording in use."""
    return LETTERS.done(request, ref, key, seen, lambda: actions.take_up(ref, by=request.actor))


@offer(router, "POST", "/letters/{ref}/comment/", gives=Letter, asks=(*MAKES, *APPROVES), **WRITES)
def comment_on_letter(request: LetIn, ref: Ref, body: CommentOnLetter, key: Key, seen: Seen) -> dict[str, Any]:
    """Say what one thinks of a draft, or of one paragraph of it."""
    return LETTERS.done(request, ref, key, seen, lambda: actions.comment(ref, **body.model_dump(), by=request.actor))


@offer(router, "POST", "/letters/{ref}/return/", gives=Letter, asks=APPROVES, **WRITES)
def return_letter(request: LetIn, ref: Ref, body: InWords, key: Key, seen: Seen) -> dict[str, Any]:
    """Return a draft to whoever wrote it, with what is to be changed."""
    return LETTERS.done(request, ref, key, seen, lambda: actions.send_back(ref, words=body.words, by=request.actor))


@offer(router, "POST", "/letters/{ref}/approve/", gives=Letter, asks=APPROVES, **SIGNS)
def approve_letter(request: LetIn, ref: Ref, body: ApproveLetter, key: Key, seen: Seen) -> dict[str, Any]:
    """Approve exactly the bytes that were seen, by their digest."""
    return LETTERS.done(request, ref, key, seen, lambda: actions.approve(ref, seen_sha256=body.content_sha256, by=request.actor))


@offer(router, "POST", "/letters/{ref}/send/", gives=Letter, asks=SENDS, **WRITES)
def send_letter(request: LetIn, ref: Ref, body: HandOver, key: Key, seen: Seen) -> dict[str, Any]:
    """Send exactly the bytes that were approved. Where the relay does not take them it stays released, and may be sent again."""
    return LETTERS.done(request, ref, key, seen, lambda: flow.send_letter(ref, because=body.because, by=request.actor), steps=0)


@offer(router, "POST", "/letters/{ref}/delivered/", gives=Letter, asks=SENDS, **WRITES)
def note_delivery(request: LetIn, ref: Ref, body: LetterDelivered, key: Key, seen: Seen) -> dict[str, Any]:
    """Note what shows that a letter arrived, or that it came back. A scan is handed over on the page."""
    return LETTERS.done(request, ref, key, seen, lambda: flow.note_delivery(ref, **body.model_dump(), by=request.actor))


@offer(router, "POST", "/print-packs/make/", gives=PrintPack, status=201, asks=SENDS, **WRITES)
def make_print_pack(request: LetIn, body: HandOver, key: Key) -> Status[dict[str, Any]]:
    """Put every approved letter that goes by post into one pack, which hands them over."""
    return PACKS.made(request, key, lambda: flow.make_print_pack(because=body.because, by=request.actor))


@offer(router, "GET", "/print-packs/{ref}/", gives=PrintPack, **READS)
def get_print_pack(request: LetIn, ref: Ref) -> dict[str, Any]:
    """One print pack, with the letters it holds."""
    return PACKS.read(request, ref)


@offer(router, "POST", "/print-packs/{ref}/printed/", gives=PrintPack, asks=SENDS, **WRITES)
def note_pack_printed(request: LetIn, ref: Ref, body: Nothing, key: Key, seen: Seen) -> dict[str, Any]:
    """Note that a pack was printed."""
    return PACKS.done(request, ref, key, seen, lambda: actions.note_printed(ref, by=request.actor))


@offer(router, "POST", "/print-packs/{ref}/posted/", gives=PrintPack, asks=SENDS, **WRITES)
def note_pack_posted(request: LetIn, ref: Ref, body: PackPosted, key: Key, seen: Seen) -> dict[str, Any]:
    """Note that a pack was posted, in as many envelopes as were counted."""
    return PACKS.done(request, ref, key, seen, lambda: flow.note_posted(ref, count=body.count, by=request.actor))
