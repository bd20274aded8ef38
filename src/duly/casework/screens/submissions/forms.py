"""What people type about submissions."""

from typing import Any

from django import forms

from duly.casework.decisions.rules import OUTCOMES
from duly.casework.submissions.rules import KINDS, REASONS, paragraphs_of
from duly.primitives.money import read_pounds

MOST_PENCE = 1_000_000_000


class PoundsField(forms.CharField):
    """An amount in pounds, read as whole pence."""

    kind = "money"

    def clean(self, value: Any) -> Any:
        """Pence, or the sentence that says what was read."""
        text = super().clean(value)
        try:
            pence = read_pounds(text or "0")
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong
        if pence < 0:
            raise forms.ValidationError("A remedy is not less than nothing.")
        if pence > MOST_PENCE:
            raise forms.ValidationError("A remedy is at most £10,000,000.")
        return pence


class TextForm(forms.Form):
    """What a submission says."""

    ask = forms.CharField(label="What the decision should be", max_length=500)
    remedy_pence = PoundsField(label="Remedy", required=False, help_text="In pounds; leave it empty for none")
    mp_interest = forms.BooleanField(label="An MP has asked for the outcome", required=False)
    paragraphs = forms.CharField(
        label="Text",
        widget=forms.Textarea,
        max_length=200_000,
        strip=True,
        help_text="Leave an empty line between paragraphs; they are numbered for you",
    )

    def clean_paragraphs(self) -> tuple[str, ...]:
        """The text in paragraphs."""
        return paragraphs_of(self.cleaned_data["paragraphs"])


class DraftForm(TextForm):
    """A new submission."""

    kind = forms.ChoiceField(label="Kind", choices=list(KINDS.items()))
    field_order = ("kind", "ask", "remedy_pence", "mp_interest", "paragraphs")


class ReturnForm(forms.Form):
    """Why it goes back, to whom, by when."""

    reason = forms.ChoiceField(label="Reason", choices=[("", "Choose a reason"), *REASONS.items()])
    words = forms.CharField(label="What needs to change", widget=forms.Textarea, max_length=5000)
    paragraph = forms.IntegerField(
        label="Paragraph", min_value=0, max_value=9999, required=False, help_text="Its number, or empty for the whole paper"
    )
    who_fixes = forms.ChoiceField(label="Who puts it right")
    fix_by = forms.DateField(label="By", input_formats=["%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d"])

    def __init__(self, *args: Any, people: list[tuple[str, str]], **named: Any):
        super().__init__(*args, **named)
        self.fields["who_fixes"].choices = people  # type: ignore[attr-defined]  # a ChoiceField, above

    def clean_paragraph(self) -> int:
        """0 is the whole paper."""
        return self.cleaned_data["paragraph"] or 0


class SeenForm(forms.Form):
    """The digest of the text the page showed."""

    seen_sha256 = forms.CharField(widget=forms.HiddenInput, min_length=64, max_length=64)


class SignForm(SeenForm):
    """Agree or refuse exactly what was seen."""

    outcome = forms.ChoiceField(
        label="Decision", choices=list(OUTCOMES.items()), error_messages={"required": "Choose whether you agree or refuse."}
    )
    because = forms.CharField(label="Why", widget=forms.Textarea, max_length=5000, required=False, help_text="Needed when you refuse")
