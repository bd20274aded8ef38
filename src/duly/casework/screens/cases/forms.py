"""What people type about cases."""

from typing import Any

from django import forms

from duly.casework.cases.states import PARTIES


class OpenForm(forms.Form):
    """A case to be opened from an item of post."""

    title = forms.CharField(label="What it is about", max_length=200, help_text="In a few words, as the list will show it")
    complainant = forms.CharField(label="Complainant", max_length=200)
    body = forms.CharField(label="Body complained about", max_length=200)
    owner = forms.ChoiceField(label="Owner", error_messages={"required": "Say who owns it."})

    def __init__(self, *args: Any, owners: list[tuple[str, str]], **named: Any):
        super().__init__(*args, **named)
        self.fields["owner"].choices = [("", "Choose a person"), *owners]  # type: ignore[attr-defined]  # a ChoiceField, above


class LinkForm(forms.Form):
    """Another item of post for a case."""

    item = forms.CharField(label="Reference of the post", max_length=20, help_text="For example P-26-00012")

    def clean_item(self) -> str:
        """As people type it."""
        return str(self.cleaned_data["item"]).strip().upper()


class PartyForm(forms.Form):
    """Somebody of the directory, and what they are to the case."""

    entry_ref = forms.CharField(label="Entry in the directory", max_length=20, help_text="Such as DIR-00001")
    role = forms.ChoiceField(label="As", choices=[(role, role.capitalize()) for role in PARTIES])

    def clean_entry_ref(self) -> str:
        """As people type it."""
        return str(self.cleaned_data["entry_ref"]).strip().upper()
