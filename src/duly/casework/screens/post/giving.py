"""Giving triaged post to somebody else, taking it up again, putting right what was noted of it, and accepting it as a request under an Act."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from duly.casework import flow
from duly.casework.correspondence import queries
from duly.casework.correspondence.queries import ItemSeen
from duly.casework.flow import statutory
from duly.casework.flow.putting_post_right import PostRight, put_post_right
from duly.casework.screens import common
from duly.casework.screens.post import pages
from duly.casework.screens.post.forms import PostRightForm, RequestForm, TakeUpForm
from duly.core.clocks.queries import ClockSeen
from duly.core.people import queries as people
from duly.primitives.period import say_day
from duly.primitives.refusal import Refused
from duly.ui.asks import asks
from duly.ui.pages import say

Done = TypeVar("Done")


@asks("post.triage")
@require_POST
def give(request: HttpRequest, ref: str) -> HttpResponse:
    """Give it to a person, or to whoever holds a post, with the reason: they are told."""

    def says(done: ItemSeen) -> Iterator[str]:
        yield f"{ref} is {people.names().get(done.owner, done.owner)}'s now. They are told."

    return _done(request, ref, "give_form", pages.give_form(request.POST), flow.reallocate_post, says)


@asks("post.triage")
@require_POST
def take_up(request: HttpRequest, ref: str) -> HttpResponse:
    """Deal with it after all: it was closed, sent on or set aside by mistake. Whoever has it now is told."""

    def says(done: ItemSeen) -> Iterator[str]:
        yield f"{ref} is taken up again. {people.names().get(done.owner, done.owner)} is told."

    return _done(request, ref, "take_up_form", pages.give_form(request.POST, kind=TakeUpForm), flow.take_post_up, says)


@asks("post.triage", "post.register")
@require_POST
def put_right(request: HttpRequest, ref: str) -> HttpResponse:
    """Put right how it came, on which day, and from whom. Clocks that run from that day move with it, and what stays is named."""

    def says(done: PostRight) -> Iterator[str]:
        yield f"{ref} is put right."
        for clock in done.moved:
            yield f"{clock.ref} runs from {say_day(clock.began)} now{f', and is due {say_day(clock.due)}' if clock.due else ''}."
        yield from done.stays

    return _done(request, ref, "right_form", PostRightForm(request.POST, auto_id="right_%s"), put_post_right, says)


@asks("post.triage")
@require_POST
def take_as_request(request: HttpRequest, ref: str) -> HttpResponse:
    """Accept it as a request under an Act: its clock runs from the day it came."""

    def says(done: ClockSeen) -> Iterator[str]:
        due = f": due {say_day(done.due)}" if done.due else ""
        yield f"{done.ref} runs on {ref}, from {say_day(done.began)}{due}."

    return _done(request, ref, "request_form", RequestForm(request.POST, auto_id="request_%s"), statutory.take_as_request, says)


def _done(
    request: HttpRequest, ref: str, name: str, form: Form, act: Callable[..., Done], says: Callable[[Done], Iterator[str]]
) -> HttpResponse:
    """Do it, and go back to the item with what came of it; what cannot be done is shown there with all that was typed. `name` is the form's on that page."""
    common.found(queries.item, ref)
    if not form.is_valid():
        return pages.show_item(request, ref, status=422, **{name: form})
    try:
        done = act(ref, **form.cleaned_data, by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    except Refused as stopped:
        return pages.show_item(request, ref, refusal=stopped.refusal, **{name: form})
    for sentence in says(done):
        say(request, sentence)
    return redirect(f"/post/{ref}/")
