"""What is typed to reconcile payments, and to settle a missing file."""

from django import forms

from duly.payments.banking.queries import Received
from duly.payments.banking.rules import read_received
from duly.payments.screens.runs.forms import Because

PAID, NEVER_PAID = "paid", "never paid"


class Reconcile(forms.Form):
    """The bank's list of the files it received, a line a file, and where they looked."""

    received = forms.CharField(
        label="Files the bank says it received",
        required=False,
        widget=forms.Textarea,
        help_text="A line a file: its number, its total in pounds, and, where you know it, the week it paid. Such as: 12, 52853.79, 2026-W45",
    )
    note = forms.CharField(label="How you asked the bank", max_length=500, error_messages={"required": "Say how you asked the bank."})

    def clean_received(self) -> list[Received]:
        """The list as values."""
        try:
            return [Received(*one) for one in read_received(self.cleaned_data["received"])]
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from None


class Settle(Because):
    """How a missing file is to be settled, and on what grounds."""

    field_order = ("settling", "run", "evidence", "because")

    settling = forms.ChoiceField(label="What became of it", choices=[(PAID, "The bank paid it"), (NEVER_PAID, "The bank never paid it")])
    run = forms.CharField(
        label="The run it paid", max_length=16, required=False, help_text="Needed when the bank paid it: an approved run of the same total."
    )
    evidence = forms.FileField(
        label="The bank's word", required=False, help_text="Needed when the bank never paid it: its letter or answer."
    )
