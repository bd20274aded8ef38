"""What a run pays and into which accounts, and what it left out."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from duly.payments.runs.models import LeftOut, Payment, PaymentReturned, RunLine
from duly.payments.runs.rules import NotTaken, Paid, Paying, reference


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


def runs_paying_into(payee_digests: Iterable[str]) -> dict[tuple[str, str], set[str]]:
    """The runs that pay a provider into an account, by its reference and the account's digest. Which of them were issued, banking knows."""
    found: dict[tuple[str, str], set[str]] = {}
    live = Payment.objects.filter(payee_sha256__in=set(payee_digests), superseded_by__isnull=True, net_pence__gt=0)
    for provider_ref, digest, run_ref in live.values_list("provider_ref", "payee_sha256", "run__ref"):
        found.setdefault((provider_ref, digest), set()).add(run_ref)
    return found


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
        RunLine.objects.filter(is_content(), run__ref=run_ref)
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


def is_content() -> Q:
    """At home: the lines a run pays or paid: its live ones, and those whose payment came back."""
    return Q(superseded_by__isnull=True) | Q(superseded_by__in=PaymentReturned.objects.values("made_by"))


@dataclass(frozen=True)
class PaidInto:
    """A payment without its lines: the provider, the account by its ending and digest, and what is paid."""

    provider_ref: str
    payee_masked: str
    payee_sha256: str
    net_pence: int


def paid_into(run_ref: str) -> tuple[PaidInto, ...]:
    """The payments of a prepared run without their lines, by provider; nothing for a draft."""
    return tuple(PaidInto(p.provider_ref, p.payee_masked, p.payee_sha256, p.net_pence) for p in live_payments(run_ref))


def providers_paid(run_ref: str) -> list[str]:
    """The providers whose lines a run pays, by reference."""
    found = RunLine.objects.filter(is_content(), run__ref=run_ref).order_by("provider_ref")
    return list(found.values_list("provider_ref", flat=True).distinct())
