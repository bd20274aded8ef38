"""Standing instructions for programs: every one, one, and what in a letter is new beside everything said before."""

from datetime import date
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from ninja import Field, Router, Schema

from duly.api.asking import offer
from duly.api.lists import offer_list
from duly.api.request import LetIn
from duly.api.shapes import Ref
from duly.api.signing.kinds import Kind
from duly.casework.correspondence import queries as post
from duly.casework.correspondence.powers import READ
from duly.casework.flow.reading import compared, standing_on
from duly.casework.instructions import queries
from duly.casework.screens.instructions.presenters import INSTRUCTIONS, row_of
from duly.core.people import queries as people

router = Router()
SCOPE, TAG = "read:casework", "Casework"


def _rows(request: LetIn, asked: Any) -> Any:
    names = people.names()
    return [row_of(one, names) for one in queries.instructions()]


says = "Every standing instruction, those to be reviewed first at the head."
offer_list(router, "/instructions/", INSTRUCTIONS, _rows, name="list_instructions", says=says, tag=TAG, scope=SCOPE, sees=READ)


class Instruction(Schema):
    """One standing instruction. Days without an answer are null."""

    ref: str
    version: int
    state: str
    standing: str = Field(description="The state as it is today: in force, ran out, review missed, and so on.")
    holds_today: bool
    kind: str
    about: str = Field(description="An entry of the directory.")
    case_refs: list[str]
    matter: str
    channels: list[str]
    reader: str
    reasons: str
    adjustments: str
    warning: str
    must_read: str
    review_on: date
    expires_on: date
    authorised_by: str
    scheme: str
    rule: str
    notified_on: date | None
    starts: date | None
    ended_on: date | None


class Sentence(Schema):
    """One sentence of a letter. `new` are its new words; `earlier` and `answered` the papers in which it was said and answered."""

    number: int
    words: str
    new: list[str]
    earlier: str
    earlier_paragraph: int
    answered: str
    answered_paragraph: int


class Reading(Schema):
    """A letter beside everything said before, and what instructions say of it. `outcome` is of the reading that was kept, or empty."""

    ref: str
    instruction: str
    holds: bool
    because: str
    breaks_through: list[str]
    compared_with: int
    outcome: str
    sentences: list[Sentence]


def _told(request: LetIn, seen: queries.InstructionSeen) -> dict[str, Any]:
    return {name: getattr(seen, name) for name in Instruction.__annotations__}


INSTRUCTED = Kind("/instructions/", lambda request, ref: queries.instruction(ref), _told)


@offer(router, "GET", "/instructions/{ref}/", gives=Instruction, scope=SCOPE, sees=READ, tag=TAG)
def get_instruction(request: LetIn, ref: Ref) -> Any:
    """One standing instruction."""
    return INSTRUCTED.read(request, ref)


@offer(router, "GET", "/post/{ref}/reading/", gives=Reading, scope=SCOPE, sees=READ, tag=TAG)
def read_letter(request: LetIn, ref: Ref) -> Any:
    """What in a letter is new, and where the rest was said and answered. Nothing is kept."""
    try:
        standing = standing_on(post.item(ref))
    except ObjectDoesNotExist:
        raise Http404(f"There is no item {ref}.") from None
    beside, first = compared(standing), standing.first
    plain = ("number", "words", "earlier", "earlier_paragraph", "answered", "answered_paragraph")
    return {
        "ref": ref,
        "instruction": first.instruction if first else "",
        "holds": bool(first and first.holds),
        "because": first.because if first else "",
        "breaks_through": [f"{what}: {where}" for what, where in standing.breaks],
        "compared_with": len(beside.papers),
        "outcome": standing.reading.outcome if standing.reading else "",
        "sentences": [
            {name: getattr(one, name) for name in plain} | {"new": [one.words[a - one.start : b - one.start] for a, b in one.new]}
            for one in beside.sentences
        ],
    }
