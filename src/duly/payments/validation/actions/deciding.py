"""Deciding what was held."""

from collections.abc import Collection
from datetime import date

from duly.core.record.actions import unit_of_work
from duly.core.record.clock import now
from duly.core.record.queries import next_version
from duly.payments.validation import checks
from duly.payments.validation.events import ExceptionDecided
from duly.payments.validation.models import CHOICES, AssessedLine, ExceptionDecision
from duly.payments.validation.queries import DecisionSeen, decision_seen, keep_still
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if


def decide(assessed_id: int, *, choice: str, reason_code: str, note: str = "", by: Actor) -> DecisionSeen:
    """Decide a held line-week: "pay_entitled", "pay_delivered" or "hold", for a reason. It supersedes the decision before it, if there was one."""
    with unit_of_work() as record:
        keep_still(AssessedLine.objects.filter(pk=assessed_id).values_list("week", flat=True))
        assessed = AssessedLine.objects.select_for_update(of=("judgement",)).select_related("judgement").get(pk=assessed_id)
        stop_if(checks.why_not_decide(assessed, choice=choice, reason_code=reason_code, by=by))
        ref, pence = f"{assessed.line_ref}/{assessed.week.isoformat()}", checks.pence_of(assessed, choice)
        event = record.write(
            ExceptionDecided(
                ref=ref,
                version=next_version("line-week", ref),
                line_ref=assessed.line_ref,
                week=assessed.week,
                judgement_ref=assessed.judgement.ref,
                choice=choice,
                choice_words=CHOICES[choice],
                reason_code=reason_code,
                pence=pence,
                matter_sha256=assessed.matter_sha256,
                note=note,
            ),
            by=by,
        )
        current_decisions([assessed.week]).filter(line_ref=assessed.line_ref).update(superseded_by=event)
        made = ExceptionDecision.objects.create(
            assessed=assessed,
            line_ref=assessed.line_ref,
            week=assessed.week,
            matter_sha256=assessed.matter_sha256,
            choice=choice,
            reason_code=reason_code,
            pence=pence,
            decided_by=by.ref,
            decided_at=now(),
            made_by=event,
        )
    return decision_seen(made)


def current_decisions(weeks: Collection[date]):
    """The decisions that stand on these weeks, held still."""
    return ExceptionDecision.objects.select_for_update().filter(week__in=weeks, superseded_by__isnull=True)
