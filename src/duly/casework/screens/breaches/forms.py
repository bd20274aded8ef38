"""What people type about breaches of personal data."""

from typing import Any

from django import forms

from duly.casework.cases.states import BREACH_KINDS, BREACH_STEPS, RISKS
from duly.casework.flow import BreachOf
from duly.casework.screens.clocks.forms import day


class AboutForm(forms.Form):
    """What a breach is of, where the address does not say."""

    about = forms.CharField(
        label="What it is of", max_length=20, help_text="A case, a letter or an item of post: PSO-2026-00001, P-26-00012"
    )


class NoteForm(forms.Form):
    """What happened, to whose data, and since when it is known."""

    about = forms.CharField(max_length=20, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label="What it is")
    volume = forms.TypedChoiceField(label="Volume of the paper file", required=False, coerce=int, empty_value=None)
    because = forms.CharField(
        label="What happened",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say what happened, in a sentence or two."},
    )
    whose = forms.CharField(
        label="Whose personal data it is",
        max_length=400,
        help_text="Names, or which people and about how many",
        error_messages={"required": "Say whose personal data it is."},
    )
    found_on = day("Known of since", help_text="The day somebody here knew of it: the 72 hours run from then")

    def __init__(self, *args: Any, of: BreachOf, **named: Any):
        super().__init__(*args, **named)
        self.fields["kind"].choices = [(kind, BREACH_KINDS[kind]) for kind in of.kinds]  # type: ignore[attr-defined]  # a ChoiceField, above
        volumes = [("", "Not a volume of it"), *((str(one), f"Volume {one}") for one in of.volumes)]
        self.fields["volume"].choices = volumes  # type: ignore[attr-defined]  # a ChoiceField, above
        if not of.volumes:
            del self.fields["volume"]

    def clean_about(self) -> str:
        """As references are written."""
        return str(self.cleaned_data["about"]).strip().upper()


class StepForm(forms.Form):
    """A step of a breach that is done, and how."""

    step = forms.ChoiceField(label="Step", choices=[(step, step.capitalize()) for step in BREACH_STEPS])
    risk = forms.ChoiceField(
        label="How the risk is judged",
        choices=[("", "Not judged now"), *RISKS.items()],
        required=False,
        help_text="Said with the step of assessing it, and with no other",
    )
    words = forms.CharField(label="How, or why", max_length=400, error_messages={"required": "Say how it was done, or why it need not be."})
