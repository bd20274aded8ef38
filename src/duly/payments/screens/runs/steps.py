"""The steps of a run that need no page of their own: judge, draft, prepare, reopen, void."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from duly.payments import flow
from duly.payments.runs import actions
from duly.payments.screens.once import once
from duly.payments.screens.runs.forms import Because, Draft, Judge
from duly.payments.screens.runs.pages import find, show_run, show_runs
from duly.primitives.money import sterling
from duly.primitives.refusal import Refused
from duly.ui.asks import asks
from duly.ui.pages import say

HOME_CARE = "HC"


@require_POST
@asks("validation.judge")
def judge(request: HttpRequest) -> HttpResponse:
    """Have a week judged in the background, and wait for it at the job's page."""
    form = Judge(request.POST)
    if not form.is_valid():
        return show_runs(request, judge=form, status=422)
    try:
        return redirect("job", flow.ask_to_judge(form.cleaned_data["week"], by=request.actor))
    except Refused as refused:
        return show_runs(request, judge=form, refusal=refused.refusal)


@require_POST
@asks("runs.draft")
def draft(request: HttpRequest) -> HttpResponse:
    """Draft a run of everything due for a week."""
    form = Draft(request.POST)
    if not form.is_valid():
        return show_runs(request, draft=form, status=422)
    try:
        made = flow.draft_run(category=HOME_CARE, by=request.actor, **form.cleaned_data)
    except Refused as refused:
        return show_runs(request, draft=form, refusal=refused.refusal)
    say(
        request,
        f"Run {made.run.ref} was drafted: {made.run.line_count:,} lines, {sterling(made.run.total_pence)}; {len(made.left_out):,} left out.",
    )
    return redirect("run", made.run.ref)


@require_POST
@asks("runs.prepare")
@once
def prepare(request: HttpRequest, ref: str) -> HttpResponse:
    """Fix what a draft pays, and into which accounts."""
    one = find(ref)
    try:
        made = flow.prepare_run(ref, by=request.actor)
    except Refused as refused:
        return show_run(request, one, refusal=refused.refusal)
    say(request, f"Run {ref} is prepared: {made.payment_count:,} payments, {sterling(made.total_pence)}. Somebody else can approve it.")
    return redirect("run", ref)


@require_POST
@asks("runs.prepare", "runs.approve")
@once
def reopen(request: HttpRequest, ref: str) -> HttpResponse:
    """Make a prepared run a draft again."""
    return _taken_back(request, ref, "reopen", actions.reopen, "is a draft again")


@require_POST
@asks("runs.void")
@once
def void(request: HttpRequest, ref: str) -> HttpResponse:
    """Make an approved run void and set its lines free."""
    return _taken_back(request, ref, "void", flow.void_run, "is void, and its lines are free for another run")


def _taken_back(request: HttpRequest, ref: str, verb: str, action, so: str) -> HttpResponse:
    one, form = find(ref), Because(request.POST)
    if not form.is_valid():
        return show_run(request, one, typed={verb: form}, status=422)
    try:
        action(ref, because=form.cleaned_data["because"], by=request.actor)
    except Refused as refused:
        return show_run(request, one, refusal=refused.refusal, typed={verb: form})
    say(request, f"Run {ref} {so}.")
    return redirect("run", ref)
