"""What of a week was held or stopped, and why it may not be paid yet."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from duly.payments.validation.explain import called, sentences
from duly.payments.validation.models import DUE, HOLD, AssessedLine, ExceptionDecision
from duly.payments.validation.queries.matters import DecisionSeen, current_lines, decided_in, line_week_of

REFUSED = {
    "no-opening": "No opening position has been signed for this line.",
    "before-opening": "This week was settled before Duly began.",
}


@dataclass(frozen=True)
class ExceptionSeen:
    """A line-week with something to look at. `in_question_pence` is claimed less entitled; `says` is one sentence a code."""

    assessed_id: int
    judgement_ref: str
    line_ref: str
    provider_ref: str
    person_ref: str
    service: str
    week: date
    claimed_pence: int
    entitled_pence: int
    delivered_pence: int
    in_question_pence: int
    decision: str
    codes: tuple[int, ...]
    titles: tuple[str, ...]
    says: str
    decided: DecisionSeen | None


@dataclass(frozen=True)
class LeftOut:
    """A claimed line-week that nothing is due on yet, and why. `pence` is what was claimed. Codes: "not-decided", "decided-to-hold",
    "no-authority", "no-rate", "blocked" (for another reason), "no-opening", "before-opening"."""

    line_ref: str
    provider_ref: str
    person_ref: str
    service: str
    week: date
    pence: int
    code: str
    because: str
    assessed_id: int


def exceptions(
    week: date, *, provider_ref: str = "", code: int = 0, only_undecided: bool = False, only_decided: bool = False
) -> tuple[ExceptionSeen, ...]:
    """The line-weeks of the week's newest judgement that carry a code, the most money in question first.

    `only_undecided`: those a person can and has not decided; `only_decided`: those that somebody decided. Words are made only for what is wanted.
    """
    found = current_lines(week).exclude(codes=[])
    if only_decided or only_undecided:
        found = found.filter(decision="HELD").exclude(line_ref="")
    if provider_ref:
        found = found.filter(provider_ref=provider_ref)
    if code:
        found = found.filter(exceptions__code=code)
    decided = decided_in(week)
    if only_decided:
        found = found.filter(line_ref__in=decided)
    if only_undecided:
        found = found.exclude(line_ref__in=decided)
    seen = (_exception_seen(one, decided.get(one.line_ref)) for one in found)
    return tuple(sorted(seen, key=lambda one: (-one.in_question_pence, one.assessed_id)))


def how_many_undecided(week: date) -> int:
    """How many line-weeks of a week's newest judgement a person can decide and has not: counted by the database, for every page's navigation."""
    same = ExceptionDecision.objects.filter(week=week, line_ref=OuterRef("line_ref"), matter_sha256=OuterRef("matter_sha256"))
    held = current_lines(week).filter(decision="HELD").exclude(codes=[]).exclude(line_ref="")
    return held.exclude(Exists(same.filter(superseded_by__isnull=True))).order_by().count()


def left_out(week: date, *, among: Collection[str] | None = None) -> tuple[LeftOut, ...]:
    """The claimed line-weeks of a week's newest judgement, or of these lines of it, that may not be paid as things stand, with the reason, in key order."""
    decided = decided_in(week)
    stopped = current_lines(week).exclude(decision__in=DUE)
    found = []
    for one in stopped if among is None else stopped.filter(line_ref__in=among):
        told = _why_left_out(one, decided.get(one.line_ref))
        if told:
            found.append(LeftOut(one.line_ref, one.provider_ref, one.person_ref, one.service, week, one.claimed_pence, *told, one.pk))
    return tuple(found)


def _exception_seen(one: AssessedLine, decided: DecisionSeen | None) -> ExceptionSeen:
    return ExceptionSeen(
        assessed_id=one.pk,
        judgement_ref=one.judgement.ref,
        line_ref=one.line_ref,
        provider_ref=one.provider_ref,
        person_ref=one.person_ref,
        service=one.service,
        week=one.week,
        claimed_pence=one.claimed_pence,
        entitled_pence=one.entitled_pence,
        delivered_pence=one.delivered_pence,
        in_question_pence=one.claimed_pence - one.entitled_pence,
        decision=one.decision,
        codes=tuple(one.codes),
        titles=tuple(called(line_week_of(one), code) for code in one.codes),
        says=" ".join(sentences(line_week_of(one), to="officer")),
        decided=decided if one.decision == "HELD" else None,
    )


def _why_left_out(one: AssessedLine, decided: DecisionSeen | None) -> tuple[str, str] | None:
    if one.decision == "REFUSED":
        return one.reason, REFUSED[one.reason]
    says = " ".join(sentences(line_week_of(one), to="officer"))
    if one.decision == "BLOCKED":
        return ("no-rate" if {301, 302, 306} & set(one.codes) else "blocked"), says
    if not one.line_ref:
        return "no-authority", says
    if decided is None:
        return "not-decided", f"Held for a person to decide. {says}"
    if decided.choice == HOLD:
        return "decided-to-hold", f"Held by decision ({decided.reason_code}). {says}"
    return None
