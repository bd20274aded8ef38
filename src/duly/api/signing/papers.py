"""A submission as programs are told of it."""

from datetime import date
from typing import Any

from ninja import Field, Schema

from duly.api.request import LetIn
from duly.api.shapes import Pounds
from duly.api.signing.kinds import Kind
from duly.casework.decisions import checks as decision_checks
from duly.casework.submissions import checks, queries
from duly.casework.submissions.queries import AnswerSeen, PointSeen, RemarkSeen, SubmissionSeen
from duly.primitives.actor import Actor
from duly.primitives.money import plain_pounds


class AnsweredPoint(Schema):
    """What the author answered, and the paragraph where it was dealt with, 0 for none."""

    words: str
    paragraph: int
    by: str
    on: date


class PointTold(Schema):
    """Something to be put right, with its answer. `version` is that which was returned."""

    version: int
    place: int
    reason: str
    words: str
    paragraph: int
    who_fixes: str
    fix_by: date
    answer: AnsweredPoint | None


class RemarkTold(Schema):
    """What a party said of the draft, or a colleague."""

    place: int
    kind: str
    paragraph: int
    from_whom: str
    words: str
    answer: AnsweredPoint | None


class PaperEvidence(Schema):
    """One line of the evidence list."""

    label: str
    title: str
    source: str
    page: int
    part: int = Field(description="The number of the attachment it is a page of; 0 for the paper itself.")


class SubmissionStep(Schema):
    """One thing that may or may not be done by whoever asks, in the words of the page."""

    may: bool
    because: str = Field(description="Why not; empty where it may.")


class Submission(Schema):
    """A submission in its newest version, with what was said of it."""

    ref: str
    version: int = Field(description="Of the record, for If-Match: it goes on with whatever is done.")
    state: str = Field(description="draft, put up, returned, ready or decided.")
    case: str
    kind: str
    number: int = Field(description="Of its text.")
    ask: str
    outcome: str = Field(description="Proposed for the complaint; empty where nobody said.")
    remedy: Pounds
    mp_interest: bool
    paragraphs: list[str]
    content_sha256: str = Field(description="The digest of exactly this text: who passes or signs it says it.")
    prepared_by: str
    reviewed_by: str
    decision: str
    review_for: str = Field(description="The post somebody chose to review it, or empty.")
    failing: list[str] = Field(description="Codes of the checks that failed when it was passed.")
    despite: str
    points: list[PointTold]
    remarks: list[RemarkTold]
    evidence: list[PaperEvidence]
    steps: dict[str, SubmissionStep] | None = Field(None, description="With explain=1: what you may do to it now, and why not.")


def told(request: LetIn, seen: SubmissionSeen) -> dict[str, Any]:
    """A submission as an answer."""
    text = seen.text
    return {
        name: getattr(seen, name) for name in ("ref", "version", "state", "kind", "number", "prepared_by", "reviewed_by", "despite")
    } | {
        "case": seen.case_ref,
        "ask": text.ask,
        "outcome": text.outcome,
        "remedy": plain_pounds(text.remedy_pence),
        "mp_interest": text.mp_interest,
        "paragraphs": list(text.paragraphs),
        "content_sha256": text.sha256,
        "decision": seen.decision_ref,
        "review_for": seen.routed[0],
        "failing": list(seen.failing),
        "points": [_point(point) for one in seen.returns for point in one.points],
        "remarks": [_remark(one) for one in seen.remarks],
        "evidence": [vars(one) for one in seen.evidence],
        "steps": None,
    }


def steps(seen: SubmissionSeen, *, by: Actor) -> dict[str, dict[str, Any]]:
    """What somebody may do to it now, by the last word of its address."""
    found = {
        "revise": checks.why_not_begin_revising(seen, by=by),
        "put-up": checks.why_not_put_up(seen, by=by),
        "return": checks.why_not_review(seen, step="return", by=by),
        "ready": checks.why_not_review(seen, step="pass as ready", by=by),
        "sign": decision_checks.why_not_begin_deciding(seen, by=by),
    }
    return {step: {"may": why is None, "because": why.because if why else ""} for step, why in found.items()}


def _find(request: LetIn, ref: str) -> SubmissionSeen:
    return queries.submission(ref)


SUBMISSIONS = Kind("/submissions/", _find, told)


def _point(one: PointSeen) -> dict[str, Any]:
    same = ("place", "reason", "words", "paragraph", "who_fixes")
    return {name: getattr(one, name) for name in same} | {
        "version": one.number,
        "fix_by": one.fix_by.isoformat(),
        "answer": _answer(one.answer),
    }


def _remark(one: RemarkSeen) -> dict[str, Any]:
    return {name: getattr(one, name) for name in ("place", "kind", "paragraph", "from_whom", "words")} | {"answer": _answer(one.answer)}


def _answer(one: AnswerSeen | None) -> dict[str, Any] | None:
    return {"words": one.words, "paragraph": one.paragraph, "by": one.answered_by, "on": one.answered_on.isoformat()} if one else None
