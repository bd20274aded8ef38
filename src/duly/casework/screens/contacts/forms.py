"""What people type about calls, enquiries and tasks."""

import re
from datetime import date, datetime
from typing import Any

from django import forms

from duly.casework.screens.directory.forms import Day, choices
from duly.core.contacts.states import DIRECTIONS, VERIFIED
from duly.core.record.clock import LONDON, now, today

PROMISES = (1, 2, 3)
NOW = ("now", "")


class CallRightForm(forms.Form):
    """A call as it should read: with whom it was, about which case, and what was said."""

    caller = forms.CharField(label="Who it was with", max_length=200, help_text="A name, or a reference such as DIR-00001")
    case_ref = forms.CharField(
        label="Case", max_length=20, required=False, help_text="Such as PSO-2026-00001; nothing where it was about none"
    )
    gist = forms.CharField(
        label="What it was about", max_length=4000, widget=forms.Textarea, error_messages={"required": "Say what it was about, in a line."}
    )
    because = forms.CharField(
        label="What was wrong, and how it is known",
        max_length=1000,
        error_messages={"required": "Say what was wrong, and how it is known."},
    )


class CallForm(forms.Form):
    """A call, in thirty seconds: the gist, and what was promised. Everything else has an answer already."""

    caller = forms.CharField(label="Who it was with", max_length=200, required=False, help_text="A name, or a reference such as DIR-00001")
    gist = forms.CharField(
        label="What it was about", max_length=4000, widget=forms.Textarea, error_messages={"required": "Say what it was about, in a line."}
    )
    verified = forms.ChoiceField(label="How we know who it was", choices=choices(VERIFIED), initial=VERIFIED[0])
    distress = forms.BooleanField(label="Distressed", required=False)
    safeguarding = forms.BooleanField(label="Somebody may be at risk: tell the manager now", required=False)
    direction = forms.ChoiceField(label="Which way", choices=choices(DIRECTIONS), initial=DIRECTIONS[0])
    at = forms.CharField(label="When", max_length=20, required=False, initial="now", help_text="“now”, 14:20, or 9/11/2026 14:20")

    def __init__(self, *args: Any, owners: list[tuple[str, str]], me: str, **named: Any):
        super().__init__(*args, **named)
        for n in PROMISES:
            self.fields[f"promise_{n}"] = forms.CharField(label="What was promised", max_length=500, required=False)
            self.fields[f"due_{n}"] = Day(label="By", required=False, help_text="")
            self.fields[f"owner_{n}"] = forms.ChoiceField(label="Who keeps it", choices=owners, initial=me, required=False)

    def clean_at(self) -> datetime:
        """The moment of the call, in the office's time."""
        said = str(self.cleaned_data["at"]).strip().lower()
        if said in NOW:
            return now()
        found = re.fullmatch(r"(?:(\d{1,2})/(\d{1,2})/(\d{4})\s+)?(\d{1,2})[:.](\d{2})", said)
        try:
            if found:
                day = date(int(found[3]), int(found[2]), int(found[1])) if found[3] else today()
                return datetime(day.year, day.month, day.day, int(found[4]), int(found[5]), tzinfo=LONDON)
        except ValueError:
            pass
        raise forms.ValidationError("That is not a time such as 14:20 or 9/11/2026 14:20.")

    def clean(self) -> dict[str, Any]:
        """A promise needs a day; a day alone needs words."""
        said = super().clean() or {}
        for n in PROMISES:
            if said.get(f"promise_{n}") and not said.get(f"due_{n}") and f"due_{n}" not in self.errors:
                self.add_error(f"due_{n}", "Say by which day it was promised.")
            if said.get(f"due_{n}") and not said.get(f"promise_{n}"):
                self.add_error(f"promise_{n}", "Say what was promised by then.")
        return said

    def promised(self, me: str) -> list[tuple[str, date, str]]:
        """What was promised, by when, and who keeps it."""
        said = self.cleaned_data
        return [(said[f"promise_{n}"], said[f"due_{n}"], said[f"owner_{n}"] or me) for n in PROMISES if said[f"promise_{n}"]]

    def rows(self) -> list[list[Any]]:
        """The fields of each promise, for the page."""
        return [[self[f"promise_{n}"], self[f"due_{n}"], self[f"owner_{n}"]] for n in PROMISES]


class EnquiryForm(forms.Form):
    """What somebody asks of the first-contact desk."""

    asker = forms.CharField(label="Who asks", max_length=200, error_messages={"required": "Say who asks."})
    about = forms.CharField(label="Their entry in the directory, if any", max_length=20, required=False, help_text="Such as DIR-00001")
    question = forms.CharField(
        label="What they ask", max_length=4000, widget=forms.Textarea, error_messages={"required": "Say what they ask."}
    )
    expected = forms.CharField(label="What they expect of us", max_length=500, error_messages={"required": "Say what they expect."})
    needed_by = Day(label="Needed by")

    def clean_about(self) -> str:
        """As people type it."""
        return str(self.cleaned_data["about"]).strip().upper()


class WordsForm(forms.Form):
    """Some words, and what they do: the button pressed says which."""

    words = forms.CharField(label="In words", max_length=4000, required=False, widget=forms.Textarea)


class TaskForm(forms.Form):
    """Something for somebody to do."""

    what = forms.CharField(label="What is to be done", max_length=500, error_messages={"required": "Say what is to be done."})
    owner = forms.ChoiceField(label="Who does it", error_messages={"required": "Say who does it."})
    due = Day(label="By")
    about = forms.CharField(label="About", max_length=40, help_text="The reference it came of: a case, a call, an entry of the directory")

    def __init__(self, *args: Any, owners: list[tuple[str, str]], **named: Any):
        super().__init__(*args, **named)
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]  # a ChoiceField, above


class StepForm(forms.Form):
    """What becomes of a task: the button pressed says which."""

    words = forms.CharField(label="What came of it, or what it waits for", max_length=1000, required=False)
    owner = forms.ChoiceField(label="Who does it now", required=False)
    due = Day(label="By, or look again on", required=False)

    def __init__(self, *args: Any, owners: list[tuple[str, str]], **named: Any):
        super().__init__(*args, **named)
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]  # a ChoiceField, above
