"""Which run holds a line and week, at present and as at an entry of the record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from duly.core.log.queries import entry_numbers, known_at
from duly.core.record.queries import history
from duly.payments.ledger.queries import paid_for, paid_otherwise
from duly.payments.runs.models import PaymentReturned, RunLine
from duly.payments.runs.queries.content import paying
from duly.payments.runs.rules import Claim, DueLine, NotTaken, Paying, Standing, reference, sort_out


def standings(keys: Iterable[tuple[str, date]]) -> dict[str, Standing]:
    """The latest live claim on each of these lines and weeks, by reference; none for those never claimed."""
    keys = set(keys)
    found = list(
        RunLine.objects.filter(
            superseded_by__isnull=True,
            line_period__line_ref__in={line for line, _ in keys},
            line_period__week__in={week for _, week in keys},
        )
        .select_related("line_period", "run")
        .order_by("n")
    )
    standing = {_key(c): Standing(c.n, c.paid_before_pence + c.pence, c.run.ref) for c in found}
    holes = {reference(line, week) for line, week in came_back(keys)}
    otherwise = paid_otherwise([ref for ref in standing if ref in holes])
    for ref, pence in otherwise.items():
        after = pence + sum(c.pence for c in found if _key(c) == ref)
        standing[ref] = Standing(standing[ref].n, after, standing[ref].run_ref)
    return standing


def preview(due: Sequence[DueLine]) -> tuple[tuple[Claim, ...], tuple[NotTaken, ...]]:
    """What a draft of these would take, and what it would leave out and why."""
    standing = standings([(d.line_ref, d.week) for d in due])
    return sort_out(due, standing, paid_for([reference(d.line_ref, d.week) for d in due]))


def came_back(keys: Iterable[tuple[str, date]]) -> dict[tuple[str, date], int]:
    """Of these lines and weeks, those of which a payment ever came back: the claim that came back last, by its number in the table."""
    keys = set(keys)
    found = RunLine.objects.filter(
        superseded_by__in=PaymentReturned.objects.values("made_by"),
        line_period__line_ref__in={line for line, _ in keys},
        line_period__week__in={week for _, week in keys},
    )
    when = dict(PaymentReturned.objects.values_list("made_by", "pk"))
    rows = found.values_list("line_period__line_ref", "line_period__week", "superseded_by", "pk")
    last: dict[tuple[str, date], tuple[int, int]] = {}
    for line, week, event, pk in rows:
        assert event is not None  # the filter said so
        last[line, week] = max(last.get((line, week), (0, 0)), (when[event], pk))
    return {key: pk for key, (_, pk) in last.items()}


def to_pay_again(keys: Iterable[tuple[str, date]]) -> dict[tuple[str, date], int]:
    """Of these lines and weeks, the claims that came back and that no claim pays again yet."""
    back = came_back(keys)
    again = set(
        RunLine.objects.filter(pays_again__in=back.values())
        .filter(Q(superseded_by__isnull=True) | Q(superseded_by__in=PaymentReturned.objects.values("made_by")))
        .values_list("pays_again", flat=True)
    )
    return {key: pk for key, pk in back.items() if pk not in again}


def claims_on(line_ref: str, week: date) -> tuple[tuple[str, Paying], ...]:
    """Every live claim on a line and week, with its run, in order of number."""
    found = RunLine.objects.filter(superseded_by__isnull=True, line_period__line_ref=line_ref, line_period__week=week)
    return tuple((one.run.ref, paying(one)) for one in found.select_related("line_period", "run").order_by("n"))


@dataclass(frozen=True)
class ClaimAt:
    """The run that held a line and week at an entry of the record: what it was to pay, when, and how far it had come ("draft", "prepared", "approved")."""

    run_ref: str
    pay_date: date
    pence: int
    state: str


def claims_at(keys: Iterable[tuple[str, date]], entry: int) -> dict[tuple[str, date], ClaimAt]:
    """The newest claim on each of these lines and weeks that was live at an entry of the record; none for those no run held."""
    keys = set(keys)
    found = RunLine.objects.filter(
        known_at(entry, ended_by="superseded_by"),
        line_period__line_ref__in={line for line, _ in keys},
        line_period__week__in={week for _, week in keys},
    ).order_by("n")
    rows = list(found.values_list("line_period__line_ref", "line_period__week", "run__ref", "run__pay_date", "pence"))
    states = {ref: _state_at(ref, entry) for ref in {row[2] for row in rows}}
    return {(line, week): ClaimAt(ref, pay, pence, states[ref]) for line, week, ref, pay, pence in rows if (line, week) in keys}


_COMES_TO = {"run.drafted": "draft", "run.prepared": "prepared", "run.reopened": "draft", "run.approved": "approved", "run.voided": "void"}


def _state_at(run_ref: str, entry: int) -> str:
    told = [one for one in history("run", run_ref) if one.action in _COMES_TO]
    numbers = entry_numbers([one.event_id for one in told])
    return next((_COMES_TO[one.action] for one in reversed(told) if numbers.get(one.event_id, entry + 1) <= entry), "draft")


def _key(line: RunLine) -> str:
    return reference(line.line_period.line_ref, line.line_period.week)
