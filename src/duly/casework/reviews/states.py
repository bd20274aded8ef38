"""The life of a review, and of a referral. The outcome of a review is not a state, and the outcome of the complaint is a fact of the decision."""

from enum import StrEnum

from duly.primitives.steps import Step, Steps


class ReviewState(StrEnum):
    """How far a review has come."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNDER_WAY = "under way"
    CONCLUDED = "concluded"
    REFERRED_BACK = "referred back"
    CARRIED_OUT = "carried out"
    CLOSED = "closed"


OPEN = tuple(state for state in ReviewState if state not in (ReviewState.REFUSED, ReviewState.CLOSED))
"""A decision is under one review at a time; a refused one still waits to be told and closed."""

STEPS = Steps(
    Step("accept", ReviewState.ASKED, ReviewState.ACCEPTED),
    Step("refuse", ReviewState.ASKED, ReviewState.REFUSED),
    Step("assign", ReviewState.ACCEPTED, ReviewState.UNDER_WAY),
    Step("assign", ReviewState.UNDER_WAY, ReviewState.UNDER_WAY),
    Step("plan", ReviewState.UNDER_WAY, ReviewState.UNDER_WAY),
    Step("find", ReviewState.UNDER_WAY, ReviewState.UNDER_WAY),
    Step("conclude", ReviewState.UNDER_WAY, ReviewState.CONCLUDED),
    Step("carry out", ReviewState.CONCLUDED, ReviewState.CARRIED_OUT),
    Step("refer back", ReviewState.CONCLUDED, ReviewState.REFERRED_BACK),
    Step("take back", ReviewState.REFERRED_BACK, ReviewState.CARRIED_OUT),
    Step("send back", ReviewState.REFERRED_BACK, ReviewState.UNDER_WAY),
    Step("close", ReviewState.CARRIED_OUT, ReviewState.CLOSED),
    Step("close", ReviewState.REFUSED, ReviewState.CLOSED),
)


class ReferralState(StrEnum):
    """How far a referral has come."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


REFERRAL_STEPS = Steps(
    Step("answer", ReferralState.OPEN, ReferralState.ANSWERED),
    Step("answer", ReferralState.ANSWERED, ReferralState.ANSWERED),
    Step("close", ReferralState.OPEN, ReferralState.CLOSED),
    Step("close", ReferralState.ANSWERED, ReferralState.CLOSED),
)
