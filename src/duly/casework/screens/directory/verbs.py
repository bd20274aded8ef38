"""What is done to an entry of the directory, one form each."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from duly.casework import flow
from duly.casework.screens import common
from duly.casework.screens.directory.asking import answers, ask_of
from duly.casework.screens.directory.forms import AgainForm, DeathForm, EndForm, MarkerForm, MergeForm, RoleForm, TellForm, UndoDeathForm
from duly.casework.screens.directory.pages import ASKS_AGAIN, one
from duly.core.directory import actions, queries
from duly.core.record.clock import today
from duly.primitives.period import FOREVER
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks
from duly.ui.pages import say


@asks("directory.keep")
@require_POST
def tell(request: HttpRequest, ref: str) -> HttpResponse:
    """Tell something known from a day on. Whoever it makes them like is shown, and each must be answered."""
    given, form = answers(request.POST), TellForm(request.POST)
    if not form.is_valid():
        return _do(request, ref, "tell", form, lambda said: None, "")
    seen, said = common.found(queries.entry, ref), dict(form.cleaned_data)
    if given.same:
        merge = MergeForm(initial={"other": given.same, "because": given.because}, auto_id="merge_%s")
        refusal = Refusal(
            "same",
            f"Nothing was kept yet. Say below that {given.same} and {seen.ref} are one; what is known of either is then known of both.",
        )
        return one(request, ref, refusal=refusal, tell=form, merge=merge)
    try:
        actions.tell(ref, **said, **given.another, by=request.actor)
    except Refused as stopped:
        like = queries.alike_by(seen, kind=said["kind"], text=said["text"]) if stopped.refusal.code in ASKS_AGAIN else ()
        alike = ask_of(like, given, same="The same: say that they are one") if like else None
        return one(request, ref, refusal=stopped.refusal, tell=form, alike=alike)
    say(request, "Kept.")
    return redirect(f"/directory/{ref}/")


@asks("directory.keep")
@require_POST
def end(request: HttpRequest, ref: str) -> HttpResponse:
    """Say that something known no longer holds."""

    def ended(said: dict[str, Any]) -> object:
        return actions.end_detail(ref, detail=said["id"], ends=said["ends"] or today(), by=request.actor)

    return _do(request, ref, "ending", EndForm(request.POST), ended, "It no longer holds.")


@asks("directory.keep")
@require_POST
def role(request: HttpRequest, ref: str) -> HttpResponse:
    """Say what they are, between two dates."""

    def given(said: dict[str, Any]) -> object:
        starts, ends = said.pop("role_starts") or today(), said.pop("role_ends") or FOREVER
        of = said.pop("of").strip()
        of = of.upper() if of.upper().startswith("DIR-") else of
        return actions.give_role(ref, **said, of=of, starts=starts, ends=ends, by=request.actor)

    return _do(request, ref, "role", RoleForm(request.POST), given, "Kept.")


@asks("directory.keep")
@require_POST
def end_role(request: HttpRequest, ref: str) -> HttpResponse:
    """Say that a role or a consent ends."""

    def ended(said: dict[str, Any]) -> object:
        return actions.end_role(ref, held=said["id"], ends=said["ends"] or today(), by=request.actor)

    return _do(request, ref, "ending", EndForm(request.POST), ended, "It ends.")


@asks("directory.keep")
@require_POST
def died(request: HttpRequest, ref: str) -> HttpResponse:
    """Say that they died, which every live case of theirs shows; or that this was a mistake."""
    if request.POST.get("way") == "undo":
        undone = UndoDeathForm(request.POST, auto_id="alive_%s")
        return _do(request, ref, "undo_death", undone, lambda said: actions.undo_death(ref, **said, by=request.actor), "They did not die.")

    def dead(said: dict[str, Any]) -> object:
        return flow.record_death(ref, on=said["died_on"], source=said["source"], by=request.actor)

    return _do(request, ref, "death", DeathForm(request.POST, auto_id="died_%s"), dead, "It is kept. No letter goes to them.")


@asks("directory.merge")
@require_POST
def merge(request: HttpRequest, ref: str) -> HttpResponse:
    """Say that another entry is the same."""
    return _do(request, ref, "merge", _named(request, "merge_%s"), lambda said: actions.merge(ref, **said, by=request.actor), "They are one now. Both references are good.")  # fmt: skip


@asks("directory.merge")
@require_POST
def part(request: HttpRequest, ref: str) -> HttpResponse:
    """Say that another entry is not the same after all."""
    return _do(request, ref, "part", _named(request, "part_%s"), lambda said: actions.part(ref, **said, by=request.actor), "They are two again.")  # fmt: skip


@asks("directory.mark")
@require_POST
def marker(request: HttpRequest, ref: str) -> HttpResponse:
    """Place a marker."""
    form = MarkerForm(request.POST, owners=common.colleagues(), auto_id="marker_%s")
    return _do(request, ref, "marker", form, lambda said: actions.place_marker(ref, **said, by=request.actor), "The marker is shown before anybody makes contact.")  # fmt: skip


@asks("directory.mark")
@require_POST
def again(request: HttpRequest, ref: str) -> HttpResponse:
    """Say that a marker still stands and until when, or lift it: the button pressed says which."""

    def done(said: dict[str, Any]) -> object:
        review, lapses = said.pop("review_on"), said.pop("lapses_on")
        marked = said.pop("ref")
        if request.POST.get("way") == "lift":
            return actions.lift_marker(marked, **said, by=request.actor)
        return actions.review_marker(marked, **said, review_on=review or today(), lapses_on=lapses or today(), by=request.actor)

    words = "The marker is lifted." if request.POST.get("way") == "lift" else "The marker stands."
    form = AgainForm(request.POST)
    if form.is_valid() and form.cleaned_data["ref"] not in queries.family_of(ref):
        form.add_error("ref", "That marker is of somebody else.")
    return _do(request, ref, "again", form, done, words)


def _named(request: HttpRequest, ids: str) -> MergeForm:
    form = MergeForm(request.POST, auto_id=ids)
    if form.is_valid() and not queries.exists(form.cleaned_data["other"]):
        form.add_error("other", f"There is no {form.cleaned_data['other']}.")
    return form


def _do(request: HttpRequest, ref: str, name: str, form: forms.Form, act: Callable[[dict[str, Any]], object], words: str) -> HttpResponse:
    common.found(queries.entry, ref)
    if not form.is_valid():
        return one(request, ref, status=422, faults=form, **{name: form})
    try:
        act(dict(form.cleaned_data))
    except Refused as stopped:
        return one(request, ref, refusal=stopped.refusal, **{name: form})
    say(request, words)
    return redirect(f"/directory/{ref}/")
