"""Finding on issues, recommending what is to be done, and adopting scales."""

from collections.abc import Mapping, Sequence
from datetime import date

from duly.casework.adjudication import checks, queries
from duly.casework.adjudication.events import IssueAdjudicated, RecommendationWithdrawn, Recommended, ScaleAdopted
from duly.casework.adjudication.models import Finding, Recommendation, SeverityScale
from duly.casework.adjudication.queries import REASONS, FindingSeen, RecommendationSeen, scale_on
from duly.casework.adjudication.rules import Band, Found, Scale, as_content, why_outside
from duly.casework.adjudication.states import STEPS, RecommendationState
from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.clock import today
from duly.core.record.queries import next_version
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if

SCALE = "severity"
"""The scale's reference in the record."""


def find(issue_ref: str, *, found: Found, reasons: Mapping[str, str], evidence: Sequence[str], by: Actor) -> FindingSeen:
    """Find on an issue, with reasons by the names of `queries.REASONS`. What was found before is superseded, never overtyped."""
    said = {name: reasons.get(name, "").strip() for name in REASONS}
    with unit_of_work() as record:
        issue = checks.issue_of(issue_ref)
        before = Finding.objects.select_for_update().filter(issue_ref=issue_ref, superseded_by__isnull=True).first()
        stop_if(checks.why_not_find(issue, found, said, evidence=evidence, by=by))
        scale = scale_on(today())
        amounts = {"level": found.level, "remedy_pence": found.remedy_pence, "loss_pence": found.loss_pence, "scale": scale.number}
        version = next_version(IssueAdjudicated.subject, issue_ref)
        told = IssueAdjudicated(
            ref=issue_ref, version=version, case_ref=issue.case_ref, outcome=found.outcome, evidence=tuple(evidence), **amounts, **said
        )
        event = record.write(told, by=by)
        if before is not None:
            before.superseded_by = event
            before.save(update_fields=["superseded_by"])
        Finding.objects.create(
            issue_ref=issue_ref,
            case_ref=issue.case_ref,
            fault=found.fault,
            injustice=found.injustice,
            outside=bool(why_outside(scale, found.level, found.remedy_pence)),
            evidence=list(evidence),
            found_on=today(),
            found_by=by.ref,
            made_by=event,
            **amounts,
        )
    seen = queries.finding(issue_ref)
    assert seen is not None  # it was just made
    return seen


def recommend(
    issue_ref: str, *, kind: str, body: str, action: str, proof: str, due: date, amount_pence: int = 0, ours: bool = False, by: Actor
) -> RecommendationSeen:
    """Recommend one thing on an issue: who does what by when, and what would prove it. What is due on another day is another recommendation."""
    said = {"body": body.strip(), "action": action.strip(), "proof": proof.strip()}
    with unit_of_work() as record:
        finding = queries.finding(issue_ref)
        case_ref = checks.issue_of(issue_ref).case_ref
        Finding.objects.select_for_update().filter(issue_ref=issue_ref, superseded_by__isnull=True).first()  # one at a time
        rest = (finding.found.total_pence if finding else 0) - sum(
            Recommendation.objects.filter(issue_ref=issue_ref, state=RecommendationState.MADE).values_list("amount_pence", flat=True)
        )
        asked = {"kind": kind, "amount_pence": amount_pence, "due": due}
        stop_if(checks.why_not_recommend(finding, **asked, **said, room_pence=rest, by=by))
        ref = f"RC-{today():%y}-{take_number('adjudication_recommendation_number'):05d}"
        about = {"case_ref": case_ref, "issue_ref": issue_ref, **asked}
        event = record.write(Recommended(ref=ref, version=1, ours="yes" if ours else "no", **about, **said), by=by)
        Recommendation.objects.create(
            ref=ref, version=1, state=RecommendationState.MADE, ours=ours, made_on=today(), told_by=event, **about
        )
    return queries.recommendation(ref)


def withdraw(ref: str, *, because: str, by: Actor) -> RecommendationSeen:
    """Withdraw a recommendation."""
    with unit_of_work() as record:
        row = Recommendation.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_withdraw(queries.recommendation(ref), because=because, by=by))
        row.state, row.version = STEPS.after("withdraw", row.state), row.version + 1
        row.save(update_fields=["state", "version"])
        record.write(RecommendationWithdrawn(ref, row.version, because.strip()), by=by)
    return queries.recommendation(ref)


def adopt_scale(bands: Sequence[Band], *, starts: date, because: str, by: Actor) -> Scale:
    """Adopt the next version of the scale, from today or a later day. What was found before keeps its own."""
    with unit_of_work() as record:
        stop_if(checks.why_not_adopt(bands, starts=starts, because=because, by=by))
        scale = Scale(next_version(ScaleAdopted.subject, SCALE), starts, tuple(bands))
        told = tuple(f"level {one.level}: {one.says}{' (to be verified)' if one.verify else ''}" for one in bands)
        event = record.write(ScaleAdopted(SCALE, scale.number, starts, told, because.strip()), by=by)
        SeverityScale.objects.create(number=scale.number, starts=starts, bands=as_content(scale), made_by=event)
    return scale
