"""What people type about post. Whether it may be done is for the room's checks, not for these."""

from typing import Any

from django import forms

from duly.casework.correspondence.queries import rules_in_force
from duly.casework.correspondence.rules.principles import OUTCOMES
from duly.casework.correspondence.states import CHANNELS, TRIAGE
from duly.casework.flow.statutory import ACTS
from duly.core.record.clock import today

DAY = {"required": "Say which day it came.", "invalid": "Type a day such as 9/11/2026."}
REQUESTS = [("", "No"), *ACTS.items()]


class RequestForm(forms.Form):
    """Under which Act an item asks for something."""

    under = forms.ChoiceField(label="Under", choices=list(ACTS.items()), error_messages={"required": "Say under which Act."})


class TriageForm(forms.Form):
    """Where an item goes, who owns it, what happens next, which case it is of, and who must know at once. Drawn as the rules suggest it."""

    way = forms.ChoiceField(
        label="What to do", choices=[(way, way) for way in TRIAGE], error_messages={"required": "Choose what to do with it."}
    )
    direct_to = forms.CharField(label="Where to", max_length=120, required=False)
    owner = forms.ChoiceField(label="Owner", error_messages={"required": "Say who owns it."})
    next_action = forms.CharField(label="Next action", max_length=1000, error_messages={"required": "Say what happens next."})
    case_ref = forms.CharField(label="Case", max_length=20, required=False)
    alert = forms.BooleanField(label="Alert", required=False)
    alert_post = forms.ChoiceField(label="Whom to alert", required=False)
    note = forms.CharField(label="Note to them", max_length=300, required=False)
    request = forms.ChoiceField(label="A request under an Act", required=False, choices=REQUESTS)
    goes_on = forms.CharField(widget=forms.HiddenInput, max_length=1000, required=False)

    def __init__(self, *args: Any, owners: list[tuple[str, str]], posts: list[tuple[str, str]], **named: Any):
        super().__init__(*args, **named)
        for name in ("direct_to", "case_ref", "note", "alert_post", "request"):
            self.fields[name].sometimes = True  # type: ignore[attr-defined]  # our own word: see ui.fields
        self.fields["owner"].choices = [("", "Choose a person"), *owners]  # type: ignore[attr-defined]  # a ChoiceField, above
        self.fields["alert_post"].choices = [("", "Choose a post"), *posts]  # type: ignore[attr-defined]  # a ChoiceField, above

    def clean(self) -> dict[str, Any]:
        """An alert is to somebody."""
        said = super().clean() or {}
        if said.get("alert") and not said.get("alert_post"):
            self.add_error("alert_post", "Say whom to alert, or take the tick away.")
        return said


class GiveForm(forms.Form):
    """Whose post is from now on, a person's or whoever's holds a post, and why."""

    owner = forms.ChoiceField(label="To a person", required=False)
    to_post = forms.ChoiceField(label="Or to whoever holds a post", required=False)
    next_action = forms.CharField(label="Next action, where it is another", max_length=1000, required=False)
    because = forms.CharField(
        label="Why it goes to them", max_length=1000, error_messages={"required": "Say why it goes to somebody else: they read it first."}
    )

    def __init__(self, *args: Any, owners: list[tuple[str, str]], posts: list[tuple[str, str]], **named: Any):
        super().__init__(*args, auto_id="id_give_%s", **named)
        self.fields["owner"].choices = [("", "Choose a person"), *owners]  # type: ignore[attr-defined]  # a ChoiceField, above
        self.fields["to_post"].choices = [("", "Choose a post"), *posts]  # type: ignore[attr-defined]  # a ChoiceField, above

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        said = super().clean() or {}
        if bool(said.get("owner")) == bool(said.get("to_post")):
            self.add_error("owner", "Choose a person, or a post: one of the two.")
        return said


class TakeUpForm(GiveForm):
    """Who deals after all with post that was done with, and what happens next."""

    next_action = forms.CharField(label="Next action", max_length=1000, error_messages={"required": "Say what happens next."})
    because = forms.CharField(
        label="Why it is taken up again", max_length=1000, error_messages={"required": "Say why it is taken up again: it was done with."}
    )


class PostRightForm(forms.Form):
    """How an item came, on which day, and from whom, as it should read."""

    received_on = forms.DateField(
        label="Received", error_messages=DAY, input_formats=["%d/%m/%Y", "%Y-%m-%d"], help_text="Such as 9/11/2026"
    )
    channel = forms.ChoiceField(label="Came by", choices=[(one, one.capitalize()) for one in CHANNELS])
    sender_name = forms.CharField(label="From", max_length=200, required=False)
    sender_address = forms.CharField(label="Mail address", max_length=320, required=False)
    why_late = forms.CharField(
        label="Why it was logged late",
        max_length=1000,
        required=False,
        help_text="If it came more than one working day before it was logged",
    )
    because = forms.CharField(
        label="What was wrong, and how it is known",
        max_length=1000,
        error_messages={"required": "Say what was wrong, and how it is known."},
    )


