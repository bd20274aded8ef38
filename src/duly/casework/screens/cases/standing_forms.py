"""What people type when a complaint is withdrawn, agreed about, or carried on after a death."""

from typing import Any

from django import forms

from duly.casework.cases.states import CARRIERS, HOW, MATTERS

DAYS = ["%d/%m/%Y", "%Y-%m-%d"]
DAY = {"required": "Write a day such as 9/11/2026.", "invalid": "Write a day such as 9/11/2026."}
WHY = {"required": "Say why, in a sentence."}


def _choices(words: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(word, word.capitalize()) for word in words]


def _pick(form: forms.Form, name: str, found: list[tuple[str, str]], nothing: str) -> None:
    form.fields[name].choices = [("", nothing), *found]  # type: ignore[attr-defined]  # a ChoiceField, below


class WithdrawForm(forms.Form):
    """A complaint taken back: by whom, how it reached us, and whether in whole."""

    who = forms.ChoiceField(label="Withdrawn by", error_messages={"required": "Say who withdraws it."})
    how = forms.ChoiceField(label="It reached us by", choices=_choices(HOW))
    received_on = forms.DateField(label="Received on", input_formats=DAYS, error_messages=DAY, help_text="Such as 9/11/2026")
    issues = forms.MultipleChoiceField(
        label="Only these issues", required=False, widget=forms.CheckboxSelectMultiple, help_text="None ticked: the whole complaint"
    )
    because = forms.CharField(label="What they say", max_length=400, error_messages=WHY)

    def __init__(self, *args: Any, people: list[tuple[str, str]], issues: list[tuple[str, str]], **named: Any):
        super().__init__(*args, **named)
        _pick(self, "who", people, "Choose a party")
        if issues:
            self.fields["issues"].choices = issues  # type: ignore[attr-defined]  # a MultipleChoiceField, above
        else:
            del self.fields["issues"]


class BackForm(forms.Form):
    """A withdrawal taken back."""

    because = forms.CharField(label="Why the complaint goes on", max_length=400, error_messages=WHY)


class AgreeForm(forms.Form):
    """What one of several complainants agreed to, or no longer does."""

    entry_ref = forms.ChoiceField(label="Who", error_messages={"required": "Say who."})
    to = forms.ChoiceField(label="Agrees to", choices=_choices(MATTERS))
    given_to = forms.ChoiceField(label="Or lets this person decide it", required=False)
    because = forms.CharField(label="How we know, and from when", max_length=400, error_messages={"required": "Say how we know."})

    def __init__(self, *args: Any, people: list[tuple[str, str]], **named: Any):
        super().__init__(*args, **named)
        _pick(self, "entry_ref", people, "Choose a complainant")
        _pick(self, "given_to", people, "Nobody: they agree themselves")


class CarryOnForm(forms.Form):
    """Who may carry on a complaint after a death, with the reasons."""

    died = forms.ChoiceField(label="Who died", error_messages={"required": "Say who died."})
    as_what = forms.ChoiceField(label="Carried on by a", choices=_choices(CARRIERS))
    who = forms.CharField(
        label="Their entry in the directory", max_length=20, required=False, help_text="Such as DIR-00001; empty for nobody"
    )
    evidence = forms.CharField(
        label="Post that shows it", max_length=20, required=False, help_text="Such as P-26-00012, the grant of probate"
    )
    starts = forms.DateField(label="From", input_formats=DAYS, error_messages=DAY, help_text="Such as 9/11/2026")
    because = forms.CharField(label="Reasons", max_length=1000, error_messages={"required": "Give the reasons."})

    def __init__(self, *args: Any, people: list[tuple[str, str]], **named: Any):
        super().__init__(*args, **named)
        _pick(self, "died", people, "Choose who died")

    def clean_who(self) -> str:
        """As people type it."""
        return str(self.cleaned_data["who"]).strip().upper()

    def clean_evidence(self) -> str:
        """As people type it."""
        return str(self.cleaned_data["evidence"]).strip().upper()
