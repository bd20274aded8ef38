"""What pages do for the person at them. All of it is that person's own, so it asks the scheme for nothing."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from duly.core.desk import actions
from duly.core.record.clock import LONDON
from duly.primitives.refusal import Refusal, Refused
from duly.ui.asks import asks
from duly.ui.pages import say, show

PLACE = "desk-place"
"""Where in the session a page that is taken up again finds how far down it was read."""


@require_POST
@asks()
def keep_draft(request: HttpRequest) -> HttpResponse:
    """Keep what is typed; answers {"saved": "10:48:32"}, or {"because": …} with 422."""
    try:
        kept = actions.keep_draft(
            request.POST.get("page", ""), request.POST.get("form", ""), _fields(request.POST.get("fields", "")), officer=request.actor.ref
        )
    except Refused as refused:
        return JsonResponse({"because": refused.refusal.because}, status=422)
    return JsonResponse({"saved": f"{kept.saved_at.astimezone(LONDON):%H:%M:%S}", "version": kept.version})


@require_POST
@asks()
def drop_draft(request: HttpRequest) -> HttpResponse:
    """Throw away what was typed."""
    actions.drop_draft(request.POST.get("page", ""), request.POST.get("form", ""), officer=request.actor.ref)
    return JsonResponse({})


@require_POST
@asks()
def park(request: HttpRequest) -> HttpResponse:
    """Put the page aside and go home, where whatever interrupts can be begun. A script asks for no page and stays."""
    try:
        actions.park(request.POST.get("address", ""), request.POST.get("title", ""), _place(request), officer=request.actor.ref)
    except Refused as refused:
        return show(request, "ui/refused.html", title="Not put aside", refusal=refused.refusal)
    say(request, f"“{request.POST.get('title', '')}” is put aside, with what you had typed. Alt R takes it up again.")
    return redirect("home")


@require_POST
@asks()
def resume(request: HttpRequest) -> HttpResponse:
    """Go back to what was put aside, at the line and the height where it was left."""
    which = request.POST.get("which", "")
    work = actions.resume(officer=request.actor.ref, which=int(which) if which.isdecimal() and len(which) < 18 else None)
    if work is None:
        say(request, "Nothing of yours is put aside.")
        return redirect("home")
    request.session[PLACE] = work.place
    return redirect(work.address)


@require_POST
@asks()
def be_here(request: HttpRequest) -> HttpResponse:
    """Say that a page is open; answers with who else has it open: {"others": [{"name": …, "writing": …}]}."""
    try:
        others = actions.be_here(
            request.POST.get("about", ""), officer=request.actor.ref, name=request.actor.name, writing=request.POST.get("writing") == "yes"
        )
    except Refused as refused:
        return JsonResponse({"because": refused.refusal.because}, status=422)
    return JsonResponse({"others": [{"name": one.name, "writing": one.writing} for one in others]})


def _fields(given: str) -> dict[str, list[str]]:
    """The fields of a draft as a script sends them: lists of words by name."""
    try:
        fields = json.loads(given)
        if all(isinstance(words, list) and all(isinstance(word, str) for word in words) for words in fields.values()):
            return {name: [word.replace("\0", "") for word in words] for name, words in fields.items()}
    except (ValueError, AttributeError, RecursionError):
        pass
    raise Refused(
        Refusal("draft-unreadable", "That draft could not be read, so it was not kept. Copy what you have typed, and load the page again.")
    )


def _place(request: HttpRequest) -> dict[str, Any]:
    """How far down each scrolling part was, and what had the focus: whatever else is sent is left out."""
    try:
        place = json.loads(request.POST.get("place", "") or "{}")
        scroll = [int(down) for down in place.get("scroll", [])][:12]
        return {"scroll": scroll, "focus": str(place.get("focus", ""))[:200].replace("\0", "")}
    except (ValueError, AttributeError, TypeError, RecursionError, OverflowError):
        return {}
