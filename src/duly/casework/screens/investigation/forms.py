"""What people type about issues, evidence, requests, the chronology and chases."""

from typing import Any

from django import forms

from duly.casework.flow.chasing import RULES
from duly.casework.screens.clocks.forms import day
from duly.core.chases.rules import ASKED, DEFAULTS, KINDS, Rung

SAY = {"required": "Say it in a sentence."}


def words(label: str, **more: Any) -> forms.CharField:
    """A field for a sentence or two."""
    return forms.CharField(label=label, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}), error_messages=SAY, **more)


class IssueForm(forms.Form):
    """An issue to be decided."""

    words = words("What is to be decided")


class OfIssue(forms.Form):
    """Something about one issue of this case."""

    issue = forms.ChoiceField(label="Issue", error_messages={"required": "Choose the issue."})

    def __init__(self, *args: Any, issues: list[tuple[str, str]], **named: Any):
        super().__init__(*args, **named)
        self.fields["issue"].choices = issues  # type: ignore[attr-defined]  # a ChoiceField, above


class DropForm(OfIssue):
    """An issue that is looked into no longer."""

    because = words("Why")


class GapForm(OfIssue):
    """Something that is still to be known."""

    words = words("What is missing")


class CloseForm(forms.Form):
    """A gap that is closed; `gap` reads "IS-26-00001 1"."""

    gap = forms.ChoiceField(label="Gap", error_messages={"required": "Choose the gap."})
    words = words("How it was closed")

    def __init__(self, *args: Any, gaps: list[tuple[str, str]], **named: Any):
        super().__init__(*args, **named)
        self.fields["gap"].choices = gaps  # type: ignore[attr-defined]  # a ChoiceField, above


class EvidenceForm(forms.Form):
    """What a page of a paper of the case shows, or of what came with one: "P-26-00001", or "P-26-00001/2" for its second attachment."""

    source_ref = forms.ChoiceField(label="Paper", error_messages={"required": "Choose the paper."})
    page = forms.IntegerField(label="Page", min_value=0, initial=1, help_text="0 for the whole of it")
    issue_refs = forms.MultipleChoiceField(
        label="Bears on", widget=forms.CheckboxSelectMultiple, error_messages={"required": "Choose at least one issue."}
    )
    shows = words("What it shows")
    came_from = forms.CharField(label="Came from", max_length=200, error_messages={"required": "Say whom it came from."})
    may_be_disclosed = forms.BooleanField(label="May be shown to the parties", required=False, initial=True)

    def __init__(self, *args: Any, papers: list[tuple[str, str]], issues: list[tuple[str, str]], **named: Any):
        super().__init__(*args, **named)
        self.fields["source_ref"].choices = papers  # type: ignore[attr-defined]  # a ChoiceField, above
        self.fields["issue_refs"].choices = issues  # type: ignore[attr-defined]  # a ChoiceField, above


class AskForm(OfIssue):
    """Evidence to be asked for."""

    what = words("What is asked for")
    asked_of = forms.CharField(label="Of whom", max_length=200, error_messages={"required": "Say who is asked."})
    address = forms.EmailField(label="Mail address, where there is one", required=False)
    rule = forms.ChoiceField(
        label="By",
        choices=[(RULES[0], "An enquiry: 20 working days"), (RULES[1], "A further enquiry: 10 working days")],
        help_text="The clock's rule gives the day",
    )


class AnswerForm(forms.Form):
    """What came of a request."""

    request = forms.ChoiceField(label="Request", error_messages={"required": "Choose the request."})
    became = forms.ChoiceField(
        label="What came of it",
        choices=[("received", "Received"), ("partial", "Part of it"), ("refused", "Refused"), ("withdrawn", "We withdrew it")],
    )
    on = day("On")
    words = words("What is missing, or why", required=False)

    def __init__(self, *args: Any, requests: list[tuple[str, str]], **named: Any):
        super().__init__(*args, **named)
        self.fields["request"].choices = requests  # type: ignore[attr-defined]  # a ChoiceField, above


