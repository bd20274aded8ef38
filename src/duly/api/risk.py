"""Risk for programs: the register, every assessment of a case with its evidence, a month's agenda; who was brought in, and commissioned work."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.http import Http404
from ninja import Field, Router, Schema

from duly.api.asking import offer
from duly.api.lists import offer_list
from duly.api.request import LetIn
from duly.api.shapes import Ref, digest_tag, plain
from duly.api.signing.kinds import Kind
from duly.casework.cases import queries as cases
from duly.casework.correspondence.powers import READ
from duly.casework.risk import queries
from duly.casework.screens.involvement.lists import COMMISSIONED, INVOLVEMENT, involved_rows, work_rows
from duly.casework.screens.risk.lists import AGENDA, REGISTER, agenda_rows, register_rows
from duly.core.people import queries as people
from duly.core.record.clock import today

router = Router()
OFFERED: dict[str, Any] = {"scope": "read:casework", "sees": READ, "tag": "Casework"}


def _register(request: LetIn, asked: Any) -> Any:
    return register_rows(queries.register(request.actor.ref), people.names())


def _agenda(request: LetIn, asked: Any) -> Any:
    following = (today().replace(day=1) + timedelta(days=32)).replace(day=1)
    return agenda_rows(queries.for_agenda(following), people.names())


says = "Cases whose risk was assessed or must be, with which have no current assessment and what changed since the officer's last look."
offer_list(router, "/risk/", REGISTER, _register, name="list_risk", says=says, **OFFERED)
says = "What next month's meeting should have before it, with why each case is on it."
offer_list(router, "/risk/agenda/", AGENDA, _agenda, name="list_risk_agenda", says=says, **OFFERED)


class RiskScore(Schema):
    """The points of one dimension, from 0 to 3, with the words and the paper they rest on."""

    dimension: str
    word: str
    points: int
    evidence: str
    paper: str


class RiskAssessment(Schema):
    """One assessment. `because` says by which rule the points came to the level; `confirms` is the number it left as it was, or nought."""

    number: int
    stands: bool
    scale: str
    level: str
    score: int
    because: list[str]
    owner: str
    mitigation: str
    assessed_by: str
    assessed_on: date
    review_on: date
    confirms: int
    scores: list[RiskScore]


class RiskDue(Schema):
    """One happening after which the risk must be looked at again."""

    trigger: str
    source: str
    raised_at: datetime
    by_day: date
    told_post: str
    stands: bool


class CaseRisk(Schema):
    """How the risk of a case stands, every assessment, and what made it due."""

    ref: str
    standing: str = Field(description="never assessed, due again, review missed, or current.")
    assessments: list[RiskAssessment]
    due: list[RiskDue]


@offer(router, "GET", "/risk/{ref}/", gives=CaseRisk, **OFFERED)
def get_risk(request: LetIn, ref: Ref) -> Any:
    """How the risk of one case stands."""
    told = risk_of(ref)
    request.etag = digest_tag(plain(told))
    return told


def risk_of(ref: str) -> dict[str, Any]:
    """How the risk of a case stands, as an answer. 404 where there is no such case."""
    if not cases.exists(ref):
        raise Http404(f"There is no case {ref}.")
    found, due = queries.of_case(ref), queries.dues(ref, stand=False)
    held = next((one for one in found if one.stands), None)
    same = [name for name in RiskAssessment.__annotations__ if name not in ("because", "scores")]
    return {
        "ref": ref,
        "standing": queries.standing_of(held, [one for one in due if one.stands], on=today()),
        "assessments": [
            {name: getattr(one, name) for name in same}
            | {"because": list(one.working.because), "scores": [vars(score) for score in one.scores]}
            for one in found
        ],
        "due": [{name: getattr(one, name) for name in RiskDue.__annotations__} for one in due],
    }


def _involvement(request: LetIn, asked: Any) -> Any:
    return involved_rows(queries.involvements(), people.names(), people.post_titles(), me=request.actor.ref)


def _commissioned(request: LetIn, asked: Any) -> Any:
    return work_rows(queries.commissioned_all(), people.names(), me=request.actor.ref)


says = "Everybody who was brought into a case, the newest first."
offer_list(router, "/involvement/", INVOLVEMENT, _involvement, name="list_involvement", says=says, **OFFERED)
says = "Every commissioned piece of work, the first due first."
offer_list(router, "/commissioned/", COMMISSIONED, _commissioned, name="list_commissioned", says=says, **OFFERED)


class Involvement(Schema):
    """Somebody higher, asked about a case. `words` are the answer, or empty."""

    ref: str
    version: int
    state: str
    standing: str
    case_ref: str
    rung: str
    asked_by: str
    asked_of: str
    asked_post: str
    asked_on: date
    acknowledge_by: date
    by_day: date
    acknowledged_on: date | None
    ended_on: date | None
    asks: str
    words: str


class Commissioned(Schema):
    """A piece of work. `words` say what came of it, or are empty."""

    ref: str
    version: int
    state: str
    standing: str
    case_ref: str
    owner: str
    set_by: str
    set_on: date
    due_on: date
    ended_on: date | None
    terms: str
    words: str


def _of(shape: type[Schema]) -> Callable[[LetIn, Any], dict[str, Any]]:
    return lambda request, seen: {name: getattr(seen, name) for name in shape.model_fields}


INVOLVED = Kind("/involvement/", lambda request, ref: queries.involved(ref), _of(Involvement))
WORK = Kind("/commissioned/", lambda request, ref: queries.commissioned(ref), _of(Commissioned))


@offer(router, "GET", "/involvement/{ref}/", gives=Involvement, **OFFERED)
def get_involvement(request: LetIn, ref: Ref) -> Any:
    """What somebody higher is asked about a case, and what they answered."""
    return INVOLVED.read(request, ref)


@offer(router, "GET", "/commissioned/{ref}/", gives=Commissioned, **OFFERED)
def get_commissioned(request: LetIn, ref: Ref) -> Any:
    """One commissioned piece of work."""
    return WORK.read(request, ref)
