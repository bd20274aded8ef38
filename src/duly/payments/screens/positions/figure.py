"""Entering what a provider says is unpaid: its figure, who said it and when, and the list of invoices it is of."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from duly.core.record.clock import today
from duly.payments.packages.powers import READ
from duly.payments.providers import queries as providers
from duly.payments.screens.payees.forms import Day, line
from duly.payments.statements import actions, checks
from duly.primitives.money import sterling
from duly.primitives.refusal import Refused
from duly.primitives.sums import pence_of
from duly.ui.asks import asks, reads
from duly.ui.frame import Link
from duly.ui.pages import say, show


class Amount(forms.CharField):
    """Pounds, or a sum of them, as pence."""

    def clean(self, value: Any) -> int:
        """The pence; what was read, and what is expected, where it is neither."""
        typed = super().clean(value)
        try:
            return pence_of(typed)
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from None


class Figure(forms.Form):
    """What a provider says."""

    pounds = Amount(
        label="What they say is unpaid",
        help_text="Pounds, or a sum such as 59,266.54+3,247.80.",
        max_length=120,
        error_messages={"required": "Give the figure in pounds."},
    )
    said_by = line("Who said it", needed="Say who gave the figure.", hint="Name and post. It is private, and can be erased.")
    said_on = Day("On which day", needed="Give the day on which they said it.")
    came_by = forms.ChoiceField(
        label="How it came",
        choices=[("", "Choose"), *((way, way.capitalize()) for way in checks.CAME_BY)],
        error_messages={"required": "Say how it came.", "invalid_choice": "Choose one of the ways."},
    )
    their_list = forms.CharField(
        label="Their list of invoices",
        required=False,
        max_length=40_000,
        widget=forms.Textarea,
        help_text="One invoice a line: its reference, then the pounds, such as LC-77120 39,117.99. With it the difference is explained invoice by invoice.",
    )

    def clean_their_list(self) -> list[tuple[str, int]]:
        """References and pence; each line that does not read is named."""
        found, wrong = [], []
        for number, typed in enumerate(self.cleaned_data["their_list"].splitlines(), start=1):
            if not typed.strip():
                continue
            read = re.fullmatch(r"\s*(\S+)[\s,;]+(\S.*)", typed)
            try:
                found.append((read[1].rstrip(",;"), pence_of(read[2]))) if read else wrong.append(number)
            except ValueError:
                wrong.append(number)
        if wrong:
            named = ", ".join(map(str, wrong[:8]))
            raise forms.ValidationError(f"Line {named} is not a reference and then pounds, such as LC-77120 39,117.99.")
        return found


@asks(READ.code, "statements.tell_figure")
@require_http_methods(["GET", "HEAD", "POST"])
@reads(READ)
def figure(request: HttpRequest, ref: str) -> HttpResponse:
    """Enter a provider's own figure; it takes the place of the one before, which the record keeps."""
    try:
        one = providers.provider(ref)
    except ObjectDoesNotExist:
        raise Http404(f"There is no provider {ref}.") from None
    form, refusal = Figure(request.POST or None, initial={"said_on": f"{today():%d/%m/%Y}"}), None
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            said = actions.tell_figure(
                ref,
                pence=told["pounds"],
                said_on=told["said_on"],
                said_by=told["said_by"],
                came_by=told["came_by"],
                lines=told["their_list"],
                by=request.actor,  # type: ignore[attr-defined]  # put there by the site
            )
        except Refused as refused:
            refusal = refused.refusal
        else:
            say(
                request,
                f"{one.name} says {sterling(said.pence)} is unpaid. It is held against ours as soon as the record has it, in a second or two.",
            )
            return redirect("statement-of-provider", ref=ref)
    blocked = checks.why_not_enter(by=request.actor)  # type: ignore[attr-defined]  # put there by the site
    return show(
        request,
        "positions/figure.html",
        status=422 if form.is_bound and not form.is_valid() else 200,
        refusal=refusal,
        title=f"What {one.name} says is unpaid",
        section="Providers",
        crumbs=(Link("Providers", "/providers/"), Link("Position statement", f"/providers/{ref}/position/")),
        form=form,
        blocked_because=blocked.because if blocked else "",
    )
