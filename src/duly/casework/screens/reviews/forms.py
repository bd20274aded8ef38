"""What people type about reviews, decisions and referrals."""

from typing import Any

from django import forms

from duly.casework.decisions.rules import CODES
from duly.casework.reviews.rules.findings import FINDINGS, ROUTES
from duly.casework.reviews.rules.referring import KINDS
from duly.casework.reviews.rules.ruleset import ASKERS, ReviewRules
from duly.casework.screens.clocks.forms import WHY, day
from duly.core.record.clock import today

CHOOSE = ("", "Choose")
PROMISES = [("review-answer", "An answer by our standard for reviews"), ("review-ten-weeks", "An answer within ten weeks")]


def words(label: str, *, rows: int = 3, **more: Any) -> forms.CharField:
    """A field for sentences."""
    return forms.CharField(label=label, max_length=4000, widget=forms.Textarea(attrs={"rows": rows}), **more)


def _table(given: Any) -> list[tuple[str, str]]:
    return [CHOOSE, *given.items()]


class Ask(forms.Form):
    """A request for review: one field for what is said on each ground the rules know."""

    decision = forms.CharField(label="Decision", max_length=20, help_text="Its reference, as on the case's page")
    asker = forms.ChoiceField(label="Who asks", choices=[(one, one.capitalize()) for one in ASKERS])
    asked_by = forms.CharField(label="Their name", max_length=200)
    received_on = day("Request received on")
    source = forms.CharField(label="The letter it came in", max_length=20, required=False, help_text="An item of post, if there is one")
    promised = forms.ChoiceField(label="What they are promised", choices=PROMISES)

    def __init__(self, *args: Any, rules: ReviewRules, **named: Any):
        super().__init__(*args, **named)
        self.rules = rules
        for code, said in rules.grounds.items():
            self.fields[f"ground-{code}"] = words(said, rows=2, required=False, help_text="What they say, if they rely on this ground")

    def clean_decision(self) -> str:
        """As people type it."""
        return str(self.cleaned_data["decision"]).strip().upper()

    def clean_source(self) -> str:
        """As people type it."""
        return str(self.cleaned_data["source"]).strip().upper()

    def grounds(self) -> tuple[tuple[str, str], ...]:
        """The grounds relied on: (code, words)."""
        return tuple((code, said) for code in self.rules.grounds if (said := self.cleaned_data.get(f"ground-{code}", "").strip()))


class Accept(forms.Form):
    """Accepting a request: the validity test, and why it is accepted late where it is."""

    valid = forms.MultipleChoiceField(label="This is so", widget=forms.CheckboxSelectMultiple, required=False)
    because = words("Why it is looked at again", error_messages=WHY)
    why_late = words("Why it is accepted late", rows=2, required=False)

    def __init__(self, *args: Any, rules: ReviewRules, late: bool, **named: Any):
        super().__init__(*args, **named)
        self.fields["valid"].choices = list(rules.validity.items())  # type: ignore[attr-defined]  # a MultipleChoiceField, above
        if not late:
            del self.fields["why_late"]


class Refuse(forms.Form):
    """Refusing a request."""

    reason = forms.ChoiceField(label="Why it is not looked at again", error_messages={"required": "Choose why it is refused."})
    because = words("In words", error_messages=WHY)

    def __init__(self, *args: Any, rules: ReviewRules, **named: Any):
        super().__init__(*args, **named)
        self.fields["reason"].choices = _table(rules.refusals)  # type: ignore[attr-defined]  # a ChoiceField, above


class TakenBack(forms.Form):
    """That whoever asked for a review took it back."""

    on = day("Withdrawn on")
    proof = forms.CharField(
        label="The letter or call in which they did",
        max_length=20,
        required=False,
        help_text="P-… or CL-…; nothing if we began it ourselves",
    )
    because = words("What they say", error_messages=WHY)


class Assign(forms.Form):
    """To whom a review is given."""

    reviewer = forms.ChoiceField(label="Reviewer", error_messages={"required": "Choose who is to look at it again."})

    def __init__(self, *args: Any, people: list[tuple[str, str]], **named: Any):
        super().__init__(*args, **named)
        self.fields["reviewer"].choices = [CHOOSE, *people]  # type: ignore[attr-defined]  # a ChoiceField, above


class Plan(forms.Form):
    """What is to be looked at."""

    issues = words("Issues, one a line", rows=4, error_messages={"required": "Write at least one issue to be looked at."})
    words = words("What further work, and with whom", required=False)
    target_on = day("To be done by")


