"""What people type at a principal's box."""

from typing import Any

from django import forms

from duly.casework.boxes.rules import Rates
from duly.casework.decisions.rules import CODES
from duly.casework.submissions.queries import returns_on
from duly.core.record.clock import today

WAYS = ["%d/%m/%Y", "%Y-%m-%d", "%d %B %Y", "%d.%m.%Y"]
DAY = {"invalid": "Write a day such as 9/11/2026."}
ANSWERS = (("agree", "Sign it"), ("amend", "Amend it"), ("refuse", "Refuse it"), ("ask", "Ask"))


class AnswerForm(forms.Form):
    """Sign, amend, refuse or ask about exactly what was shown."""

    seen_sha256 = forms.CharField(widget=forms.HiddenInput, min_length=64, max_length=64)
    answer = forms.ChoiceField(label="Your answer", choices=ANSWERS, error_messages={"required": "Choose to sign, amend, refuse or ask."})
    because = forms.CharField(
        label="In your words", widget=forms.Textarea, max_length=5000, required=False, help_text="What to amend, why not, or what you ask"
    )
    code = forms.ChoiceField(
        label="What becomes of the complaint",
        choices=[("", "As its money and the findings say"), *CODES.items()],
        required=False,
        help_text="Needed to sign or refuse where there is no money in it and nothing was found on its issues",
    )
    paragraph = forms.IntegerField(label="Paragraph", min_value=0, max_value=9999, required=False, help_text="Empty for the whole paper")
    reason = forms.ChoiceField(label="Why", required=False)
    fix_by = forms.DateField(label="By", input_formats=WAYS, error_messages=DAY, required=False)

    def __init__(self, *args: Any, **named: Any):
        super().__init__(*args, **named)
        self.fields["reason"].choices = list(returns_on(today()).words.items())  # type: ignore[attr-defined]  # a ChoiceField, above

    def said(self) -> dict[str, Any]:
        """As the flow takes it."""
        told = self.cleaned_data
        return told | {"paragraph": told["paragraph"] or 0}


class PlaceForm(forms.Form):
    """Whose box, at which place, needed by when, and why."""

    post = forms.ChoiceField(label="Whose box")
    place = forms.IntegerField(label="Place", min_value=0, max_value=999, required=False, help_text="Empty: by the day it is needed")
    needed_by = forms.DateField(
        label="Needed by", input_formats=WAYS, error_messages=DAY, required=False, help_text="Empty: the principal's usual time"
    )
    because = forms.CharField(label="Why", max_length=500, error_messages={"required": "Say why."})

    def __init__(self, *args: Any, posts: list[tuple[str, str]], **named: Any):
        super().__init__(*args, auto_id="place_%s", **named)  # it stands beside the answer's form, which has a because of its own
        self.fields["post"].choices = posts  # type: ignore[attr-defined]  # a ChoiceField, above


class ReplyForm(forms.Form):
    """The answer to a question of the principal's."""

    place = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(label="Your answer to it", widget=forms.Textarea, max_length=5000)

    def __init__(self, *args: Any, **named: Any):
        super().__init__(*args, auto_id="reply_%s", **named)  # it stands beside the form of a lesson, which has words of its own


class ReceiveForm(forms.Form):
    """Nothing to say: it is received."""


class LessonForm(forms.Form):
    """What was learnt, and who is told."""

    words = forms.CharField(label="What was learnt", widget=forms.Textarea, max_length=2000)
    told_to = forms.CharField(label="Told to", max_length=120, help_text="A team, a post or a person")


class RatesForm(forms.Form):
    """How a principal reads."""

    words_per_minute = forms.IntegerField(label="Words a minute", min_value=1, max_value=2000)
    minutes_per_page = forms.IntegerField(label="Minutes a page of evidence", min_value=0, max_value=60)
    minutes_per_week = forms.IntegerField(label="Minutes a week", min_value=1, max_value=6000)
    needed_in_working_days = forms.IntegerField(label="Needed within, in working days", min_value=0, max_value=250)
    place = forms.IntegerField(label="Place among the principals", min_value=1, max_value=99, initial=1)

    def rates(self) -> Rates:
        """As the room takes them."""
        return Rates(**{name: self.cleaned_data[name] for name in Rates.__annotations__})
