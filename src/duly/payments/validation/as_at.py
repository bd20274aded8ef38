"""What had been judged and decided of a provider's weeks at an entry of the record."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Max, Q

from duly.core.log.queries import known_at
from duly.core.record.clock import LONDON
from duly.payments.validation.models import DUE, HOLD, AssessedLine, ExceptionDecision, Judgement


@dataclass(frozen=True)
class LineWeekKnown:
    """A line-week as it stood. `payable_pence` is what the contract or a decision pays for it, before what was paid; 0 where nothing may be paid yet.

    `standing` is "payable", "held", "blocked" or "refused"; `reason` says why it was refused. `choice` and `reason_code` are of the decision that
    stood, empty without one; `since` is the day of that decision, or else of the judgement.
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
    provider_ref: str = ""
    reason: str = ""
    choice: str = ""
    reason_code: str = ""
    since: date | None = None


def line_weeks_at(provider_ref: str, entry: int) -> tuple[LineWeekKnown, ...]:
    """Every claimed line-week of a provider by the newest judgement of its week that was known at an entry, with the decision known by then.

    By week, person and service. A judgement counts as newest in the order they were written.
    """
    return _line_weeks(Q(provider_ref=provider_ref), entry)


def line_weeks_of_person_at(person_ref: str, entry: int) -> tuple[LineWeekKnown, ...]:
    """The same of one person, whoever claimed it."""
    return _line_weeks(Q(person_ref=person_ref), entry)


def _line_weeks(whose: Q, entry: int) -> tuple[LineWeekKnown, ...]:
    judged = AssessedLine.objects.filter(whose)
    newest = dict(
        judged.filter(known_at(entry)).values_list("week").annotate(Max("judgement_id"))
    )  # a judgement is known with all its lines, by one event
    order = ("week", "person_ref", "service", "provider_ref")
    rows = judged.filter(judgement_id__in=set(newest.values())).order_by(*order).values_list(*_Row._fields)
    found = [one for one in map(_Row._make, rows) if newest[one.week] == one.judgement_id]
    decided = _decisions(found, entry)
    made = {pk: (ref, at.astimezone(LONDON).date()) for pk, ref, at in _judgements(newest.values())}
    return tuple(_known(one, *made[one.judgement_id], decided.get((one.line_ref, one.week))) for one in found)


def _judgements(pks: Iterable[int]) -> Iterable[tuple[int, str, datetime]]:
    return Judgement.objects.filter(pk__in=set(pks)).values_list("pk", "ref", "made_at")


class _Row(NamedTuple):
    """What is asked of a line-week: a model for each of a year's thousands takes four times as long."""

    line_ref: str
    person_ref: str
    service: str
    week: date
    judgement_id: int
    claimed_pence: int
    entitled_pence: int
    decision: str
    codes: list[int]
    matter_sha256: str
    provider_ref: str
    reason: str


def _decisions(lines: Iterable[_Row], entry: int) -> dict[tuple[str, date], ExceptionDecision]:
    """The decisions known at an entry, of the matter as it was judged and no other."""
    matters = {(one.line_ref, one.week): one.matter_sha256 for one in lines if one.decision == "HELD" and one.line_ref}
    found = ExceptionDecision.objects.filter(
        known_at(entry, ended_by="superseded_by"), line_ref__in={ref for ref, _ in matters}, week__in={week for _, week in matters}
    )
    return {(d.line_ref, d.week): d for d in found if matters.get((d.line_ref, d.week)) == d.matter_sha256}


def _known(one: _Row, judgement_ref: str, judged_on: date, decision: ExceptionDecision | None) -> LineWeekKnown:
    paid_by_decision = decision is not None and decision.choice != HOLD
    payable = one.decision in DUE or paid_by_decision
    pence = decision.pence if decision is not None and paid_by_decision else one.entitled_pence
    return LineWeekKnown(
        line_ref=one.line_ref,
        person_ref=one.person_ref,
        service=one.service,
        week=one.week,
        judgement_ref=judgement_ref,
        claimed_pence=one.claimed_pence,
        payable_pence=pence if payable else 0,
        standing="payable" if payable else one.decision.lower(),
        codes=tuple(one.codes),
        provider_ref=one.provider_ref,
        reason=one.reason,
        choice=decision.choice if decision else "",
        reason_code=decision.reason_code if decision else "",
        since=decision.decided_at.astimezone(LONDON).date() if decision else judged_on,
    )
