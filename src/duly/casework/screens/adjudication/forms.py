"""What people type about findings, recommendations and compliance."""

from datetime import date
from typing import Any

from django import forms

from duly.casework.adjudication.rules import Band, Found, Scale
from duly.casework.adjudication.states import KINDS
from duly.casework.screens.clocks.forms import day
from duly.casework.screens.investigation.forms import words
from duly.core.record.clock import today
from duly.primitives.money import read_pounds

POUNDS = {"required": "Write an amount such as 750 or 1,250.00; 0 for none."}


class Pounds(forms.CharField):
    """An amount typed in pounds, given in pence."""

    def clean(self, value: Any) -> int:
        """Pence. An amount that cannot be read says what is expected."""
        try:
            return read_pounds(str(super().clean(value) or "0"))
        except ValueError:
            raise forms.ValidationError(POUNDS["required"]) from None


class FindForm(forms.Form):
    """A finding on an issue, from the standard to the remedy."""

    issue = forms.ChoiceField(label="Issue", error_messages={"required": "Choose the issue."})
    standard = words("The standard")
    happened = words("What happened")
    fault = forms.ChoiceField(label="Fault", choices=[("", "Choose"), ("yes", "Yes"), ("no", "No")])
    why_fault = words("Why it is, or is not, fault")
    injustice = forms.ChoiceField(label="Injustice", choices=[("", "Choose"), ("yes", "Yes"), ("no", "No")])
    why_injustice = words("What came of it for the person")
    level = forms.TypedChoiceField(label="Level", coerce=int, error_messages={"required": "Choose the level; none without injustice."})
    remedy_pence = Pounds(label="Payment for what is not a financial loss, in pounds", initial="0", error_messages=POUNDS)
    loss_pence = Pounds(label="Financial loss to be made good, in pounds", initial="0", error_messages=POUNDS)
    why_remedy = words("Why the remedy is what it is")
    why_outside = words("Why it is outside the band of its level, where it is", required=False)
    evidence = forms.MultipleChoiceField(
        label="It rests on", widget=forms.CheckboxSelectMultiple, error_messages={"required": "Choose at least one piece of evidence."}
    )

    def __init__(self, *args: Any, issues: list[tuple[str, str]], pieces: list[tuple[str, str]], scale: Scale, **named: Any):
        super().__init__(*args, **named)
        bands = [(one.level, f"Level {one.level}: {one.says}{' (to be verified)' if one.verify else ''}") for one in scale.bands]
        for name, choices in (("issue", issues), ("evidence", pieces), ("level", [(0, "None"), *bands])):
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # choice fields, above

    def found(self) -> Found:
        """What was found, as the room takes it."""
        said = self.cleaned_data
        return Found(said["fault"] == "yes", said["injustice"] == "yes", said["level"], said["remedy_pence"], said["loss_pence"])


class RecommendForm(forms.Form):
    """One thing to be done by one day."""

    issue = forms.ChoiceField(label="Issue", error_messages={"required": "Choose the issue."})
    kind = forms.ChoiceField(label="Is", choices=list(KINDS.items()))
    body = forms.CharField(label="Who is to do it", max_length=200, error_messages={"required": "Say who is to do it."})
    ours = forms.BooleanField(label="It is for our own service", required=False)
    action = words("What is to be done")
    amount_pence = Pounds(label="Amount of a payment, in pounds", initial="0", error_messages=POUNDS)
    due = day("By", help_text="What is due on another day is another recommendation")
    proof = words("What would prove it")

    def __init__(self, *args: Any, issues: list[tuple[str, str]], **named: Any):
        super().__init__(*args, **named)
        self.fields["issue"].choices = issues  # type: ignore[attr-defined]  # a ChoiceField, above


class WithdrawForm(forms.Form):
    """A recommendation that is withdrawn."""

    recommendation = forms.ChoiceField(label="Recommendation", error_messages={"required": "Choose which."})
    because = words("Why")

    def __init__(self, *args: Any, made: list[tuple[str, str]], **named: Any):
        super().__init__(*args, **named)
        self.fields["recommendation"].choices = made  # type: ignore[attr-defined]  # a ChoiceField, above


class FollowForm(forms.Form):
    """Where reminders of what was recommended are sent."""

    address = forms.EmailField(label="Mail address of the body, where there is one", required=False)


class JudgeForm(forms.Form):
    """How a recommendation was complied with."""

    became = forms.ChoiceField(
        label="It was",
        choices=[("satisfied", "Satisfied"), ("partial", "Done in part"), ("refused", "Refused"), ("unmet", "Not done by its day")],
    )
    on = day("On")
    words = words("What was done, or why it was not")
    source_ref = forms.ChoiceField(label="The paper that proves it", required=False)

    def __init__(self, *args: Any, papers: list[tuple[str, str]], **named: Any):
        super().__init__(*args, **named)
        self.fields["source_ref"].choices = [("", "None"), *papers]  # type: ignore[attr-defined]  # a ChoiceField, above


class PutRightForm(forms.Form):
    """What is so of a recommendation after all."""

    became = forms.ChoiceField(
        label="It is",
        choices=[
            ("satisfied", "Satisfied"),
            ("partial", "Done in part"),
            ("nothing yet", "Still to be done"),
            ("refused", "Refused"),
            ("unmet", "Not done by its day"),
        ],
    )
    on = day("Since")
    because = words("What is not so, and how that is known")
    source_ref = forms.ChoiceField(label="The paper that shows it")

    def __init__(self, *args: Any, papers: list[tuple[str, str]], **named: Any):
        super().__init__(*args, **named)
        self.fields["source_ref"].choices = [("", "Choose"), *papers]  # type: ignore[attr-defined]  # a ChoiceField, above


class Known(forms.Form):
    """The day whose knowledge is asked for; nothing for today."""

    known = day("As known at the end of", required=False)

    def clean_known(self) -> date | None:
        """Nothing is known tomorrow."""
        asked: date | None = self.cleaned_data["known"]
        if asked and asked > today():
            raise forms.ValidationError("Say today, or a day that has been.")
        return asked


class ScaleForm(forms.Form):
    """A scale, a level a line: "500 to 950", and "10,000 or more" for the highest."""

    starts = day("In force from")
    bands = forms.CharField(
        label="Levels",
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="A line a level, level 1 first: 0 to 0, then 100 to 450, and at the top 10,000 or more. A question mark after it: to be verified.",
        error_messages={"required": "Write at least one level."},
    )
    because = forms.CharField(label="Why", max_length=300, error_messages={"required": "Say why, in a sentence."})

    def clean_bands(self) -> tuple[Band, ...]:
        """The bands, read line by line."""
        found: list[Band] = []
        for number, line in enumerate((one for one in str(self.cleaned_data["bands"]).splitlines() if one.strip()), start=1):
            said, verify = line.strip().removesuffix("?").strip(), line.strip().endswith("?")
            try:
                if said.endswith("or more"):
                    found.append(Band(number, read_pounds(said.removesuffix("or more")), None, verify))
                else:
                    least, most = said.split(" to ")
                    found.append(Band(number, read_pounds(least), read_pounds(most), verify))
            except ValueError:
                raise forms.ValidationError(f"Line {number}: write it as 500 to 950, or 10,000 or more.") from None
        return tuple(found)
