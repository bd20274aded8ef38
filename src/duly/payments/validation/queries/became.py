"""What became of line-weeks, whichever of their weeks was judged when: for those who ask by what was claimed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from duly.payments.validation.models import DUE, HOLD, AssessedLine, ExceptionDecision, Judgement

Care = tuple[str, str, str, date]
"""Provider, person, service and the Monday of a week."""


@dataclass(frozen=True)
class Became:
    """A line-week as its newest judgement and what was decided since have it.

    `how` is "payable", "to decide", "held" (by decision), "stopped" or "refused"; `payable_pence` is 0 but for the first.
    """

    assessed_id: int
    line_ref: str
    week: date
    how: str
    claimed_pence: int
    payable_pence: int
    codes: tuple[int, ...]
    decided_by: str = ""


def became(weeks: Collection[date], *, provider_ref: str = "", person_refs: Collection[str] | None = None) -> dict[Care, Became]:
    """Every line-week of these weeks (of one provider, or of these people, where said) that was judged, by whose care it is.

    In three questions, however many weeks.
    """
    standing: dict[str, str] = {}
    for ref, covered in Judgement.objects.order_by("pk").values_list("ref", "weeks"):
        standing.update(dict.fromkeys(covered, ref))
    wanted = {week: standing[week.isoformat()] for week in weeks if week.isoformat() in standing}
    found = AssessedLine.objects.filter(week__in=wanted, judgement__ref__in=set(wanted.values()))
    found = found.filter(provider_ref=provider_ref) if provider_ref else found
    found = found.filter(person_ref__in=person_refs) if person_refs is not None else found
    decided = {
        (one.line_ref, one.week, one.matter_sha256): one
        for one in ExceptionDecision.objects.filter(week__in=wanted, superseded_by__isnull=True)
    }
    told = {}
    for one in found.select_related("judgement").defer("parts", "cuts"):
        if one.judgement.ref == wanted[one.week]:
            care = one.provider_ref, one.person_ref, one.service, one.week
            told[care] = _became(one, decided.get((one.line_ref, one.week, one.matter_sha256)))
    return told


def _became(one: AssessedLine, decision: ExceptionDecision | None) -> Became:
    how, payable, by = "to decide", 0, ""
    if one.decision in DUE:
        how, payable = "payable", one.entitled_pence
    elif one.decision == "HELD" and one.line_ref:
        if decision is not None:
            how, payable, by = (
                ("held", 0, decision.decided_by) if decision.choice == HOLD else ("payable", decision.pence, decision.decided_by)
            )
    else:
        how = "refused" if one.decision == "REFUSED" else "stopped"
    return Became(one.pk, one.line_ref, one.week, how, one.claimed_pence, payable, tuple(one.codes), by)
