"""Which judgements were made, in figures, and which of them stands."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Sum

from duly.payments.validation.facts import PricePart
from duly.payments.validation.models import DUE, AssessedLine, ExceptionRaised, Judgement


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
class WeekJudged:
    """One week as the judgement that stands has it, in figures (pence). `decisions` are how many line-weeks came out so, by decision."""

    judgement_ref: str
    lines: int
    decisions: Mapping[str, int]
    claimed_pence: int
    due_pence: int


@dataclass(frozen=True)
class WeekPriced:
    """A week of which some line-weeks were priced with a rate: how many, and what its parts of them came to, in pence."""

    week: date
    judgement_ref: str
    lines: int
    pence: int


def judgements(*, limit: int = 50) -> tuple[JudgementSummary, ...]:
    """The newest judgements first."""
    return tuple(summary(ref) for ref in Judgement.objects.order_by("-pk").values_list("ref", flat=True)[:limit])


def newest_week(*, on: date) -> date | None:
    """The last judged week that has begun by a day; when all are yet to come, the first of them; None before any judgement."""
    every = {date.fromisoformat(week) for weeks in Judgement.objects.values_list("weeks", flat=True) for week in weeks}
    begun = [week for week in every if week <= on]
    return max(begun) if begun else min(every, default=None)


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


def week_in_figures(week: date) -> WeekJudged:
    """The week of a Monday in the judgement that stands, added up by the database; of a judgement of several weeks only this one."""
    ref = current_judgement_ref(week)
    lines = AssessedLine.objects.filter(judgement__ref=ref, week=week).order_by()
    found = lines.values_list("decision").annotate(many=Count("pk"), claimed=Sum("claimed_pence"), due=Sum("due_pence"))
    rows = tuple(found)
    return WeekJudged(
        ref, sum(row[1] for row in rows), {row[0]: row[1] for row in rows}, sum(row[2] for row in rows), sum(row[3] for row in rows)
    )


def current_judgement_ref(week: date) -> str:
    """The newest judgement that covers the week of a Monday, or empty. Newest in the order they were written, whatever a clock said meanwhile:
    only one is made at a time."""
    found = Judgement.objects.filter(weeks__contains=[week.isoformat()]).order_by("-pk")
    return found.values_list("ref", flat=True).first() or ""


def weeks_priced_with(rate_ref: str) -> tuple[WeekPriced, ...]:
    """The weeks of which the judgement that stands priced something with a rate, newest first."""
    rows: dict[tuple[date, str], list[int]] = {}
    for one in AssessedLine.objects.filter(parts__contains=[[rate_ref]]).select_related("judgement"):
        pence = sum(part.pence for part in (PricePart(*told) for told in one.parts) if part.rate_ref == rate_ref)
        rows.setdefault((one.week, one.judgement.ref), []).append(pence)
    standing = {week: current_judgement_ref(week) for week, _ in rows}
    weeks = [WeekPriced(week, ref, len(pence), sum(pence)) for (week, ref), pence in rows.items() if standing[week] == ref]
    return tuple(sorted(weeks, key=lambda one: one.week, reverse=True))
