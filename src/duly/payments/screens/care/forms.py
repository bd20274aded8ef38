"""What is asked for when something is learnt of a person."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms

from duly.payments.packages.rules import KINDS, SAID, ill_written
from duly.payments.screens.payees.forms import Day, line
from duly.primitives.period import FOREVER


class PutForward(forms.Form):
    """A package line that somebody else is to approve: for whom, under which contract, what, and when."""

    person = line("Person", needed="Say for whom.", hint="Their reference, such as P-104882.", most=30)
    contract = forms.ChoiceField(
        label="Contract", error_messages={"required": "Choose a contract.", "invalid_choice": "There is no such contract."}
    )
    service = line("Service", needed="Say which service.", hint="Such as home-care.", most=40)
    zone = forms.CharField(label="Zone", max_length=40, required=False, help_text="Where rates differ by zone, such as rural.")
    starts = Day("First day", needed="Say from which day.")
    last = Day("Last day", hint="Leave empty for no end.", needed="")

    def __init__(self, *args: Any, contracts: Iterable[tuple[str, str]], **named: Any):
        super().__init__(*args, **named)
        self.fields["contract"].choices = [("", "Choose"), *contracts]  # type: ignore[attr-defined]
        self.fields["last"].required = False

    def clean_person(self) -> str:
        """As references are written."""
        return self.cleaned_data["person"].strip().upper()

    def clean_service(self) -> str:
        """Refused where a file of lines would refuse it."""
        return self._written(self.cleaned_data["service"].strip(), wrong=ill_written(self.cleaned_data["service"].strip(), ""))

    def clean_zone(self) -> str:
        """Refused where a file of lines would refuse it; empty for none."""
        return self._written(self.cleaned_data["zone"].strip(), wrong=ill_written("home-care", self.cleaned_data["zone"].strip()))

    def told(self) -> dict[str, Any]:
        """What the action is told, but for the provider and the line."""
        v = self.cleaned_data
        return {
            "person_ref": v["person"],
            "contract_ref": v["contract"],
            "service": v["service"],
            "zone": v["zone"],
            "starts": v["starts"],
            "ends": v["last"] + timedelta(days=1) if v["last"] else FOREVER,
        }

    def _written(self, text: str, *, wrong: str) -> str:
        if wrong:
            raise forms.ValidationError(wrong)
        return text


class Died(forms.Form):
    """The day somebody died."""

    on = Day("The day", needed="Say on which day.")


class NotDied(forms.Form):
    """Why it was a mistake."""

    because = line("Why", needed="Say why.", most=500)


class Interrupt(forms.Form):
    """How, and from when to when, care is interrupted."""

    kind = forms.ChoiceField(
        label="How",
        choices=[("", "Choose"), *((kind, SAID[kind]) for kind in KINDS)],
        error_messages={"required": "Say how care is interrupted.", "invalid_choice": "Choose one of the ways."},
    )
    starts = Day("First day", needed="Say from which day.")
    last = Day("Last day", hint="Leave empty while it lasts.", needed="")
    told_on = Day("The office was told on", needed="Say when the office was told.")

    def __init__(self, *args: Any, **named: Any):
        super().__init__(*args, **named)
        self.fields["last"].required = False

    def told(self) -> dict[str, Any]:
        """What the action is told."""
        last = self.cleaned_data["last"]
        given = {name: value for name, value in self.cleaned_data.items() if name not in ("last", "which")}
        return given | {"ends": last + timedelta(days=1) if last else FOREVER}


class Which(forms.Form):
    """One interruption that is known, as "hospital 2026-11-02"."""

    which = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def known(self) -> dict[str, Any]:
        """Its kind and the day it was said to begin."""
        kind, _, was = self.cleaned_data["which"].partition(" ")
        return {"kind": kind, "was": date.fromisoformat(was)}

    def clean_which(self) -> str:
        """Refused where it is no interruption."""
        try:
            date.fromisoformat(self.cleaned_data["which"].partition(" ")[2])
        except ValueError:
            raise forms.ValidationError("This is no interruption.") from None
        return self.cleaned_data["which"]


class Correct(Which):
    """Other dates of an interruption, or its end."""

    starts = Day("First day", needed="Say from which day.")
    last = Day("Last day", hint="Leave empty while it lasts.", needed="")
    told_on = Day("The office was told on", needed="Say when the office was told.")
    because = line("Why", needed="Say why.", most=500)

    def __init__(self, *args: Any, **named: Any):
        super().__init__(*args, **named)
        self.fields["last"].required = False

    def told(self) -> dict[str, Any]:
        """What the action is told."""
        last = self.cleaned_data["last"]
        given = {name: self.cleaned_data[name] for name in ("starts", "told_on", "because")}
        return self.known() | given | {"ends": last + timedelta(days=1) if last else FOREVER}


class Withdraw(Which):
    """Why an interruption was a mistake."""

    because = line("Why", needed="Say why.", most=500)

    def told(self) -> dict[str, Any]:
        """What the action is told."""
        return self.known() | {"because": self.cleaned_data["because"]}


class Approve(forms.Form):
    """One span of a line that waits."""

    line_ref = forms.CharField(widget=forms.HiddenInput, max_length=30)
    starts = forms.DateField(widget=forms.HiddenInput, input_formats=["%Y-%m-%d"])
