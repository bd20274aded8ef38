"""Payment runs: the list, one of them, what it pays and what it left out."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from ninja import Field, Router, Schema

from duly.api.asking import offer
from duly.api.doing import version_tag
from duly.api.lists import offer_list
from duly.api.request import LetIn
from duly.api.shapes import Pounds, Ref, Week
from duly.payments.banking import queries as banking
from duly.payments.packages.powers import READ
from duly.payments.providers.queries import provider_names
from duly.payments.runs import queries
from duly.payments.runs.queries import RunSummary
from duly.payments.screens.runs import presenters
from duly.payments.screens.runs.pages import blocked
from duly.payments.screens.runs.presenters import RUNS
from duly.primitives.actor import Actor
from duly.primitives.money import plain_pounds
from duly.primitives.period import week_name

router = Router()
TAG = "Payment runs"
SCOPE = "read:payments"


class Step(Schema):
    """One thing that may or may not be done to a run by whoever asks, in the words of the page."""

    may: bool
    because: str = Field(description="Why not; empty where it may.")


class Run(Schema):
    """A payment run. Its ETag is its version."""

    ref: str
    version: int
    state: str = Field(description="draft, prepared, approved or void.")
    category: str
    week: Week
    pay_date: str
    pounds: Pounds
    payments: int
    lines: int
    left_out: int
    content_sha256: str = Field(description="The digest of exactly what it pays; empty until it is prepared. Who approves says it.")
    drafted_by: str
    prepared_by: str
    approved_by: str
    approved_at: str | None
    steps: dict[str, Step] | None = Field(None, description="With explain=1: what you may do to it now, and why not.")


class Paid(Schema):
    """What one provider is paid, into which account (its end only)."""

    provider: str
    provider_name: str
    account: str
    pounds: Pounds
    lines: list["PaidLine"]


class PaidLine(Schema):
    """One line and week of a payment."""

    reference: str
    week: Week
    pounds: Pounds


class NotPaid(Schema):
    """What was offered to a run and left out."""

    line: str
    provider: str
    week: Week
    pounds: Pounds
    code: str
    because: str


def _rows(request: LetIn, asked: Any) -> list[presenters.RunRow]:
    files = {file.run_ref: file for file in reversed(banking.files()) if file.state != "voided"}
    return [presenters.row(one, files.get(one.ref)) for one in queries.runs()]


offer_list(
    router,
    "/runs/",
    RUNS,
    _rows,
    name="list_runs",
    says="Every payment run, the newest pay date first.",
    tag=TAG,
    scope=SCOPE,
    sees=READ,
    record=lambda row: f"/api/v1/runs/{row.ref}/",
)


@offer(router, "GET", "/runs/{ref}/", gives=Run, scope=SCOPE, sees=READ, tag=TAG)
def get_run(request: LetIn, ref: Ref, explain: bool = False) -> dict[str, Any]:
    """One run; with explain=1 also what you may do to it now and why not, as its page says."""
    one = find(ref)
    request.etag = version_tag(one.version) if not explain else ""
    return as_run(one, explain=explain, by=request.actor)


@offer(router, "GET", "/runs/{ref}/payments/", gives=list[Paid], scope=SCOPE, sees=READ, tag=TAG)
def list_payments_of_a_run(request: LetIn, ref: Ref) -> list[dict[str, Any]]:
    """What a prepared run pays, provider by provider and line by line."""
    names = provider_names()
    return [
        {
            "provider": one.provider_ref,
            "provider_name": names.get(one.provider_ref, one.provider_ref),
            "account": one.payee_masked,
            "pounds": plain_pounds(one.net_pence),
            "lines": [
                {"reference": line.reference, "week": week_name(line.week), "pounds": plain_pounds(line.pence)} for line in one.lines
            ],
        }
        for one in queries.payments(find(ref).ref)
    ]


@offer(router, "GET", "/runs/{ref}/left-out/", gives=list[NotPaid], scope=SCOPE, sees=READ, tag=TAG)
def list_what_a_run_left_out(request: LetIn, ref: Ref) -> list[dict[str, Any]]:
    """What was offered to a run and not taken, with why."""
    return [
        {
            "line": one.line_ref,
            "provider": one.provider_ref,
            "week": week_name(one.week),
            "pounds": plain_pounds(one.pence),
            "code": one.code,
            "because": one.because,
        }
        for one in queries.left_out(find(ref).ref)
    ]


def find(ref: str) -> RunSummary:
    """A run by its reference. 404 where there is none."""
    try:
        return queries.run(ref)
    except ObjectDoesNotExist:
        raise Http404(f"There is no run {ref}.") from None


def as_run(one: RunSummary, *, explain: bool, by: Actor) -> dict[str, Any]:
    """A run as an answer."""
    steps = {step: {"may": not because, "because": because} for step, because in blocked(one, by=by).items()} if explain else None
    return {
        "ref": one.ref,
        "version": one.version,
        "state": one.state,
        "category": one.category,
        "week": week_name(one.week),
        "pay_date": one.pay_date.isoformat(),
        "pounds": plain_pounds(one.total_pence),
        "payments": one.payment_count,
        "lines": one.line_count,
        "left_out": one.left_out_count,
        "content_sha256": one.content_sha256,
        "drafted_by": one.drafted_by,
        "prepared_by": one.prepared_by,
        "approved_by": one.approved_by,
        "approved_at": one.approved_at.isoformat() if one.approved_at else None,
        "steps": steps,
    }
