"""A line-week explained, and what made it come to something else than before."""

from dataclasses import dataclass, fields, replace
from datetime import date

from duly.payments.validation.changes import Change, changes, frozen_known
from duly.payments.validation.explain import Explanation, explain
from duly.payments.validation.facts import Inputs, Letting, LineWeek, VisitResult
from duly.payments.validation.freeze import folder_of
from duly.payments.validation.judging import judge_known
from duly.payments.validation.models import AssessedLine, Judgement, VisitAssessed
from duly.payments.validation.queries.matters import assessed_line
from duly.payments.validation.tracing import read_trace
from duly.primitives.period import say_day


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


def explanation(assessed_id: int) -> Explanation:
    """One line-week explained: a sentence, a table that adds up, and everything it was made from, read from the frozen inputs."""
    line_week, judgement_ref = assessed_line(assessed_id)
    results = {v.visit_ref: v for v in _visit_results(judgement_ref, line_week.line_ref)}
    return explain(line_week, read_trace(folder_of(judgement_ref), line_week, results))


def changes_since(assessed_id: int, since_ref: str = "") -> ChangesSeen:
    """Why a line-week is entitled to something else than in an earlier judgement of its week: the one named, or the one before the one it is of.

    `NoEarlierJudgement` when there is none. Judges one provider's week several times over, which takes about a second.
    """
    line_week, ref = assessed_line(assessed_id)
    before = since_ref or _judgement_before(ref, line_week.week)
    key = (line_week.week, line_week.provider_ref, line_week.person_ref, line_week.service)
    known = {name: _known_alone(name, line_week) for name in (before, ref)}
    found = changes(known[before], known[ref], weeks=[line_week.week], judge=judge_known).get(key, ())
    was = AssessedLine.objects.filter(judgement__ref=before, week=line_week.week, provider_ref=line_week.provider_ref)
    was = was.filter(person_ref=line_week.person_ref, service=line_week.service)
    pence = was.values_list("entitled_pence", flat=True).first() or 0
    return ChangesSeen(before, ref, pence, line_week.entitled_pence, found)


def _visit_results(judgement_ref: str, line_ref: str) -> tuple[VisitResult, ...]:
    names = [f.name for f in fields(VisitResult)]
    found = VisitAssessed.objects.filter(judgement__ref=judgement_ref, line_ref=line_ref)
    return tuple(VisitResult(*row) for row in found.values_list(*names))


def _judgement_before(ref: str, week: date) -> str:
    this = Judgement.objects.get(ref=ref)
    found = Judgement.objects.filter(weeks__contains=[week.isoformat()], pk__lt=this.pk).order_by("-pk")
    before = found.values_list("ref", flat=True).first()
    if before is None:
        raise NoEarlierJudgement(f"The week of {say_day(week)} was not judged before {ref}.")
    return before


def _known_alone(ref: str, line_week: LineWeek) -> Inputs:
    """What a judgement read, for judging one of its weeks alone: what it said itself of its other weeks counts as on record, and not what was before."""
    frozen = frozen_known(folder_of(ref), line_week.provider_ref)
    others = {date.fromisoformat(week) for week in Judgement.objects.get(ref=ref).weeks} - {line_week.week}
    said = AssessedLine.objects.filter(judgement__ref=ref, week__in=others, let_pence__gt=0, provider_ref=line_week.provider_ref)
    before = (one for one in frozen.lettings if one.week not in others)
    return replace(frozen, lettings=(*before, *(Letting(*row) for row in said.values_list("line_ref", "week", "let_pence"))))
