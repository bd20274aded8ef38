"""What people type about who may see a case, and where its paper is."""

from typing import Any

from django import forms

from duly.casework.files.states import WAYS
from duly.casework.screens.directory.forms import Day
from duly.core.confidentiality.queries import FINDINGS
from duly.core.confidentiality.states import MARKS, REASONS
from duly.core.record.clock import today

NOBODY = ("", "Choose somebody")


class AccessForm(forms.Form):
    """Somebody, and why: for restricting a case, naming, and walls."""

    officer = forms.ChoiceField(label="Who", required=False)
    because = forms.CharField(label="Why", max_length=2000, required=False, widget=forms.Textarea)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **named: Any):
        super().__init__(*args, **named)
        self.fields["officer"].choices = [NOBODY, *people]  # type: ignore[attr-defined]  # a ChoiceField, above


class MarkForm(forms.Form):
    """A mark, on a paper of the case or on the case."""

    paper = forms.ChoiceField(label="Which paper")
    mark = forms.ChoiceField(label="Mark", choices=list(MARKS.items()))
    words = forms.CharField(label="Why", max_length=2000, required=False)

    def __init__(self, *args: Any, papers: list[tuple[str, str]], **named: Any):
        super().__init__(*args, **named)
        self.fields["paper"].choices = papers  # type: ignore[attr-defined]  # a ChoiceField, above


class GlassForm(forms.Form):
    """A restricted case that cannot wait."""

    case = forms.CharField(label="Case", max_length=20, help_text="Its reference, such as PSO-2026-00001")
    reason = forms.ChoiceField(label="Reason", choices=list(REASONS.items()))
    because = forms.CharField(
        label="Why it cannot wait",
        max_length=2000,
        widget=forms.Textarea,
        help_text="Its owner reads this, and so does whoever reviews it",
        error_messages={"required": "Say in a sentence why it cannot wait."},
    )

    def clean_case(self) -> str:
        """The reference as it is written."""
        return str(self.cleaned_data["case"]).strip().upper()


class ReviewForm(forms.Form):
    """What a second person finds."""

    finding = forms.ChoiceField(label="You find it", choices=[(one, one.capitalize()) for one in FINDINGS])
    because = forms.CharField(label="Because", max_length=2000, widget=forms.Textarea, error_messages={"required": "Say what you found."})


class AtForm(forms.Form):
    """The day a file is wanted as at."""

    at = Day(label="As at the end of", required=False)


class MoveForm(forms.Form):
    """Where the paper file went."""

    way = forms.ChoiceField(label="What happened", choices=list(WAYS.items()))
    where = forms.CharField(
        label="Where it is now",
        max_length=200,
        help_text="A shelf, a person, a firm",
        error_messages={"required": "Say where it is now: a shelf, a person, a firm."},
    )
    holder = forms.ChoiceField(label="With whom in the office", required=False)
    volume = forms.IntegerField(label="Volume", min_value=1, max_value=999, initial=1)
    moved_on = Day(label="On", initial=today)
    due_back = Day(label="Due back", required=False)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **named: Any):
        super().__init__(*args, **named)
        self.fields["holder"].choices = [("", "Nobody"), *people]  # type: ignore[attr-defined]  # a ChoiceField, above
