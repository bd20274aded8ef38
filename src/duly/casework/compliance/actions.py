"""Following recommendations, and saying whether they were complied with."""

from datetime import date

from duly.casework.adjudication import queries as adjudication
from duly.casework.cases import queries as cases
from duly.casework.compliance import checks, queries
from duly.casework.compliance.events import ComplianceFollowed, ComplianceJudged, CompliancePutRight
from duly.casework.compliance.models import Followed, Proof
from duly.casework.compliance.queries import OUR_OWN, FollowedSeen
from duly.casework.compliance.states import OPEN, STEPS, ComplianceState
from duly.casework.correspondence import queries as post
from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.clock import today
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if


def follow(recommendation_ref: str, *, by: Actor) -> FollowedSeen:
    """Begin to follow a recommendation of a case on which there is a decision. It is counted to the case's body, or to our own service."""
    with unit_of_work() as record:
        one = adjudication.recommendation(recommendation_ref)
        stop_if(checks.why_not_follow(one, by=by))
        body = OUR_OWN if one.ours else cases.case(one.case_ref).body
        ref = f"CP-{today():%y}-{take_number('compliance_followed_number'):05d}"
        named = {"recommendation_ref": one.ref, "case_ref": one.case_ref, "body": body, "due": one.due}
        record.write(ComplianceFollowed(ref=ref, version=1, **named), by=by)
        Followed.objects.create(ref=ref, version=1, state=ComplianceState.DUE, ours=one.ours, **named)
    return queries.followed(ref)


def judge(ref: str, *, became: str, on: date, words: str, source_ref: str = "", by: Actor) -> FollowedSeen:
    """Say how it was complied with: `became` is "satisfied" (late after its day), "partial", "refused" or "unmet". `source_ref` is the paper that proves it."""
    with unit_of_work() as record:
        row = Followed.objects.select_for_update().get(ref=ref)
        seen = queries.followed(ref)
        stop_if(checks.why_not_judge(seen, became=became, on=on, words=words, source_ref=source_ref, by=by))
        row.state, row.version = STEPS.after(checks.verb_of(seen, became, on), row.state), row.version + 1
        row.ended_on = None if row.state in OPEN else on
        row.save(update_fields=["state", "version", "ended_on"])
        paper = post.item(source_ref) if source_ref else None
        sha256 = paper.sha256 if paper else ""
        event = record.write(ComplianceJudged(ref, row.version, row.state, on, source_ref, sha256, words.strip()), by=by)
        if paper is not None:
            Proof.objects.create(followed=row, source_ref=source_ref, document_ref=paper.document_ref, sha256=sha256, made_by=event)
    return queries.followed(ref)


def put_right(ref: str, *, became: str, on: date, because: str, source_ref: str, by: Actor) -> FollowedSeen:
    """Say that what was said of it is not so: `became` is what is, one of `states.BECAME`, since `on`; `source_ref` is the paper that shows it. What was said stays in
    the record, and figures as known before are what they were."""
    with unit_of_work() as record:
        row = Followed.objects.select_for_update().get(ref=ref)
        seen = queries.followed(ref)
        stop_if(checks.why_not_put_right(seen, became=became, on=on, because=because, source_ref=source_ref, by=by))
        was, state = row.state, checks.state_of(seen, became, on)
        row.state, row.version = STEPS.after(f"put right as {state}", was), row.version + 1
        row.ended_on = None if row.state in OPEN else on
        row.save(update_fields=["state", "version", "ended_on"])
        paper = post.item(source_ref)
        told = CompliancePutRight(ref, row.version, was, row.state, on, source_ref, paper.sha256, because.strip())
        event = record.write(told, by=by)
        row.proofs.filter(superseded_by__isnull=True).update(superseded_by=event)
        Proof.objects.create(followed=row, source_ref=source_ref, document_ref=paper.document_ref, sha256=paper.sha256, made_by=event)
    return queries.followed(ref)
