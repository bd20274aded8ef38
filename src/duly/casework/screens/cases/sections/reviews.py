"""The reviews asked for of what was decided on a case."""

from duly.casework.decisions import queries as decisions
from duly.casework.reviews import queries as reviews
from duly.casework.screens.cases.sections import Asked, Part
from duly.casework.screens.reviews import presenters

PLACE = 50


def part(asked: Asked) -> Part:
    """Every review, with the door to one that was asked for."""
    newest = next(iter(decisions.decisions(case_ref=asked.case.ref)), None)
    return Part(
        "reviews",
        {
            "reviews": presenters.on_case(reviews.reviews(case_ref=asked.case.ref), dict(asked.names)),
            "ask_url": f"/reviews/new/?decision={newest.ref}" if newest else "",
        },
    )
