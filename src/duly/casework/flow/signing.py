"""From review to signature: the checks that read the paper, passing it as ready, sending it back to be amended, and deciding."""

from collections.abc import Sequence

from duly.casework.adjudication import queries as adjudication
from duly.casework.decisions import actions as decisions
from duly.casework.decisions import checks as decision_checks
from duly.casework.decisions import queries as decision_queries
from duly.casework.decisions.queries import DecisionSeen
from duly.casework.decisions.rules import counts_as
from duly.casework.risk import queries as risk
from duly.casework.submissions import actions as submissions
from duly.casework.submissions import queries as submission_queries
from duly.casework.submissions.queries import SubmissionSeen
from duly.casework.submissions.rules import CheckResult, Point
from duly.core.people import queries as people
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import today
from duly.primitives.actor import Actor
from duly.primitives.period import say_day
from duly.primitives.refusal import stop_if


def sign(
    submission_ref: str, *, outcome: str, code: str = "", seen_sha256: str, because: str = "", on_behalf: str = "", by: Actor
) -> DecisionSeen:
    """Decide on a submission and close it: both are kept, or neither. `code` is what becomes of the complaint, where that is not what the paper proposes and does not follow from it."""
    with unit_of_work():
        paper = submission_queries.submission_held(submission_ref)
        found = adjudication.remedy_of(paper.case_ref).outcome
        said = {"seen_sha256": seen_sha256, "because": because, "on_behalf": on_behalf}
        code = code or (paper.text.outcome if outcome == "agree" else "")
        decision = decisions.decide(submission_ref, outcome=outcome, code=code, found=found, **said, by=by)
        submissions.note_decided(submission_ref, decision_ref=decision.ref, by=by)
    return decision


def follows_from(seen: SubmissionSeen) -> str:
    """What a decision that agrees with a paper counts as where whoever signs says nothing else; empty where they must say (`decisions.rules.CODES`)."""
    found = seen.text.outcome or adjudication.remedy_of(seen.case_ref).outcome
    return counts_as(seen.kind, "agree", seen.text.remedy_pence, found=found)


def right_first_time(seen: SubmissionSeen) -> tuple[CheckResult, ...]:
    """Hold every right-first-time check against the newest version of a submission."""
    return submission_queries.right_first_time(seen, signers=_signers(seen), risk=risk_unseen(seen.case_ref))


def pass_as_ready(ref: str, *, seen_sha256: str, ticked: Sequence[str], despite: str = "", by: Actor) -> SubmissionSeen:
    """Pass exactly the text that was seen as ready to sign. Where a right-first-time check fails, only with a reason: `despite`."""
    with unit_of_work():
        seen = submission_queries.submission_held(ref)
        beside = {"signers": _signers(seen), "risk": risk_unseen(seen.case_ref)}
        return submissions.pass_as_ready(ref, seen_sha256=seen_sha256, ticked=ticked, **beside, despite=despite, by=by)


def risk_unseen(case_ref: str) -> tuple[str, ...]:
    """What of a case's risk must be looked at, a sentence each: what made it due again, and a review whose day is past."""
    due = [f"{one.says} ({one.source}): to be looked at by {say_day(one.by_day)}." for one in risk.dues(case_ref)]
    held = risk.standing(case_ref)
    late = [f"It was to be looked at again by {say_day(held.review_on)}."] if held and held.review_on < today() and not due else []
    return (*due, *late)


def _signers(seen: SubmissionSeen) -> tuple[str, ...]:
    """Titles of the posts that may sign a paper, of those that somebody holds."""
    held = {one.code: one.title for one in people.everyone_in_post(on=today())}
    return tuple(held[code] for code in decision_queries.may_sign(seen, on=today()) if code in held)


def amend(ref: str, *, points: Sequence[Point], words: str = "", by: Actor) -> SubmissionSeen:
    """Send a ready submission back to be amended, as somebody who may sign it."""
    with unit_of_work():
        stop_if(decision_checks.why_not_begin_deciding(submission_queries.submission_held(ref), by=by))
        return submissions.amend(ref, points=points, words=words, by=by)
