"""Deciding what was held: one line-week, or like ones together; and taking a decision back a moment later."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from duly.core.record.actions import Pen, unit_of_work
from duly.core.record.clock import now
from duly.core.record.queries import next_version
from duly.payments.validation import checks
from duly.payments.validation.events import ExceptionDecided, ExceptionDecidedOtherwise, ExceptionTakenBack
from duly.payments.validation.models import CHOICES, PAY_OTHER, AssessedLine, ExceptionDecision
from duly.payments.validation.queries import DecisionSeen, current_judgement_ref, decision_on, decision_seen, keep_still
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, Refused, stop_if


@dataclass(frozen=True)
class Outcome:
    """What became of one of the line-weeks that were to be decided together: the decision, or why there is none."""

    assessed_id: int
    decided: DecisionSeen | None
    refusal: Refusal | None


def decide(assessed_id: int, *, choice: str, reason_code: str, amount: str = "", note: str = "", by: Actor) -> DecisionSeen:
    """Decide a held line-week one of the ways of `CHOICES`, for a reason. It supersedes the decision before it, if there was one.

    `amount` is for another amount: pounds, or a sum such as "49.75*21.36", which is kept as it was typed. Refused as `why_not_decide`.
    """
    with unit_of_work() as record:
        assessed = _held(assessed_id)
        stop_if(checks.why_not_decide(assessed, choice=choice, reason_code=reason_code, amount=amount, note=note, by=by))
        made = _write(record, assessed, choice, reason_code, amount.strip() if choice == PAY_OTHER else "", note, now(), by)
    return decision_seen(made)


def decide_together(assessed_ids: Sequence[int], *, choice: str, reason_code: str, note: str = "", by: Actor) -> tuple[Outcome, ...]:
    """Decide like line-weeks in one go, in the order given: each is decided by itself, or refused by itself with why, and the others are not.

    Like is whatever was stopped by the same rule as the first (`why_not_together`). One that was decided before is left as it is:
    "decided-before". `AssessedLine.DoesNotExist` when one is none, and nothing is then decided.
    """
    outcomes: list[Outcome] = []
    first, at = None, now()
    with unit_of_work() as record:
        keep_still(AssessedLine.objects.filter(pk__in=assessed_ids).values_list("week", flat=True))
        for assessed_id in dict.fromkeys(assessed_ids):
            assessed = _held(assessed_id)
            first = first or assessed
            try:
                stop_if(checks.why_not_together(assessed, first, choice=choice))
                stop_if(checks.why_not_decided_before(decision_on(assessed.line_ref, assessed.week)))
                stop_if(checks.why_not_decide(assessed, choice=choice, reason_code=reason_code, note=note, by=by))
            except Refused as refused:  # before anything of this line was written
                outcomes.append(Outcome(assessed_id, None, refused.refusal))
            else:
                made = _write(record, assessed, choice, reason_code, "", note, at, by)
                outcomes.append(Outcome(assessed_id, decision_seen(made), None))
    return tuple(outcomes)


def take_back(assessed_id: int, *, by: Actor) -> DecisionSeen:
    """Take back one's own decision of the last half minute: the line waits for a decision again. Gives what was taken back.

    Refused as `why_not_take_back`. Both the decision and its being taken back stay in the record.
    """
    with unit_of_work() as record:
        assessed = _held(assessed_id)
        standing = current_decisions([assessed.week]).filter(line_ref=assessed.line_ref).first()
        seen = decision_seen(standing) if standing else None
        replaced = standing is not None and ExceptionDecision.objects.filter(superseded_by=standing.made_by).exists()
        again = current_judgement_ref(assessed.week) != assessed.judgement.ref
        stop_if(checks.why_not_take_back(seen, replaced=replaced, judged_again=again, by=by))
        assert standing is not None  # a refusal otherwise
        assert seen is not None
        ref = _ref(assessed)
        event = record.write(
            ExceptionTakenBack(
                ref=ref,
                version=next_version("line-week", ref),
                line_ref=assessed.line_ref,
                week=assessed.week,
                judgement_ref=assessed.judgement.ref,
                choice_words=CHOICES[standing.choice],
                pence=standing.pence,
            ),
            by=by,
        )
        standing.superseded_by = event
        standing.save(update_fields=["superseded_by"])
    return seen


def current_decisions(weeks: Collection[date]):
    """The decisions that stand on these weeks, held still."""
    return ExceptionDecision.objects.select_for_update().filter(week__in=weeks, superseded_by__isnull=True)


def _held(assessed_id: int) -> AssessedLine:
    """A line-week, held still with its week."""
    keep_still(AssessedLine.objects.filter(pk=assessed_id).values_list("week", flat=True))
    return AssessedLine.objects.select_for_update(of=("judgement",)).select_related("judgement").get(pk=assessed_id)


def _write(
    record: Pen, assessed: AssessedLine, choice: str, reason_code: str, tape: str, note: str, at: datetime, by: Actor
) -> ExceptionDecision:
    """Record a decision nothing stands in the way of, and put it in the place of the one before."""
    pence = checks.pence_of(assessed, choice, tape)
    event = record.write(_event(assessed, choice, reason_code, pence, tape, note), by=by)
    current_decisions([assessed.week]).filter(line_ref=assessed.line_ref).update(superseded_by=event)
    return ExceptionDecision.objects.create(
        assessed=assessed,
        line_ref=assessed.line_ref,
        week=assessed.week,
        matter_sha256=assessed.matter_sha256,
        choice=choice,
        reason_code=reason_code,
        pence=pence,
        tape=tape,
        decided_by=by.ref,
        decided_at=at,
        made_by=event,
    )


def _event(
    assessed: AssessedLine, choice: str, reason_code: str, pence: int, tape: str, note: str
) -> ExceptionDecided | ExceptionDecidedOtherwise:
    ref = _ref(assessed)
    version, judgement_ref = next_version("line-week", ref), assessed.judgement.ref
    if choice == PAY_OTHER:
        return ExceptionDecidedOtherwise(
            ref, version, assessed.line_ref, assessed.week, judgement_ref, tape, reason_code, pence, assessed.matter_sha256, note
        )
    return ExceptionDecided(
        ref=ref,
        version=version,
        line_ref=assessed.line_ref,
        week=assessed.week,
        judgement_ref=judgement_ref,
        choice=choice,
        choice_words=CHOICES[choice],
        reason_code=reason_code,
        pence=pence,
        matter_sha256=assessed.matter_sha256,
        note=note,
    )


def _ref(assessed: AssessedLine) -> str:
    return f"{assessed.line_ref}/{assessed.week.isoformat()}"
