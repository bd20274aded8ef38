"""Approving a run: what changed, what is largest, what officers decided, and exactly what is being approved; or sending it back with a reason."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from duly.core.people import queries as people
from duly.payments import flow
from duly.payments.banking import queries as banking
from duly.payments.packages.powers import READ
from duly.payments.providers.queries import changes_settled, provider_names
from duly.payments.runs import actions as runs
from duly.payments.runs import queries
from duly.payments.runs.queries import RunSummary
from duly.payments.screens.once import form_key, once
from duly.payments.screens.runs import approved, differences, presenters
from duly.payments.screens.runs.forms import Because
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
@proved(only_when=lambda request: request.POST.get("step") != "send back")
@require_http_methods(["GET", "HEAD", "POST"])
@reads(READ)
@once
def approve(request: HttpRequest, ref: str) -> HttpResponse:
    """What a person approves, and approving it: the digest they saw goes with their approval."""
    one = find(ref)
    if request.method != "POST":
        return _show(request, one)
    if request.POST.get("step") == "send back":
        return _send_back(request, one)
    try:
        made = flow.approve_run(ref, seen_sha256=request.POST.get("seen_sha256", ""), by=request.actor)
    except Refused as refused:
        return _show(request, find(ref), refusal=refused.refusal)
    say(request, f"Run {ref} is approved: {sterling(made.total_pence)}. Corporate Finance can release it.")
    return redirect("run", ref)


def _send_back(request: HttpRequest, one: RunSummary) -> HttpResponse:
    """Give the run back to whoever prepared it, with the reason: it is a draft again."""
    form = Because(request.POST)
    if not form.is_valid():
        return _show(request, one, back=form, status=422)
    try:
        runs.reopen(one.ref, because=form.cleaned_data["because"], by=request.actor)
    except Refused as refused:
        return _show(request, find(one.ref), back=form, refusal=refused.refusal)
    say(
        request, f"Run {one.ref} went back to {people.names().get(one.prepared_by, one.prepared_by)} with your reason. It is a draft again."
    )
    return redirect("run", one.ref)


def _show(
    request: HttpRequest, one: RunSummary, *, refusal: Refusal | None = None, back: Because | None = None, status: int = 200
) -> HttpResponse:
    lines, paid, providers, names = queries.lines(one.ref), queries.paid_into(one.ref), provider_names(), people.names()
    earlier, first = _run_before(one), flow.first_payments(one.ref)
    before = queries.paid_into(earlier.ref) if earlier else ()
    if earlier and earlier.week == one.week:  # what was left of a week: whoever it does not pay is not missing
        paid_now = {now.provider_ref for now in paid}
        before = tuple(p for p in before if p.provider_ref in paid_now)
    found = validation.exceptions(one.week, only_decided=True)
    over = approved.overrides(found, lines, names, providers)
    moved = changes_settled(since=earlier.approved_at) if earlier and earlier.approved_at else ()
    may_not = blocked(one, by=request.actor, steps=("approve", "reopen"))
    return show(
        request,
        "runs/approve.html",
        form_key=form_key(),
        back_key=form_key(),
        refusal=refusal,
        status=status,
        title=f"Approve run {one.ref}",
        section="Runs",
        crumbs=(Link("Runs", "/runs/"), Link(one.ref, f"/runs/{one.ref}/")),
        sub=f"Care, {say_week(one.week)}",
        tag=Tag(one.state.capitalize(), presenters.TONES.get(one.state, "")),
        steps=steps(presenters.steps_done(one, undecided=0, file=banking.unvoided_file(one.ref))),
        run=one,
        too_late=presenters.too_late(one),
        facts=(
            Fact("To approve", f"{sterling(one.total_pence)}", f"{one.payment_count:,} payments, {one.line_count:,} lines", "green"),
            approved.change_since(one, earlier),
            Fact("First payments", f"{len(first):,}", "to an account nothing was paid into before", "amber" if first else ""),
            Fact("Accounts changed", f"{len(moved):,}", f"since {earlier.ref}" if earlier else "no run before", "amber" if moved else ""),
            Fact("Decided by officers", f"{len(over.rows):,}", "lines"),
            Fact("Left out", f"{one.left_out_count:,}", "line-weeks", url=f"/runs/{one.ref}/#left-out"),
        ),
        changes=approved.changes(paid, before, providers, earlier, first=first),
        largest=approved.largest(lines, providers),
        overrides=over,
        compared=differences.totals(one, earlier),
        accounts=differences.accounts(moved, {payment.provider_ref for payment in paid}, names, since=earlier.ref if earlier else ""),
        people=presenters.people(one, names),
        blocked_because=may_not["approve"],
        back_blocked=may_not["reopen"],
        back=back,
    )


def _run_before(one: RunSummary) -> RunSummary | None:
    """The approved run of the same kind to hold this one against.

    The first run of a week is held against the first of the newest earlier week, not against what was paid of that week later; a later run of a week,
    which pays what was left, against the run of that week before it.
    """
    like = [r for r in queries.runs(state="approved") if r.category == one.category and r.week <= one.week and r.ref != one.ref]
    same = [r for r in like if r.week == one.week and _order(r) < _order(one)]
    if same:
        return max(same, key=_order)
    weeks = {r.week for r in like if r.week < one.week}
    return min((r for r in like if r.week == max(weeks)), key=_order) if weeks else None


def _order(run: RunSummary) -> tuple[int, str]:
    """Where a run stands among those of its week: HC-2026-W45 before HC-2026-W45-2, and that before HC-2026-W45-10."""
    return len(run.ref), run.ref
