"""Breaches of personal data, for programs: listed, noted of a case, a letter or an item of post, and dealt with step by step."""

from datetime import date
from typing import Any, Literal

from django.core.exceptions import ObjectDoesNotExist
from ninja import Field, Router, Schema
from ninja.responses import Status

from duly.api.asking import offer
from duly.api.doing import Key, Seen
from duly.api.lists import offer_list
from duly.api.request import LetIn
from duly.api.shapes import Ref, Sent, wrong
from duly.api.signing.kinds import READS, WRITES, Day, Kind, Reference
from duly.casework import flow
from duly.casework.cases import queries
from duly.casework.cases.queries import BreachSeen
from duly.casework.cases.states import BREACH_KINDS, BREACH_STEPS, NOTED_KINDS, RISKS
from duly.casework.screens.breaches.presenters import BREACHES, rows_of
from duly.core.confidentiality.queries import staying_in, why_not_leave
from duly.primitives.refusal import stop_if

router = Router()


class Breach(Schema):
    """A breach of personal data: of what, until when the regulator must be told where they must be, how the risk is judged, and which steps are done."""

    ref: str
    version: int
    kind: Literal[tuple(BREACH_KINDS)]  # type: ignore[valid-type]  # the room's
    about: str = Field(description="The case, letter or item of post it is of.")
    case: str = Field(description="The case it is a breach of; of a paper filed wrongly, the wrong one. Empty of what is of no case.")
    right: str = Field(description="The case that a paper filed wrongly belongs to.")
    volume: int | None = Field(description="The volume of the case's paper file that was lost.")
    found_on: date
    due: date
    seen_by: list[str] = Field(description="Who worked on the case while the paper lay there.")
    risk: str
    done: list[str]
    because: str = Field(description="What happened, or how it came about.")
    whose: str = Field(description="Whose personal data it is.")


class NoteBreach(Sent):
    """Of what, of which kind, what happened, to whose data, and since when it is known."""

    about: Reference
    kind: Literal[tuple(NOTED_KINDS)]  # type: ignore[valid-type]  # the room's
    volume: int | None = Field(None, ge=1, le=10_000, description="Of the case's paper file, where one was lost.")
    found_on: Day
    because: str = Field(min_length=1, max_length=2000)
    whose: str = Field(min_length=1, max_length=400)


class BreachStep(Sent):
    """Which step is done, and how or why; with the step of assessing it, how the risk is judged."""

    step: Literal[tuple(BREACH_STEPS)]  # type: ignore[valid-type]  # the room's
    risk: Literal[("", *RISKS)] = ""  # type: ignore[valid-type]  # the room's
    words: str = Field(min_length=1, max_length=400)


def told_of(seen: BreachSeen) -> dict[str, Any]:
    """A breach as programs are told it."""
    told = queries.breach_told(seen)
    same = {name: getattr(seen, name) for name in Breach.model_fields if name not in ("because", "whose")}
    return same | {"seen_by": list(seen.seen_by), "done": list(seen.done), "because": told.because, "whose": told.whose}


def _found(request: LetIn, ref: str) -> BreachSeen:
    """A breach that may leave the office: none of what is marked."""
    seen = queries.breach(ref)
    for paper in (seen.about, ref):
        stop_if(why_not_leave(paper, way="told to a program"))
    return seen


KIND = Kind("/breaches/", _found, lambda request, seen: told_of(seen))
DOES: dict[str, Any] = {"gives": Breach, "asks": ("cases.misfiled",)} | WRITES
says = "Every breach of personal data, the one known last first."
offer_list(router, "/breaches/", BREACHES, lambda request, asked: rows_of(but=staying_in()), name="list_breaches", says=says, **READS)


@offer(router, "POST", "/breaches/new/", status=201, **DOES)
def note_breach(request: LetIn, body: NoteBreach, key: Key) -> Status[dict[str, Any]]:
    """Note a breach of a case, of a letter that went, or of an item of post."""
    said = body.model_dump() | {"about": body.about.strip().upper()}
    try:
        flow.breach_of(said["about"])
    except ObjectDoesNotExist:
        raise wrong("body.about", f"There is no {said['about']}.") from None
    stop_if(why_not_leave(said["about"], way="told to a program"))
    return KIND.made(request, key, lambda: flow.note_breach(**said, by=request.actor))


@offer(router, "GET", "/breaches/{ref}/", gives=Breach, **READS)
def get_breach(request: LetIn, ref: Ref) -> dict[str, Any]:
    """One breach, with what was done about it."""
    return KIND.read(request, ref)


@offer(router, "POST", "/breaches/{ref}/step/", **DOES)
def deal_with_breach(request: LetIn, ref: Ref, body: BreachStep, key: Key, seen: Seen) -> dict[str, Any]:
    """Say that a step of a breach is done, or need not be."""
    return KIND.done(request, ref, key, seen, lambda: flow.deal_with_breach(ref, **body.model_dump(), by=request.actor))
