"""Acknowledging an item of post in the standard words, from its page, in one key."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from duly.casework import flow
from duly.casework.correspondence import queries as post
from duly.casework.screens import common
from duly.casework.screens.post.pages import show_item
from duly.primitives.refusal import Refused
from duly.ui.asks import asks
from duly.ui.pages import say


@asks("letters.acknowledge")
@require_POST
def acknowledge(request: HttpRequest, ref: str) -> HttpResponse:
    """Acknowledge an item and send it, or say why not on its page."""
    common.found(post.item, ref)
    try:
        done = flow.acknowledge(ref, postal=request.POST.get("postal", "")[:600], by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    except Refused as stopped:
        return show_item(request, ref, refusal=stopped.refusal)
    waits = " It goes in the next print pack." if done.channel == "post" else ""
    say(request, f"{ref} is acknowledged, by {done.ref}.{waits}")
    return redirect(f"/post/{ref}/")
