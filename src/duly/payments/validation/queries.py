"""What was judged, what is due, what was held and why."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime

from django.db import connection
from django.db.models import Sum

from duly.payments.ledger.queries import paid_for
from duly.payments.validation.as_at import LineWeekKnown as LineWeekKnown
from duly.payments.validation.as_at import line_weeks_at as line_weeks_at
from duly.payments.validation.causes import SEVERITIES as SEVERITIES
from duly.payments.validation.causes import severity_of as severity_of
from duly.payments.validation.causes import title_of
from duly.payments.validation.changes import Change, changes, frozen_known
from duly.payments.validation.explain import Explanation, explain, sentences
from duly.payments.validation.facts import Cut, LineWeek, PricePart, VisitResult
from duly.payments.validation.freeze import folder_of
from duly.payments.validation.judging import judge_known
from duly.payments.validation.models import DUE, HOLD, AssessedLine, ExceptionDecision, ExceptionRaised, Judgement, VisitAssessed
from duly.payments.validation.tracing import read_trace
from duly.primitives.digest import canonical, sha256_hex
from duly.primitives.period import say_day

REFUSED = {
    "no-opening": "No opening position has been signed for this line.",
    "before-opening": "This week was settled before Duly began.",
}


@dataclass(frozen=True)
class JudgementSummary:
    """A judgement in figures. `decisions` and `codes` are (decision or code, how many), those there are, in order."""

    ref: str
    weeks: tuple[date, ...]
    visits: int
    line_weeks: int
    decisions: tuple[tuple[str, int], ...]
    codes: tuple[tuple[int, int], ...]
    claimed_pence: int
    entitled_pence: int
    due_pence: int
    made_by_officer: str
    made_at: datetime
    inputs_sha256: str
    ruleset_sha256: str
    results_sha256: str


@dataclass(frozen=True)
class DecisionSeen:
    """An officer's decision on a held line-week. `pence` is what it pays for the week, before what was paid already."""

    assessed_id: int
    line_ref: str
    week: date
    choice: str
    reason_code: str
    pence: int
    decided_by: str
    decided_at: datetime


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


@dataclass(frozen=True)
class WeekPriced:
    """A week of which some line-weeks were priced with a rate: how many, and what its parts of them came to, in pence."""

    week: date
    judgement_ref: str
    lines: int
    pence: int


@dataclass(frozen=True)
class ChangesSeen:
    """What made a line-week come to something else: entitled before and now, in pence, by two judgements, and the causes between, which add up."""

    since_ref: str
    judgement_ref: str
    before_pence: int
    entitled_pence: int
    changes: tuple[Change, ...]


class NoEarlierJudgement(Exception):
    """A week that was judged once has nothing to be compared with."""


def judgements(*, limit: int = 50) -> tuple[JudgementSummary, ...]:
    """The newest judgements first."""
    return tuple(summary(ref) for ref in Judgement.objects.order_by("-pk").values_list("ref", flat=True)[:limit])


def judgements_of(week: date) -> tuple[JudgementSummary, ...]:
    """Every judgement that covers the week of a Monday, the newest first."""
    found = Judgement.objects.filter(weeks__contains=[week.isoformat()]).order_by("-pk")
    return tuple(summary(ref) for ref in found.values_list("ref", flat=True))


def summary(ref: str) -> JudgementSummary:
    """One judgement in figures. `Judgement.DoesNotExist` when there is none."""
    made = Judgement.objects.get(ref=ref)
    totals = made.lines.aggregate(claimed=Sum("claimed_pence"), entitled=Sum("entitled_pence"), due=Sum("due_pence"))
    decisions = Counter(made.lines.values_list("decision", flat=True))
    codes = Counter(ExceptionRaised.objects.filter(assessed__judgement=made).values_list("code", flat=True))
    order = (*DUE, "HELD", "BLOCKED", "REFUSED")
    return JudgementSummary(
        ref=made.ref,
        weeks=tuple(date.fromisoformat(week) for week in made.weeks),
        visits=made.visits,
        line_weeks=decisions.total(),
        decisions=tuple((name, decisions[name]) for name in order if decisions[name]),
        codes=tuple(sorted(codes.items())),
        claimed_pence=totals["claimed"] or 0,
        entitled_pence=totals["entitled"] or 0,
        due_pence=totals["due"] or 0,
        made_by_officer=made.made_by_officer,
        made_at=made.made_at,
        inputs_sha256=made.inputs_sha256,
        ruleset_sha256=made.ruleset_sha256,
        results_sha256=made.results_sha256,
    )


