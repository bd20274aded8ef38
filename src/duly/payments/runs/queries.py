"""What runs there are, what they pay, and what they left out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet, Sum

from duly.core.log.queries import entry_numbers, known_at
from duly.core.record.queries import history
from duly.payments.ledger.queries import paid_for, paid_otherwise
from duly.payments.runs.models import LeftOut, Payment, PaymentReturned, Run, RunLine
from duly.payments.runs.rules import Claim, DueLine, NotTaken, Paid, Paying, Standing, canonical_list, reference, sort_out
from duly.payments.runs.rules import Payee as Payee  # rooms in front know it by this door
from duly.primitives.digest import sha256_hex

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


@dataclass(frozen=True)
class RunToIssue:
    """A run as approved, beside its content as it now stands, reckoned again from its rows."""

    ref: str
    state: str
    week: date
    pay_date: date
    prepared_by: str
    approved_by: str
    total_pence: int
    payment_count: int
    content_sha256: str
    payments: tuple[Paid, ...]
    recomputed_sha256: str
    unsettled: tuple[str, ...]

    @property
    def adds_up(self) -> bool:
        """Whether total, count and digest, reckoned again, are those approved."""
        paying = [p.net_pence for p in self.payments if p.net_pence]
        return (sum(paying), len(paying), self.recomputed_sha256) == (self.total_pence, self.payment_count, self.content_sha256)


@dataclass(frozen=True)
class PaymentSeen:
    """A payment of a prepared run. `returned_as` is the bank's reference of its coming back, or empty."""

    run_ref: str
    payment_id: int
    n: int
    provider_ref: str
    pence: int
    returned_as: str


@dataclass(frozen=True)
class Returned:
    """A payment that came back."""

    run_ref: str
    payment_id: int
    n: int
    provider_ref: str
    pence: int
    answer: str


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


def lines(run_ref: str, *, provider_ref: str = "") -> tuple[Paying, ...]:
    """The lines a run pays, by provider, line and week."""
    found = content_lines(run_ref)
    return tuple(paying(one) for one in (found.filter(provider_ref=provider_ref) if provider_ref else found))


def payments(run_ref: str) -> tuple[Paid, ...]:
    """The payments of a prepared run with their lines, by provider; nothing for a draft."""
    theirs: dict[str, list[Paying]] = {}
    for line in lines(run_ref):
        theirs.setdefault(line.provider_ref, []).append(line)
    return tuple(
        Paid(p.n, p.provider_ref, p.payee_masked, p.payee_sha256, p.net_pence, tuple(theirs.get(p.provider_ref, ())))
        for p in live_payments(run_ref)
    )


def payments_of(run_refs: Iterable[str], *, provider_ref: str = "") -> tuple[tuple[str, str, int, int], ...]:
    """The payments of these prepared runs, or of one provider in them: run, provider, pence and how many lines; the newest pay date first."""
    found = Payment.objects.filter(run__ref__in=set(run_refs), superseded_by__isnull=True).order_by(
        "-run__pay_date", "-run__ref", "provider_ref"
    )
    if provider_ref:
        found = found.filter(provider_ref=provider_ref)
    return tuple(found.values_list("run__ref", "provider_ref", "net_pence", "line_count"))


def left_out(run_ref: str) -> tuple[NotTaken, ...]:
    """What was offered to a run and not taken, with why, by code, provider and line."""
    found = LeftOut.objects.filter(run__ref=run_ref).order_by("code", "provider_ref", "line_ref", "week")
    return tuple(NotTaken(o.line_ref, o.provider_ref, o.week, o.pence, o.code, o.because) for o in found)


def preview(due: Sequence[DueLine]) -> tuple[tuple[Claim, ...], tuple[NotTaken, ...]]:
    """What a draft of these would take, and what it would leave out and why."""
    standing = standings([(d.line_ref, d.week) for d in due])
    return sort_out(due, standing, paid_for([reference(d.line_ref, d.week) for d in due]))


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


def runs_paying_into(payee_digests: Iterable[str]) -> dict[tuple[str, str], set[str]]:
    """The runs that pay a provider into an account, by its reference and the account's digest. Which of them were issued, banking knows."""
    found: dict[tuple[str, str], set[str]] = {}
    live = Payment.objects.filter(payee_sha256__in=set(payee_digests), superseded_by__isnull=True, net_pence__gt=0)
    for provider_ref, digest, run_ref in live.values_list("provider_ref", "payee_sha256", "run__ref"):
        found.setdefault((provider_ref, digest), set()).add(run_ref)
    return found


