"""The life of a recommendation until it is followed: whether it was complied with is a fact of the room of compliance."""

from enum import StrEnum

from duly.primitives.steps import Step, Steps


class RecommendationState(StrEnum):
    """Whether a recommendation stands."""

    MADE = "made"
    WITHDRAWN = "withdrawn"


KINDS = {"personal": "For the person", "service": "For the service", "payment": "A payment"}
"""What a recommendation puts right, by its code."""
STEPS = Steps(Step("withdraw", RecommendationState.MADE, RecommendationState.WITHDRAWN))
