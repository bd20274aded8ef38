"""The parties of a case, and what must be seen before they are contacted."""

from duly.casework.screens.cases import parties
from duly.casework.screens.cases.forms import PartyForm
from duly.casework.screens.cases.sections import Asked, Note, Part

PLACE = 10


def part(asked: Asked) -> Part:
    """Who is a party, with the form to name one."""
    shown = parties.shown(asked.case.ref, by=asked.by)
    notes = tuple(Note(words, "red", "Before you make contact:") for words in shown.warnings)
    return Part("parties", {"parties": shown, "form": asked.forms.get("party") or PartyForm()}, notes=notes)
