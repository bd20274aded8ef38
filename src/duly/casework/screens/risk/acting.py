"""Assessing and confirming on a page, and saying that one looked at the register."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from duly.casework.cases import queries as cases
from duly.casework.risk import actions, powers, queries
from duly.casework.screens import common
from duly.casework.screens.risk.forms import AssessForm, ConfirmForm
from duly.casework.screens.risk.pages import show_risk
from duly.primitives.refusal import Refused
from duly.ui.asks import asks, reads
from duly.ui.environment import counted
from duly.ui.pages import say


@asks("risk.assess")
@require_POST
def assess(request: HttpRequest, ref: str) -> HttpResponse:
    """Assess a case. What stood before is kept."""
    case = common.found(cases.case, ref)
    form = AssessForm(request.POST, owners=common.colleagues(), before=queries.standing(ref), owner=case.owner, auto_id="assess_%s")
    if not form.is_valid():
        return show_risk(request, ref, status=422, assess=form)
    try:
        done = actions.assess(ref, **form.said(), by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    except Refused as stopped:
        return show_risk(request, ref, refusal=stopped.refusal, assess=form)
    say(request, f"{ref} is assessed as {done.level}, {counted(done.score, 'point')}.")
    return redirect(f"/risk/{ref}/")


@asks("risk.assess")
@require_POST
def confirm(request: HttpRequest, ref: str) -> HttpResponse:
    """Look again, and leave the assessment as it is."""
    common.found(cases.case, ref)
    form = ConfirmForm(request.POST, auto_id="confirm_%s")
    if not form.is_valid():
        return show_risk(request, ref, status=422, confirm=form)
    try:
        actions.confirm(ref, **form.cleaned_data, by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    except Refused as stopped:
        return show_risk(request, ref, refusal=stopped.refusal, confirm=form)
    say(request, f"The assessment of {ref} is confirmed.")
    return redirect(f"/risk/{ref}/")


@reads(powers.LOOK)
@require_POST
def looked(request: HttpRequest) -> HttpResponse:
    """Say that one has looked: what changes from now on is shown as changed."""
    by = request.actor  # type: ignore[attr-defined]  # put there by the site
    actions.look(by=by)
    say(request, "You have looked at the register. What changes from now on is marked.")
    return redirect("/risk/")
