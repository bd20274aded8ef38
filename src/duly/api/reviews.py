"""Looking again, for programs: reviews, decisions with what came of them, figures as known then and now, and referrals as their officer may read them."""

from datetime import date
from typing import Annotated, Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from ninja import Field, Query, Router, Schema

from duly.api.asking import offer
from duly.api.lists import offer_list
from duly.api.request import LetIn
from duly.api.shapes import Ref, wrong
from duly.api.signing.kinds import Kind
from duly.casework.correspondence.powers import READ
from duly.casework.decisions import queries as decisions
from duly.casework.decisions.rules import figures
from duly.casework.reviews import queries as reviews
from duly.casework.reviews.queries import ReviewSeen
from duly.casework.screens.reviews.lists import REFERRALS, REVIEWS, referral_rows, review_rows
from duly.core.people.queries import names
from duly.core.record.clock import today

router = Router()
OFFERED: dict[str, Any] = {"scope": "read:casework", "sees": READ, "tag": "Casework"}


def _reviews(request: LetIn, asked: Any) -> Any:
    return review_rows(reviews.reviews(), names(), on=today())


def _referrals(request: LetIn, asked: Any) -> Any:
    return referral_rows(reviews.referrals(reader=request.actor), on=today())


offer_list(router, "/reviews/", REVIEWS, _reviews, name="list_reviews", says="Every review, the first to be answered first.", **OFFERED)
offer_list(router, "/referrals/", REFERRALS, _referrals, name="list_referrals", says="Every referral: never what is asked.", **OFFERED)


class GroundOfReview(Schema):
    """One ground, with what was found on the decision and on the method: "decision", "method", "both", "neither", or nothing yet."""

    place: int
    code: str
    words: str
    finding: str
    reasons: str
    evidence: list[str]


class ToTell(Schema):
    """Who is to be told what. Null until they were."""

    place: int
    party: str
    kind: str
    what: str
    by_when: date
    told_on: date | None


class Review(Schema):
    """One review. Its outcome is of the review; what the complaint counts as is the decision's own."""

    ref: str
    version: int
    state: str
    case: str
    number: int
    decision: str
    decision_version: int
    decision_entry: str = Field(description="The entry of the record that tells of the decision, as it was pinned.")
    stood_as: str
    asker: str
    received_on: date
    last_day: date | None
    in_time: bool
    reviewer: str
    team: str = Field(description="The post whose team it was referred back to, or empty.")
    outcome: str
    route: str
    withdrawn_on: date | None
    grounds: list[GroundOfReview]
    to_tell: list[ToTell]


class CameOfIt(Schema):
    """What came of a decision: from when it is so, and when we said so."""

    kind: str
    true_from: date
    known_on: date
    because: str
    review: str


class Decided(Schema):
    """One decision as it was made, and what came of it."""

    ref: str
    case: str
    outcome: str
    remedy_pence: int
    signed_on: date
    supersedes: str
    superseded_by: str
    counts_as: str
    since: list[CameOfIt]


class Counted(Schema):
    """One outcome: as known at the end of the day asked for, and as known today."""

    code: str
    words: str
    then: int
    now: int


class Differs(Schema):
    """One decision that counts otherwise now, and why."""

    ref: str
    was: str
    now: str
    because: str


class Figures(Schema):
    """Decisions of a period by outcome."""

    known: date
    outcomes: list[Counted]
    restated: list[Differs]


def _told(request: LetIn, seen: ReviewSeen) -> dict[str, Any]:
    same = ("ref", "version", "state", "number", "decision_version", "stood_as", "asker", "received_on", "last_day", "in_time")
    return {name: getattr(seen, name) for name in (*same, "reviewer", "team", "outcome", "route", "withdrawn_on")} | {
        "case": seen.case_ref,
        "decision": seen.decision_ref,
        "decision_entry": str(seen.decision_event),
        "grounds": [
            {name: getattr(one, name) for name in ("place", "code", "words", "finding", "reasons")} | {"evidence": list(one.evidence)}
            for one in seen.grounds
        ],
        "to_tell": [
            {"place": one.place, "party": one.party, "kind": one.kind, "what": one.what, "by_when": one.by_when, "told_on": one.on}
            for one in seen.tellings
        ],
    }


REVIEWED = Kind("/reviews/", lambda request, ref: reviews.review(ref), _told)


@offer(router, "GET", "/reviews/{ref}/", gives=Review, **OFFERED)
def get_review(request: LetIn, ref: Ref) -> Any:
    """One review with its grounds, findings, and who is told."""
    return REVIEWED.read(request, ref)


@offer(router, "GET", "/decisions/figures/", gives=Figures, **OFFERED)
def decisions_by_outcome(
    request: LetIn,
    starts: Annotated[date, Query(description="The first day.")],
    ends: Annotated[date, Query(description="The day after the last.")],
    known: Annotated[date | None, Query(description="As known at the end of this day; today where left out.")] = None,
) -> Any:
    """Decisions of a period by outcome: as known at the end of a day, the same whenever it is asked; and as known today."""
    on = known or today()
    if ends <= starts:
        raise wrong("query.ends", "A period ends after it begins.")
    if on > today():
        raise wrong("query.known", "Say today, or a day that has been.")
    lines, restated = figures(decisions.made(starts=starts, ends=ends), starts=starts, ends=ends, known=on, now=today())
    return {
        "known": on,
        "outcomes": [vars(one) for one in lines],
        "restated": [{"ref": one.ref, "was": one.was, "now": one.now, "because": one.because} for one in restated],
    }


@offer(router, "GET", "/decisions/{ref}/", gives=Decided, **OFFERED)
def get_decision(request: LetIn, ref: Ref) -> Any:
    """One decision as it was made, and what came of it."""
    seen = _found(decisions.decision, ref)
    same = ("ref", "outcome", "remedy_pence", "signed_on", "supersedes")
    return {name: getattr(seen, name) for name in same} | {
        "case": seen.case_ref,
        "superseded_by": decisions.superseded_by(ref),
        "counts_as": decisions.code_of(ref),
        "since": [
            {"kind": one.kind, "true_from": one.true_from, "known_on": one.known_on, "because": one.because, "review": one.review_ref}
            for one in decisions.since(ref)
        ],
    }


def _found(ask: Any, ref: str) -> Any:
    try:
        return ask(ref)
    except ObjectDoesNotExist:
        raise Http404(f"There is no {ref}.") from None
