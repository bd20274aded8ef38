"""Bringing somebody in, their answers, taking a case over, and commissioning work, each by its form."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from duly.casework import flow
from duly.casework.risk import actions, checks, queries
from duly.casework.screens import common
from duly.casework.screens.involvement.forms import AskForm, CommissionForm, NothingForm, WordsForm
from duly.casework.screens.involvement.pages import INVOLVED, WORK, show_involved, show_piece
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks
from duly.ui.frame import Link
from duly.ui.pages import say, show


@asks("risk.involve")
def ask(request: HttpRequest) -> HttpResponse:
    """Bring somebody higher into a case. `?case=` fills in which."""
    by = request.actor  # type: ignore[attr-defined]  # put there by the site
    blocked = checks.why_not_involve(by=by)
    above = [(ref, name) for ref, name in common.colleagues() if blocked or checks.higher_post(ref, by=by)]
    form = AskForm(request.POST or None, people=above, initial={"case": request.GET.get("case", "")})

    def act(case: str, **said: Any) -> str:
        return f"/involvement/{flow.bring_in(case, **said, by=by).ref}/"

    return _new(request, form, act, "Bring somebody in", INVOLVED, blocked, "It is asked.")


@asks("risk.commission")
def commission(request: HttpRequest) -> HttpResponse:
    """Commission a piece of work on a case. `?case=` fills in which."""
    by = request.actor  # type: ignore[attr-defined]  # put there by the site
    form = CommissionForm(request.POST or None, people=common.colleagues(), initial={"case": request.GET.get("case", "")})

    def act(case: str, **said: Any) -> str:
        return f"/commissioned/{actions.commission(case, **said, by=by).ref}/"

    return _new(request, form, act, "Commission work", WORK, checks.why_not_set(by=by), "It is commissioned.")


@asks("risk.answer")
@require_POST
def acknowledge(request: HttpRequest, ref: str) -> HttpResponse:
    """Say that one has seen it."""
    return _step(request, ref, "acknowledge", NothingForm, actions.acknowledge, "{ref} is acknowledged.")


@asks("risk.answer")
@require_POST
def answer(request: HttpRequest, ref: str) -> HttpResponse:
    """Answer what one is asked."""
    return _step(request, ref, "answer", WordsForm, actions.answer, "{ref} is answered.")


@asks("risk.answer", "cases.hand_over")
@require_POST
def take_over(request: HttpRequest, ref: str) -> HttpResponse:
    """Take the case over."""
    return _step(request, ref, "take_over", WordsForm, flow.take_over_case, "The case is yours.")


@asks("risk.involve")
@require_POST
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    """Take back what was asked."""
    return _step(request, ref, "withdraw", WordsForm, actions.withdraw, "{ref} is taken back.")


@asks("risk.report")
@require_POST
def finish(request: HttpRequest, ref: str) -> HttpResponse:
    """Say that work is done."""
    return _step(request, ref, "done", WordsForm, actions.finish, "{ref} is done.", piece=True)


@asks("risk.commission")
@require_POST
def take_back(request: HttpRequest, ref: str) -> HttpResponse:
    """Withdraw work."""
    return _step(request, ref, "withdraw", WordsForm, actions.take_back, "{ref} is withdrawn.", piece=True)


def _new(
    request: HttpRequest, form: django_forms.Form, act: Callable[..., str], title: str, crumb: Link, blocked: Refusal | None, says: str
) -> HttpResponse:
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            to = act(**form.cleaned_data)
        except Refused as stopped:
            refusal = stopped.refusal
        else:
            say(request, says)
            return redirect(to)
    return show(
        request,
        "involvement/new.html",
        title=title,
        section="Cases",
        crumbs=(crumb,),
        form=form,
        refusal=refusal,
        blocked=blocked.because if blocked else "",
        status=422 if form.errors else 200,
    )


def _step(
    request: HttpRequest, ref: str, name: str, of: type[django_forms.Form], act: Callable[..., Any], says: str, *, piece: bool = False
) -> HttpResponse:
    page, find = (show_piece, queries.commissioned) if piece else (show_involved, queries.involved)
    common.found(find, ref)  # type: ignore[arg-type]  # one or the other
    form = of(request.POST, auto_id=f"{name.replace('_', '-')}_%s")
    if not form.is_valid():
        return page(request, ref, status=422, **{name: form})  # type: ignore[arg-type]  # a form by its name
    try:
        act(ref, **form.cleaned_data, by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    except Refused as stopped:
        return page(request, ref, refusal=stopped.refusal, **{name: form})  # type: ignore[arg-type]  # as above
    say(request, says.format(ref=ref))
    return redirect(f"/{'commissioned' if piece else 'involvement'}/{ref}/")
