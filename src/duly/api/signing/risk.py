"""The risk of a case assessed with what is done about it, and looked at again."""

from collections.abc import Callable
from typing import Annotated, Any

from ninja import Field, Router

from duly.api.asking import offer
from duly.api.doing import Key, SeenIfAny, once, why_not_as_seen
from duly.api.request import LetIn
from duly.api.risk import CaseRisk, risk_of
from duly.api.shapes import Ref, Sent, digest_tag, plain
from duly.api.signing.kinds import WRITES, Day, MoreWords, colleague, once_each
from duly.casework.risk import actions
from duly.casework.risk.rules.scoring import MOST
from duly.primitives.refusal import stop_if

router = Router()
ASSESSES = ("risk.assess",)


class OneScore(Sent):
    """The points of one dimension, with the words and the paper they rest on."""

    dimension: str = Field(min_length=1, max_length=20)
    points: int = Field(ge=0, le=MOST)
    evidence: str = Field("", max_length=2000)
    paper: str = Field("", max_length=20)


class AssessRisk(Sent):
    """Every dimension, what is done about it, whose the risk is, and when it is looked at again."""

    scores: list[OneScore] = Field(min_length=1, max_length=40)
    mitigation: MoreWords
    owner: str = Field(min_length=1, max_length=20, description="An officer's reference.")
    review_on: Day


class ConfirmRisk(Sent):
    """Why the points are still right, and until when."""

    because: Annotated[str, Field(min_length=1, max_length=1000)]
    review_on: Day


def _done(request: LetIn, ref: str, key: Any, seen: str, act: Callable[[], Any]) -> dict[str, Any]:
    def do() -> str:
        if seen:
            stop_if(why_not_as_seen(seen, digest_tag(plain(risk_of(ref)))))
        act()
        return ref

    risk_of(ref)
    told = risk_of(once(request, key, do))
    request.etag = digest_tag(plain(told))
    return told


@offer(router, "POST", "/risk/{ref}/assess/", gives=CaseRisk, asks=ASSESSES, **WRITES)
def assess_risk(request: LetIn, ref: Ref, body: AssessRisk, key: Key, seen: SeenIfAny) -> dict[str, Any]:
    """Assess the risk of a case, with what is done to mitigate it. What stood before is kept."""
    once_each([one.dimension for one in body.scores], "body.scores", "Each dimension has its points once.")
    said: dict[str, Any] = {
        "points": {one.dimension: one.points for one in body.scores},
        "evidence": {one.dimension: one.evidence for one in body.scores},
        "papers": {one.dimension: one.paper.strip().upper() for one in body.scores},
    }
    rest: dict[str, Any] = {"owner": colleague(body.owner, "body.owner"), "mitigation": body.mitigation, "review_on": body.review_on}
    return _done(request, ref, key, seen, lambda: actions.assess(ref, **said, **rest, by=request.actor))


@offer(router, "POST", "/risk/{ref}/confirm/", gives=CaseRisk, asks=ASSESSES, **WRITES)
def confirm_risk(request: LetIn, ref: Ref, body: ConfirmRisk, key: Key, seen: SeenIfAny) -> dict[str, Any]:
    """Look again, and leave its points as they are until another day."""
    return _done(request, ref, key, seen, lambda: actions.confirm(ref, **body.model_dump(), by=request.actor))
