"""What people type about people and bodies."""

from typing import Any

from django import forms

from duly.core.directory import rules
from duly.core.record.clock import today

DAYS = ["%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d"]


def choices(words: Any) -> list[tuple[str, str]]:
    """Words as choices, each as people read it."""
    return [(word, word[:1].upper() + word[1:]) for word in words]


class Day(forms.DateField):
    """A day as people type it."""

    def __init__(self, **named: Any):
        super().__init__(input_formats=DAYS, **{"help_text": "For example 9/11/2026"} | named)


class EnterForm(forms.Form):
    """A person or body for the directory. Whoever is alike is shown, and must be answered."""

    kind = forms.ChoiceField(label="What it is", choices=choices(rules.KINDS))
    name = forms.CharField(label="Name", max_length=200, error_messages={"required": "Say what the person or body is called."})
    email = forms.CharField(label="E-mail", max_length=200, required=False)
    phone = forms.CharField(label="Telephone", max_length=60, required=False)
    post = forms.CharField(
        label="Postal address", max_length=500, required=False, widget=forms.Textarea, help_text="With the postcode last"
    )


class ApartForm(forms.Form):
    """How it is known that whoever is alike is another."""

    another_because = forms.CharField(label="How you know, of each that is another", max_length=500, required=False)


class MembersForm(forms.Form):
    """Of which constituency or name, and on which day a Member of Parliament is looked for."""

    q = forms.CharField(label="Constituency or name", max_length=200, required=False)
    on = Day(label="Who sat on", required=False, help_text="For example 9/11/2026; today unless said")
    ever = forms.BooleanField(label="Whenever they sat", required=False)


class TellForm(forms.Form):
    """Something known of them from a day on."""

    kind = forms.ChoiceField(label="What", choices=list(rules.DETAILS.items()))
    text = forms.CharField(
        label="What it is",
        max_length=1000,
        help_text=f"A format is one of: {', '.join(rules.FORMATS)}. A channel: {', '.join(rules.CHANNELS)}.",
        error_messages={"required": "Say what it is."},
    )
    starts = Day(label="From", required=False)

    def clean_starts(self) -> Any:
        """Today where nothing is said."""
        return self.cleaned_data["starts"] or today()


class DeathForm(forms.Form):
    """The day on which somebody died, and from whom it is known."""

    died_on = Day(label="Died on")
    source = forms.CharField(label="Known from", max_length=400, error_messages={"required": "Say from whom or what it is known."})


class UndoDeathForm(forms.Form):
    """That somebody did not die after all."""

    because = forms.CharField(label="How we know it was a mistake", max_length=400, error_messages={"required": "Say how we know."})


class RoleForm(forms.Form):
    """What they are, between two dates."""

    role = forms.ChoiceField(label="Role", choices=choices(rules.ROLES))
    of = forms.CharField(
        label="Of whom, or for where",
        max_length=80,
        required=False,
        help_text="A reference such as DIR-00001; for a Member of Parliament the constituency; otherwise nothing",
    )
    scope = forms.ChoiceField(
        label="What was agreed to, if represented", choices=[("", "Not a consent"), *choices(rules.SCOPES)], required=False
    )
    note = forms.CharField(label="How we know", max_length=500, required=False)
    role_starts = Day(label="From", required=False)
    role_ends = Day(label="Until, if known", required=False, help_text="The first day on which it no longer holds")


class EndForm(forms.Form):
    """What ends, and on which day."""

    id = forms.IntegerField()
    ends = Day(label="Ends on", required=False)


class MergeForm(forms.Form):
    """Another entry that is the same, or is not after all."""

    other = forms.CharField(label="Reference of the other entry", max_length=20, help_text="Such as DIR-00001")
    because = forms.CharField(label="How we know", max_length=500, error_messages={"required": "Say how we know."})

    def clean_other(self) -> str:
        """As people type it."""
        return str(self.cleaned_data["other"]).strip().upper()


class MarkerForm(forms.Form):
    """A warning to be shown before anybody makes contact."""

    kind = forms.ChoiceField(label="What it warns of", choices=choices(rules.MARKERS))
    because = forms.CharField(label="Why", max_length=1000, error_messages={"required": "Say why."})
    owner = forms.ChoiceField(label="Who looks at it again", error_messages={"required": "Say who looks at it again."})
    review_on = Day(label="Looks again by")
    lapses_on = Day(label="Lapses on", help_text="From this day it is no longer shown")

    def __init__(self, *args: Any, owners: list[tuple[str, str]], **named: Any):
        super().__init__(*args, **named)
        self.fields["owner"].choices = [("", "Choose a person"), *owners]  # type: ignore[attr-defined]  # a ChoiceField, above


class AgainForm(forms.Form):
    """Whether a marker still stands, and why."""

    number = forms.IntegerField()
    ref = forms.CharField(max_length=20)
    because = forms.CharField(label="Why", max_length=1000, error_messages={"required": "Say why."})
    review_on = Day(label="Looks again by", required=False)
    lapses_on = Day(label="Lapses on", required=False)
