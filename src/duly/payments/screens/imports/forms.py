"""What is asked for when a file is handed over."""

from django import forms

from duly.payments.flow import KINDS

LARGEST = 40 * 1024 * 1024


class NewImport(forms.Form):
    """A file, what is in it, and who sent it."""

    kind = forms.ChoiceField(label="What is in the file", choices=[("", "Choose"), *((code, words) for code, words in KINDS.items())])
    source = forms.CharField(
        label="Who sent it", max_length=80, help_text="A provider's reference, such as V-20417, or the team it came from."
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
