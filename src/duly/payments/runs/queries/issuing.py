"""A run as it goes to the bank, reckoned again from its rows, and its payments that came back."""

from dataclasses import dataclass
from datetime import date

from duly.payments.ledger.queries import paid_for
from duly.payments.runs.models import PaymentReturned, Run
from duly.payments.runs.queries.content import live_payments, payments
from duly.payments.runs.rules import Paid, canonical_list
from duly.primitives.digest import sha256_hex


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
