"""What a page is given of the desk of whoever asks for it, and what becomes of a draft once its form is sent."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from duly.core.desk import actions, queries
from duly.office.screens.desk.pages import PLACE
from duly.primitives.refusal import Refused
from duly.ui.frame import ParkedPage

QUIET = ("/desk/", "/static/")
FORM, PAGE, NAMES = "draft_form", "draft_page", "draft_names"
"""What a page's script adds to a form as it is sent: which draft it was, and which of its fields were typed."""


def desk(request: HttpRequest) -> dict[str, Any]:
    """The fields of the frame that are this person's own: how they like pages, what they put aside, what they had typed here."""
    if request.path.startswith(QUIET) or "\0" in request.path:
        return {}
    own, parked, drafts = queries.at_hand(request.user.ref, request.path)  # type: ignore[union-attr]  # signed in, or this is not asked
    place = request.session.pop(PLACE, None) if request.method == "GET" and PLACE in request.session else None
    return {
        "theme": own.theme,
        "density": own.density,
        "text_size": own.text,
        "single_keys": own.letters,
        "keymap": tuple(own.keymap.items()),
        "own_address": request.get_full_path(),
        "parked": ParkedPage(parked[0].title, parked[0].id, len(parked)) if parked else None,
        "own_drafts": as_script([{"form": d.form, "fields": d.fields, "at": d.saved_at.isoformat()} for d in drafts]) if drafts else "",
        "left_at": as_script(place) if place else "",
    }


def draft_after(request: HttpRequest, answer: HttpResponse) -> None:
    """Throw a draft away when its form was taken (the answer leads on), and keep what was sent when it was not."""
    page, form = request.POST.get(PAGE, ""), request.POST.get(FORM, "")
    if not page or not form:
        return
    officer = request.actor.ref  # type: ignore[attr-defined]  # whoever sent it, though they may have signed out by it
    asked_who = answer.headers.get("Location") == reverse("account_reauthenticate")  # then it is not taken yet
    if answer.status_code in (302, 303) and not asked_who:
        actions.drop_draft(page, form, officer=officer)
        return
    names = request.POST.get(NAMES, "").split(",")
    try:
        actions.keep_draft(page, form, {name: request.POST.getlist(name) for name in names if name in request.POST}, officer=officer)
    except Refused:
        return  # the page that is shown again has all that was typed


def as_script(what: Any) -> str:
    """JSON that can stand inside a script element: no `<`, so nothing in it can end the element."""
    return json.dumps(what, separators=(",", ":")).replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