def current_judgement_ref(week: date) -> str:
    """The newest judgement that covers the week of a Monday, or empty. Newest in the order they were written, whatever a clock said meanwhile:
    only one is made at a time."""
    found = Judgement.objects.filter(weeks__contains=[week.isoformat()]).order_by("-pk")
    return found.values_list("ref", flat=True).first() or ""


def exceptions(week: date, *, provider_ref: str = "", code: int = 0, only_undecided: bool = False) -> tuple[ExceptionSeen, ...]:
    """The line-weeks of the week's newest judgement that carry a code, the most money in question first. `only_undecided`: those a person can and has not decided."""
    found = _current_lines(week).exclude(codes=[])
    if provider_ref:
        found = found.filter(provider_ref=provider_ref)
    if code:
        found = found.filter(exceptions__code=code)
    decided = _decided(week)
    seen = (_exception_seen(one, decided.get(one.line_ref)) for one in found)
    wanted = (one for one in seen if not only_undecided or (one.decision == "HELD" and one.decided is None and one.line_ref))
    return tuple(sorted(wanted, key=lambda one: (-one.in_question_pence, one.assessed_id)))


def due_lines(week: date) -> tuple[DueLine, ...]:
    """What may be paid for a week: clean and trimmed lines of its newest judgement, and held ones that somebody decided to pay. By line.

    What was paid is asked of the book now, not as it was when judged, so that nothing is due twice. Lines with nothing due are told.
    """
    decided = _decided(week)
    payable: list[tuple[AssessedLine, int, str, DecisionSeen | None]] = []
    for one in _current_lines(week):
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
                assessed_digest=sha256_hex(canonical([one.matter_sha256, decision.choice if decision else "", pence])),
                cause=cause,
                assessed_id=one.pk,
            )
        )
    return tuple(sorted(due, key=lambda line: line.line_ref))


def left_out(week: date) -> tuple[LeftOut, ...]:
    """The claimed line-weeks of a week's newest judgement that may not be paid as things stand, with the reason, in key order."""
    decided = _decided(week)
    found = []
    for one in _current_lines(week).exclude(decision__in=DUE):
        told = _why_left_out(one, decided.get(one.line_ref))
        if told:
            found.append(LeftOut(one.line_ref, one.provider_ref, one.person_ref, one.service, week, one.claimed_pence, *told, one.pk))
    return tuple(found)


def assessed_of(line_ref: str, week: date) -> int | None:
    """The row of a line's week in the judgement that stands, by its number, or None when it was not judged."""
    return _current_lines(week).filter(line_ref=line_ref).values_list("id", flat=True).first()


def weeks_priced_with(rate_ref: str) -> tuple[WeekPriced, ...]:
    """The weeks of which the judgement that stands priced something with a rate, newest first."""
    rows: dict[tuple[date, str], list[int]] = {}
    for one in AssessedLine.objects.filter(parts__contains=[[rate_ref]]).select_related("judgement"):
        pence = sum(part.pence for part in (PricePart(*told) for told in one.parts) if part.rate_ref == rate_ref)
        rows.setdefault((one.week, one.judgement.ref), []).append(pence)
    standing = {week: current_judgement_ref(week) for week, _ in rows}
    weeks = [WeekPriced(week, ref, len(pence), sum(pence)) for (week, ref), pence in rows.items() if standing[week] == ref]
    return tuple(sorted(weeks, key=lambda one: one.week, reverse=True))


def assessed_line(assessed_id: int) -> tuple[LineWeek, str]:
    """One line-week as it was judged, and the judgement's reference. `AssessedLine.DoesNotExist` when there is none."""
    one = AssessedLine.objects.select_related("judgement").get(pk=assessed_id)
    return line_week_of(one), one.judgement.ref


def decision_on(line_ref: str, week: date) -> DecisionSeen | None:
    """The decision that stands on a line-week, or None."""
    return _decided(week).get(line_ref) if line_ref else None


def keep_still(weeks: Iterable[date]) -> None:
    """Wait for whoever is deciding or judging these weeks, and let nobody do so until this transaction ends. Ask inside a unit of work.

    Whoever pays asks it before asking what may be paid: a hold decided at that instant is then seen, or comes after the payment.
    """
    with connection.cursor() as cursor:
        for week in sorted(set(weeks)):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('decided week ' || %s, 0))", [week.isoformat()])


