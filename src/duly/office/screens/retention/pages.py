"""Holds and disposal lists; one list with what is on it; proposing, approving, carrying out; the certificate."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from duly.core.log import queries as log
from duly.core.people import queries as people
from duly.core.retention import actions, checks, queries
from duly.core.retention.powers import READ
from duly.core.retention.queries import DisposalSeen
from duly.office.evidence import everything_under
from duly.office.screens.retention import presenters
from duly.office.screens.retention.forms import HoldForm, LiftForm, ProposeForm
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks, reads
from duly.ui.frame import Action, Link
from duly.ui.pages import say, show

SECTION = "Retention"


@require_safe
@reads(READ)
def overview(request: HttpRequest) -> HttpResponse:
    """Every hold that stands and every disposal list."""
    return _overview(request)


@reads(READ)
@asks("retention.propose")
def propose(request: HttpRequest) -> HttpResponse:
    """Propose that the private words about some things go."""
    form, refusal = ProposeForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        found = {ref: everything_under(ref) for ref in form.cleaned_data["refs"]}
        unknown = [ref for ref, subjects in found.items() if not subjects]
        if unknown:
            form.add_error("refs", f"Nothing is recorded about {', '.join(unknown)}.")
        else:
            try:
                made = actions.propose(
                    found=found, record_class=form.cleaned_data["record_class"], because=form.cleaned_data["because"], by=request.actor
                )
            except Refused as stopped:
                refusal = stopped.refusal
            else:
                say(request, f"{made.ref} is proposed: {made.events} events. Somebody else approves it.")
                return redirect(f"/retention/{made.ref}/")
    blocked = checks.why_not_propose(by=request.actor)
    return show(
        request,
        "retention/propose.html",
        title="Propose a disposal list",
        section=SECTION,
        crumbs=(Link(SECTION, "/retention/"),),
        status=422 if form.errors else 200,
        refusal=refusal,
        form=form,
        blocked=blocked.because if blocked else "",
    )


@require_POST
@reads(READ)
@asks("retention.hold")
def hold(request: HttpRequest) -> HttpResponse:
    """Place a legal hold."""
    form = HoldForm(request.POST)
    if not form.is_valid():
        return _overview(request, form=form, status=422)
    try:
        placed = actions.place_hold(**form.cleaned_data, by=request.actor)
    except Refused as stopped:
        return _overview(request, form=form, refusal=stopped.refusal)
    say(request, f"{placed.ref} stands on {placed.about}.")
    return redirect("/retention/")


@require_POST
@reads(READ)
@asks("retention.hold")
def lift(request: HttpRequest, ref: str) -> HttpResponse:
    """Lift a legal hold."""
    form = LiftForm(request.POST)
    if not form.is_valid():
        return _overview(request, refusal=Refusal("no-reason", "Say why the hold may be lifted."))
    try:
        actions.lift_hold(ref, because=form.cleaned_data["because"], by=request.actor)
    except ObjectDoesNotExist:
        raise Http404(f"There is no hold {ref}.") from None
    except Refused as stopped:
        return _overview(request, refusal=stopped.refusal)
    say(request, f"{ref} is lifted.")
    return redirect("/retention/")


@require_safe
@reads(READ)
def disposal(request: HttpRequest, ref: str) -> HttpResponse:
    """One disposal list, what is on it, and its certificate once it was carried out."""
    return _disposal(request, _found(ref))


@require_POST
@reads(READ)
@asks("retention.approve")
def approve(request: HttpRequest, ref: str) -> HttpResponse:
    """Approve the list that was seen."""
    seen = request.POST.get("seen", "")
    return _do(request, ref, lambda: actions.approve(ref, seen_sha256=seen, by=request.actor), f"{ref} is approved.")


@require_POST
@reads(READ)
@asks("retention.approve")
def carry_out(request: HttpRequest, ref: str) -> HttpResponse:
    """Erase what the list names, for good."""
    return _do(request, ref, lambda: actions.carry_out(ref, by=request.actor), f"{ref} was carried out. Its certificate is below.")


@require_POST
@reads(READ)
@asks("retention.propose")
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    """Let the list go."""
    return _do(request, ref, lambda: actions.withdraw(ref, by=request.actor), f"{ref} is withdrawn.")


def _do(request: HttpRequest, ref: str, act: Callable[[], Any], said: str) -> HttpResponse:
    _found(ref)
    try:
        act()
    except Refused as stopped:
        return _disposal(request, _found(ref), refusal=stopped.refusal)
    say(request, said)
    return redirect(f"/retention/{ref}/")


def _found(ref: str) -> DisposalSeen:
    try:
        if "\0" in ref:
            raise ObjectDoesNotExist
        return queries.disposal(ref)
    except ObjectDoesNotExist:
        raise Http404(f"There is no disposal list {ref}.") from None


def _overview(request: HttpRequest, *, form: HoldForm | None = None, refusal: Refusal | None = None, status: int = 200) -> HttpResponse:
    names, blocked = people.names(), checks.why_not_hold(by=request.actor)
    not_proposing = checks.why_not_propose(by=request.actor)
    return show(
        request,
        "retention/overview.html",
        title="Retention",
        sub="What must be kept, and what is to be forgotten",
        section=SECTION,
        actions=(Action("Propose a disposal list", "/retention/propose/", blocked_because=not_proposing.because if not_proposing else ""),),
        refusal=refusal,
        status=status,
        disposals=presenters.disposals(queries.disposals(), names),
        holds=presenters.holds(queries.holds(), names),
        standing=queries.holds(standing=True),
        form=form or HoldForm(),
        blocked=blocked.because if blocked else "",
    )


def _disposal(request: HttpRequest, one: DisposalSeen, *, refusal: Refusal | None = None) -> HttpResponse:
    names, by = people.names(), request.actor
    certificate = queries.certificate(one.ref)
    return show(
        request,
        "retention/disposal.html",
        title=f"Disposal list {one.ref}",
        section=SECTION,
        tag=presenters.tag(one.state),
        crumbs=(Link(SECTION, "/retention/"),),
        refusal=refusal,
        one=one,
        facts=presenters.facts(one, names),
        lines=presenters.lines(queries.lines(one.ref)),
        certificate=presenters.certificate(certificate, names, log.newest_cosigned()) if certificate else (),
        buttons=presenters.buttons(
            one,
            approve=checks.why_not_approve(one, seen_sha256=one.list_sha256, by=by),
            carry_out=checks.why_not_carry_out(one, by=by),
            withdraw=checks.why_not_withdraw(one, by=by),
        ),
    )
