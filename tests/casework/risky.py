"""A case with something at risk on it, and what an assessment of it says."""

from datetime import timedelta

from duly.casework.risk import actions
from duly.casework.risk.queries import AssessmentSeen
from duly.casework.risk.rules.scoring import CODES
from duly.core.record.clock import today
from duly.primitives.actor import Actor

MP = "Gareth Pell MP <gareth.pell@parliament.example>"
FROM_MP = "My constituent asks when she may expect your decision. As her Member of Parliament I should be grateful for a reply."
A_MONTH = timedelta(days=28)


def assessed(case: str, by: Actor, **points: int) -> AssessmentSeen:
    """An assessment with these points, and words for each dimension that has any."""
    given = dict.fromkeys(CODES, 0) | points
    return actions.assess(
        case,
        points=given,
        evidence={one: f"What we know of {one}." for one in points},
        papers={},
        owner=by.ref,
        mitigation="The manager rings every Friday.",
        review_on=today() + A_MONTH,
        by=by,
    )
