"""The advice that was asked about a case, and what else it relies on: with a warning where that was withdrawn."""

from duly.casework.advice import queries as advice
from duly.casework.screens.advice import presenters
from duly.casework.screens.cases.sections import Asked, Note, Part
from duly.ui.environment import day

PLACE = 56


def part(asked: Asked) -> Part:
    """Every piece of advice of the case that this reader may see, with the door to another question."""
    found = advice.of_case(asked.case.ref)
    gone = [one for one in found if one.withdrawn_on and one.relied_on_by(asked.case.ref)]
    notes = tuple(Note(_told(one), "red", f"Advice {one.ref}:") for one in gone)
    told = tuple(("advice", one.ref) for one in found)
    return Part("advice", {"advice": presenters.of_case(found, asked.case.ref)}, told=told, notes=notes)


def _told(one: advice.AdviceSeen) -> str:
    instead = f" {one.superseded_by} took its place." if one.superseded_by else ""
    return f"This case relied on it, and it was withdrawn on {day(one.withdrawn_on)}.{instead} Say on its page what was done about it."
