"""Writing a question down, and what is done with it afterwards."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from duly.casework.advice import actions, powers, queries
from duly.casework.screens import common
from duly.casework.screens.advice import forms, pages
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks
from duly.ui.frame import Link
from duly.ui.pages import say, show


@asks("advice.ask")
def new(request: HttpRequest) -> HttpResponse:
    """Write down what Operations asks, or what is asked of them."""
    by = request.actor  # type: ignore[attr-defined]  # put there by the site
    form = forms.Ask(request.POST or None, initial={"about": request.GET.get("about", ""), "asked_on": today()})
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            seen = actions.ask(**form.cleaned_data, by=by)
        except Refused as stopped:
            refusal = stopped.refusal
        else:
            say(request, f"{seen.ref} is written down, and waits for an answer.")
            return redirect(f"/advice/{seen.ref}/")
    stopped = why_not(powers.ASK, {}, actor=by, on=today())
    return show(
        request,
        "advice/new.html",
        title="Write down a question",
        section="Cases",
        crumbs=(Link("Cases", "/cases/"), pages.CRUMB),
        status=422 if form.errors else 200,
        refusal=refusal,
        form=form,
        blocked=stopped.because if stopped else "",
    )


@asks("advice.answer")
@require_POST
def answer(request: HttpRequest, ref: str) -> HttpResponse:
    """Write down what was answered."""
    return _done(request, ref, "answer", forms.Answer, actions.answer, f"{ref} is answered.")


@asks("advice.rely")
@require_POST
def rely(request: HttpRequest, ref: str) -> HttpResponse:
    """Say that a case relies on it."""
    return _done(request, ref, "rely", forms.Rely, actions.rely, "The case relies on it.")


@asks("advice.rely")
@require_POST
def let_go(request: HttpRequest, ref: str) -> HttpResponse:
    """Say that a case relies on it no longer."""
    return _done(request, ref, "let-go", forms.LetGo, actions.let_go, "The case relies on it no longer.")


@asks("advice.withdraw")
@require_POST
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    """Withdraw it, or put later advice in its place."""
    return _done(request, ref, "withdraw", forms.Withdraw, actions.withdraw, f"{ref} is withdrawn. Whoever relied on it is told.")


def _done(request: HttpRequest, ref: str, name: str, of: type[django_forms.Form], act: Callable[..., Any], says: str) -> HttpResponse:
    common.found(queries.advice, ref)
    form = of(request.POST, auto_id=f"{name}_%s")
    if not form.is_valid():
        return pages.one(request, ref, sent={name: form}, status=422)
    try:
        act(ref, **form.cleaned_data, by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    except Refused as stopped:
        return pages.one(request, ref, sent={name: form}, refusal=stopped.refusal)
    say(request, says)
    return redirect(f"/advice/{ref}/")
