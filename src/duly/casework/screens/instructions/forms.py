"""What people type about standing instructions. Whether it may be done is for the room's checks."""

from datetime import timedelta
from typing import Any

from django import forms

from duly.casework.correspondence.states import CHANNELS
from duly.casework.instructions.rules.vocabulary import KINDS
from duly.core.record.clock import today

WAYS = ["%d/%m/%Y", "%Y-%m-%d", "%d %B %Y", "%d.%m.%Y"]
HALF_A_YEAR, YEAR = timedelta(days=182), timedelta(days=364)
"""When a review is offered, and the end. Published policies review after 6 to 12 months; the office's scheme says how far it may go."""


def day(label: str, **more: Any) -> forms.DateField:
    """A field for a day, as people write days."""
    says = {"invalid": "Write a day such as 9/11/2026.", "required": "Say which day."}
    return forms.DateField(label=label, input_formats=WAYS, error_messages=says, **more)


def words(label: str, says: str, **more: Any) -> forms.CharField:
    """A field for some sentences."""
    return forms.CharField(
        label=label, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}), error_messages={"required": says}, **more
    )


class ProposeForm(forms.Form):
    """An instruction to be proposed."""

    about = forms.CharField(label="Who it is about", max_length=20, help_text="Their reference in the directory, such as DIR-00001")
    kind = forms.ChoiceField(label="What it says", choices=list(KINDS.items()))
    case_refs = forms.CharField(label="Cases it is about", max_length=400, required=False, help_text="References, parted by commas")
    matter = forms.CharField(
        label="Or the matter, in words",
        max_length=400,
        required=False,
        help_text="Where it is no case: whoever reads a letter says if it is of it",
    )
    channels = forms.MultipleChoiceField(
        label="By which channels",
        choices=[(one, one.capitalize()) for one in CHANNELS],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Say which channels."},
    )
    reader = forms.ChoiceField(label="Who reads what comes", error_messages={"required": "Say who reads what comes: it is always read."})
    named_officer = forms.ChoiceField(label="Named officer, where it names one", required=False)
    calls_a_week = forms.IntegerField(label="Calls a week, where it limits them", min_value=1, max_value=50, required=False)
    minutes_a_call = forms.IntegerField(label="Minutes a call", min_value=1, max_value=240, required=False)
    reasons = words("Reasons", "Say why: the person is told.")
    adjustments = words("Reasonable adjustments considered", "Say which were considered, and what came of it.")
    warning = words("Warning given", "Say how they were warned first, or why they were not.")
    warned_on = day("Warned on", required=False)
    must_read = words("What must be looked for in what comes", "Say what must be looked for.")
    review_on = day("Reviewed by")
    expires_on = day("Holds no longer from")

    def __init__(self, *args: Any, owners: list[tuple[str, str]], me: str, **named: Any):
        super().__init__(*args, **named)
        self.fields["reader"].choices = [("", "Choose a person"), *owners]  # type: ignore[attr-defined]  # a ChoiceField, above
        self.fields["named_officer"].choices = [("", "Nobody"), *owners]  # type: ignore[attr-defined]  # a ChoiceField, above
        for name, value in (
            ("reader", me),
            ("review_on", today() + HALF_A_YEAR),
            ("expires_on", today() + YEAR),
            ("channels", ["letter", "e-mail"]),
        ):
            self.fields[name].initial = value

    def clean_about(self) -> str:
        """As people type it."""
        return str(self.cleaned_data["about"]).strip().upper()

    def clean_case_refs(self) -> tuple[str, ...]:
        """References, each once."""
        return tuple(dict.fromkeys(one.strip().upper() for one in str(self.cleaned_data["case_refs"]).split(",") if one.strip()))


class AuthoriseForm(forms.Form):
    """What was weighed."""

    because = forms.CharField(label="What was weighed, if it needs saying", max_length=1000, required=False)


class BecauseForm(forms.Form):
    """Why, and nothing else."""

    because = forms.CharField(label="Why", max_length=1000, error_messages={"required": "Say why, in a sentence."})


class InForceForm(forms.Form):
    """When and how the person was told, and from when it holds."""

    notified_on = day("Told on", initial=today)
    starts = day("Holds from", initial=today)
    how = words(
        "By what letter or call they were told",
        "Say how they were told.",
        help_text="They are told why, what, for how long, when it is reviewed, and that they may complain.",
    )


class ReviewForm(forms.Form):
    """Another review, and another end, with the grounds."""

    review_on = day("Reviewed again by")
    expires_on = day("Holds no longer from")
    because = words("The grounds on which it still stands", "Say why it still stands: without good grounds it is lifted.")

    def __init__(self, *args: Any, **named: Any):
        super().__init__(*args, **named)
        self.fields["review_on"].initial, self.fields["expires_on"].initial = today() + HALF_A_YEAR, today() + YEAR
