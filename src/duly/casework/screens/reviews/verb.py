"""What every form on a review's page does alike: bind, act, say, or show what is wrong with everything typed still there."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from duly.casework.screens.reviews.pages import one
from duly.primitives.refusal import Refused
from duly.ui.pages import say


def done(
    request: HttpRequest, ref: str, verb: str, form: forms.Form | None, act: Callable[[dict[str, Any]], Any], says: str
) -> HttpResponse:
    """Do what a form says to a review, which is known to be there."""
    if form is not None and not form.is_valid():
        return one(request, ref, typed={verb: form}, status=422)
    try:
        act(dict(form.cleaned_data) if form is not None else {})
    except Refused as stopped:
        return one(request, ref, typed={verb: form}, refusal=stopped.refusal)
    say(request, says)
    return redirect(f"/reviews/{ref}/")