def decisions_by(officer_ref: str, week: date) -> tuple[DecisionSeen, ...]:
    """The decisions that stand on a week's lines and that this officer made, by line."""
    found = ExceptionDecision.objects.filter(week=week, decided_by=officer_ref, superseded_by__isnull=True)
    return tuple(decision_seen(one) for one in found.order_by("line_ref"))


def explanation(assessed_id: int) -> Explanation:
    """One line-week explained: a sentence, a table that adds up, and everything it was made from, read from the frozen inputs."""
    line_week, judgement_ref = assessed_line(assessed_id)
    results = {v.visit_ref: v for v in _visit_results(judgement_ref, line_week.line_ref)}
    return explain(line_week, read_trace(folder_of(judgement_ref), line_week, results))


def line_week_of(one: AssessedLine) -> LineWeek:
    """A stored line-week as a value."""
    plain = {f.name: getattr(one, f.name) for f in fields(LineWeek)}
    parts, cuts = tuple(PricePart(*part) for part in one.parts), tuple(Cut(*cut) for cut in one.cuts)
    return LineWeek(**plain | {"codes": tuple(one.codes), "parts": parts, "cuts": cuts})


def matter_sha256(found: LineWeek) -> str:
    """The digest of a line-week but for what was paid before, and let through: while it is the same, a decision about it stands."""
    told = {name: value for name, value in asdict(replace(found, paid_pence=0, due_pence=0)).items() if name != "let_pence"}
    return sha256_hex(canonical(told | {"week": found.week.isoformat()}))


def decision_seen(found: ExceptionDecision) -> DecisionSeen:
    """A stored decision as a value."""
    return DecisionSeen(
        found.assessed_id, found.line_ref, found.week, found.choice, found.reason_code, found.pence, found.decided_by, found.decided_at
    )


def _current_lines(week: date):
    found = AssessedLine.objects.filter(week=week, judgement__ref=current_judgement_ref(week)).select_related("judgement")
    return found.order_by("provider_ref", "person_ref", "service")


def _decided(week: date) -> dict[str, DecisionSeen]:
    """The decisions that stand, by line: of the matter as it was last judged, and no other."""
    matters = dict(_current_lines(week).values_list("line_ref", "matter_sha256"))
    found = ExceptionDecision.objects.filter(week=week, superseded_by__isnull=True)
    return {d.line_ref: decision_seen(d) for d in found if matters.get(d.line_ref) == d.matter_sha256}


def _visit_results(judgement_ref: str, line_ref: str) -> tuple[VisitResult, ...]:
    names = [f.name for f in fields(VisitResult)]
    found = VisitAssessed.objects.filter(judgement__ref=judgement_ref, line_ref=line_ref)
    return tuple(VisitResult(*row) for row in found.values_list(*names))


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
        titles=tuple(title_of(code) for code in one.codes),
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


def changes_since(assessed_id: int, since_ref: str = "") -> ChangesSeen:
    """Why a line-week is entitled to something else than in an earlier judgement of its week: the one named, or the one before the one it is of.

    `NoEarlierJudgement` when there is none. Judges one provider's week several times over, which takes about a second.
    """
    line_week, ref = assessed_line(assessed_id)
    before = since_ref or _judgement_before(ref, line_week.week)
    key = (line_week.week, line_week.provider_ref, line_week.person_ref, line_week.service)
    known = {name: frozen_known(folder_of(name), line_week.provider_ref) for name in (before, ref)}
    found = changes(known[before], known[ref], weeks=[line_week.week], judge=judge_known).get(key, ())
    was = AssessedLine.objects.filter(judgement__ref=before, week=line_week.week, provider_ref=line_week.provider_ref)
    was = was.filter(person_ref=line_week.person_ref, service=line_week.service)
    pence = was.values_list("entitled_pence", flat=True).first() or 0
    return ChangesSeen(before, ref, pence, line_week.entitled_pence, found)


def _judgement_before(ref: str, week: date) -> str:
    this = Judgement.objects.get(ref=ref)
    found = Judgement.objects.filter(weeks__contains=[week.isoformat()], pk__lt=this.pk).order_by("-pk")
    before = found.values_list("ref", flat=True).first()
    if before is None:
        raise NoEarlierJudgement(f"The week of {say_day(week)} was not judged before {ref}.")
    return before
