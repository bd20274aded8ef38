"""Who asks for a provider's statement, and sending it to somebody in the office who may read it."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from duly.core.people.queries import names
from duly.payments.screens.payees.forms import line
from duly.payments.statements import actions, checks, queries
from duly.primitives.refusal import Refusal, Refused
from duly.ui.pages import say


class Asked(forms.Form):
    """Who asks, what for, and by when."""

    asked_by = line("Who asks", needed="Say who asks for it.", hint="Name and post. It is private, and can be erased.")
    because = line("What they want to know", needed="Say what they want to know.", most=300)
    reply_by = line("By when", needed="Say by when they want it.", hint="Such as 11:30 today.", most=40)


class Sending(forms.Form):
    """To whom, and the statement of which entry."""

    officer = forms.CharField(label="Send to", max_length=20, error_messages={"required": "Choose to whom."})
    as_known = forms.IntegerField(min_value=0, max_value=2**40)


@dataclass(frozen=True)
class Sent:
    """What was sent to the page and not done: the form as it was typed, and why."""

    asked: Asked | None = None
    sending: Sending | None = None
    refusal: Refusal | None = None

    @property
    def status(self) -> int:
        """422 where a field is wrong."""
        return 422 if any(form is not None and not form.is_valid() for form in (self.asked, self.sending)) else 200


def sent(request: HttpRequest, ref: str) -> HttpResponse | Sent:
    """Do what a form of the page asks: where it was done, on to the page."""
    return _send(request, ref) if request.POST.get("step") == "send" else _note(request, ref)


def words(request: HttpRequest, ref: str, said: Sent) -> dict[str, Any]:
    """What the page shows of it: who asked, the two forms, and whom it may be sent to."""
    form, chosen = said.asked or Asked(), said.sending.data.get("officer", "") if said.sending else ""
    others = [(one, called) for one, called in checks.readers().items() if one != request.actor.ref]  # type: ignore[attr-defined]  # put there by the site
    return {
        "asked": queries.asked_for(ref),
        "asked_form": form,
        "asked_open": said.asked is not None,
        "readers": (("", "Choose"), *others),
        "reader": chosen,
        "reader_error": said.sending.errors.get("officer", [""])[0] if said.sending and said.sending.errors else "",
    }


def _note(request: HttpRequest, ref: str) -> HttpResponse | Sent:
    """Note who asks for it: it stands on the page until the statement is sent."""
    form = Asked(request.POST)
    if not form.is_valid():
        return Sent(asked=form)
    try:
        actions.note_asked(ref, **form.cleaned_data, by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    except Refused as refused:
        return Sent(asked=form, refusal=refused.refusal)
    say(request, "Who asks is noted, and stands here until the statement is sent.")
    return redirect("statement-of-provider", ref)


def _send(request: HttpRequest, ref: str) -> HttpResponse | Sent:
    """Send the statement as it was looked at: whoever gets it is alerted, and led to the same figures."""
    form = Sending(request.POST)
    if not form.is_valid():
        return Sent(sending=form)
    given = form.cleaned_data
    try:
        actions.send(ref, as_known=given["as_known"], officer=given["officer"], by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    except Refused as refused:
        return Sent(sending=form, refusal=refused.refusal)
    say(request, f"Sent to {names()[given['officer']]}, who is alerted, and finds it as known at entry {given['as_known']}, as you saw it.")
    return redirect(f"/providers/{ref}/position/?as-known={given['as_known']}")
