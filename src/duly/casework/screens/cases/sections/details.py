"""Whose case it is and about whom."""

from duly.casework.screens.cases import presenters
from duly.casework.screens.cases.sections import Asked, Part

PLACE = 10


def part(asked: Asked) -> Part:
    """Key details, beside."""
    return Part("details", {"facts": presenters.details(asked.case, asked.names)}, aside=True)
