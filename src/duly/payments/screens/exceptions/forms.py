"""Decisions, as they are typed."""

from django import forms

from duly.payments.screens.exceptions.words import LABELS, PAY_OTHER, REASONS
from duly.primitives.sums import LETTERS

HOW = {"required": "Choose how to pay this line."}
WHY = {"required": "Give the reason for the decision."}


class Reasoned(forms.Form):
    """For what reason, and a note that stays out of the sealed entry."""

    reason = forms.ChoiceField(label="Reason", choices=[("", "Choose"), *REASONS], error_messages=WHY)
    note = forms.CharField(label="Note", required=False, max_length=2000, widget=forms.Textarea)

    def clean(self):
        """Reason 90 says nothing without a note."""
        given = super().clean()
        if given.get("reason") == "90" and not given.get("note", "").strip():
            self.add_error("note", "Say in the note what the reason is.")
        return given


class Decision(Reasoned):
    """Which line-week, and how to pay it; another amount as pounds or a sum."""

    row = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    choice = forms.ChoiceField(label="How to pay this line", choices=list(LABELS.items()), error_messages=HOW)
    amount = forms.CharField(label="Other amount", required=False, max_length=LETTERS)


class Lines(forms.Field):
    """The numbers of line-weeks, each once, in the order they were sent."""

    def to_python(self, value):
        """Whole numbers."""
        return list(dict.fromkeys(int(one) for one in value or [] if one.isascii() and one.isdigit() and len(one) < 19))


class Many(forms.Form):
    """Line-weeks that were ticked."""

    line = Lines(required=True, widget=forms.MultipleHiddenInput, error_messages={"required": "Tick the lines first."})


class TakingBack(Many):
    """What is to be taken back."""


class Together(Many, Reasoned):
    """How to pay like line-weeks in one go. Another amount is for one line only."""

    choice = forms.ChoiceField(
        label="How to pay these lines",
        choices=[(value, label) for value, label in LABELS.items() if value != PAY_OTHER],
        error_messages=HOW,
    )
