"""What people type about post. Whether it may be done is for the room's checks, not for these."""

from typing import Any

from django import forms

from duly.casework.correspondence.states import TRIAGE
from duly.core.record.clock import today


class TriageForm(forms.Form):
    """Where an item goes, who owns it, what happens next."""

    way = forms.ChoiceField(
        label="What to do", choices=[(way, way) for way in TRIAGE], error_messages={"required": "Choose what to do with it."}
    )
    direct_to = forms.CharField(label="Where to", max_length=120, required=False, help_text="Not needed for “no reply” or “hold”")
    owner = forms.ChoiceField(label="Owner", error_messages={"required": "Say who owns it."})
    next_action = forms.CharField(label="Next action", max_length=1000, error_messages={"required": "Say what happens next."})

    def __init__(self, *args: Any, owners: list[tuple[str, str]], **named: Any):
        super().__init__(*args, **named)
        self.fields["direct_to"].sometimes = True  # type: ignore[attr-defined]  # our own word: see ui.fields
        self.fields["owner"].choices = [("", "Choose a person"), *owners]  # type: ignore[attr-defined]  # a ChoiceField, above


class RegisterForm(forms.Form):
    """A file of post."""

    file = forms.FileField(label="File", help_text="An e-mail as an .eml file, or a scan as PDF, PNG or TIFF. Up to 40 MB.")
    received_on = forms.DateField(label="Received", input_formats=["%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d"], help_text="For example 9/11/2026")
    why_late = forms.CharField(
        label="Why it is logged late", max_length=1000, required=False, help_text="Needed when it came more than one working day ago"
    )

    def __init__(self, *args: Any, **named: Any):
        super().__init__(*args, **named)
        self.fields["received_on"].initial = today


class CloseForm(forms.Form):
    """Why nothing more is to be done."""

    because = forms.CharField(label="Why it is finished", max_length=1000, error_messages={"required": "Say why it is finished."})
