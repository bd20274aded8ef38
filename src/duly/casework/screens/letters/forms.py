"""What people type about letters."""

from collections.abc import Mapping
from typing import Any

from django import forms

from duly.casework.dispatch.rules import FIELD_WORDS, FORMATS, TEMPLATES, Template, fields_of

LONG = {"address": 4, "reasons": 6}
"""Merge fields that are typed over several lines."""


class MergeField(forms.CharField):
    """A field the letter needs, which may be kept empty until it is known."""

    def validate(self, value: str) -> None:
        """Nothing is wrong with an empty one: it blocks the letter, not the form."""


class MakeForm(forms.Form):
    """Which standard letter, and to what address."""

    template = forms.ChoiceField(label="Standard letter", choices=[(one.code, one.title) for one in TEMPLATES.values()])
    to_address = forms.EmailField(label="Send to", help_text="An e-mail address")
    format = forms.ChoiceField(label="Format", choices=[(one, one.capitalize() or "Standard letter") for one in FORMATS], required=False)


class FillForm(forms.Form):
    """Every merge field of one standard letter."""

    def __init__(self, *args: Any, template: Template, known: Mapping[str, str], **named: Any):
        super().__init__(*args, **named)
        for name in fields_of(template):
            widget = forms.Textarea if name in LONG else forms.TextInput
            self.fields[name] = MergeField(label=FIELD_WORDS.get(name, name), initial=known.get(name, ""), widget=widget, max_length=10_000)
