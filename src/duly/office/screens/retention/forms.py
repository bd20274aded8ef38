"""What people type about holds and disposal lists."""

from django import forms

from duly.core.retention.rules import CLASSES


class ProposeForm(forms.Form):
    """What is to be forgotten, why, and under which line of the schedule."""

    refs = forms.CharField(
        label="References, one on a line",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Of a case, a provider, or anything in the record. What hangs on it goes with it.",
    )
    record_class = forms.ChoiceField(
        label="Class of the retention schedule", choices=[("", "Choose a class"), *((one.code, one.words) for one in CLASSES.values())]
    )
    because = forms.CharField(label="Why", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))

    def clean_refs(self) -> list[str]:
        """Each reference once, in the order typed."""
        return list(dict.fromkeys(one for line in str(self.cleaned_data["refs"]).splitlines() if (one := line.strip())))


class HoldForm(forms.Form):
    """Something that must be kept."""

    about = forms.CharField(
        label="Reference", max_length=60, help_text="Nothing about it, nor found under it, is erased while the hold stands."
    )
    because = forms.CharField(label="Why", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class LiftForm(forms.Form):
    """Why a hold may go."""

    because = forms.CharField(label="Why it may be lifted", max_length=1000)
