"""A line-week's minutes, and which cause takes how much of the cut. Section 3 of the specification."""

from collections.abc import Iterable
from dataclasses import dataclass

from duly.payments.validation.reference.attendance import Attendance
from duly.payments.validation.reference.codes import (
    CANCELLATION_NOT_PAYABLE,
    CLAIM_UNEVIDENCED,
    DOUBLE_UP_SHORT,
    OUTSIDE_LINE_DATES,
    OVER_DELIVERED,
    SUSPENDED,
    VISIT_UNPLANNED,
)
from duly.payments.validation.reference.week import Attended


@dataclass(frozen=True)
class Minutes:
    """What was claimed, agreed and seen of one line in one week, in minutes. `claimed` is of the claims that stand.

    `shares` are of the cut, by code, in the order in which the causes take them; they add up to claimed less payable.
    """

    claimed: int
    agreed: int
    delivered: int
    payable: int
    shares: dict[int, int]

    @property
    def codes(self) -> list[int]:
        """The causes with a share of the cut."""
        return [code for code, share in self.shares.items() if share > 0]


def minutes_of(seen: Attended, *, claimed: int) -> Minutes:
    """The minutes of a line-week for which so many were claimed, by claims that stand."""
    matched, unplanned = seen.standing("matched"), seen.standing("unplanned")
    retained = sum(kept.minutes for kept in seen.retained)
    delivered = credited(matched) + credited(unplanned) + retained
    payable = min(claimed, _payable(matched) + _payable(unplanned) + retained)
    longer = [visit for visit in matched if not visit.double_up_short]
    shares = shared_out(
        claimed - payable,
        at_most={
            DOUBLE_UP_SHORT: seen.short_minutes,
            OUTSIDE_LINE_DATES: credited(seen.standing("outside")),
            SUSPENDED: credited(seen.standing("suspended")),
            CANCELLATION_NOT_PAYABLE: sum(visit.worth.refused_notice_minutes for visit in matched),
            VISIT_UNPLANNED: credited(unplanned) - _payable(unplanned),
            OVER_DELIVERED: credited(longer) - _payable(longer),
        },
        rest_to=CLAIM_UNEVIDENCED,
    )
    return Minutes(claimed, seen.agreed_minutes, delivered, payable, shares)


def shared_out(cut: int, *, at_most: dict[int, int], rest_to: int) -> dict[int, int]:
    """Give a cut to causes in order, each taking what it can; what is left goes to the last."""
    shares = {}
    left = cut
    for code, most in at_most.items():
        shares[code] = min(left, most)
        left -= shares[code]
    return {**shares, rest_to: left}


def credited(attendances: Iterable[Attendance]) -> int:
    """Minutes the evidence of these shows."""
    return sum(seen.worth.credited_minutes for seen in attendances)


def _payable(attendances: Iterable[Attendance]) -> int:
    return sum(seen.worth.payable_minutes for seen in attendances)
