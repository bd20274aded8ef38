"""Looking at a decision again: asked for, accepted or refused, given to somebody, found on, concluded, carried out and told of."""

from typing import Annotated, Any, Literal

from ninja import Field, Router
from ninja.responses import Status

from duly.api.asking import offer
from duly.api.doing import Key, Seen
from duly.api.request import LetIn
from duly.api.reviews import REVIEWED, Review
from duly.api.shapes import Nothing, Ref, Sent, wrong
from duly.api.signing.kinds import WRITES, Day, MoreWords, Reference, WhyInWords, Words, among, colleague
from duly.casework import flow
from duly.casework.correspondence import queries as post
from duly.casework.decisions import queries as decisions
from duly.casework.reviews import actions
from duly.casework.reviews.rules.findings import FINDINGS, ROUTES
from duly.casework.reviews.rules.ruleset import ASKERS
from duly.core.people import queries as people

router = Router()
CONDUCTS, CLOSES = ("reviews.conduct",), ("reviews.close",)
Code = Annotated[str, Field(min_length=1, max_length=40)]


class AskedGround(Sent):
    """A ground relied on, by its code in the rules in force, and what they say."""

    code: Code
    words: Words


class NewReview(Sent):
    """A request to look at a decision again."""

    decision: Reference
    asker: Literal[ASKERS]  # type: ignore[valid-type]  # as the rules name them
    asked_by: str = Field(min_length=1, max_length=200)
    received_on: Day
    grounds: list[AskedGround] = Field(min_length=1, max_length=40)
    source: str = Field("", max_length=20, description="The item of post it came in.")
    promised: Literal["review-answer", "review-ten-weeks"] = "review-answer"


class AcceptReview(Sent):
    """What of the validity test is so, and why it is looked at again."""

    valid: list[Code] = Field(max_length=40)
    because: Words
    why_late: MoreWords


class RefuseReview(Sent):
    """The coded reason of the rules, and the words."""

    reason: Code
    because: Words


class WithdrawReview(Sent):
    """When and why whoever asked took it back, and in which letter or call."""

    on: Day
    because: Words
    proof: str = Field("", max_length=20, description="The item of post (P-…) or the call (CL-…); empty only of what we began ourselves.")


class AssignReview(Sent):
    """To whom it is given."""

    reviewer: str = Field(min_length=1, max_length=40, description="An officer's reference.")


class PlanReview(Sent):
    """What is to be looked at, and by when."""

    issues: list[Annotated[str, Field(min_length=1, max_length=2000)]] = Field(min_length=1, max_length=100)
    words: MoreWords
    target_on: Day


class FindOnGround(Sent):
    """What was found on one ground."""

    place: int = Field(ge=1, le=999)
    finding: Literal[tuple(FINDINGS)]  # type: ignore[valid-type]  # the room's
    reasons: Words
    evidence: list[Annotated[str, Field(max_length=40)]] = Field([], max_length=50)


class ConcludeReview(Sent):
    """How it is resolved, and why."""

    route: Literal[tuple(ROUTES)]  # type: ignore[valid-type]  # the room's
    because: Words


class CarryReviewOut(Sent):
    """What was done; of a decision that is withdrawn, since when it is so."""

    because: Words
    true_from: Day | None = None


class ReferReviewBack(Sent):
    """The post whose team it goes back to, and what they are to do."""

    team: Code
    because: Words


class SomebodyToTell(Sent):
    """Somebody else who is to be told something."""

    party: str = Field(min_length=1, max_length=20)
    what: Words
    by_when: Day


class ToldOfReview(Sent):
    """That somebody was told: which line of the plan, on which day and how."""

    place: int = Field(ge=1, le=999)
    on: Day
    how: str = Field(min_length=1, max_length=200)
    proof: str = Field("", max_length=20, description="The letter's or the call's reference.")


@offer(router, "POST", "/reviews/new/", gives=Review, status=201, asks=("reviews.ask", "clocks.keep"), **WRITES)
def ask_for_review(request: LetIn, body: NewReview, key: Key) -> Status[dict[str, Any]]:
    """Take in a request to look at a decision again; its clocks run."""
    decision, source = body.decision.strip().upper(), body.source.strip().upper()
    if not decisions.exists(decision):
        raise wrong("body.decision", f"There is no decision {decision}.")
    if source and not post.some((source,)):
        raise wrong("body.source", f"There is no item of post {source}.")
    said = body.model_dump(include={"asker", "asked_by", "received_on", "promised"}) | {"source": source}
    grounds = [(one.code, one.words) for one in body.grounds]
    return REVIEWED.made(request, key, lambda: flow.ask_for_review(decision, grounds=grounds, **said, by=request.actor))


@offer(router, "POST", "/reviews/{ref}/accept/", gives=Review, asks=("reviews.admit", "clocks.keep"), **WRITES)
def accept_review(request: LetIn, ref: Ref, body: AcceptReview, key: Key, seen: Seen) -> dict[str, Any]:
    """Accept a request."""
    return REVIEWED.done(request, ref, key, seen, lambda: flow.accept_review(ref, **body.model_dump(), by=request.actor))


@offer(router, "POST", "/reviews/{ref}/refuse/", gives=Review, asks=("reviews.admit", "clocks.keep"), **WRITES)
def refuse_review(request: LetIn, ref: Ref, body: RefuseReview, key: Key, seen: Seen) -> dict[str, Any]:
    """Refuse a request. Whoever asked is still to be told."""
    return REVIEWED.done(request, ref, key, seen, lambda: flow.refuse_review(ref, **body.model_dump(), by=request.actor))


