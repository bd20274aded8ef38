"""Advice for programs: all of it that their officer may see, and one piece with the cases that rely on it."""

from datetime import date
from typing import Any

from ninja import Field, Router, Schema

from duly.api.asking import offer
from duly.api.lists import offer_list
from duly.api.request import LetIn
from duly.api.shapes import Ref
from duly.api.signing.kinds import Kind
from duly.casework.advice import queries
from duly.casework.advice.queries import AdviceSeen
from duly.casework.correspondence.powers import READ
from duly.casework.screens.advice.presenters import ADVICE, row_of

router = Router()
SCOPE, TAG = "read:casework", "Casework"


def _rows(request: LetIn, asked: Any) -> Any:
    return [row_of(one) for one in queries.every()]


offer_list(router, "/advice/", ADVICE, _rows, name="list_advice", says="All advice, the newest first.", tag=TAG, scope=SCOPE, sees=READ)


class RelyingCase(Schema):
    """A case that relies on a piece of advice."""

    case: str
    since: date


class AdviceTold(Schema):
    """One piece of advice. Days that have not come are null; `superseded_by` is the later advice in its place, or empty."""

    ref: str
    version: int
    state: str
    stands: bool = Field(description="Whether it may be relied on: it was answered, and not withdrawn.")
    way: str = Field(description="given: Operations asked us; taken: we asked Operations.")
    about: str = Field(description="A case, an item of post or a submission.")
    asker: str
    question: str
    subjects: list[str]
    asked_on: date
    answerer: str
    answer: str
    answered_on: date | None
    withdrawn_on: date | None
    because: str = Field(description="Why it was withdrawn.")
    superseded_by: str
    relied: list[RelyingCase]


def _told(request: LetIn, seen: AdviceSeen) -> dict[str, Any]:
    same = {name: getattr(seen, name) for name in AdviceTold.model_fields if name not in ("subjects", "relied")}
    relied = [{"case": one.case_ref, "since": one.relied_on} for one in seen.relied]
    return same | {"subjects": list(seen.subjects), "relied": relied}


PIECES = Kind("/advice/", lambda request, ref: queries.advice(ref), _told)


@offer(router, "GET", "/advice/{ref}/", gives=AdviceTold, scope=SCOPE, sees=READ, tag=TAG)
def get_advice(request: LetIn, ref: Ref) -> Any:
    """One piece of advice, with the cases that rely on it."""
    return PIECES.read(request, ref)
