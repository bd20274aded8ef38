"""Reviewing and signing a submission: returned point by point, passed as ready, and answered by whoever may sign."""

from typing import Annotated, Any, Literal

from ninja import Field, Router

from duly.api.asking import offer
from duly.api.doing import Key, Seen
from duly.api.request import LetIn
from duly.api.shapes import Ref, Sent
from duly.api.signing.kinds import READS, SIGNS, WRITES, Day, MoreWords, Sha256, Words, among, colleague
from duly.api.signing.papers import SUBMISSIONS, Submission, steps
from duly.api.signing.writing import Paragraph
from duly.casework import flow
from duly.casework.decisions.rules import CODES
from duly.casework.submissions import actions, queries
from duly.casework.submissions.rules import Point
from duly.core.record.clock import today

router = Router()
REVIEWS = ("submissions.review",)
Code = Annotated[str, Field(min_length=1, max_length=20)]


class OnePoint(Sent):
    """One thing to put right: its coded reason, what, where, who does it (an officer's reference) and by when."""

    reason: Code = Field(description="Of the reasons in force, at /rules/returns/.")
    words: Words
    paragraph: Paragraph
    who_fixes: str = Field("", max_length=40, description="Empty: whom its reason names.")
    fix_by: Day | None = Field(None, description="Nothing: the day its reason gives.")


class ReturnPaper(Sent):
    """Why it goes back, point by point."""

    words: MoreWords
    points: list[OnePoint] = Field(min_length=1, max_length=30)


class PassPaper(Sent):
    """Exactly what is passed, what of the checklist was looked at, and why it is passed where a check fails."""

    content_sha256: Sha256
    ticked: list[Annotated[str, Field(max_length=40)]] = Field(max_length=60, description="Codes of the checklist.")
    despite: str = Field("", max_length=1000)


class CommentOnPaper(Sent):
    """A colleague's comment."""

    words: Words
    paragraph: Paragraph


class RoutePaper(Sent):
    """Another post, and why."""

    post: str = Field(min_length=1, max_length=40)
    because: str = Field(min_length=1, max_length=500)


Counts = Annotated[
    Literal[("", *CODES)],  # type: ignore[valid-type]  # the outcomes of the desk
    Field(
        description="What becomes of the complaint; empty where that follows from the money in it, or from what was found on its issues."
    ),
]


class SignPaper(Sent):
    """What is decided on exactly what was seen."""

    outcome: Literal["agree", "refuse"]
    code: Counts = ""
    content_sha256: Sha256
    because: MoreWords = Field(description="Why; it must be said of a refusal.")


class AnswerFromBox(Sent):
    """What whoever may sign answers to exactly what was seen: `because` is what to amend, why not, or what is asked."""

    answer: Literal["agree", "amend", "refuse", "ask"]
    code: Counts = ""
    content_sha256: Sha256
    because: MoreWords
    paragraph: Paragraph
    reason: Literal[""] | Code = Field("", description="Of the reasons in force, at /rules/returns/; empty for the last of them.")
    fix_by: Day | None = None


@offer(router, "GET", "/submissions/{ref}/", gives=Submission, **READS)
def get_submission(request: LetIn, ref: Ref, explain: bool = False) -> dict[str, Any]:
    """One submission; with explain=1 also what you may do to it now and why not, as its page says."""
    told = SUBMISSIONS.read(request, ref)
    if explain:
        request.etag = ""
        told["steps"] = steps(SUBMISSIONS.one(request, ref), by=request.actor)
    return told


@offer(router, "POST", "/submissions/{ref}/return/", gives=Submission, asks=REVIEWS, **WRITES)
def return_submission(request: LetIn, ref: Ref, body: ReturnPaper, key: Key, seen: Seen) -> dict[str, Any]:
    """Return it, point by point."""
    points = [
        Point(one.reason, one.words, one.who_fixes and colleague(one.who_fixes, f"body.points.{n}.who_fixes"), one.fix_by, one.paragraph)
        for n, one in enumerate(body.points)
    ]
    return SUBMISSIONS.done(request, ref, key, seen, lambda: actions.send_back(ref, points=points, words=body.words, by=request.actor))


@offer(router, "POST", "/submissions/{ref}/ready/", gives=Submission, asks=REVIEWS, **WRITES)
def pass_submission(request: LetIn, ref: Ref, body: PassPaper, key: Key, seen: Seen) -> dict[str, Any]:
    """Pass exactly the text that was seen as ready to sign. Where a check fails (at checks/), only with a reason."""
    said: dict[str, Any] = {"seen_sha256": body.content_sha256, "ticked": body.ticked, "despite": body.despite}
    return SUBMISSIONS.done(request, ref, key, seen, lambda: flow.pass_as_ready(ref, **said, by=request.actor))


@offer(router, "POST", "/submissions/{ref}/comment/", gives=Submission, asks=REVIEWS, **WRITES)
def comment_on_submission(request: LetIn, ref: Ref, body: CommentOnPaper, key: Key, seen: Seen) -> dict[str, Any]:
    """Keep a comment with it, and leave it where it is."""
    return SUBMISSIONS.done(request, ref, key, seen, lambda: actions.remark(ref, kind="colleague", **body.model_dump(), by=request.actor))


@offer(router, "POST", "/submissions/{ref}/route/", gives=Submission, asks=REVIEWS, **WRITES)
def route_submission(request: LetIn, ref: Ref, body: RoutePaper, key: Key, seen: Seen) -> dict[str, Any]:
    """Have another post review it than its complexity suggests."""
    posts = queries.weights_on(today()).posts
    among(body.post, posts, "body.post", f"It is one of: {', '.join(posts)}.")
    return SUBMISSIONS.done(request, ref, key, seen, lambda: actions.route(ref, **body.model_dump(), by=request.actor))


@offer(router, "POST", "/submissions/{ref}/sign/", gives=Submission, asks=("submissions.sign",), **SIGNS)
def sign_submission(request: LetIn, ref: Ref, body: SignPaper, key: Key, seen: Seen) -> dict[str, Any]:
    """Decide on exactly the text that was seen, for or against. The decision's reference is the answer's `decision`."""
    said = body.model_dump(exclude={"content_sha256"}) | {"seen_sha256": body.content_sha256}
    return SUBMISSIONS.done(request, ref, key, seen, lambda: flow.sign(ref, **said, by=request.actor))


@offer(router, "POST", "/submissions/{ref}/box/", gives=Submission, asks=("submissions.sign",), **SIGNS)
def answer_from_box(request: LetIn, ref: Ref, body: AnswerFromBox, key: Key, seen: Seen) -> dict[str, Any]:
    """Sign it, have it amended, refuse it or ask, from a principal's box. Whoever answers has then read that version."""
    said = body.model_dump(exclude={"content_sha256"}) | {"seen_sha256": body.content_sha256}
    return SUBMISSIONS.done(request, ref, key, seen, lambda: flow.answer_from_box(ref, **said, by=request.actor), steps=0)
