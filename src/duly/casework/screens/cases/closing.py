"""A case closed with how it ended, and opened again with why."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from duly.casework import flow
from duly.casework.cases import queries
from duly.casework.screens import common
from duly.casework.screens.cases.pages import show_case
from duly.core.record.clock import today
from duly.primitives.refusal import Refused
from duly.ui.asks import asks
from duly.ui.pages import say


class CloseForm(forms.Form):
    """How a case ended, which principles bore on it, and why."""

    outcome = forms.ChoiceField(label="How it ended", error_messages={"required": "Say how it ended."})
    principles = forms.MultipleChoiceField(
        label="Principles that bore on it",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Say which of the principles bore on it: at least one."},
    )
    because = forms.CharField(label="Reasons", max_length=1000, error_messages={"required": "Give the reasons."})

    def __init__(self, *args: Any, **named: Any):
        super().__init__(*args, auto_id="id_close_%s", **named)
        said = [(code, f"{code.capitalize()}: {words}") for code, words in queries.outcomes(on=today()).items()]
        self.fields["outcome"].choices = [("", "Choose"), *said]  # type: ignore[attr-defined]  # a ChoiceField, above
        known = queries.principles(on=today())
        self.fields["principles"].choices = [(one, one.capitalize()) for one in known]  # type: ignore[attr-defined]  # a MultipleChoiceField, above


class ReopenForm(forms.Form):
    """Why a closed case is opened again."""

    because = forms.CharField(label="Why it is opened again", max_length=1000, error_messages={"required": "Say why, in a sentence."})

    def __init__(self, *args: Any, **named: Any):
        super().__init__(*args, auto_id="id_reopen_%s", **named)


@asks("cases.close")
@require_POST
def close(request: HttpRequest, ref: str) -> HttpResponse:
    """Close the case, with what ends with it."""
    common.found(queries.case, ref)
    form = CloseForm(request.POST)
    if not form.is_valid():
        return show_case(request, ref, forms={"close": form}, status=422)
    try:
        done = flow.close_case(ref, **form.cleaned_data, by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    except Refused as stopped:
        return show_case(request, ref, forms={"close": form}, refusal=stopped.refusal)
    say(request, f"{ref} is closed: {done.outcome}.")
    return redirect(f"/cases/{ref}/")


@asks("cases.move")
@require_POST
def reopen(request: HttpRequest, ref: str) -> HttpResponse:
    """Open the case again."""
    common.found(queries.case, ref)
    form = ReopenForm(request.POST)
    if not form.is_valid():
        return show_case(request, ref, forms={"reopen": form}, status=422)
    try:
        done = flow.reopen_case(ref, **form.cleaned_data, by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    except Refused as stopped:
        return show_case(request, ref, forms={"reopen": form}, refusal=stopped.refusal)
    say(request, f"{ref} is open again, in {done.stage}.")
    return redirect(f"/cases/{ref}/")
