"""The questions of a case that were referred: to lawyers, to a reviewer outside."""

from duly.casework.reviews import queries as reviews
from duly.casework.screens.cases.sections import Asked, Part
from duly.casework.screens.reviews import presenters

PLACE = 55


def part(asked: Asked) -> Part:
    """Every referral that this reader may see, with the door to another."""
    return Part("referrals", {"referrals": presenters.referred(reviews.referrals(case_ref=asked.case.ref, reader=asked.by))})
