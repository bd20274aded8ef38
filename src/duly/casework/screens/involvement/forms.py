"""What people type when they bring somebody in, answer, or commission work. Whether it may be done is for the room's checks."""

from datetime import timedelta
from typing import Any

from django import forms

from duly.casework.risk.queries import rules_in_force
from duly.casework.screens.risk.forms import day
from duly.core.record.clock import today

A_FORTNIGHT = timedelta(days=14)


class _OnCase(forms.Form):
    case = forms.CharField(label="Case", max_length=20, error_messages={"required": "Say which case."})

    def clean_case(self) -> str:
        """As people type it."""
        return str(self.cleaned_data["case"]).strip().upper()


class AskForm(_OnCase):
    """Whom to bring in, how far up the ladder, what they are asked and by when."""

    rung = forms.ChoiceField(label="What is asked", choices=())
    asked_of = forms.ChoiceField(label="Of whom", error_messages={"required": "Say of whom."})
    asks = forms.CharField(
        label="What they are to know or to answer",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say what they are to know or to answer, so that it can be read alone."},
    )
    by_day = day("To be answered by")

    def __init__(self, *args: Any, people: list[tuple[str, str]], **named: Any):
        super().__init__(*args, **named)
        self.fields["asked_of"].choices = [("", "Choose a person"), *people]  # type: ignore[attr-defined]  # a ChoiceField, above
        rungs = rules_in_force(on=today()).ladder
        self.fields["rung"].choices = [(one.code, f"{one.word}: {one.asks}") for one in rungs]  # type: ignore[attr-defined]  # a ChoiceField, above
        self.fields["by_day"].initial = today() + timedelta(days=7)


class CommissionForm(_OnCase):
    """A piece of work: its terms, whose it is, and by when."""

    owner = forms.ChoiceField(label="Whose it is", error_messages={"required": "Say whose it is."})
    terms = forms.CharField(
        label="What exactly is to be done, and what shows that it was",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say what exactly is to be done, and what shows that it was."},
    )
    due_on = day("Due")

    def __init__(self, *args: Any, people: list[tuple[str, str]], **named: Any):
        super().__init__(*args, **named)
        self.fields["owner"].choices = [("", "Choose a person"), *people]  # type: ignore[attr-defined]  # a ChoiceField, above
        self.fields["due_on"].initial = today() + A_FORTNIGHT


class WordsForm(forms.Form):
    """What is said, in words."""

    words = forms.CharField(
        label="In words",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say it in words: they are what is kept."},
    )


class NothingForm(forms.Form):
    """A press of a button."""
