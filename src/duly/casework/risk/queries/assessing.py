"""How the risk of each case was assessed, what is due again and why, and what a month's meeting should have before it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from duly.casework.cases import queries as cases
from duly.casework.cases.queries import CaseSeen
from duly.casework.cases.states import Stage
from duly.casework.risk.models import Assessment, Due, Look
from duly.casework.risk.queries.governing import every_trigger, rules_in_force, rules_named
from duly.casework.risk.rules.ruleset import RiskRules
from duly.casework.risk.rules.scoring import HIGH_RISK, Change, Level, changes, level_of
from duly.core.calendar.queries import reckoned_again
from duly.core.record.clock import today
from duly.core.record.queries import private_words
from duly.primitives.period import say_day

ERASED = "[erased]"
NEVER, DUE_AGAIN, LATE, CURRENT = "never assessed", "due again", "review missed", "current"
NEW, CHANGED, SAME = "new to you", "changed", "as you saw it"


@dataclass(frozen=True)
class ScoreSeen:
    """One dimension's points, the words they rest on, and the paper, where there is one."""

    dimension: str
    word: str
    points: int
    evidence: str
    paper: str


@dataclass(frozen=True)
class AssessmentSeen:
    """One assessment. `confirms` is the number of the one it left as it was, or nought; `stands` whether no later one was made."""

    case_ref: str
    number: int
    scale: str
    level: str
    score: int
    owner: str
    assessed_by: str
    assessed_on: date
    assessed_at: datetime
    review_on: date
    confirms: int
    stands: bool
    mitigation: str
    confirmed_because: str
    scores: tuple[ScoreSeen, ...]
    rules: RiskRules

    @property
    def points(self) -> dict[str, int]:
        """Points by dimension."""
        return {one.dimension: one.points for one in self.scores}

    @property
    def working(self) -> Level:
        """How its points came to its level."""
        return level_of(self.points, self.rules.scale)


@dataclass(frozen=True)
class DueSeen:
    """One happening after which a case must be looked at again. `stands` until that was done. `by_day` goes by the bank holidays announced since; `first_by` is
    the day as it was told then."""

    case_ref: str
    trigger: str
    source: str
    raised_on: date
    raised_at: datetime
    by_day: date
    told_post: str
    stands: bool
    word: str
    first_by: date

    @property
    def says(self) -> str:
        """Why, in words."""
        return f"{self.word} ({self.source})"


@dataclass(frozen=True)
class Registered:
    """One case as the register has it. `standing` says whether an assessment is current; `since` what changed since the reader's last look."""

    case: CaseSeen
    assessment: AssessmentSeen | None
    dues: tuple[DueSeen, ...]
    standing: str
    since: str

    @property
    def high(self) -> bool:
        """Whether it is of high risk, or of high profile."""
        return self.assessment is not None and self.assessment.level in HIGH_RISK

    @property
    def by_day(self) -> date | None:
        """The day by which somebody must look at it."""
        days = [one.by_day for one in self.dues] + ([self.assessment.review_on] if self.assessment else [])
        return min(days) if days else None


@dataclass(frozen=True)
class OnAgenda:
    """One case on a month's agenda, with every reason why."""

    case: CaseSeen
    assessment: AssessmentSeen | None
    standing: str
    why: tuple[str, ...]


def of_case(case_ref: str) -> tuple[AssessmentSeen, ...]:
    """Every assessment of a case, the newest first."""
    return _seen(Assessment.objects.filter(case_ref=case_ref).prefetch_related("scores").order_by("-number"))


def standing(case_ref: str) -> AssessmentSeen | None:
    """The assessment of a case that stands, or None before the first."""
    return next((one for one in of_case(case_ref) if one.stands), None)


def since_before(case_ref: str) -> tuple[Change, ...]:
    """What is otherwise in the assessment that stands than in the one before it."""
    found = of_case(case_ref)
    if len(found) < 2:
        return ()
    return changes(found[1].points, found[0].points, found[0].rules.scale, found[1].rules.scale)


def dues(case_ref: str = "", *, stand: bool = True) -> tuple[DueSeen, ...]:
    """What made cases due again and was not answered yet (with `stand=False`, what was too), the first to be done first."""
    found = Due.objects.order_by("by_day", "pk")
    found = found.filter(case_ref=case_ref) if case_ref else found
    words = every_trigger()
    rows = list(found.filter(superseded_by__isnull=True) if stand else found)
    days = reckoned_again([(row.by_day, row.made_by) for row in rows]) if stand else [row.by_day for row in rows]
    seen = (replace(_due(row, words), by_day=day) for row, day in zip(rows, days, strict=True))
    return tuple(sorted(seen, key=lambda one: one.by_day))


def raised(case_refs: Collection[str]) -> set[tuple[str, str, str]]:
    """Of these cases: what ever made them due, as (case, trigger, source)."""
    return set(Due.objects.filter(case_ref__in=list(case_refs)).values_list("case_ref", "trigger", "source"))


def last_look(officer: str) -> datetime | None:
    """When somebody last said that they had looked at the register."""
    return Look.objects.filter(officer=officer).order_by("-at").values_list("at", flat=True).first()


