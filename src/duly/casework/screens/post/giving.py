"""Giving triaged post to somebody else, and accepting it as a request under an Act."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from duly.casework import flow
from duly.casework.correspondence import queries
from duly.casework.flow import statutory
from duly.casework.screens import common
from duly.casework.screens.post import pages
from duly.casework.screens.post.forms import RequestForm
from duly.core.people import queries as people
from duly.primitives.period import say_day
from duly.primitives.refusal import Refused
from duly.ui.asks import asks
from duly.ui.pages import say


@asks("post.triage")
@require_POST
def give(request: HttpRequest, ref: str) -> HttpResponse:
    """Give it to a person, or to whoever holds a post, with the reason: they are told."""
    common.found(queries.item, ref)
    form = pages.give_form(request.POST)
    if not form.is_valid():
        return pages.show_item(request, ref, give_form=form, status=422)
    try:
        done = flow.reallocate_post(ref, **form.cleaned_data, by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    except Refused as stopped:
        return pages.show_item(request, ref, give_form=form, refusal=stopped.refusal)
    say(request, f"{ref} is {people.names().get(done.owner, done.owner)}'s now. They are told.")
    return redirect(f"/post/{ref}/")


@asks("post.triage")
@require_POST
def take_as_request(request: HttpRequest, ref: str) -> HttpResponse:
    """Accept it as a request under an Act: its clock runs from the day it came."""
    common.found(queries.item, ref)
    form = RequestForm(request.POST, auto_id="request_%s")
    if not form.is_valid():
        return pages.show_item(request, ref, request_form=form, status=422)
    try:
        done = statutory.take_as_request(ref, under=form.cleaned_data["under"], by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    except Refused as stopped:
        return pages.show_item(request, ref, request_form=form, refusal=stopped.refusal)
    due = f": due {say_day(done.due)}" if done.due else ""
    say(request, f"{done.ref} runs on {ref}, from {say_day(done.began)}{due}.")
    return redirect(f"/post/{ref}/")
