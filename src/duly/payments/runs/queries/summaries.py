"""What runs there are, without their lines."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Sum

from duly.payments.runs.models import LeftOut, Run, RunLine
from duly.payments.runs.queries.content import is_content

NOTHING_HELD = {"pence": 0, "lines": 0, "providers": 0}


@dataclass(frozen=True)
class RunSummary:
    """A run without its lines. Totals of a draft are of what it holds now; `content_sha256` is empty until it is prepared."""

    ref: str
    version: int
    category: str
    week: date
    pay_date: date
    state: str
    drafted_by: str
    prepared_by: str
    approved_by: str
    approved_at: datetime | None
    total_pence: int
    payment_count: int
    line_count: int
    left_out_count: int
    content_sha256: str
    taken_out_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class RunOpen:
    """Who did what to a run that is not void, without its figures."""

    ref: str
    state: str
    drafted_by: str
    prepared_by: str
    approved_by: str
    taken_out_by: tuple[str, ...]


def run(ref: str) -> RunSummary:
    """One run. `Run.DoesNotExist` when there is none."""
    return summary(Run.objects.get(ref=ref))


def runs(*, week: date | None = None, state: str = "") -> tuple[RunSummary, ...]:
    """Every run, or those of a week or in a state, newest pay date first."""
    found = Run.objects.order_by("-pay_date", "-ref")
    if week:
        found = found.filter(week=week)
    if state:
        found = found.filter(state=state)
    return summaries(found)


def pay_dates(week: date) -> tuple[date, ...]:
    """The days on which the runs of a week that are not void pay, the earliest first."""
    return tuple(Run.objects.filter(week=week).exclude(state="void").order_by("pay_date").values_list("pay_date", flat=True).distinct())


def runs_open() -> tuple[RunOpen, ...]:
    """Every run that is not void, the earliest pay date first, in one question: for counting whose move each is."""
    rows = (
        Run.objects.exclude(state="void")
        .order_by("pay_date", "ref")
        .values_list("ref", "state", "drafted_by", "prepared_by", "approved_by", "taken_out_by")
    )
    return tuple(
        RunOpen(ref, state, drafted, prepared or "", approved or "", tuple(out)) for ref, state, drafted, prepared, approved, out in rows
    )


def summary(found: Run) -> RunSummary:
    """A stored run as a value."""
    return summaries([found])[0]


def summaries(found: Iterable[Run]) -> tuple[RunSummary, ...]:
    """Stored runs as values, in two questions however many they are."""
    found = tuple(found)
    live = RunLine.objects.filter(is_content(), run__in=found).order_by().values("run")
    held = {row["run"]: row for row in live.annotate(pence=Sum("pence"), lines=Count("pk"), providers=Count("provider_ref", distinct=True))}
    left = dict(LeftOut.objects.filter(run__in=found).order_by().values_list("run").annotate(many=Count("pk")))
    return tuple(_summary(one, held.get(one.pk, NOTHING_HELD), left.get(one.pk, 0)) for one in found)


def _summary(found: Run, held: Mapping[str, int], left: int) -> RunSummary:
    return RunSummary(
        found.ref,
        found.version,
        found.category,
        found.week,
        found.pay_date,
        found.state,
        found.drafted_by,
        found.prepared_by or "",
        found.approved_by or "",
        found.approved_at,
        found.total_pence if found.total_pence is not None else held["pence"],
        found.payment_count if found.payment_count is not None else held["providers"],
        held["lines"],
        left,
        found.content_sha256 or "",
        tuple(found.taken_out_by),
    )
