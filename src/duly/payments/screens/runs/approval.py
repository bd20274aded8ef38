"""Approving a run: what changed, what is largest, what officers decided, and exactly what is being approved."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from duly.core.people import queries as people
from duly.payments import flow
from duly.payments.banking import queries as banking
from duly.payments.packages.powers import READ
from duly.payments.providers.queries import provider_names
from duly.payments.runs import queries
from duly.payments.runs.queries import RunSummary
from duly.payments.screens.once import form_key, once
from duly.payments.screens.runs import approved, presenters
from duly.payments.screens.runs.pages import blocked, find
from duly.payments.screens.weeks import say_week, steps
from duly.payments.validation import queries as validation
from duly.primitives.money import sterling
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks, reads
from duly.ui.frame import Fact, Link, Tag
from duly.ui.pages import say, show
from duly.ui.proof import proved


@asks(READ.code, "runs.approve")
@proved()
@require_http_methods(["GET", "HEAD", "POST"])
@reads(READ)
@once
def approve(request: HttpRequest, ref: str) -> HttpResponse:
    """What a person approves, and approving it: the digest they saw goes with their approval."""
    one = find(ref)
    if request.method != "POST":
        return _show(request, one)
    try:
        made = flow.approve_run(ref, seen_sha256=request.POST.get("seen_sha256", ""), by=request.actor)
    except Refused as refused:
        return _show(request, find(ref), refusal=refused.refusal)
    say(request, f"Run {ref} is approved: {sterling(made.total_pence)}. Corporate Finance can release it.")
    return redirect("run", ref)


def _show(request: HttpRequest, one: RunSummary, *, refusal: Refusal | None = None) -> HttpResponse:
    lines, paid, providers = queries.lines(one.ref), queries.payments(one.ref), provider_names()
    earlier, first = _run_before(one), flow.first_payments(one.ref)
    before = queries.payments(earlier.ref) if earlier else ()
    found = validation.exceptions(one.week)
    over = approved.overrides(found, lines, people.names(), providers)
    return show(
        request,
        "runs/approve.html",
        form_key=form_key(),
        refusal=refusal,
        title=f"Approve run {one.ref}",
        section="Runs",
        crumbs=(Link("Runs", "/runs/"), Link(one.ref, f"/runs/{one.ref}/")),
        sub=f"Care, {say_week(one.week)}",
        tag=Tag(one.state.capitalize(), presenters.TONES.get(one.state, "")),
        steps=steps(presenters.steps_done(one, undecided=0, file=banking.unvoided_file(one.ref))),
        run=one,
        facts=(
            Fact("To approve", f"{sterling(one.total_pence)}", f"{one.payment_count:,} payments, {one.line_count:,} lines", "green"),
            approved.change_since(one, earlier),
            Fact("First payments", f"{len(first):,}", "to an account nothing was paid into before", "amber" if first else ""),
            Fact("Decided by officers", f"{len(over.rows):,}", "lines"),
            Fact("Left out", f"{one.left_out_count:,}", "line-weeks", url=f"/runs/{one.ref}/#left-out"),
        ),
        changes=approved.changes(paid, before, providers, earlier, first=first),
        largest=approved.largest(lines, providers),
        overrides=over,
        people=presenters.people(one, people.names()),
        blocked_because=blocked(one, by=request.actor)["approve"],
    )


def _run_before(one: RunSummary) -> RunSummary | None:
    """The newest approved run of the same kind for an earlier week."""
    earlier = [r for r in queries.runs(state="approved") if r.category == one.category and r.week < one.week]
    return max(earlier, key=lambda r: (r.week, r.pay_date, r.ref), default=None)