class Find(forms.Form):
    """What was found on one ground."""

    place = forms.IntegerField(widget=forms.HiddenInput)
    finding = forms.ChoiceField(label="What was found", choices=_table(FINDINGS), error_messages={"required": "Choose what was found."})
    reasons = words("Reasons", error_messages=WHY)
    evidence = forms.CharField(
        label="Evidence", max_length=300, required=False, help_text="References, with commas between: P-26-00012, S-26-00003"
    )


class Conclude(forms.Form):
    """What a review comes to, and how it is resolved."""

    route = forms.ChoiceField(
        label="How it is resolved",
        choices=_table({code: f"{one.label}: {one.note[0].lower()}{one.note[1:]}" for code, one in ROUTES.items()}),
        error_messages={"required": "Choose how."},
    )
    because = words("Why, so that somebody else could follow it", rows=4, error_messages=WHY)


class Because(forms.Form):
    """Why, or what was done."""

    because = words("In words", error_messages=WHY)


class ReferBack(forms.Form):
    """The team a case goes back to."""

    team = forms.ChoiceField(label="Team of the", error_messages={"required": "Choose the team it goes back to."})
    because = words("What they are to do", error_messages=WHY)

    def __init__(self, *args: Any, teams: list[tuple[str, str]], **named: Any):
        super().__init__(*args, **named)
        self.fields["team"].choices = [CHOOSE, *teams]  # type: ignore[attr-defined]  # a ChoiceField, above


class ToTell(forms.Form):
    """Somebody else who is to be told."""

    party = forms.CharField(label="Who is to be told", max_length=20)
    what = words("What", rows=2)
    by_when = day("By when")


class Tell(forms.Form):
    """That somebody was told."""

    place = forms.ChoiceField(label="Who was told", error_messages={"required": "Choose who was told."})
    on = day("On")
    how = forms.CharField(label="How", max_length=200, error_messages={"required": "Say how they were told."})
    proof = forms.CharField(label="Letter or call", max_length=20, required=False)

    def __init__(self, *args: Any, untold: list[tuple[str, str]], **named: Any):
        super().__init__(*args, **named)
        self.fields["place"].choices = [CHOOSE, *untold]  # type: ignore[attr-defined]  # a ChoiceField, above

    def clean_place(self) -> int:
        """The line of the plan."""
        return int(self.cleaned_data["place"])


class Withdraw(forms.Form):
    """Withdrawing a decision."""

    true_from = day("With effect from")
    because = words("Why", error_messages=WHY)


class Correct(forms.Form):
    """How a decision is counted."""

    code = forms.ChoiceField(label="It counts as", choices=_table(CODES), error_messages={"required": "Choose what it counts as."})
    because = words("Why it was counted wrongly", error_messages=WHY)


class Figures(forms.Form):
    """A period, and the day whose knowledge is asked for."""

    starts = day("From")
    ends = day("Until, not counting it")
    known = day("As known at the end of")

    def __init__(self, data: Any, **named: Any):
        super().__init__({"starts": data.get("from", ""), "ends": data.get("to", ""), "known": data.get("known", "")}, **named)

    def clean(self) -> dict[str, Any]:
        """A period ends after it begins, and nothing is known tomorrow."""
        given = super().clean() or {}
        if given.get("starts") and given.get("ends") and given["ends"] <= given["starts"]:
            self.add_error("ends", "A period ends after it begins.")
        if given.get("known") and given["known"] > today():
            self.add_error("known", "Say today, or a day that has been.")
        return given


class Refer(forms.Form):
    """A question that is referred."""

    case = forms.CharField(label="Case", max_length=20)
    kind = forms.ChoiceField(label="What is asked for", choices=_table(KINDS), error_messages={"required": "Choose what is asked for."})
    to_whom = forms.CharField(label="Of whom", max_length=200)
    question = words("The question", rows=4, error_messages={"required": "Write the question that is asked."})
    privileged = forms.BooleanField(label="Privileged: shown only to those who may read it", required=False)
    due_on = day("Answer due on")

    def clean_case(self) -> str:
        """As people type it."""
        return str(self.cleaned_data["case"]).strip().upper()


class Answer(forms.Form):
    """What was answered."""

    on = day("Answered on")
    answer = words("The answer", rows=5, error_messages={"required": "Write what was answered."})
    with_what = forms.CharField(label="In which paper", max_length=60, required=False)


class CloseReferral(forms.Form):
    """Closing a referral."""

    because = words("What came of it", error_messages=WHY)
    done_on = day("Done on", help_text="Of a letter before claim: the day it was answered")
