"""What is asked for when a file is handed over."""

from django import forms

from duly.payments.flow import KINDS, why_not_correct

LARGEST = 40 * 1024 * 1024


class NewImport(forms.Form):
    """A file, what is in it, and who sent it."""

    kind = forms.ChoiceField(label="What is in the file", choices=[("", "Choose"), *((code, words) for code, words in KINDS.items())])
    source = forms.CharField(
        label="Who sent it", max_length=80, help_text="A provider's reference, such as V-20417, or the team it came from."
    )
    how = forms.ChoiceField(
        label="If something was sent before for the same provider and weeks",
        choices=[("adds", "The file adds to it"), ("replaces", "The file replaces it: show me what changes first")],
        widget=forms.RadioSelect,
        initial="adds",
        required=False,
        help_text="Visits, returns and invoices can be replaced. Nothing is deleted: what is replaced stays in the record.",
    )
    file = forms.FileField(
        label="File",
        help_text="CSV or an Excel workbook; an invoice may be UBL in XML, a bank's answers pain.002 or camt.054. Up to 40 MB.",
        allow_empty_file=True,
    )

    def clean_file(self):
        """The upload, refused where it is too large to be kept."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(f"The file is {file.size / 1024 / 1024:.0f} MB; 40 MB are allowed.")
        return file

    def clean(self):
        """A file of what the council itself agreed never replaces."""
        cleaned = super().clean()
        if cleaned.get("how") == "replaces" and (refusal := why_not_correct(cleaned.get("kind", ""))):
            self.add_error("how", refusal.because)
        return cleaned


class Because(forms.Form):
    """Why an import is undone."""

    because = forms.CharField(label="Why it is undone", max_length=500, error_messages={"required": "Say why the import is undone."})
