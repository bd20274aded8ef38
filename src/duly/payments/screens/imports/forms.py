"""What is asked for when a file is handed over."""

from collections.abc import Mapping

from django import forms

from duly.core.intake.columns import clock_minute
from duly.payments.evidence.rules import EXPECTED, LATEST_DAYS
from duly.payments.flow import KINDS, why_not_correct, why_not_sent_by
from duly.payments.screens.payees.forms import Day

LARGEST = 40 * 1024 * 1024


class NewImport(forms.Form):
    """A file, what is in it, and who sent it."""

    kind = forms.ChoiceField(label="What is in the file", choices=[("", "Choose"), *((code, words) for code, words in KINDS.items())])
    source = forms.CharField(label="Who sent it", max_length=80, help_text="A provider's reference, or the team it came from.")
    how = forms.ChoiceField(
        label="If something was sent before for the same providers and weeks, contracts, lines, people or rates",
        choices=[("adds", "The file adds to it"), ("replaces", "The file replaces it: show me what changes first")],
        widget=forms.RadioSelect,
        initial="adds",
        required=False,
        help_text="All but net periods and a bank's answers can be replaced. Nothing is deleted: what is replaced stays in the record.",
    )
    file = forms.FileField(
        label="File",
        help_text="CSV or an Excel workbook; an invoice may be UBL in XML, a bank's answers pain.002 or camt.054. Up to 40 MB.",
        allow_empty_file=True,
    )

    def clean_source(self) -> str:
        """Who sent it; a reference like a provider's that is none is refused, with the nearest."""
        source: str = self.cleaned_data["source"]
        if refusal := why_not_sent_by(source):
            raise forms.ValidationError(refusal.because)
        return source

    def clean_file(self):
        """The upload, refused where it is too large to be kept."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(f"The file is {file.size / 1024 / 1024:.0f} MB; 40 MB are allowed.")
        return file

    def clean(self):
        """A file of a kind that never replaces is refused here."""
        cleaned = super().clean()
        if cleaned.get("how") == "replaces" and (refusal := why_not_correct(cleaned.get("kind", ""))):
            self.add_error("how", refusal.because)
        return cleaned


class Because(forms.Form):
    """Why an import is undone."""

    because = forms.CharField(label="Why it is undone", max_length=500, error_messages={"required": "Say why the import is undone."})


class SetDeadline(forms.Form):
    """By when files of a kind are sent, for whom, and from which week on."""

    kind = forms.ChoiceField(
        label="File",
        choices=[("", "Choose"), *((kind, KINDS[kind]) for kind in EXPECTED)],
        error_messages={"required": "Say which files.", "invalid_choice": "Nobody is expected to send those."},
    )
    provider = forms.ChoiceField(label="For", required=False, error_messages={"invalid_choice": "There is no such provider."})
    days = forms.IntegerField(
        label="Days after its week",
        min_value=1,
        max_value=LATEST_DAYS,
        help_text="Counted from the Sunday: 2 is the Tuesday after.",
        error_messages={
            "required": "Say how many days after.",
            "invalid": "This is not a number of days, such as 2.",
            "min_value": "It is 1 day at least.",
            "max_value": f"It is {LATEST_DAYS} days at most.",
        },
    )
    by = forms.CharField(
        label="By",
        initial="17:00",
        help_text="A time of that day, such as 17:00.",
        max_length=8,
        error_messages={"required": "Say by what time."},
    )
    starts = Day("From the week of", hint="Any day of the first week it is for, such as 2/11/2026.", needed="Say from which week.")

    def __init__(self, *args, providers: Mapping[str, str], **named):
        super().__init__(*args, **named)
        self.fields["provider"].choices = [("", "Everybody"), *((ref, f"{name} ({ref})") for ref, name in providers.items())]  # type: ignore[attr-defined]

    def clean_by(self) -> int:
        """Minutes after midnight."""
        try:
            return clock_minute(self.cleaned_data["by"].strip())
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from None
