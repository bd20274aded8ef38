"""What a visit with a place at a call is worth. Section 2 of the specification."""

from collections.abc import Iterable
from dataclasses import dataclass

from duly.payments.validation.facts import Band, Call, Terms, Visit


@dataclass(frozen=True)
class Worth:
    """Minutes the contract pays for, and minutes the evidence shows in the contract's own measure.

    `refused_notice_minutes` are those of a cancelled or frustrated call that the contract does not pay: 410 may take them.
    """

    payable_minutes: int
    credited_minutes: int
    refused_notice_minutes: int = 0


NOTHING = Worth(payable_minutes=0, credited_minutes=0)


def share(minutes: int, percent: int) -> int:
    """So many hundredths of some minutes, rounded half up."""
    return (minutes * percent + 50) // 100


def worth_of(visit: Visit, call: Call, terms: Terms, bands: Iterable[Band]) -> Worth:
    """What a visit with a place at a call is worth, before its double-up is looked at. `bands` are those of the terms."""
    if visit.outcome in ("cancelled", "frustrated"):
        return _of_a_call_not_made(visit, call, terms)
    if visit.outcome == "missed" or visit.times != "ok":
        return NOTHING
    credited = credited_minutes(visit.minutes, planned=call.minutes, terms=terms, bands=bands)
    return Worth(payable_minutes=min(credited, call.minutes), credited_minutes=credited)


def worth_without_place(visit: Visit) -> Worth:
    """A visit that met no call is credited what it took, if it was made and its times can be believed; and payable nothing."""
    return Worth(payable_minutes=0, credited_minutes=visit.minutes) if was_made(visit) else NOTHING


def was_made(visit: Visit) -> bool:
    """Whether it was delivered, and says when in a way that can be believed."""
    return visit.outcome == "delivered" and visit.times == "ok"


def _of_a_call_not_made(visit: Visit, call: Call, terms: Terms) -> Worth:
    """Cancelled, or nobody was in: the contract's share of the plan. What is left of the plan is refused."""
    if visit.times != "ok":
        paid = 0
    elif visit.outcome == "frustrated":
        paid = share(call.minutes, terms.frustrated_percent)
    elif visit.reason == "person" and 0 <= visit.notice_minutes < terms.cancel_notice_minutes:
        paid = share(call.minutes, terms.cancel_percent)
    else:
        paid = 0
    return Worth(payable_minutes=paid, credited_minutes=paid, refused_notice_minutes=max(0, call.minutes - paid))


def credited_minutes(elapsed: int, *, planned: int, terms: Terms, bands: Iterable[Band]) -> int:
    """What a visit made counts as, in the measure of the contract."""
    if terms.basis == "ACTUAL_MINUTE":
        return elapsed
    if terms.basis == "PLANNED_WITHIN":
        return _as_planned_within(elapsed, planned, terms)
    if terms.basis == "ACTUAL_INCREMENT":
        return max(_in_increments(elapsed, terms.increment_minutes, terms.increment_way), terms.minimum_minutes)
    assert terms.basis == "BANDED", "inputs with any other basis are refused"
    return next((band.pay_minutes for band in bands if band.from_minute <= elapsed <= band.to_minute), elapsed)


def _as_planned_within(elapsed: int, planned: int, terms: Terms) -> int:
    """As planned, give or take the tolerance; shorter is as made, never below the floor; longer is as made."""
    if planned - elapsed > terms.tolerance_minutes:
        return max(elapsed, min(terms.floor_minutes, planned))
    if elapsed - planned > terms.tolerance_minutes:
        return elapsed
    return planned


def _in_increments(elapsed: int, increment: int, way: str) -> int:
    """A whole number of increments; half of one counts as one when they are taken to the nearest."""
    if way == "up":
        return (elapsed + increment - 1) // increment * increment
    if way == "down":
        return elapsed // increment * increment
    return (2 * elapsed + increment) // (2 * increment) * increment
