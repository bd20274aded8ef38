"""What people type about letters."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms

from duly.casework.dispatch.queries import Addressee, likeliest
from duly.casework.dispatch.rules import CHANNELS, ELSEWHERE, FORMATS, PROOFS
from duly.casework.screens.clocks.forms import day
from duly.casework.screens.common import possible_owners
from duly.casework.wordings.queries import in_use
from duly.casework.wordings.rules import DECISIONS, FIELDS, OF_POST, OPTIONAL, PURPOSES, Template, fields_of
from duly.core.people import queries as people

OF_A_CASE = tuple(purpose for purpose in PURPOSES if purpose not in (*DECISIONS, *OF_POST))
"""Purposes of letters that are begun from a case."""
LONG = {
    "address": 4,
    "reasons": 6,
    "words": 12,
    "asked": 6,
    "view": 12,
    "recommended": 8,
    "next_step": 4,
    "found": 8,
    "handled": 4,
    "to_do": 4,
}
"""Merge fields that are typed over several lines."""


class MergeField(forms.CharField):
    """A field the letter needs, which may be kept empty until it is known."""

    def validate(self, value: str) -> None:
        """Nothing is wrong with an empty one: it blocks the letter, not the form."""


class MakeForm(forms.Form):
    """Which standard letter, to whom, and how it goes."""

    template = forms.ChoiceField(label="Standard letter")
    to = forms.ChoiceField(label="To", required=False)
    channel = forms.ChoiceField(
        label="How it goes", choices=[(one, one.capitalize()) for one in CHANNELS], initial="e-mail", required=False
    )
    to_address = forms.EmailField(
        label="Send to", help_text="Only where it goes to another e-mail address than the directory has, or it has none", required=False
    )
    format = forms.ChoiceField(label="Format", choices=[(one, one.capitalize() or "Standard letter") for one in FORMATS], required=False)

    def __init__(self, *args: Any, whom: Collection[Addressee] = (), purposes: Collection[str] = (), **named: Any):
        super().__init__(*args, **named)
        offered = [one for one in in_use().values() if not purposes or one.purpose in purposes]
        self.fields["template"].choices = [(one.code, one.title) for one in offered]  # type: ignore[attr-defined]  # it is a ChoiceField
        self.whom = {one.to: one for one in whom}
        choices = [("", "Whoever such a letter is written to"), *((one.to, one.says) for one in whom)]
        self.fields["to"].choices = choices  # type: ignore[attr-defined]  # it is a ChoiceField

    def clean_channel(self) -> str:
        """E-mail where nothing is said."""
        return self.cleaned_data["channel"] or "e-mail"

    def clean(self) -> dict[str, Any]:
        """A letter that goes by e-mail needs the address it goes to, unless the directory has one."""
        said = super().clean() or {}
        purpose = in_use()[said["template"]].purpose if said.get("template") in in_use() else ""
        to = self.whom.get(said.get("to", "")) or likeliest(self.whom.values(), purpose)
        nowhere = said.get("channel") == "e-mail" and not said.get("to_address") and not (to and to.email)
        if nowhere and "to_address" not in self.errors:
            whose = f"The directory has no e-mail address of {to.name}: type" if to else "Type"
            self.add_error("to_address", f"{whose} the one it goes to, or choose post.")
        return said


class WriteForm(MakeForm):
    """A letter about a case, for oneself or for a principal."""

    on_behalf = forms.ChoiceField(label="Signed on behalf of", required=False)

    def __init__(self, *args: Any, principals: Collection[str], **named: Any):
        super().__init__(*args, purposes=OF_A_CASE, **named)
        titles = people.post_titles()
        choices = [("", "Nobody: it is approved as any letter"), *((code, titles.get(code, code)) for code in principals)]
        self.fields["on_behalf"].choices = choices  # type: ignore[attr-defined]  # it is a ChoiceField


class FillForm(forms.Form):
    """Every merge field of one standard letter, and which of its optional paragraphs stay."""

    def __init__(self, *args: Any, template: Template, known: Mapping[str, str], left_out: Collection[str] = (), **named: Any):
        super().__init__(*args, **named)
        for name in fields_of(template):
            widget = forms.Textarea if name in LONG else forms.TextInput
            label = FIELDS.get(name, (name, ""))[0]
            self.fields[name] = MergeField(label=label, initial=known.get(name, ""), widget=widget, max_length=20_000)
        optional = [one.name for one in template.paragraphs if one.kind == OPTIONAL]
        if optional:
            self.fields["kept"] = forms.MultipleChoiceField(
                label="Paragraphs that may be left out",
                choices=[(one, one.capitalize()) for one in optional],
                initial=[one for one in optional if one not in left_out],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
        self.optional = optional

    def said(self) -> tuple[dict[str, str], list[str]]:
        """The merge fields, and the paragraphs that were left out."""
        given = dict(self.cleaned_data)
        kept = given.pop("kept", [])
        return given, [one for one in self.optional if one not in kept]


class Words(forms.Form):
    """Something said of a draft."""

    words = forms.CharField(label="What you think of it", widget=forms.Textarea, max_length=5_000)


class Return(forms.Form):
    """What is to be changed."""

    words = forms.CharField(label="What is to be changed", widget=forms.Textarea, max_length=5_000)


class Drop(forms.Form):
    """Why a letter will not be sent."""

    because = forms.CharField(label="Why it will not be sent", max_length=400, error_messages={"required": "Say why it will not be sent."})


class PrintForInk(forms.Form):
    """Who signs on paper."""

    signer = forms.ChoiceField(label="Who signs it")

    def __init__(self, *args: Any, case_ref: str = "", **named: Any):
        super().__init__(*args, **named)
        self.fields["signer"].choices = [("", ""), *possible_owners(case_ref)]  # type: ignore[attr-defined]  # it is a ChoiceField


class MatchScan(forms.Form):
    """The scan of what was signed."""

    scan = forms.FileField(label="The scan", help_text="PDF, TIFF, PNG or JPEG")
    signed_on = day("Signed on", help_text="The day that stands beside the signature")
    typed = forms.CharField(
        label="The mark on the paper",
        max_length=60,
        required=False,
        help_text="Only needed where the scan cannot be read, such as L-26-00004/2/7F3A-91C2-0BD4",
    )


class HaveMade(forms.Form):
    """A version in another format."""

    format = forms.ChoiceField(label="Format", choices=[(one, one[0].upper() + one[1:]) for one in ELSEWHERE])
    supplier = forms.CharField(label="Who makes it", max_length=120, required=False, help_text="Large print is made here, at once")
    due = day("By when")


class Receive(forms.Form):
    """What a supplier made."""

    file = forms.FileField(label="The file", required=False)
    in_hand = forms.CharField(
        label="Or where it is, if it is no file", max_length=200, required=False, help_text="Such as: two Braille volumes, in the post room"
    )


class Delivered(forms.Form):
    """What shows that a letter arrived, or came back."""

    how = forms.ChoiceField(label="How it is known", choices=list(PROOFS.items()))
    on = day("On")
    words = forms.CharField(label="In words", max_length=500, required=False, help_text="Such as the tracking number and who signed")
    scan = forms.FileField(label="Or its scan", required=False)


class Posted(forms.Form):
    """How many envelopes went."""

    count = forms.IntegerField(label="Envelopes counted", min_value=0, max_value=100_000)


class AllTheSame(forms.Form):
    """Why a letter goes though its case is marked as a whole."""

    because = forms.CharField(
        label="Why it is sent all the same", max_length=400, error_messages={"required": "Say why it is sent though its case is marked."}
    )


class Because(forms.Form):
    """Why."""

    because = forms.CharField(label="Why", max_length=300)
