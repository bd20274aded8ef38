"""Starting clocks, and every step that is taken with one: forms with reasons."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from duly.casework import flow
from duly.casework.cases import queries as cases
from duly.casework.decisions import queries as decisions
from duly.casework.flow import dating_again, keeping_clocks
from duly.casework.flow.keeping_clocks import Kept
from duly.casework.screens import common
from duly.casework.screens.clocks import forms
from duly.casework.screens.clocks.pages import CRUMB, moved_page, one
from duly.core.clocks import actions, powers, queries
from duly.core.clocks.queries import ClockSeen
from duly.core.clocks.states import ClockState
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks
from duly.ui.frame import Link
from duly.ui.pages import say, show


@asks("clocks.keep")
def new(request: HttpRequest) -> HttpResponse:
    """Start a clock on a case."""
    by = request.actor  # type: ignore[attr-defined]  # put there by the site
    rules = queries.rules()
    form = forms.Start(request.POST or None, rules=rules, initial={"case": request.GET.get("case", ""), "began": today()})
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        case = given.pop("case")
        if not cases.exists(case):
            form.add_error("case", f"There is no case {case}.")
        else:
            try:
                done = flow.clock_on_case(case, by=by, **given)
            except Refused as stopped:
                refusal = stopped.refusal
            else:
                say(request, f"{done.ref} runs on {case}: due {_due(done)}.")
                return redirect(f"/cases/{case}/")
    return _asked(request, form, "Start a clock", "Start it", refusal)


@asks("clocks.keep")
def review(request: HttpRequest) -> HttpResponse:
    """A review was asked for: start its clocks."""
    form = forms.ReviewAsked(request.POST or None, initial={"decision": request.GET.get("decision", ""), "received_on": today()})
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if not any(one.ref == given["decision"] for one in decisions.decisions()):
            form.add_error("decision", f"There is no decision {given['decision']}.")
        else:
            try:
                flow.review_asked(
                    given["decision"],
                    received_on=given["received_on"],
                    promised=given["promised"],
                    by=request.actor,  # type: ignore[attr-defined]  # put there by the site
                )
            except Refused as stopped:
                refusal = stopped.refusal
            else:
                say(request, f"The clocks of the review of {given['decision']} run.")
                return redirect("/clocks/reviews/")
    return _asked(request, form, "A review was asked for", "Start its clocks", refusal)


@asks("clocks.keep")
@require_POST
def stop(request: HttpRequest, ref: str) -> HttpResponse:
    """Stop a clock."""
    return _step(request, ref, "stop", forms.OnADay, actions.stop, "{ref} stands still.")


@asks("clocks.keep")
@require_POST
def restart(request: HttpRequest, ref: str) -> HttpResponse:
    """Let a clock go on."""
    return _step(request, ref, "restart", forms.OnADay, actions.restart, "{ref} goes on: due {due}.")


@asks("clocks.extend")
@require_POST
def extend(request: HttpRequest, ref: str) -> HttpResponse:
    """Give a clock more time."""
    return _step(request, ref, "extend", forms.Extend, keeping_clocks.extend_clock, "{ref} is extended: due {due}.")


@asks("clocks.keep")
@require_POST
def meet(request: HttpRequest, ref: str) -> HttpResponse:
    """Say that what was due was done."""
    return _step(request, ref, "meet", forms.Met, actions.meet, "{ref} is {state}.")


@asks("clocks.keep")
@require_POST
def end(request: HttpRequest, ref: str) -> HttpResponse:
    """End a clock."""
    return _step(request, ref, "end", forms.Because, actions.end, "{ref} is ended.")


@asks("clocks.keep", "clocks.extend")
@require_POST
def take_back(request: HttpRequest, ref: str) -> HttpResponse:
    """Take back a step that was noted by mistake, or say the day it was of."""
    common.found(queries.clock, ref)
    form = partial(forms.TakeBack, steps=queries.steps_of(ref))
    return _step(request, ref, "take-back", form, keeping_clocks.take_back_step, "{ref} is {state}: due {due}.")


@asks("clocks.redate")
@require_POST
def redate(request: HttpRequest) -> HttpResponse:
    """Date every running clock again by the bank holidays known now."""
    try:
        moved = dating_again.date_again(by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    except Refused as stopped:
        return moved_page(request, refusal=stopped.refusal)
    say(request, f"Dated again: {len(moved):,} clock{'' if len(moved) == 1 else 's'} moved.")
    return redirect("/clocks/moved/")


def _step(
    request: HttpRequest, ref: str, verb: str, kind: Callable[..., django_forms.Form], act: Callable[..., ClockSeen | Kept], says: str
) -> HttpResponse:
    common.found(queries.clock, ref)
    form = kind(request.POST, auto_id=f"{verb}_%s")
    if not form.is_valid():
        return one(request, ref, forms={verb: form}, status=422)
    try:
        done = act(ref, by=request.actor, **form.cleaned_data)  # type: ignore[attr-defined]  # put there by the site
    except Refused as stopped:
        return one(request, ref, forms={verb: form}, refusal=stopped.refusal)
    seen, went = (done.clock, done.said()) if isinstance(done, Kept) else (done, "")
    say(request, says.format(ref=ref, due=_due(seen), state=seen.state) + went)
    return redirect(f"/clocks/{ref}/")


def _asked(request: HttpRequest, form: Any, title: str, label: str, refusal: Refusal | None) -> HttpResponse:
    stopped = why_not(powers.KEEP, {}, actor=request.actor, on=today())  # type: ignore[attr-defined]  # put there by the site
    return show(
        request,
        "clocks/new.html",
        title=title,
        section="Clocks",
        crumbs=(CRUMB, Link("Reviews", "/clocks/reviews/")) if "review" in title else (CRUMB,),
        status=422 if form.errors else 200,
        refusal=refusal,
        form=form,
        label=label,
        blocked=stopped.because if stopped else "",
    )


def _due(clock: ClockSeen) -> str:
    return say_day(clock.due) if clock.due else "not while it stands still" if clock.state == ClockState.STOPPED else "no more"