@offer(router, "POST", "/reviews/{ref}/withdraw/", gives=Review, asks=("reviews.admit",), **WRITES)
def withdraw_review(request: LetIn, ref: Ref, body: WithdrawReview, key: Key, seen: Seen) -> dict[str, Any]:
    """Note that whoever asked took it back: no answer is owed, and whoever was told of it is to be told."""
    return REVIEWED.done(request, ref, key, seen, lambda: flow.withdraw_review(ref, **body.model_dump(), by=request.actor))


@offer(router, "POST", "/reviews/{ref}/assign/", gives=Review, asks=("reviews.assign",), **WRITES)
def assign_review(request: LetIn, ref: Ref, body: AssignReview, key: Key, seen: Seen) -> dict[str, Any]:
    """Give it to somebody who had no part in the decision."""
    reviewer = colleague(body.reviewer, "body.reviewer")
    return REVIEWED.done(request, ref, key, seen, lambda: actions.assign(ref, reviewer=reviewer, by=request.actor))


@offer(router, "POST", "/reviews/{ref}/plan/", gives=Review, asks=CONDUCTS, **WRITES)
def plan_review(request: LetIn, ref: Ref, body: PlanReview, key: Key, seen: Seen) -> dict[str, Any]:
    """Say what is to be looked at, and by when. A later plan supersedes it."""
    return REVIEWED.done(request, ref, key, seen, lambda: actions.plan(ref, **body.model_dump(), by=request.actor))


@offer(router, "POST", "/reviews/{ref}/find/", gives=Review, asks=CONDUCTS, **WRITES)
def find_on_ground(request: LetIn, ref: Ref, body: FindOnGround, key: Key, seen: Seen) -> dict[str, Any]:
    """Say what was found on one ground, with reasons."""
    return REVIEWED.done(request, ref, key, seen, lambda: actions.find(ref, **body.model_dump(), by=request.actor))


@offer(router, "POST", "/reviews/{ref}/conclude/", gives=Review, asks=CONDUCTS, **WRITES)
def conclude_review(request: LetIn, ref: Ref, body: ConcludeReview, key: Key, seen: Seen) -> dict[str, Any]:
    """Conclude it: its outcome is what its findings come to."""
    return REVIEWED.done(request, ref, key, seen, lambda: actions.conclude(ref, **body.model_dump(), by=request.actor))


@offer(router, "POST", "/reviews/{ref}/carry-out/", gives=Review, asks=(*CLOSES, "decisions.confirm", "decisions.withdraw"), **WRITES)
def carry_review_out(request: LetIn, ref: Ref, body: CarryReviewOut, key: Key, seen: Seen) -> dict[str, Any]:
    """Do what was concluded, to the decision and the case too."""
    return REVIEWED.done(request, ref, key, seen, lambda: flow.carry_out_review(ref, **body.model_dump(), by=request.actor))


@offer(router, "POST", "/reviews/{ref}/refer-back/", gives=Review, asks=CLOSES, **WRITES)
def refer_review_back(request: LetIn, ref: Ref, body: ReferReviewBack, key: Key, seen: Seen) -> dict[str, Any]:
    """Refer its case back to the team of a post, which must take it."""
    among(body.team, people.post_titles(), "body.team", "There is no such post.")
    return REVIEWED.done(request, ref, key, seen, lambda: actions.refer_back(ref, **body.model_dump(), by=request.actor))


@offer(router, "POST", "/reviews/{ref}/take-back/", gives=Review, asks=("reviews.take_back",), **WRITES)
def take_review_back(request: LetIn, ref: Ref, body: WhyInWords, key: Key, seen: Seen) -> dict[str, Any]:
    """Take back what was referred to one's own team, and say what will be done."""
    return REVIEWED.done(request, ref, key, seen, lambda: actions.take_back(ref, because=body.because, by=request.actor))


@offer(router, "POST", "/reviews/{ref}/send-back/", gives=Review, asks=("reviews.take_back",), **WRITES)
def send_review_back(request: LetIn, ref: Ref, body: WhyInWords, key: Key, seen: Seen) -> dict[str, Any]:
    """Say that what was referred is not one's own team's: it goes back to its reviewer."""
    return REVIEWED.done(request, ref, key, seen, lambda: actions.send_back(ref, because=body.because, by=request.actor))


@offer(router, "POST", "/reviews/{ref}/to-tell/", gives=Review, asks=("reviews.tell",), **WRITES)
def plan_to_tell(request: LetIn, ref: Ref, body: SomebodyToTell, key: Key, seen: Seen) -> dict[str, Any]:
    """Say that somebody else is to be told something, and by when."""
    return REVIEWED.done(request, ref, key, seen, lambda: actions.plan_to_tell(ref, **body.model_dump(), by=request.actor))


@offer(router, "POST", "/reviews/{ref}/tell/", gives=Review, asks=("reviews.tell", "clocks.keep"), **WRITES)
def tell_of_review(request: LetIn, ref: Ref, body: ToldOfReview, key: Key, seen: Seen) -> dict[str, Any]:
    """Say that somebody was told; what whoever asked is told meets the clocks of that."""
    return REVIEWED.done(request, ref, key, seen, lambda: flow.tell_party(ref, **body.model_dump(), by=request.actor))


@offer(router, "POST", "/reviews/{ref}/close/", gives=Review, asks=CLOSES, **WRITES)
def close_review(request: LetIn, ref: Ref, body: Nothing, key: Key, seen: Seen) -> dict[str, Any]:
    """Close it, once everybody was told who was to be."""
    return REVIEWED.done(request, ref, key, seen, lambda: actions.close(ref, by=request.actor))
