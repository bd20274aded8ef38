"""What is asked of the rate book, and what is handed over to be adopted."""

from collections.abc import Iterable

from django import forms

from duly.payments.rates.rules import LONGEST, UNITS
from duly.payments.screens.imports.forms import LARGEST
from duly.payments.screens.payees.forms import Day


class Find(forms.Form):
    """A cell: what is paid for."""

    contract = forms.ChoiceField(
        label="Contract", error_messages={"required": "Choose a contract.", "invalid_choice": "There is no such contract."}
    )
    service = forms.ChoiceField(
        label="Service", error_messages={"required": "Choose a service.", "invalid_choice": "No rate is for such a service."}
    )
    on = Day("On", hint="Such as 9/11/2026.", needed="Say for which day.")
    unit = forms.ChoiceField(label="Paid by the", choices=[(unit, unit.capitalize()) for unit in UNITS], required=False)
    minutes = forms.IntegerField(
        label="Minutes planned",
        help_text="Leave empty for rates of any length.",
        min_value=0,
        max_value=LONGEST,
        required=False,
        error_messages={"invalid": "This is not a number of minutes, such as 30."},
    )
    carer = forms.ChoiceField(label="Carer", choices=[("1", "First, or the only one"), ("2", "Second")], required=False)
    zone = forms.ChoiceField(label="Zone", required=False, error_messages={"invalid_choice": "No rate is for such a zone."})
    line = forms.CharField(
        label="Package line", help_text="Such as L-30001, where a rate may be agreed for it.", max_length=30, required=False
    )

    def __init__(self, given, *, contracts: Iterable[tuple[str, str]], services: Iterable[str], zones: Iterable[str], **more):
        super().__init__(given, **more)
        self.fields["contract"].choices = [("", "Choose"), *contracts]
        self.fields["service"].choices = [("", "Choose"), *((s, s) for s in services)]
        self.fields["zone"].choices = [("", "Any"), *((z, z) for z in zones)]


class PutForward(forms.Form):
    """A file of rates, and who it came from."""

    source = forms.CharField(
        label="Where the rates come from",
        max_length=80,
        help_text="Such as the decision that awards them.",
        error_messages={"required": "Say where they come from."},
    )
    file = forms.FileField(
        label="File",
        help_text="CSV or an Excel workbook, with the headings of a file of rates.",
        allow_empty_file=True,
        error_messages={"required": "Choose a file."},
    )

    def clean_file(self):
        """The upload, refused where it is too large to be kept."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(f"The file is {file.size // 1024 // 1024} MB; 40 MB are allowed.")
        return file


class Withdraw(forms.Form):
    """Why a batch is withdrawn."""

    because = forms.CharField(
        label="Why they are withdrawn", widget=forms.Textarea, error_messages={"required": "Say why these rates are withdrawn."}
    )


class TakeBack(forms.Form):
    """Why an adopted batch is taken back."""

    because = forms.CharField(
        label="Why they are taken back", widget=forms.Textarea, error_messages={"required": "Say why these rates are taken back."}
    )
