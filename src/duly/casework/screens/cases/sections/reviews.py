"""The reviews asked for of what was decided on a case."""

from duly.casework.reviews import queries as reviews
from duly.casework.screens.cases.sections import Asked, Part
from duly.casework.screens.reviews import presenters

PLACE = 50


def part(asked: Asked) -> Part:
    """Every review, with the door to one that was asked for."""
    return Part("reviews", {"reviews": presenters.on_case(reviews.reviews(case_ref=asked.case.ref), dict(asked.names))})