def register(reader: str = "") -> tuple[Registered, ...]:
    """Every open case that was ever assessed or is due, and closed ones that are due: the highest first, then what is due first."""
    waiting: dict[str, list[DueSeen]] = defaultdict(list)
    for one in dues():
        waiting[one.case_ref].append(one)
    held = {one.case_ref: one for one in _standing()}
    looked = last_look(reader) if reader else None
    known = cases.some((*held, *waiting))
    rows = [
        _registered(known[ref], held.get(ref), tuple(waiting.get(ref, ())), looked)
        for ref in known
        if ref in waiting or (known[ref].stage != Stage.CLOSED.value and not known[ref].merged_into)
    ]
    return tuple(sorted(rows, key=_order))


def standing_of(assessment: AssessmentSeen | None, due: Collection[DueSeen], *, on: date) -> str:
    """Whether there is a current assessment: never assessed, due again, its review missed, or current."""
    if assessment is None:
        return NEVER
    if due:
        return DUE_AGAIN
    return LATE if assessment.review_on < on else CURRENT


def for_agenda(month: date) -> tuple[OnAgenda, ...]:
    """The cases that a month's meeting should have before it, each with why; nobody types them. `month` is any day of it.

    What is of high risk; what became due in the month before, or since, whether or not it was answered; what is still due; what is reviewed in it.
    """
    starts = month.replace(day=1)
    ends = (starts + timedelta(days=32)).replace(day=1)
    before = (starts - timedelta(days=1)).replace(day=1)
    happened = [one for one in dues(stand=False) if one.raised_on < ends and (one.stands or one.raised_on >= before)]
    why: dict[str, list[str]] = defaultdict(list)
    held = {one.case_ref: one for one in _standing()}
    for ref, one in held.items():
        if one.level in HIGH_RISK:
            why[ref].append(f"It is {one.level if one.level != 'high' else 'of high risk'} ({one.score} points).")
    for due in happened:
        answered = f"to be looked at by {say_day(due.by_day)}" if due.stands else "looked at since"
        why[due.case_ref].append(f"{due.says}, {say_day(due.raised_on)}: {answered}.")
    for ref, one in held.items():
        if starts <= one.review_on < ends:
            why[ref].append(f"Its assessment is to be reviewed by {say_day(one.review_on)}.")
    known = cases.some(tuple(why))
    still = {one.case_ref for one in happened}
    rows = [
        OnAgenda(
            case,
            held.get(ref),
            standing_of(held.get(ref), [one for one in happened if one.stands and one.case_ref == ref], on=today()),
            tuple(why[ref]),
        )
        for ref, case in known.items()
        if ref in still or (case.stage != Stage.CLOSED.value and not case.merged_into)
    ]
    return tuple(sorted(rows, key=lambda one: (-(one.assessment.score if one.assessment else 0), one.case.ref)))


def dormant(*, on: date) -> tuple[tuple[str, date], ...]:
    """Open cases on which nothing was done for long: (case, the day somebody last did anything, or its opening)."""
    found = ((one.ref, one.touched_on or one.opened_on) for one in cases.open_cases())
    days = rules_in_force(on=on).dormant_days
    return tuple((ref, last) for ref, last in found if (on - last).days >= days)


def reviews_missed(*, on: date) -> tuple[AssessmentSeen, ...]:
    """Assessments that stand and were to be reviewed before a day."""
    return tuple(one for one in _standing() if one.review_on < on)


def _registered(case: CaseSeen, held: AssessmentSeen | None, due: tuple[DueSeen, ...], looked: datetime | None) -> Registered:
    last = max([one.raised_at for one in due] + ([held.assessed_at] if held else []))
    since = NEW if looked is None else CHANGED if last > looked else SAME
    return Registered(case, held, due, standing_of(held, due, on=today()), since)


def _order(one: Registered) -> tuple[int, date, str]:
    return (0 if one.assessment is None else 1 if one.high else 2, one.by_day or date.max, one.case.ref)


def _standing() -> tuple[AssessmentSeen, ...]:
    return _seen(Assessment.objects.filter(superseded_by__isnull=True).prefetch_related("scores"))


def _seen(rows: Iterable[Assessment]) -> tuple[AssessmentSeen, ...]:
    held = list(rows)
    words = private_words({one.told_in for one in held} | {one.made_by for one in held})
    known = rules_named({one.scale for one in held})
    return tuple(_one(row, known[row.scale], words.get(row.told_in, {}), words.get(row.made_by, {})) for row in held)


def _one(row: Assessment, rules: RiskRules, told: Mapping[str, object], own: Mapping[str, object]) -> AssessmentSeen:
    evidence, called = told.get("evidence", ()), rules.scale.words
    said = dict(zip(called, evidence, strict=False)) if isinstance(evidence, list | tuple) else {}
    scores = {one.dimension: one for one in row.scores.all()}
    same = {
        name: getattr(row, name) for name in AssessmentSeen.__annotations__ if hasattr(row, name) and name not in ("scores", "confirms")
    }
    return AssessmentSeen(
        **same,
        confirms=row.confirms or 0,
        stands=row.superseded_by is None,
        mitigation=str(told.get("mitigation", ERASED)),
        confirmed_because=str(own.get("because", ERASED)) if row.confirms else "",
        scores=tuple(
            ScoreSeen(code, word, scores[code].points, str(said.get(code, "" if told else ERASED)), scores[code].paper)
            for code, word in called.items()
            if code in scores
        ),
        rules=rules,
    )


def _due(row: Due, words: Mapping[str, str]) -> DueSeen:
    same = {name: getattr(row, name) for name in DueSeen.__annotations__ if hasattr(row, name)}
    return DueSeen(**same, stands=row.superseded_by is None, word=words.get(row.trigger, row.trigger), first_by=row.by_day)
