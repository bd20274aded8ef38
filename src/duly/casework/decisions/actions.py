"""Deciding; and what comes of a decision afterwards, each a new fact beside it."""

from datetime import date
from uuid import UUID

from duly.casework.decisions import checks, powers
from duly.casework.decisions.events import CodeCorrected, DecisionConfirmed, DecisionMade, DecisionWithdrawn
from duly.casework.decisions.models import Code, Decision, Since
from duly.casework.decisions.queries import DecisionSeen, code_of, facts_of, head, ruling_on
from duly.casework.decisions.rules import counts_as
from duly.casework.submissions.queries import submission_held
from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.clock import today
from duly.core.record.queries import next_version
from duly.core.scheme.queries import rule_on
from duly.core.scheme.rules import in_words, looked_at
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if


def decide(
    submission_ref: str,
    *,
    outcome: str,
    code: str = "",
    found: str = "",
    seen_sha256: str,
    because: str = "",
    on_behalf: str = "",
    by: Actor,
) -> DecisionSeen:
    """Decide on exactly the text that was seen: `outcome` is "agree" or "refuse", `seen_sha256` the digest shown on the page.

    `code` is what becomes of the complaint (`rules.CODES`); where nothing is said it follows from the money and from what the findings come to (`found`),
    and where that says nothing either, it is refused: an apology is not a complaint that was not upheld.
    The scheme is asked as it stands today, and what it said is kept in the record. Somebody who stands in signs on behalf of who is away. The case's standing decision of this kind is superseded.
    """
    with unit_of_work() as record:
        seen = submission_held(submission_ref)
        code = code or counts_as(seen.kind, outcome, seen.text.remedy_pence, found=found)
        stop_if(checks.why_not_decide(seen, outcome=outcome, code=code, found=found, seen_sha256=seen_sha256, because=because, by=by))
        facts, ruling = facts_of(seen, by=by), ruling_on(seen, by=by, on=today())
        before = head(seen.case_ref, seen.kind)
        row = Decision(
            ref=f"DN-{today():%y}-{take_number('decisions_decision_number'):05d}",
            version=1,
            submission_ref=submission_ref,
            case_ref=seen.case_ref,
            kind=seen.kind,
            outcome=outcome,
            code=code,
            because=because.strip(),
            remedy_pence=seen.text.remedy_pence,
            seen_sha256=seen_sha256,
            signed_by=by.ref,
            signed_as=ruling.post,
            on_behalf=(on_behalf or ruling.stands_in_for)[:120],
            signed_on=today(),
            rule=ruling.rule,
            scheme=ruling.scheme,
            supersedes=before.ref if before else "",
        )
        row.save(force_insert=True)
        record.write(
            DecisionMade(
                ref=row.ref,
                version=1,
                submission_ref=row.submission_ref,
                case_ref=row.case_ref,
                outcome=outcome,
                counts_as=code,
                remedy_pence=row.remedy_pence,
                seen_sha256=seen_sha256,
                rule=row.rule,
                scheme=row.scheme,
                facts=in_words(facts),
                looked_at=looked_at(ruling.rows),
                signed_as=row.signed_as,
                on_behalf=row.on_behalf,
                supersedes=row.supersedes,
                because=row.because,
            ),
            by=by,
        )
    return DecisionSeen.of(row)


def withdraw(ref: str, *, true_from: date, because: str, review_ref: str = "", by: Actor) -> None:
    """Withdraw a decision that stands, so that none stands until another is made. It is not touched: that it was made, and as what, stays.

    Power to withdraw a final decision and look further is implied: R (Piffs Elm Ltd) v Commission for Local Administration [2022] EWHC 1547 (Admin).
    Refused: "no-decision", "already-withdrawn", "superseded", "not-yet", "too-early", "no-reason", "scheme-…".
    """
    with unit_of_work() as record:
        decision = Decision.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_withdraw(DecisionSeen.of(decision), true_from=true_from, because=because, by=by))
        ruling = rule_on(powers.WITHDRAW, {"remedy": decision.remedy_pence}, actor=by, on=today())
        told = (ref, next_version(DecisionWithdrawn.subject, ref), true_from, review_ref, ruling.rule, ruling.scheme, because.strip())
        event = record.write(DecisionWithdrawn(*told), by=by)
        _keep(decision, "withdrawn", true_from, because, review_ref, (ruling.rule, ruling.scheme), event, by)


def confirm(ref: str, *, because: str, review_ref: str = "", by: Actor) -> None:
    """Confirm a decision that stands, after it was looked at again. It may be confirmed any number of times, by any number of reviews."""
    with unit_of_work() as record:
        decision = Decision.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_confirm(DecisionSeen.of(decision), because=because, by=by))
        ruling = rule_on(powers.CONFIRM, {"signed by you": decision.signed_by == by.ref}, actor=by, on=today())
        told = (ref, next_version(DecisionConfirmed.subject, ref), today(), review_ref, ruling.rule, ruling.scheme, because.strip())
        event = record.write(DecisionConfirmed(*told), by=by)
        _keep(decision, "confirmed", today(), because, review_ref, (ruling.rule, ruling.scheme), event, by)


def correct_code(ref: str, *, code: str, because: str, review_ref: str = "", by: Actor) -> None:
    """Say that a decision is counted as another outcome. Figures already published are told as they were known; figures from now on are restated."""
    with unit_of_work() as record:
        decision = Decision.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_correct(DecisionSeen.of(decision), code=code, because=because, by=by))
        was = code_of(ref)
        version = next_version(CodeCorrected.subject, ref)
        event = record.write(CodeCorrected(ref, version, was, code, review_ref, because.strip()), by=by)
        Code.objects.filter(decision=decision, superseded_by__isnull=True).update(superseded_by=event)
        Code.objects.create(
            decision=decision,
            was=was,
            code=code,
            known_on=today(),
            because=because.strip(),
            review_ref=review_ref,
            said_by=by.ref,
            made_by=event,
        )


def _keep(
    decision: Decision, kind: str, true_from: date, because: str, review_ref: str, ruling: tuple[str, str], event: UUID, by: Actor
) -> None:
    Since.objects.create(
        decision=decision,
        kind=kind,
        true_from=true_from,
        known_on=today(),
        because=because.strip(),
        review_ref=review_ref,
        said_by=by.ref,
        rule=ruling[0],
        scheme=ruling[1],
        made_by=event,
    )
