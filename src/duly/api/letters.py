"""Letters for programs: one with its drafts and what goes with it, standard letters, print packs, versions in other formats."""

from datetime import date
from typing import Any

from ninja import Field, Router, Schema

from duly.api.asking import offer
from duly.api.lists import offer_list
from duly.api.request import LetIn
from duly.api.shapes import Ref
from duly.api.signing.kinds import Kind
from duly.casework.correspondence.powers import READ
from duly.casework.dispatch import queries as letters
from duly.casework.dispatch.queries import LetterSeen
from duly.casework.screens.letters.paper_presenters import FORMATS, PACKS, format_rows
from duly.casework.screens.letters.standard import STANDARD, rows
from duly.core.lists.listing import ListOf

router = Router()
SCOPE, TAG = "read:casework", "Casework"


def _standard(request: LetIn, asked: Any) -> Any:
    return rows()


def _packs(request: LetIn, asked: Any) -> Any:
    return letters.packs()


def _formats(request: LetIn, asked: Any) -> Any:
    return format_rows(letters.formats())


def _offer(path: str, of: ListOf, every: Any, name: str, says: str) -> None:
    offer_list(router, path, of, every, name=name, says=says, tag=TAG, scope=SCOPE, sees=READ)


_offer("/standard-letters/", STANDARD, _standard, "list_standard_letters", "Every version of every standard letter.")
_offer("/print-packs/", PACKS, _packs, "list_print_packs", "Every print pack, the newest first.")
_offer("/letter-formats/", FORMATS, _formats, "list_letter_formats", "Letters had in other formats, those due first.")


class LetterDraft(Schema):
    """One draft of a letter, as it was."""

    number: int
    template_version: int = Field(description="The version of the standard letter it was made from.")
    content_sha256: str = Field(description="Of its PDF. Empty while something was not filled in.")
    prepared_by: str
    made_on: date


class OtherFormat(Schema):
    """The letter in another format."""

    ref: str
    number: int = Field(description="The draft it was made of.")
    format: str
    state: str
    supplier: str
    due: date
    received_on: date | None
    document_sha256: str


class LetterProof(Schema):
    """What shows that it arrived, or that it came back."""

    how: str
    on: date
    words: str


class Letter(Schema):
    """One letter, with its drafts and what was made of it."""

    ref: str
    version: int
    state: str
    title: str
    case_ref: str
    decision_ref: str
    item_ref: str
    template: str
    template_version: int
    channel: str
    format: str
    to_name: str
    to_ref: str = Field(description="The directory's entry it is addressed to, or nothing.")
    concerns: list[str] = Field(
        description="What else it tells of: requests for evidence, recommendations, lines of who is told of a review."
    )
    on_behalf: str = Field(description="The code of the principal's post it is signed for, or nothing.")
    unfilled: list[str] = Field(description="Merge fields still to be filled in.")
    text: str
    content_sha256: str
    approved_by: str
    approved_sha256: str
    sent_sha256: str
    sent_on: date | None
    pack: str = Field(description="The print pack it is in, or nothing.")
    signed_in_ink: bool
    ink_copies: list[str] = Field(description="Copies printed to be signed on paper, the first one first.")
    drafts: list[LetterDraft]
    formats: list[OtherFormat]
    proofs: list[LetterProof]


def _told(request: LetIn, seen: LetterSeen) -> dict[str, Any]:
    same = {name: getattr(seen, name) for name in Letter.model_fields if hasattr(seen, name)}
    return same | {
        "title": seen.what,
        "unfilled": list(seen.unfilled),
        "pack": letters.pack_of(seen.ref),
        "signed_in_ink": bool(seen.ink_ref),
        "ink_copies": [one.ref for one in letters.ink_copies(seen.ref)],
        "drafts": [_of(LetterDraft, one) for one in letters.drafts(seen.ref)],
        "formats": [_of(OtherFormat, one) for one in letters.formats(letter_ref=seen.ref)],
        "proofs": [_of(LetterProof, one) for one in letters.proofs(seen.ref)],
    }


def _of(shape: type[Schema], one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in shape.model_fields}


LETTERS = Kind("/letters/", lambda request, ref: letters.letter(ref), _told)


@offer(router, "GET", "/letters/{ref}/", gives=Letter, scope=SCOPE, sees=READ, tag=TAG)
def get_letter(request: LetIn, ref: Ref) -> Any:
    """One letter, with its drafts, its other formats and what shows that it arrived."""
    return LETTERS.read(request, ref)
