"""Proposing a standing instruction, and every step that is taken with one."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from duly.casework.instructions import actions, powers, queries
from duly.casework.screens import common
from duly.casework.screens.instructions import forms
from duly.casework.screens.instructions.pages import CRUMB, one
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks
from duly.ui.pages import say, show


@asks("instructions.propose")
def new(request: HttpRequest) -> HttpResponse:
    """Propose an instruction. `?about=` and `?case=` fill in the person and the case."""
    by = request.actor  # type: ignore[attr-defined]  # put there by the site
    given = {"about": request.GET.get("about", ""), "case_refs": request.GET.get("case", "")}
    form = forms.ProposeForm(request.POST or None, owners=common.colleagues(), me=by.ref, initial=given)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            done = actions.propose(**form.cleaned_data, by=by)
        except Refused as stopped:
            refusal = stopped.refusal
        else:
            say(request, f"{done.ref} is proposed. It holds for nothing until somebody else authorises it and the person is told.")
            return redirect(f"/instructions/{done.ref}/")
    blocked = why_not(powers.PROPOSE, {}, actor=by, on=today())
    return show(
        request,
        "instructions/new.html",
        title="Propose a standing instruction",
        section="Post",
        crumbs=(CRUMB,),
        form=form,
        refusal=refusal,
        blocked=blocked.because if blocked else "",
        status=422 if form.errors else 200,
    )


@asks("instructions.authorise")
@require_POST
def authorise(request: HttpRequest, ref: str) -> HttpResponse:
    """Authorise what somebody else proposed."""
    return _step(request, ref, "authorise", forms.AuthoriseForm, actions.authorise, "{ref} is authorised. Now its person is told.")


@asks("instructions.authorise")
@require_POST
def refuse(request: HttpRequest, ref: str) -> HttpResponse:
    """Refuse what somebody else proposed."""
    return _step(request, ref, "refuse", forms.BecauseForm, actions.refuse, "{ref} is refused.")


@asks("instructions.notify")
@require_POST
def put_in_force(request: HttpRequest, ref: str) -> HttpResponse:
    """Say that its person was told, and from when it holds."""
    return _step(request, ref, "in_force", forms.InForceForm, actions.put_in_force, "{ref} is in force.")


@asks("instructions.review")
@require_POST
def review(request: HttpRequest, ref: str) -> HttpResponse:
    """Let it stand until another review."""
    return _step(request, ref, "review", forms.ReviewForm, actions.review, "{ref} was reviewed, and stands.")


@asks("instructions.review")
@require_POST
def lift(request: HttpRequest, ref: str) -> HttpResponse:
    """Lift it."""
    return _step(request, ref, "lift", forms.BecauseForm, actions.lift, "{ref} is lifted: it holds for nothing from now on.")


def _step(
    request: HttpRequest, ref: str, name: str, of: Callable[..., django_forms.Form], act: Callable[..., Any], says: str
) -> HttpResponse:
    common.found(queries.instruction, ref)
    form = of(request.POST, auto_id=f"{name.replace('_', '-')}_%s")
    if not form.is_valid():
        return one(request, ref, status=422, **{name: form})
    try:
        act(ref, by=request.actor, **form.cleaned_data)  # type: ignore[attr-defined]  # put there by the site
    except Refused as stopped:
        return one(request, ref, refusal=stopped.refusal, **{name: form})
    say(request, says.format(ref=ref))
    return redirect(f"/instructions/{ref}/")
