"""Papers of a letter, for programs: printed with its mark and its signed scan taken in, had in other formats; and a letter that will not be sent."""

from typing import Any, Literal

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from ninja import Field, File, Form, Router
from ninja.files import UploadedFile

from duly.api.asking import offer
from duly.api.doing import Key, Seen
from duly.api.letters import LETTERS, Letter
from duly.api.request import LetIn
from duly.api.shapes import Ref, Sent, wrong
from duly.api.signing.kinds import WRITES, Day, Reference, WhyInWords, colleague
from duly.casework import flow
from duly.casework.dispatch import actions, queries
from duly.casework.dispatch.rules import ELSEWHERE

router = Router()
LARGEST = 40 * 1024 * 1024
INKS: dict[str, Any] = {"gives": Letter, "asks": ("letters.ink",)} | WRITES
COMMISSIONS: dict[str, Any] = {"gives": Letter, "asks": ("letters.commission",)} | WRITES


class PrintForInk(Sent):
    """Who will sign it on paper."""

    signer: Reference


class SignedScan(Sent):
    """When it was signed; and its mark as a person reads it, where the scan is not read by machine."""

    signed_on: Day
    typed: str = Field("", max_length=60)


class HaveMade(Sent):
    """In which format, by whom, and by when."""

    format: Literal[tuple(ELSEWHERE)]  # type: ignore[valid-type]  # what is not made here
    supplier: str = Field("", max_length=120)
    due: Day


class FormatCame(Sent):
    """Where it is kept."""

    in_hand: str = Field(min_length=1, max_length=200)


@offer(router, "POST", "/letters/{ref}/drop/", gives=Letter, asks=("letters.make", "letters.approve", "letters.sign_for"), **WRITES)
def drop_letter(request: LetIn, ref: Ref, body: WhyInWords, key: Key, seen: Seen) -> dict[str, Any]:
    """Say that a letter which was not handed over will not be sent. What it says is kept."""
    return LETTERS.done(request, ref, key, seen, lambda: actions.drop(ref, because=body.because, by=request.actor), steps=0)


@offer(router, "POST", "/letters/{ref}/ink/", **INKS)
def print_for_ink(request: LetIn, ref: Ref, body: PrintForInk, key: Key, seen: Seen) -> dict[str, Any]:
    """Print a draft with its mark, to be signed on paper."""
    colleague(body.signer, "body.signer")
    return LETTERS.done(request, ref, key, seen, lambda: actions.print_for_ink(ref, signer=body.signer, by=request.actor), steps=0)


@offer(router, "POST", "/letters/{ref}/ink/{paper}/", **INKS)
def match_scan(
    request: LetIn, ref: Ref, paper: Ref, key: Key, seen: Seen, told: Form[SignedScan], scan: File[UploadedFile]
) -> dict[str, Any]:
    """Take in the scan of a copy that was signed: it must bear the mark of exactly this version."""
    _of(queries.ink_copy, ref, paper)
    content, name = _bytes(scan), scan.name or "scan"
    said: dict[str, Any] = {"file_name": name, "content": content, "typed": told.typed, "signed_on": told.signed_on}
    return LETTERS.done(request, ref, key, seen, lambda: flow.match_scan(paper, **said, by=request.actor), steps=0)


@offer(router, "POST", "/letters/{ref}/formats/", **COMMISSIONS)
def have_letter_made(request: LetIn, ref: Ref, body: HaveMade, key: Key, seen: Seen) -> dict[str, Any]:
    """Have this version of a letter made in another format."""
    return LETTERS.done(request, ref, key, seen, lambda: actions.have_made(ref, **body.model_dump(), by=request.actor), steps=0)


@offer(router, "POST", "/letters/{ref}/formats/{paper}/", **COMMISSIONS)
def receive_format(request: LetIn, ref: Ref, paper: Ref, key: Key, seen: Seen, file: File[UploadedFile]) -> dict[str, Any]:
    """Receive a letter in another format, as a file."""
    _of(queries.format_copy, ref, paper)
    name, content = file.name or "file", _bytes(file)
    return LETTERS.done(request, ref, key, seen, lambda: actions.receive(paper, file_name=name, content=content, by=request.actor), steps=0)


@offer(router, "POST", "/letters/{ref}/formats/{paper}/in-hand/", **COMMISSIONS)
def receive_format_in_hand(request: LetIn, ref: Ref, paper: Ref, body: FormatCame, key: Key, seen: Seen) -> dict[str, Any]:
    """Receive a letter in another format that is no file: where it is kept."""
    _of(queries.format_copy, ref, paper)
    return LETTERS.done(request, ref, key, seen, lambda: actions.receive(paper, in_hand=body.in_hand, by=request.actor), steps=0)


@offer(router, "POST", "/letters/{ref}/formats/{paper}/cancel/", **COMMISSIONS)
def cancel_format(request: LetIn, ref: Ref, paper: Ref, body: WhyInWords, key: Key, seen: Seen) -> dict[str, Any]:
    """Have it made in that format no longer."""
    _of(queries.format_copy, ref, paper)
    return LETTERS.done(request, ref, key, seen, lambda: actions.cancel(paper, because=body.because, by=request.actor), steps=0)


def _of(query: Any, ref: str, paper: str) -> None:
    """404 unless this copy is of this letter."""
    try:
        if query(paper).letter_ref == ref:
            return
    except ObjectDoesNotExist:
        pass
    raise Http404(f"{ref} has no {paper}.")


def _bytes(file: UploadedFile) -> bytes:
    if (file.size or 0) > LARGEST:
        raise wrong("body.file", f"The file is too large: {LARGEST // 1024 // 1024} MB are allowed.")
    return file.read()