class FactForm(forms.Form):
    """Something that happened on a day."""

    on = day("On")
    words = words("What happened")
    source = forms.ChoiceField(label="As shown by", error_messages={"required": "Choose what shows it."})

    def __init__(self, *args: Any, pieces: list[tuple[str, str]], **named: Any):
        super().__init__(*args, **named)
        self.fields["source"].choices = pieces  # type: ignore[attr-defined]  # a ChoiceField, above


class WithdrawEvidenceForm(forms.Form):
    """A piece of evidence that was noted by mistake."""

    piece = forms.ChoiceField(label="Which evidence", error_messages={"required": "Choose which."})
    because = words("Why it was a mistake")

    def __init__(self, *args: Any, pieces: list[tuple[str, str]], **named: Any):
        super().__init__(*args, **named)
        self.fields["piece"].choices = pieces  # type: ignore[attr-defined]  # a ChoiceField, above


class WithdrawForm(forms.Form):
    """A dated fact that is taken out."""

    number = forms.TypedChoiceField(label="Which", coerce=int, error_messages={"required": "Choose which."})
    because = words("Why")

    def __init__(self, *args: Any, facts: list[tuple[int, str]], **named: Any):
        super().__init__(*args, **named)
        self.fields["number"].choices = facts  # type: ignore[attr-defined]  # a ChoiceField, above


class ChaseForm(forms.Form):
    """A clock whose thing is to be chased."""

    clock = forms.CharField(label="Clock", max_length=20, help_text="For example CK-000001")
    what = words("What was asked for")
    asked_of = forms.CharField(label="Of whom", max_length=200, error_messages={"required": "Say who was asked."})
    address = forms.EmailField(label="Mail address, where there is one", required=False)
    ladder = forms.ChoiceField(label="Ladder", choices=[(one.code, one.title) for one in DEFAULTS], initial="work")

    def clean_clock(self) -> str:
        """As people type it."""
        return str(self.cleaned_data["clock"]).strip().upper()


class StopForm(forms.Form):
    """Why a thing is chased no longer."""

    because = forms.CharField(label="Why", max_length=300, error_messages={"required": "Say why, in a sentence."})


class AnotherDayForm(forms.Form):
    """Until when whoever is chased has, and why."""

    due = day("Until")
    because = forms.CharField(label="Why they have more time", max_length=300, error_messages={"required": "Say why, in a sentence."})


class LadderForm(forms.Form):
    """A version of a ladder, a step a line: "-3 reminder asked: {what} is due from you on {due}."."""

    code = forms.ChoiceField(label="Ladder", choices=[(one.code, one.title) for one in DEFAULTS])
    starts = day("In force from")
    steps = forms.CharField(
        label="Steps",
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=(
            f"A line a step: working days after the day it is due (less than nothing is before), {', '.join(KINDS)}, then {ASKED} or the code of a post, "
            "a colon, and what is written. {what}, {asked_of}, {due} and {ref} are filled in."
        ),
        error_messages={"required": "Write at least one step."},
    )
    because = forms.CharField(label="Why", max_length=300, error_messages={"required": "Say why, in a sentence."})

    def clean_steps(self) -> tuple[Rung, ...]:
        """The steps, read line by line."""
        found = []
        for number, line in enumerate(str(self.cleaned_data["steps"]).splitlines(), start=1):
            head, colon, said = line.partition(":")
            parts = head.split()
            if not line.strip():
                continue
            try:
                offset, kind, to = int(parts[0]), parts[1], parts[2]
            except (ValueError, IndexError):
                raise forms.ValidationError(
                    f"Line {number}: write it as in -3 reminder asked: {{what}} is due from you on {{due}}."
                ) from None
            if not colon or len(parts) != 3:
                raise forms.ValidationError(f"Line {number}: after the colon comes what is written.")
            found.append(Rung(offset, kind, to, said.strip()))
        return tuple(found)
