"""What may be paid for a week."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from duly.payments.ledger.queries import paid_for
from duly.payments.validation.models import DUE, HOLD, AssessedLine, ExceptionDecision
from duly.payments.validation.queries.judgements import current_judgement_ref
from duly.payments.validation.queries.matters import DecisionSeen, current_lines, decided_in
from duly.primitives.digest import canonical, sha256_hex


@dataclass(frozen=True)
class DueLine:
    """What is due for a line and week: what a decision or the contract pays, less what the book says was paid. It may be negative.

    `assessed_digest` changes when the matter, or what was decided about it, does. `cause` is the decision, and how it came to be payable.
    """

    line_ref: str
    provider_ref: str
    person_ref: str
    service: str
    week: date
    entitled_pence: int
    paid_pence: int
    due_pence: int
    judgement_ref: str
    assessed_digest: str
    cause: str
    assessed_id: int


def due_lines(week: date) -> tuple[DueLine, ...]:
    """What may be paid for a week: clean and trimmed lines of its newest judgement, and held ones that somebody decided to pay. By line.

    What was paid is asked of the book now, not as it was when judged, so that nothing is due twice. Lines with nothing due are told.
    """
    decided = decided_in(week)
    payable: list[tuple[AssessedLine, int, str, DecisionSeen | None]] = []
    for one in current_lines(week):
        decision = decided.get(one.line_ref) if one.decision == "HELD" else None
        if one.decision in DUE:
            payable.append((one, one.entitled_pence, one.decision, None))
        elif decision is not None and decision.choice != HOLD:
            payable.append((one, decision.pence, f"HELD, {decision.choice}: {decision.reason_code}", decision))
    paid = paid_for([f"{one.line_ref}/{week.isoformat()}" for one, *_ in payable])
    due = []
    for one, pence, cause, decision in payable:
        before = paid[f"{one.line_ref}/{week.isoformat()}"]
        due.append(
            DueLine(
                line_ref=one.line_ref,
                provider_ref=one.provider_ref,
                person_ref=one.person_ref,
                service=one.service,
                week=week,
                entitled_pence=pence,
                paid_pence=before,
                due_pence=pence - before,
                judgement_ref=one.judgement.ref,
                assessed_digest=_digest(one.matter_sha256, decision.choice if decision else "", pence),
                cause=cause,
                assessed_id=one.pk,
            )
        )
    return tuple(sorted(due, key=lambda line: line.line_ref))


def due_digests(line_weeks: Iterable[tuple[str, date]]) -> dict[tuple[str, date], str]:
    """The `assessed_digest` of each of these lines and weeks that may be paid, as `due_lines` tells it: by line and week, in two questions
    and one a week, without what was paid. One that is not here may not be paid as things stand."""
    asked = set(line_weeks)
    standing = {week: current_judgement_ref(week) for week in {week for _, week in asked}}
    among = {"week__in": standing, "line_ref__in": {line for line, _ in asked}}
    rows = AssessedLine.objects.filter(**among, judgement__ref__in=set(standing.values()))
    told = rows.values_list("line_ref", "week", "judgement__ref", "decision", "entitled_pence", "matter_sha256")
    decided = {
        (line, week, matter): (choice, pence)
        for line, week, matter, choice, pence in ExceptionDecision.objects.filter(**among, superseded_by__isnull=True).values_list(
            "line_ref", "week", "matter_sha256", "choice", "pence"
        )
    }
    found = {}
    for line, week, judged, decision, entitled, matter in told:
        if (line, week) not in asked or judged != standing[week]:
            continue
        choice, pence = decided.get((line, week, matter), (HOLD, 0)) if decision == "HELD" else ("", entitled)
        if decision in DUE or (decision == "HELD" and choice != HOLD):
            found[line, week] = _digest(matter, choice, pence)
    return found


def _digest(matter_sha256: str, choice: str, pence: int) -> str:
    return sha256_hex(canonical([matter_sha256, choice, pence]))
