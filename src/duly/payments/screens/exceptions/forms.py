"""A decision, as it is typed."""

from django import forms

from duly.payments.screens.exceptions.words import LABELS, REASONS


class Decision(forms.Form):
    """Which line-week, how to pay it, for what reason, and a note that stays out of the sealed entry."""

    row = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    choice = forms.ChoiceField(
        label="How to pay this line", choices=list(LABELS.items()), error_messages={"required": "Choose how to pay this line."}
    )
    reason = forms.ChoiceField(
        label="Reason", choices=[("", "Choose"), *REASONS], error_messages={"required": "Give the reason for the decision."}
    )
    note = forms.CharField(label="Note", required=False, max_length=2000, widget=forms.Textarea)

    def clean(self):
        """Reason 90 says nothing without a note."""
        given = super().clean()
        if given.get("reason") == "90" and not given.get("note", "").strip():
            self.add_error("note", "Say in the note what the reason is.")
        return given
