"""What people type about standard letters. Paragraphs stand in one box, a blank line between them; a line in square brackets above one says what it is."""

import re
from typing import Any

from django import forms

from duly.casework.screens.clocks.forms import day
from duly.casework.screens.common import colleagues
from duly.casework.wordings.rules import MANDATORY, OPTIONAL, PURPOSES, Paragraph, Template

_ABOVE = re.compile(r"\[(mandatory|may be left out)\s*:\s*([^\]\n]{1,60})\]\s*\n", re.IGNORECASE)
_KINDS = {"mandatory": MANDATORY, "may be left out": OPTIONAL}


def as_typed(paragraphs: tuple[Paragraph, ...]) -> str:
    """Paragraphs as the box shows them."""
    words = {kind: said for said, kind in _KINDS.items()}
    return "\n\n".join(f"[{words[one.kind]}: {one.name}]\n{one.words}" if one.kind in words else one.words for one in paragraphs)


def as_paragraphs(typed: str) -> tuple[Paragraph, ...]:
    """What stands in the box, as paragraphs."""
    found = []
    for block in re.split(r"\n[ \t]*\n", typed.replace("\r\n", "\n")):
        text = block.strip()
        above = _ABOVE.match(text)
        words = " ".join((text[above.end() :] if above else text).split())
        if words:
            found.append(Paragraph(words, _KINDS[above[1].lower()], above[2].strip().lower()) if above else Paragraph(words))
    return tuple(found)


class WordingForm(forms.Form):
    """One version of a standard letter."""

    title = forms.CharField(label="Title", max_length=120)
    purpose = forms.ChoiceField(label="What it is for", choices=list(PURPOSES.items()))
    subject = forms.CharField(label="Subject", max_length=300)
    greeting = forms.CharField(label="Greeting", max_length=200)
    paragraphs = forms.CharField(
        label="Paragraphs",
        widget=forms.Textarea,
        max_length=20_000,
        help_text="A blank line between them. Above one, on its own line, [mandatory: review rights] or [may be left out: offer of help].",
    )
    closing = forms.CharField(label="Closing", max_length=100)
    owner = forms.ChoiceField(label="Owner", help_text="Who is asked to look at it before its time is up")
    expires = day("May be used until")

    def __init__(self, *args: Any, **named: Any):
        super().__init__(*args, **named)
        self.fields["owner"].choices = [("", ""), *colleagues()]  # type: ignore[attr-defined]  # it is a ChoiceField

    def template(self, code: str) -> Template:
        """What was typed, as a version that has no number yet."""
        said = self.cleaned_data
        return Template(
            code, 0, said["title"], said["purpose"], said["subject"], said["greeting"], as_paragraphs(said["paragraphs"]), said["closing"]
        )


class NewWordingForm(WordingForm):
    """The first version of a standard letter that there was not."""

    code = forms.SlugField(
        label="Short name", max_length=40, help_text="Small letters and hyphens, such as holding-reply. It is never changed"
    )
    field_order = ("code",)

    def clean_code(self) -> str:
        """In small letters."""
        return str(self.cleaned_data["code"]).lower()


class SendBackForm(forms.Form):
    """Why a version goes back."""

    because = forms.CharField(label="What is to be changed", widget=forms.Textarea, max_length=2_000)


class RenewForm(forms.Form):
    """Until when a version may be used."""

    owner = forms.ChoiceField(label="Owner")
    expires = day("May be used until")
    because = forms.CharField(label="Why", max_length=300)

    def __init__(self, *args: Any, **named: Any):
        super().__init__(*args, **named)
        self.fields["owner"].choices = [("", ""), *colleagues()]  # type: ignore[attr-defined]  # it is a ChoiceField
