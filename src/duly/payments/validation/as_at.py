"""What had been judged and decided of a provider's weeks at an entry of the record."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from duly.core.log.queries import known_at
from duly.payments.validation.models import DUE, HOLD, AssessedLine, ExceptionDecision


@dataclass(frozen=True)
class LineWeekKnown:
    """A line-week as it stood. `payable_pence` is what the contract or a decision pays for it, before what was paid; 0 where nothing may be paid yet.

    `standing` is "payable", "held", "blocked" or "refused".
    """

    line_ref: str
    person_ref: str
    service: str
    week: date
    judgement_ref: str
    claimed_pence: int
    payable_pence: int
    standing: str
    codes: tuple[int, ...]


def line_weeks_at(provider_ref: str, entry: int) -> tuple[LineWeekKnown, ...]:
    """Every claimed line-week of a provider by the newest judgement of its week that was known at an entry, with the decision known by then.

    By week, person and service. A judgement counts as newest in the order they were written.
    """
    judged = AssessedLine.objects.filter(known_at(entry), provider_ref=provider_ref).select_related("judgement")
    newest: dict[date, int] = {}
    for week, judgement in judged.values_list("week", "judgement_id"):
        newest[week] = max(newest.get(week, 0), judgement)
    found = [one for one in judged.order_by("week", "person_ref", "service") if newest[one.week] == one.judgement_id]
    decided = _decisions(found, entry)
    return tuple(_known(one, decided.get((one.line_ref, one.week))) for one in found)


def _decisions(lines: Iterable[AssessedLine], entry: int) -> dict[tuple[str, date], ExceptionDecision]:
    """The decisions known at an entry, of the matter as it was judged and no other."""
    matters = {(one.line_ref, one.week): one.matter_sha256 for one in lines if one.decision == "HELD" and one.line_ref}
    found = ExceptionDecision.objects.filter(
        known_at(entry, ended_by="superseded_by"), line_ref__in={ref for ref, _ in matters}, week__in={week for _, week in matters}
    )
    return {(d.line_ref, d.week): d for d in found if matters.get((d.line_ref, d.week)) == d.matter_sha256}


def _known(one: AssessedLine, decision: ExceptionDecision | None) -> LineWeekKnown:
    paid_by_decision = decision is not None and decision.choice != HOLD
    payable = one.decision in DUE or paid_by_decision
    pence = decision.pence if decision is not None and paid_by_decision else one.entitled_pence
    return LineWeekKnown(
        line_ref=one.line_ref,
        person_ref=one.person_ref,
        service=one.service,
        week=one.week,
        judgement_ref=one.judgement.ref,
        claimed_pence=one.claimed_pence,
        payable_pence=pence if payable else 0,
        standing="payable" if payable else one.decision.lower(),
        codes=tuple(one.codes),
    )
