"""A line-week's minutes, and which cause takes how much of the cut. Section 3 of the specification."""

from dataclasses import dataclass

from duly.payments.validation.reference.attendance import Attended

DOUBLE_UP_SHORT = 407
OUTSIDE_LINE_DATES = 203
OVER_DELIVERED = 401
CLAIM_UNEVIDENCED = 411


@dataclass(frozen=True)
class Minutes:
    """What was claimed, agreed and seen of one line in one week, in minutes.

    `shares` are of the cut, by code, in the order in which the causes take them; they add up to claimed less payable.
    """

    claimed: int
    agreed: int
    delivered: int
    payable: int
    shares: dict[int, int]


def minutes_of(seen: Attended, *, claimed: int) -> Minutes:
    """The minutes of a line-week for which so many were claimed."""
    in_force = [visit for visit in seen.attendances if visit.standing != "outside"]
    outside = [visit for visit in seen.attendances if visit.standing == "outside"]
    agreed = sum(call.minutes * call.carers for call in seen.calls)
    delivered = sum(visit.worth.credited_minutes for visit in in_force)
    payable_seen = sum(visit.worth.payable_minutes for visit in in_force)
    refused = sum(visit.worth.credited_minutes for visit in in_force if visit.double_up_short)
    payable = min(claimed, payable_seen)
    shares = shared_out(
        claimed - payable,
        at_most={
            DOUBLE_UP_SHORT: seen.short_minutes,
            OUTSIDE_LINE_DATES: sum(visit.worth.credited_minutes for visit in outside),
            OVER_DELIVERED: delivered - payable_seen - refused,
        },
        rest_to=CLAIM_UNEVIDENCED,
    )
    return Minutes(claimed, agreed, delivered, payable, shares)


def shared_out(cut: int, *, at_most: dict[int, int], rest_to: int) -> dict[int, int]:
    """Give a cut to causes in order, each taking what it can; what is left goes to the last."""
    shares = {}
    left = cut
    for code, most in at_most.items():
        shares[code] = min(left, most)
        left -= shares[code]
    return {**shares, rest_to: left}
