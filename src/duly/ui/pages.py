"""Showing a page: its own words inside the frame the site has begun."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from duly.primitives.refusal import Refusal
from duly.ui.frame import Frame, Message

TONES = {messages.ERROR: "red", messages.WARNING: "amber", messages.SUCCESS: "green", messages.INFO: "blue"}


def show(request: HttpRequest, template: str, *, status: int = 200, refusal: Refusal | None = None, **words: Any) -> HttpResponse:
    """Draw a page. Words that are fields of `Frame` (title, section, sub, crumbs …) go to the frame; the rest to the template.

    The frame's beginning (office, navigation, who is asking) was put on the request by the site, which also hands it to the template. With a `refusal` its sentence stands at the
    top and the status says why: 403 where the scheme refused, else 409.
    """
    framed = {name: words.pop(name) for name in list(words) if name in Frame.__dataclass_fields__}
    said = [Message(str(m.message), TONES.get(m.level, "green")) for m in messages.get_messages(request)]
    if refusal is not None:
        said.insert(0, Message(refusal.because, "red"))
        status = status_of(refusal)
    request.frame = replace(request.frame, messages=tuple(said), **framed)  # type: ignore[attr-defined]  # begun by the site
    return render(request, template, {"refusal": refusal, **words}, status=status, using="jinja2")


def status_of(refusal: Refusal) -> int:
    """403 when it is about who may; 409 when it is about what is so."""
    return 403 if refusal.code.startswith("scheme-") else 409


def say(request: HttpRequest, text: str) -> None:
    """What just happened, shown at the top of the next page."""
    messages.success(request, text)
