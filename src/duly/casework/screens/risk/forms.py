"""What people type about risk. Whether it may be done is for the room's checks."""

from datetime import timedelta
from typing import Any

from django import forms

from duly.casework.risk.queries import AssessmentSeen, rules_in_force
from duly.casework.risk.rules.scoring import MOST, said
from duly.core.record.clock import today

WAYS = ["%d/%m/%Y", "%Y-%m-%d", "%d %B %Y", "%d.%m.%Y"]
A_MONTH = timedelta(days=28)
"""When a review is offered."""


def day(label: str, **more: Any) -> forms.DateField:
    """A field for a day, as people write days."""
    says = {"invalid": "Write a day such as 9/11/2026.", "required": "Say which day."}
    return forms.DateField(label=label, input_formats=WAYS, error_messages=says, **more)


class AssessForm(forms.Form):
    """Points, words and a paper for each dimension, from the assessment that stands; then what is done about it."""

    def __init__(self, *args: Any, owners: list[tuple[str, str]], before: AssessmentSeen | None, owner: str, **named: Any):
        super().__init__(*args, **named)
        held = {one.dimension: one for one in before.scores} if before else {}
        self.dimensions = rules_in_force(on=today()).scale.dimensions
        for one in self.dimensions:
            was = held.get(one.code)
            self.fields[f"{one.code}_points"] = forms.TypedChoiceField(
                label=one.word,
                help_text=one.asks,
                choices=[(n, said(n)) for n in range(MOST + 1)],
                coerce=int,
                initial=was.points if was else 0,
            )
            self.fields[f"{one.code}_evidence"] = forms.CharField(
                label=f"{one.word}: what that rests on",
                max_length=2000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
                initial=was.evidence if was else "",
            )
            self.fields[f"{one.code}_paper"] = forms.CharField(
                label=f"{one.word}: the paper", max_length=20, required=False, initial=was.paper if was else ""
            )
        self.fields["mitigation"] = forms.CharField(
            label="What is done about it",
            max_length=4000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
            initial=before.mitigation if before else "",
        )
        self.fields["owner"] = forms.ChoiceField(
            label="Who owns the risk", choices=[("", "Choose a person"), *owners], initial=before.owner if before else owner
        )
        self.fields["review_on"] = day("Looked at again by", initial=today() + A_MONTH)

    def said(self) -> dict[str, Any]:
        """What was typed, as the room takes it."""
        typed = self.cleaned_data
        by_kind = {
            kind: {one.code: typed[f"{one.code}_{field}"] for one in self.dimensions}
            for kind, field in (("points", "points"), ("evidence", "evidence"), ("papers", "paper"))
        }
        by_kind["papers"] = {code: ref.strip().upper() for code, ref in by_kind["papers"].items()}
        return by_kind | {name: typed[name] for name in ("mitigation", "owner", "review_on")}


class ConfirmForm(forms.Form):
    """Why the points are still right, and until when."""

    because = forms.CharField(
        label="Why it is still right",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why it is still right after what happened."},
    )
    review_on = day("Looked at again by")

    def __init__(self, *args: Any, **named: Any):
        super().__init__(*args, **named)
        self.fields["review_on"].initial = today() + A_MONTH
