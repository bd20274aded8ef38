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
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


OPEN = tuple(state for state in ReviewState if state not in (ReviewState.REFUSED, ReviewState.WITHDRAWN, ReviewState.CLOSED))
"""A decision is under one review at a time; one that was refused or withdrawn still waits to be told of and closed."""

STEPS = Steps(
    Step("accept", ReviewState.ASKED, ReviewState.ACCEPTED),
    Step("refuse", ReviewState.ASKED, ReviewState.REFUSED),
    Step("withdraw", ReviewState.ASKED, ReviewState.WITHDRAWN),
    Step("withdraw", ReviewState.ACCEPTED, ReviewState.WITHDRAWN),
    Step("withdraw", ReviewState.UNDER_WAY, ReviewState.WITHDRAWN),
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
    Step("close", ReviewState.WITHDRAWN, ReviewState.CLOSED),
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
