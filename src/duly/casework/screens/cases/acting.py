"""What is done with a case from its page: what comes next, tying it to another, splitting it, a paper filed to it by mistake."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from duly.casework import flow
from duly.casework.cases import actions, queries
from duly.casework.screens import common
from duly.casework.screens.cases.forms import MisfiledForm, PlanForm, PutRightForm, SplitForm, TieForm
from duly.casework.screens.cases.pages import show_case
from duly.casework.screens.cases.presenters import clock_choices
from duly.primitives.refusal import Refused
from duly.ui.asks import asks
from duly.ui.pages import say


@asks("cases.plan")
@require_POST
def plan(request: HttpRequest, ref: str) -> HttpResponse:
    """Say what comes next."""
    return _done(request, ref, "plan", PlanForm(request.POST), actions.plan, f"What comes next on {ref} is kept.")


@asks("cases.name_party")
@require_POST
def put_right(request: HttpRequest, ref: str) -> HttpResponse:
    """Put right what the case is called; what still says it as before is named."""
    still: list[str] = []
    besides: list[str] = []

    def done(case_ref: str, **said: Any) -> None:
        mended = flow.put_case_right(case_ref, **said)
        still.extend(mended.still)
        besides.extend(mended.besides)

    answer = _done(request, ref, "put_right", PutRightForm(request.POST, auto_id="right_%s"), done, f"{ref} is put right.")
    if still:
        say(request, f"{', '.join(still)} still {'says' if len(still) == 1 else 'say'} it as before: put that right too.")
    for words in besides:
        say(request, words)
    return answer


@asks("cases.tie")
@require_POST
def tie(request: HttpRequest, ref: str) -> HttpResponse:
    """Link the case with another, or merge it into the other."""
    form = TieForm(request.POST, auto_id="id_tie_%s")
    if form.is_valid():
        _there_is(form, "other")
    return _done(request, ref, "tie", form, flow.tie_cases, f"{ref} is tied.")


@asks("cases.tie")
@require_POST
def untie(request: HttpRequest, ref: str) -> HttpResponse:
    """Undo a link or a merge."""
    form = TieForm(request.POST, auto_id="id_tie_%s")
    if form.is_valid():
        _there_is(form, "other")
    return _done(request, ref, "untie", form, actions.untie, f"{ref} stands by itself again.")


@asks("cases.tie")
@require_POST
def split(request: HttpRequest, ref: str) -> HttpResponse:
    """Open a second case out of this one."""
    form = SplitForm(request.POST, auto_id="id_split_%s", papers=common.found(queries.case, ref).items, clocks=clock_choices(ref))

    def done(case_ref: str, *, title: str, items: list[str], because: str, by: Any, **_: Any) -> object:
        return flow.split_case(case_ref, title=title, items=tuple(items), because=because, clocks_go=form.clocks_go(), by=by)

    return _done(request, ref, "split", form, done, f"A second case is opened out of {ref}.")


@asks("cases.misfiled")
@require_POST
def misfiled(request: HttpRequest, ref: str) -> HttpResponse:
    """Move a paper that was filed here by mistake."""
    form = MisfiledForm(request.POST, auto_id="id_misfiled_%s")
    if form.is_valid():
        _there_is(form, "right")

    def done(case_ref: str, *, item: str, **given: Any) -> object:
        return flow.move_misfiled_paper(case_ref, item_ref=item, **given)

    return _done(request, ref, "misfiled", form, done, "The paper is with its right case, and the breach is begun.")


def _there_is(form: Form, name: str) -> None:
    if not queries.exists(form.cleaned_data[name]):
        form.add_error(name, f"There is no {form.cleaned_data[name]}.")


def _done(request: HttpRequest, ref: str, name: str, form: Form, act: Callable[..., object], says: str) -> HttpResponse:
    common.found(queries.case, ref)
    if not form.is_valid():
        return show_case(request, ref, forms={name: form}, status=422)
    try:
        act(ref, **form.cleaned_data, by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    except Refused as stopped:
        return show_case(request, ref, forms={name: form}, refusal=stopped.refusal)
    say(request, says)
    return redirect(f"/cases/{ref}/")
