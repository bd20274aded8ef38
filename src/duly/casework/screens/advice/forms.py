"""What people type about advice."""

from typing import Any

from django import forms

from duly.casework.advice.states import WAYS
from duly.casework.screens.clocks.forms import day


def _words(label: str, says: str, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=8000, widget=forms.Textarea(attrs={"rows": 4}), error_messages={"required": says}, **more
    )


def _reference(label: str, says: str, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=20, error_messages={"required": says}, **more)


class _References(forms.Form):
    """References are taken as people type them."""

    def clean(self) -> dict[str, Any]:
        """Every reference in capitals."""
        given = super().clean() or {}
        return given | {name: given[name].strip().upper() for name in ("about", "case_ref", "instead") if given.get(name)}


class Ask(_References):
    """A question, of whom, and about what."""

    way = forms.ChoiceField(label="Which way", choices=list(WAYS.items()))
    about = _reference(
        "About", "Say which case or paper it is about.", help_text="A case, an item of post or a submission: PSO-2026-00001, P-26-00012"
    )
    asker = forms.CharField(
        label="Who asks", max_length=200, help_text="A person or a team", error_messages={"required": "Say who asks: a person or a team."}
    )
    asked_on = day("Asked on")
    question = _words("The question", "Write the question.")
    subjects = forms.CharField(label="Subject words", max_length=400, required=False, help_text="With commas between: consent, time limits")

    def clean_subjects(self) -> tuple[str, ...]:
        """The words between the commas."""
        return tuple(said for one in self.cleaned_data["subjects"].split(",") if (said := one.strip()))


class Answer(forms.Form):
    """What was answered, by whom and when."""

    answerer = forms.CharField(
        label="Who answers", max_length=200, help_text="A person or a team", error_messages={"required": "Say who answered."}
    )
    answered_on = day("Answered on")
    answer = _words("The answer", "Write the answer.")


class Rely(_References):
    """A case that relies on it."""

    case_ref = _reference("Case", "Say which case.", help_text="For example PSO-2026-00001")


class LetGo(_References):
    """A case that relies on it no longer."""

    case_ref = _reference("Case", "Say which case.")
    because = _words("Why, and what was done about it", "Say why, and what was done about it.")


class Withdraw(_References):
    """Why it stands no longer, and what took its place."""

    because = _words("Why", "Say why: whoever relied on it reads it.")
    instead = _reference(
        "Later advice in its place", "", required=False, help_text="For example AD-26-00002; nothing where none takes its place"
    )