class FlagForm(forms.Form):
    """A flag that the rules missed."""

    rule = forms.ChoiceField(label="Which flag", error_messages={"required": "Choose what was missed."})
    because = forms.CharField(
        label="What in it the rules missed", max_length=300, error_messages={"required": "Say what the rules missed."}
    )

    def __init__(self, *args: Any, rules: list[tuple[str, str]], **named: Any):
        super().__init__(*args, auto_id="id_flag_%s", **named)
        self.fields["rule"].choices = [("", "Choose a flag"), *rules]  # type: ignore[attr-defined]  # a ChoiceField, above


class UnflagForm(forms.Form):
    """A flag that is a false alarm."""

    rule = forms.CharField(max_length=40)
    because = forms.CharField(label="Why it is a false alarm", max_length=300, error_messages={"required": "Say why it is a false alarm."})


class RegisterForm(forms.Form):
    """A file of post."""

    file = forms.FileField(
        label="File", help_text="An e-mail as an .eml file, a mailbox as .mbox, or a scan as PDF, PNG, JPEG or TIFF. Up to 40 MB."
    )
    channel = forms.ChoiceField(
        label="Came by", required=False, choices=[("", "As its file says"), *((one, one.capitalize()) for one in CHANNELS)]
    )
    received_on = forms.DateField(label="Received", input_formats=["%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d"], help_text="For example 9/11/2026")
    why_late = forms.CharField(
        label="Why it is logged late", max_length=1000, required=False, help_text="Needed when it came more than one working day ago"
    )

    def __init__(self, *args: Any, **named: Any):
        super().__init__(*args, **named)
        self.fields["received_on"].initial = today


class KeyForm(forms.Form):
    """A letter, a call or a visit, typed in. What is typed is kept as the original."""

    channel = forms.ChoiceField(label="Came by", choices=[(one, one.capitalize()) for one in CHANNELS if one != "e-mail"])
    received_on = forms.DateField(label="Received", input_formats=["%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d"], help_text="For example 9/11/2026")
    why_late = forms.CharField(
        label="Why it is logged late", max_length=1000, required=False, help_text="Needed when it came more than one working day ago"
    )
    sender_name = forms.CharField(
        label="From", max_length=200, error_messages={"required": "Say who it is from, or that no name was given."}
    )
    sender_address = forms.CharField(label="Mail address, where one is known", max_length=320, required=False)
    addressed_to = forms.CharField(label="Addressed to", max_length=500, required=False)
    subject = forms.CharField(label="About", max_length=500, error_messages={"required": "Say what it is about."})
    words = forms.CharField(
        label="What it says",
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": "Type what it says."},
    )

    def __init__(self, *args: Any, **named: Any):
        super().__init__(*args, **named)
        self.fields["received_on"].initial = today


class ForwardForm(forms.Form):
    """Where misdirected post is sent on to, and why."""

    to_name = forms.CharField(label="Who it is meant for", max_length=200, error_messages={"required": "Say who it is meant for."})
    to_address = forms.CharField(label="Their mail address", max_length=320, required=False)
    postal = forms.CharField(
        label="Or their postal address",
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Then a covering letter waits for a print pack, and the paper goes with it",
    )
    because = forms.CharField(label="Why it is not for us", max_length=1000, error_messages={"required": "Say why it is not for us."})

    def clean(self) -> dict[str, Any]:
        """One address: where it is sent by mail, or where it is posted to."""
        said = super().clean() or {}
        if bool(said.get("to_address")) == bool(said.get("postal", "").strip()):
            self.add_error("to_address", "Give their mail address, or their postal address: one of the two.")
        return said


class SettleForm(forms.Form):
    """Why nothing more is to be done about what was held back."""

    because = forms.CharField(label="Why it is finished", max_length=1000, error_messages={"required": "Say why it is finished."})


class CloseForm(forms.Form):
    """What became of it, which principles were met, and why nothing more is to be done."""

    outcome = forms.ChoiceField(
        label="What became of it", choices=[("", "Choose"), *OUTCOMES.items()], error_messages={"required": "Say what became of it."}
    )
    principles = forms.MultipleChoiceField(
        label="Principles that were met",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Say which of the principles were met: at least one."},
    )
    because = forms.CharField(label="Why it is finished", max_length=1000, error_messages={"required": "Say why it is finished."})

    def __init__(self, *args: Any, **named: Any):
        super().__init__(*args, **named)
        known = rules_in_force(on=today()).principles
        self.fields["principles"].choices = [(one, one.capitalize()) for one in known]  # type: ignore[attr-defined]  # a MultipleChoiceField, above


class WatchForm(forms.Form):
    """Something to watch post for."""

    what = forms.CharField(
        label="Case or name", max_length=100, help_text="As letters would write it: PSO-2026-00017, or a name of two words"
    )
    because = forms.CharField(label="Why it is watched", max_length=1000, error_messages={"required": "Say why it is watched."})
