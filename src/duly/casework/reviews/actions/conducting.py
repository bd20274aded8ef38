"""Looking again: to whom it is given, what is to be looked at, what was found on each ground, and what that comes to."""

from collections.abc import Sequence
from datetime import date

from duly.casework.decisions import queries as decisions
from duly.casework.reviews import checks, queries
from duly.casework.reviews.actions.steps import held, move, tell_by, to_tell
from duly.casework.reviews.events import GroundFound, ReviewAssigned, ReviewConcluded, ReviewPlanned
from duly.casework.reviews.models import Finding, Plan
from duly.casework.reviews.queries import ReviewSeen
from duly.casework.reviews.rules.telling import on_concluding
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import today
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if


def assign(ref: str, *, reviewer: str, by: Actor) -> ReviewSeen:
    """Give a review to somebody who had no part in the decision and is not in the line of management of whoever made it."""
    with unit_of_work() as record:
        row, seen = held(ref)
        decision = decisions.decision(row.decision_ref)
        stop_if(checks.why_not_assign(seen, decision, reviewer=reviewer, by=by))
        parts = len(queries.parts_in(decision))
        move(row, "assign", reviewer=reviewer)
        record.write(ReviewAssigned(ref, row.version, reviewer, decision.ref, decision.signed_by, parts), by=by)
    return queries.review(ref)


def plan(ref: str, *, words: str, issues: Sequence[str], target_on: date, by: Actor) -> ReviewSeen:
    """Say what is to be looked at, as a list of issues, and by when. A later plan supersedes it."""
    with unit_of_work() as record:
        row, seen = held(ref)
        stop_if(checks.why_not_plan(seen, issues=issues, target_on=target_on, by=by))
        kept = [one.strip() for one in issues if one.strip()]
        move(row, "plan")
        event = record.write(ReviewPlanned(ref, row.version, len(kept), target_on, words.strip()), by=by)
        Plan.objects.filter(review=row, superseded_by__isnull=True).update(superseded_by=event)
        Plan.objects.create(review=row, words=words.strip(), issues=kept, target_on=target_on, made_by=event)
    return queries.review(ref)


def find(ref: str, *, place: int, finding: str, reasons: str, evidence: Sequence[str] = (), by: Actor) -> ReviewSeen:
    """Say what was found on one ground: "decision", "method", "both" or "neither", with reasons and references of evidence."""
    with unit_of_work() as record:
        row, seen = held(ref)
        stop_if(checks.why_not_find(seen, place=place, finding=finding, reasons=reasons, by=by))
        refs = tuple(one.strip() for one in evidence if one.strip())
        move(row, "find")
        event = record.write(GroundFound(ref, row.version, place, finding, refs, reasons.strip()), by=by)
        Finding.objects.filter(review=row, place=place, superseded_by__isnull=True).update(superseded_by=event)
        Finding.objects.create(
            review=row,
            place=place,
            finding=finding,
            reasons=reasons.strip(),
            evidence=list(refs),
            found_by=by.ref,
            found_on=today(),
            made_by=event,
        )
    return queries.review(ref)


def conclude(ref: str, *, route: str, because: str, by: Actor) -> ReviewSeen:
    """Conclude a review: its outcome is what its findings come to, and `route` how it is to be resolved. Nothing is done to the decision yet."""
    with unit_of_work() as record:
        row, seen = held(ref)
        stop_if(checks.why_not_conclude(seen, route=route, because=because, by=by))
        move(row, "conclude", outcome=seen.comes_to, route=route, conclusion=because.strip())
        event = record.write(ReviewConcluded(ref, row.version, seen.comes_to, route, because.strip()), by=by)
        if not any(one.kind == "answer" for one in seen.tellings):
            to_tell(row, on_concluding(row.asker, by_when=tell_by(row)), event)
    return queries.review(ref)
