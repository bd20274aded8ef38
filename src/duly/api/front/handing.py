"""Everything of somebody's handed over to another, for programs: looked at first, then done."""

from dataclasses import asdict
from typing import Annotated, Any

from django.http import Http404
from ninja import Field, Router, Schema

from duly.api.asking import offer
from duly.api.doing import Key, once
from duly.api.request import LetIn
from duly.api.shapes import Ref, Sent
from duly.api.signing.kinds import READS, WRITES, Reference, among, colleague
from duly.casework import flow
from duly.casework.cases import queries as cases
from duly.casework.screens.common import found
from duly.core.people import queries as people
from duly.primitives.refusal import stop_if

router = Router()
Note = Annotated[str, Field(max_length=2000)]
NOBODY = "There is nobody of that reference: /api/v1/people/ has everybody's."


class HeldThing(Schema):
    """One thing somebody has that is open."""

    kind: str
    ref: str
    what: str
    goes: bool
    why_not: str = Field(description="Why it does not go with the rest, or nothing.")


class HandEverythingOver(Sent):
    """Whose work, to whom, and the note of each case that goes."""

    was: Reference
    owner: Reference
    notes: Annotated[dict[str, Note], Field({}, max_length=2000, description="By the reference of the case. One without a note stays.")]
    but_cases: bool = Field(True, description="Whether everything else of theirs goes too.")
    because: str = Field("", max_length=400)


class WhatWent(Schema):
    """What was handed over."""

    owner: str
    went: list[HeldThing]


def _told(found: tuple[flow.Held, ...]) -> list[dict[str, Any]]:
    return [{"kind": x.kind, "ref": x.ref, "what": x.what, "goes": x.goes, "why_not": x.stays or x.by_hand} for x in found]


@offer(router, "GET", "/hand-over/{ref}/", gives=list[HeldThing], **READS)
def list_what_somebody_holds(request: LetIn, ref: Ref) -> list[dict[str, Any]]:
    """Everything open in casework that somebody has, and what of it would go with the rest."""
    if ref not in people.names():
        raise Http404(NOBODY)
    return _told(flow.held_by(ref))


class PossibleOwnerOfCase(Schema):
    """Somebody in a casework post today."""

    ref: str
    name: str
    title: str
    may: bool = Field(description="Whether the case may be given to them. Why not is not told.")


@offer(router, "GET", "/cases/{ref}/possible-owners/", gives=list[PossibleOwnerOfCase], asks=("cases.hand_over",), **READS)
def list_possible_owners(request: LetIn, ref: Ref) -> list[dict[str, Any]]:
    """To whom a case may be given, those first who may have it: not to whom it is kept from, nor to whoever declared an interest in it."""
    stop_if(flow.why_not_ask_owners(by=request.actor))
    found(cases.case, ref)
    return [asdict(one) for one in flow.possible_owners(ref)]


@offer(router, "POST", "/hand-over/", gives=WhatWent, asks=("cases.hand_over",), **WRITES)
def hand_everything_over(request: LetIn, body: HandEverythingOver, key: Key) -> dict[str, Any]:
    """Hand over everything of somebody's to another, each case with its note. Asked again with the same key, nothing more goes."""
    among(body.was, people.names(), "body.was", NOBODY)
    colleague(body.owner, "body.owner")
    went: list[dict[str, Any]] = []

    def act() -> str:
        went.extend(_told(flow.hand_everything_over(**body.model_dump(), by=request.actor)))
        return body.owner

    once(request, key, act)
    return {"owner": body.owner, "went": went}