def for_issue(run_ref: str) -> RunToIssue:
    """A run and its content, locked against every other change until this transaction ends. Ask inside a unit of work."""
    Run.objects.select_for_update().get(ref=run_ref)
    return to_issue(run_ref)


def to_issue(run_ref: str) -> RunToIssue:
    """A run and its content reckoned again from its rows, for looking at.

    `unsettled` names the lines and weeks for which the ledger no longer shows paid what the run reckoned with.
    """
    found = Run.objects.get(ref=run_ref)
    content = payments(run_ref)
    ours = [line for payment in content for line in payment.lines]
    paid = paid_for([line.reference for line in ours])
    return RunToIssue(
        found.ref,
        found.state,
        found.week,
        found.pay_date,
        found.prepared_by or "",
        found.approved_by or "",
        found.total_pence or 0,
        found.payment_count or 0,
        found.content_sha256 or "",
        content,
        sha256_hex(canonical_list(found.ref, found.pay_date, content)),
        tuple(line.reference for line in ours if paid[line.reference] != line.paid_before_pence),
    )


def live_lines(run_ref: str) -> QuerySet[RunLine]:
    """At home: the live lines of a run in order."""
    return (
        RunLine.objects.filter(run__ref=run_ref, superseded_by__isnull=True)
        .select_related("line_period")
        .order_by("provider_ref", "line_period__line_ref", "line_period__week", "n")
    )


def content_lines(run_ref: str) -> QuerySet[RunLine]:
    """At home: what a run pays or paid, in order: its live lines, and those whose payment came back."""
    return (
        RunLine.objects.filter(_content(), run__ref=run_ref)
        .select_related("line_period")
        .order_by("provider_ref", "line_period__line_ref", "line_period__week", "n")
    )


def live_payments(run_ref: str) -> QuerySet[Payment]:
    """At home: the payments of a run in order."""
    return Payment.objects.filter(run__ref=run_ref, superseded_by__isnull=True).order_by("n")


def standing_on(run_ref: str) -> tuple[str, ...]:
    """References of a run's lines on which a live line of another run stands, in order."""
    ours = dict(live_lines(run_ref).values_list("line_period", "n"))
    later = RunLine.objects.filter(line_period__in=ours, superseded_by__isnull=True).exclude(run__ref=run_ref).select_related("line_period")
    return tuple(sorted(reference(x.line_period.line_ref, x.line_period.week) for x in later if x.n > ours[x.line_period.pk]))


def returns(run_ref: str) -> tuple[Returned, ...]:
    """The payments of a run that came back, as they came."""
    found = PaymentReturned.objects.filter(run__ref=run_ref).select_related("payment", "run").order_by("pk")
    return tuple(Returned(one.run.ref, one.payment.pk, one.payment.n, one.payment.provider_ref, one.pence, one.answer) for one in found)


def payment_named(run_ref: str, n: int) -> PaymentSeen | None:
    """A prepared run's payment by its number, or None."""
    found = live_payments(run_ref).filter(n=n).first()
    if found is None:
        return None
    back = PaymentReturned.objects.filter(payment=found).first()
    return PaymentSeen(run_ref, found.pk, found.n, found.provider_ref, found.net_pence, back.answer if back else "")


def paying(line: RunLine) -> Paying:
    """A stored line as a value."""
    return Paying(
        line.line_period.line_ref,
        line.line_period.week,
        line.n,
        line.provider_ref,
        line.person_ref,
        line.service,
        line.entitled_pence,
        line.paid_before_pence,
        line.pence,
        line.judgement_ref,
        line.assessed_digest,
        line.cause,
        line.assessed_id,
    )


def summary(found: Run) -> RunSummary:
    """A stored run as a value."""
    return summaries([found])[0]


def summaries(found: Iterable[Run]) -> tuple[RunSummary, ...]:
    """Stored runs as values, in two questions however many they are."""
    found = tuple(found)
    live = RunLine.objects.filter(_content(), run__in=found).order_by().values("run")
    held = {row["run"]: row for row in live.annotate(pence=Sum("pence"), lines=Count("pk"), providers=Count("provider_ref", distinct=True))}
    left = dict(LeftOut.objects.filter(run__in=found).order_by().values_list("run").annotate(many=Count("pk")))
    return tuple(_summary(one, held.get(one.pk, NOTHING_HELD), left.get(one.pk, 0)) for one in found)


def _content() -> Q:
    return Q(superseded_by__isnull=True) | Q(superseded_by__in=PaymentReturned.objects.values("made_by"))


def _key(line: RunLine) -> str:
    return reference(line.line_period.line_ref, line.line_period.week)


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
