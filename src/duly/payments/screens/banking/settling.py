"""A missing file: what is known of it, and settling it by two people."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from duly.core.documents import actions as documents
from duly.core.people import queries as people
from duly.core.record.actions import unit_of_work
from duly.payments import flow
from duly.payments.banking import actions, checks, queries
from duly.payments.banking.queries import MissingSeen
from duly.payments.packages.powers import READ
from duly.payments.runs import queries as runs
from duly.payments.screens.asked import as_asked
from duly.payments.screens.banking.forms import Settle
from duly.payments.screens.banking.lock import MISSING
from duly.payments.screens.once import form_key, once
from duly.primitives.money import sterling
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks, reads
from duly.ui.frame import Cell, Link, Tag
from duly.ui.pages import say, show


@require_safe
@reads(READ)
def missing(request: HttpRequest, ref: str) -> HttpResponse:
    """One missing file, and what may be done about it."""
    return _show(request, _find(ref))


@require_POST
@asks("missing-files.settle")
@once
def ask(request: HttpRequest, ref: str) -> HttpResponse:
    """Ask for it to be settled, as paid by a run or as never paid."""
    one, form = _find(ref), Settle(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, one, form=form, status=422)
    try:
        with unit_of_work():
            sent = form.cleaned_data["evidence"]
            evidence = documents.keep(name=sent.name, content=sent.read(), by=request.actor) if sent else None
            told = form.cleaned_data
            flow.ask_to_settle(
                ref, settling=told["settling"], because=told["because"], run_ref=told["run"], evidence=evidence, by=request.actor
            )
    except Refused as refused:
        return _show(request, one, refusal=refused.refusal, form=form)
    say(request, f"It was asked that {ref} be settled. Somebody else must do it.")
    return redirect("missing-file", ref)


@require_POST
@asks("missing-files.settle")
@once
def settle(request: HttpRequest, ref: str) -> HttpResponse:
    """Settle it as another asked."""
    one = _find(ref)
    try:
        flow.settle_missing(ref, by=request.actor)
    except Refused as refused:
        return _show(request, one, refusal=refused.refusal)
    say(request, f"{ref} is settled.")
    return redirect("missing-file", ref)


@require_POST
@asks("missing-files.settle")
@once
def keep(request: HttpRequest, ref: str) -> HttpResponse:
    """Turn the request down: it is held as before."""
    one = _find(ref)
    try:
        actions.keep_held(ref, by=request.actor)
    except Refused as refused:
        return _show(request, one, refusal=refused.refusal)
    say(request, f"{ref} is held as before.")
    return redirect("missing-file", ref)


def _show(request: HttpRequest, one: MissingSeen, *, refusal: Refusal | None = None, form=None, status: int = 200) -> HttpResponse:
    by, names = request.actor, people.names()
    return show(
        request,
        "banking/missing.html",
        form_key=form_key(),
        status=status,
        refusal=refusal,
        title=f"Missing file {one.ref}",
        section="Runs",
        crumbs=(Link("Runs", "/runs/"), Link("Lock on payments", "/payments-lock/")),
        sub=f"Number {one.serial}, {sterling(one.pence)}",
        tag=Tag(one.state.capitalize(), MISSING[one.state]),
        one=one,
        known=[
            ("Number, burnt", str(one.serial)),
            ("Total", sterling(one.pence)),
            ("SHA-256", Cell(one.sha256 or "not known", ref=True)),
            ("Held against", f"the week of {say_day(one.week)}" if one.week else "every week: nobody knows which it paid"),
            *([("To be settled as", f"{one.settling} {one.paid_by_run}".strip())] if one.settling else []),
            *([("On the bank's word", Cell(one.document, ref=True))] if one.document else []),
            *([("Asked by", names.get(one.asked_by, one.asked_by))] if one.asked_by else []),
            *([("Settled by", names.get(one.settled_by, one.settled_by))] if one.settled_by else []),
            ("In the record", Link(f"History of {one.ref}", f"/record/?about={one.ref}")),
        ],
        might=[run.ref for run in runs.runs(state="approved") if run.total_pence == one.pence],
        form=form or Settle(),
        asked_by=names.get(one.asked_by, one.asked_by),
        asked=as_asked("missing file", one.ref, "missing-file.settle-asked") if one.state == "settle asked" else "",
        may={
            "ask": _because(checks.why_not_ask_to_settle(one, by=by)),
            "settle": _because(checks.why_not_settle(one, by=by)),
            "keep": _because(checks.why_not_keep_held(one, by=by)),
        },
    )


def _find(ref: str) -> MissingSeen:
    found = next((one for one in queries.missing_files() if one.ref == ref), None)
    if found is None:
        raise Http404(f"There is no missing file {ref}.")
    return found


def _because(refusal: Refusal | None) -> str:
    return refusal.because if refusal else ""
