"""What people type about clocks."""

import re
from datetime import date
from typing import Any

from django import forms

from duly.core.calendar.rules.deadlines import Rule
from duly.core.clocks.queries import StepSeen
from duly.core.record.clock import today
from duly.primitives.period import say_day
from duly.ui.environment import counted

DAY = {"invalid": "Write a day such as 9/11/2026.", "required": "Say which day."}
WAYS = ["%d/%m/%Y", "%Y-%m-%d", "%d %B %Y", "%d.%m.%Y"]
WHY = {"required": "Say why, in a sentence."}


def day(label: str, **more: Any) -> forms.DateField:
    """A field for a day, as people write days."""
    return forms.DateField(label=label, input_formats=WAYS, error_messages=DAY, **more)


class Start(forms.Form):
    """A clock to be started on a case."""

    case = forms.CharField(label="Case", max_length=20, help_text="For example PSO-2026-00001")
    rule = forms.ChoiceField(label="Clock", error_messages={"required": "Choose which clock."})
    began = day("Began on", help_text="The day of receipt, or of the decision. The rule says which day is day one.")
    because = forms.CharField(label="What began it", max_length=300, required=False)

    def __init__(self, *args: Any, rules: tuple[Rule, ...], **named: Any):
        super().__init__(*args, **named)
        self.fields["rule"].choices = [("", "Choose"), *choices(rules)]  # type: ignore[attr-defined]  # a ChoiceField, above

    def clean_case(self) -> str:
        """As people type it."""
        return str(self.cleaned_data["case"]).strip().upper()


class OnADay(forms.Form):
    """A day, and why."""

    on = day("On")
    because = forms.CharField(label="Why", max_length=300, error_messages=WHY)


class Met(forms.Form):
    """The day on which what was due was done."""

    on = day("Done on")
    because = forms.CharField(label="How, if it needs saying", max_length=300, required=False)


class Because(forms.Form):
    """Why, and nothing else."""

    because = forms.CharField(label="Why", max_length=300, error_messages=WHY)


class Extend(forms.Form):
    """More time, under an authority; of an earlier day than today it is said who agreed it, and what shows it."""

    added = forms.IntegerField(label="How much more", min_value=1, max_value=400, error_messages={"required": "Say how much more."})
    on = day("Agreed on", required=False, help_text="Today, where left out")
    agreed_by = forms.CharField(label="Who agreed it", max_length=200, required=False, help_text="If it was agreed before today")
    proof = forms.CharField(label="What shows it", max_length=300, required=False, help_text="Such as a letter, with its reference")
    authority = forms.CharField(label="Under what authority", max_length=120, help_text="For example section 10(3)")
    because = forms.CharField(label="Why", max_length=300, error_messages=WHY)


class TakeBack(forms.Form):
    """A step that was noted by mistake, or of a wrong day."""

    step = forms.TypedChoiceField(label="Which step", coerce=int, error_messages={"required": "Choose which step."})
    on = day("The day it was", required=False, help_text="Only where the step is right and its day is wrong")
    because = forms.CharField(label="Why", max_length=300, error_messages=WHY)

    def __init__(self, *args: Any, steps: tuple[StepSeen, ...], **named: Any):
        super().__init__(*args, **named)
        found = [(str(one.number), f"{one.number}: {one.verb} on {say_day(one.on)}") for one in steps if not one.taken_back]
        self.fields["step"].choices = [("", "Choose"), *reversed(found)]  # type: ignore[attr-defined]  # a ChoiceField, above


class ReviewAsked(forms.Form):
    """A review of a decision that somebody asked for."""

    decision = forms.CharField(label="Decision", max_length=20, help_text="Its reference, as on the case's page")
    received_on = day("Request received on")
    promised = forms.ChoiceField(
        label="What they are promised",
        choices=[("review-answer", "An answer by our standard for reviews"), ("review-ten-weeks", "An answer within ten weeks")],
    )

    def clean_decision(self) -> str:
        """As people type it."""
        return str(self.cleaned_data["decision"]).strip().upper()


class Try(forms.Form):
    """A rule, a day, stops and an extension: what would it come to?"""

    rule = forms.ChoiceField(label="Clock", error_messages={"required": "Choose which clock."})
    began = day("Began on")
    stops = forms.CharField(
        label="Stopped",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One stop a line: the day it stopped, and the day it went on, such as 9/11/2026 to 16/11/2026",
    )
    added = forms.IntegerField(label="Extended by", min_value=0, max_value=400, required=False, help_text="In the clock's own unit")

    def __init__(self, *args: Any, rules: tuple[Rule, ...], **named: Any):
        super().__init__(*args, **named)
        self.fields["rule"].choices = [("", "Choose"), *choices(rules)]  # type: ignore[attr-defined]  # a ChoiceField, above

    def clean_stops(self) -> tuple[tuple[date, date | None], ...]:
        """Stops in order: the day each began and the day it ended, None for one that lasts."""
        found: list[tuple[date, date | None]] = []
        for number, line in enumerate(str(self.cleaned_data["stops"] or "").splitlines(), start=1):
            if line.strip():
                found.append(self._stop(line, number, found))
        return tuple(found)

    def _stop(self, line: str, number: int, before: list[tuple[date, date | None]]) -> tuple[date, date | None]:
        try:
            days = [forms.DateField(input_formats=WAYS).clean(part.strip()) for part in re.split(r"\bto\b|–", line) if part.strip()]
        except forms.ValidationError:
            raise forms.ValidationError(f"Line {number}: write two days, such as 9/11/2026 to 16/11/2026.") from None
        if len(days) > 2 or not days:
            raise forms.ValidationError(f"Line {number}: write two days, such as 9/11/2026 to 16/11/2026.")
        starts, ends = days[0], days[1] if len(days) == 2 else None
        last = before[-1][1] if before else starts
        if last is None or starts < last or (ends is not None and ends < starts):
            raise forms.ValidationError(f"Line {number}: stops come one after the other, and end after they begin ({say_day(starts)}).")
        return starts, ends


def choices(rules: tuple[Rule, ...]) -> list[tuple[str, str]]:
    """The rules in force today, by title."""
    now = {rule.code: rule for rule in rules if rule.starts <= today()}
    return sorted(
        ((rule.code, f"{rule.title} ({counted(rule.amount, rule.unit.removesuffix('s'))})") for rule in now.values()),
        key=lambda pair: pair[1].casefold(),
    )
