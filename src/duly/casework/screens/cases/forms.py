"""What people type about cases."""

from typing import Any

from django import forms

from duly.casework.cases.queries import CaseSeen
from duly.casework.cases.states import BOTH, GOES, PARTIES, STAYS, TIES
from duly.casework.flow.statutory import ACTS

REQUESTS = [("", "No"), *ACTS.items()]


class OpenForm(forms.Form):
    """A case to be opened from an item of post."""

    title = forms.CharField(label="What it is about", max_length=200, help_text="In a few words, as the list will show it")
    complainant = forms.CharField(label="Complainant", max_length=200)
    body = forms.CharField(label="Body complained about", max_length=200)
    owner = forms.ChoiceField(label="Owner", error_messages={"required": "Say who owns it."})
    request = forms.ChoiceField(
        label="It is a request under an Act too", required=False, choices=REQUESTS, help_text="Its clock runs from the day it came"
    )

    def __init__(self, *args: Any, owners: list[tuple[str, str]], **named: Any):
        super().__init__(*args, **named)
        self.fields["owner"].choices = [("", "Choose a person"), *owners]  # type: ignore[attr-defined]  # a ChoiceField, above


class LinkForm(forms.Form):
    """Another item of post for a case."""

    item = forms.CharField(label="Reference of the post", max_length=20, help_text="For example P-26-00012")

    def clean_item(self) -> str:
        """As people type it."""
        return str(self.cleaned_data["item"]).strip().upper()


class PartyForm(forms.Form):
    """Somebody of the directory, and what they are to the case."""

    entry_ref = forms.CharField(label="Entry in the directory", max_length=20, help_text="Such as DIR-00001")
    role = forms.ChoiceField(label="As", choices=[(role, role.capitalize()) for role in PARTIES])

    def clean_entry_ref(self) -> str:
        """As people type it."""
        return str(self.cleaned_data["entry_ref"]).strip().upper()


BECAUSE = {"label": "Why", "max_length": 400, "error_messages": {"required": "Say why, in a sentence."}}
DAY = {"invalid": "Write a day such as 9/11/2026."}


class _Typed(forms.Form):
    """References as people type them."""

    def _ref(self, name: str) -> str:
        return str(self.cleaned_data[name]).strip().upper()


class PlanForm(forms.Form):
    """What comes next on a case, by when, and on whom it waits."""

    next_action = forms.CharField(label="Next action", max_length=300, error_messages={"required": "Say what comes next."})
    due = forms.DateField(
        label="By", required=False, error_messages=DAY, input_formats=["%d/%m/%Y", "%Y-%m-%d"], help_text="Such as 9/11/2026"
    )
    waiting_on = forms.CharField(
        label="Waiting on", max_length=120, required=False, help_text="Whoever must act first; nothing when it is with us"
    )


class PutRightForm(forms.Form):
    """What a case is about, who complains and about whom, as it should read."""

    title = forms.CharField(label="What it is about", max_length=200)
    complainant = forms.CharField(label="Who complains", max_length=200)
    body = forms.CharField(label="About whom", max_length=200)
    because = forms.CharField(**BECAUSE)  # type: ignore[arg-type]  # labels and messages, as above
    despite = forms.CharField(
        label="Where the directory says otherwise of that body", max_length=300, required=False, help_text="Why it is so all the same"
    )


class TieForm(_Typed):
    """Another case, and how this one goes with it."""

    kind = forms.ChoiceField(label="This case is", choices=[(kind, kind.capitalize()) for kind in TIES])
    other = forms.CharField(label="Case", max_length=20, help_text="Such as PSO-2026-00001")
    because = forms.CharField(**BECAUSE)  # type: ignore[arg-type]  # labels and messages, as above

    def clean_other(self) -> str:
        """As people type it."""
        return self._ref("other")


CLOCK_GOES = [(STAYS, "It stays with this case"), (GOES, "It goes with the new case"), (BOTH, "It runs on both")]


class SplitForm(forms.Form):
    """A second matter in a case, and the post that is about it."""

    title = forms.CharField(label="What the new case is about", max_length=200)
    items = forms.MultipleChoiceField(label="Post that is about it", widget=forms.CheckboxSelectMultiple)
    because = forms.CharField(**BECAUSE)  # type: ignore[arg-type]  # labels and messages, as above

    def __init__(self, *args: Any, papers: tuple[str, ...], clocks: tuple[tuple[str, str], ...] = (), **named: Any):
        super().__init__(*args, **named)
        self.fields["items"].choices = [(ref, ref) for ref in papers]  # type: ignore[attr-defined]  # a MultipleChoiceField, above
        for ref, title in clocks:
            says = f"{ref}, {title}"
            self.fields[ref] = forms.ChoiceField(label=says, choices=CLOCK_GOES, initial=STAYS, required=False)
        self.clocks = tuple(ref for ref, _ in clocks)

    def clocks_go(self) -> dict[str, str]:
        """What was chosen for each clock; one of which nothing was said stays."""
        return {ref: self.cleaned_data[ref] or STAYS for ref in self.clocks}


class MisfiledForm(_Typed):
    """A paper that was filed here by mistake, and its right case."""

    item = forms.CharField(label="Reference of the post", max_length=20)
    right = forms.CharField(label="The case it belongs to", max_length=20)
    because = forms.CharField(label="How it came about", max_length=400)

    def clean_item(self) -> str:
        """As people type it."""
        return self._ref("item")

    def clean_right(self) -> str:
        """As people type it."""
        return self._ref("right")


class WhoseForm(forms.Form):
    """Whose work goes to whom."""

    was = forms.ChoiceField(label="What is open of")
    owner = forms.ChoiceField(label="Go to", help_text="Leave it, to see first who may not have some of the cases")

    def __init__(self, *args: Any, owners: list[tuple[str, str]], colleagues: list[tuple[str, str]], **named: Any):
        super().__init__(*args, **named)
        for name, people in (("was", owners), ("owner", colleagues)):
            self.fields[name].choices = [("", "Choose a person"), *people]  # type: ignore[attr-defined]  # ChoiceFields, above


class NotesForm(forms.Form):
    """A handover note for each case. A case whose note is emptied stays where it is."""

    def __init__(self, *args: Any, cases: tuple[CaseSeen, ...], others: int = 0, **named: Any):
        super().__init__(*args, **named)
        if others:
            self.fields["others"] = forms.BooleanField(
                label=f"And the {others:,} other thing{'' if others == 1 else 's'} of theirs listed below", required=False, initial=True
            )
            self.fields["because"] = forms.CharField(label="Why", max_length=400, required=False, help_text="Kept with each item of post")
        self.cases = [seen.ref for seen in cases]
        for seen in cases:
            hint = "Empty it to leave the case where it is"
            self.fields[seen.ref] = forms.CharField(
                label=f"{seen.ref}: {seen.title}", max_length=2000, required=False, initial=f"Next: {seen.next_action}", help_text=hint
            )

    def notes(self) -> dict[str, str]:
        """The note of each case that is to go."""
        return {ref: self.cleaned_data[ref] for ref in self.cases if self.cleaned_data[ref].strip()}
