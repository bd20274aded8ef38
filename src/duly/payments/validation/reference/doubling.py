"""Double-handed calls: was the second carer there, and long enough? Section 2 of the specification."""

from collections.abc import Sequence
from dataclasses import replace

from duly.payments.validation.facts import Call, Terms, Visit
from duly.payments.validation.reference.attendance import Attendance


def with_double_ups(attendances: Sequence[Attendance], calls: Sequence[Call], terms: Terms) -> tuple[list[Attendance], int]:
    """The visits of a day, second places that were not really filled refused; and the minutes the calls were short."""
    at = {(seen.place.call, seen.place.number): seen for seen in attendances if seen.place}
    instead: dict[str, Attendance] = {}
    short_minutes = 0
    for call in calls:
        first, second = at.get((call, 1)), at.get((call, 2))
        if call.carers == 1 or first is None or first.visit.outcome != "delivered":
            continue
        if second is None:
            short_minutes += call.minutes
        elif second.visit.outcome != "delivered":
            short_minutes += max(0, call.minutes - second.worth.payable_minutes)
            instead[second.visit.visit_ref] = replace(second, worth=replace(second.worth, refused_notice_minutes=0))
        elif is_short(first.visit, second.visit, call, terms):
            short_minutes += second.worth.credited_minutes
            instead[second.visit.visit_ref] = replace(second, worth=replace(second.worth, payable_minutes=0), double_up_short=True)
    return [instead.get(seen.visit.visit_ref, seen) for seen in attendances], short_minutes


def is_short(first: Visit, second: Visit, call: Call, terms: Terms) -> bool:
    """Whether the second place of a double-handed call was not really filled.

    The same carer cannot be two; and two carers must have been there together for the contract's share of the plan.
    """
    if first.carer_ref == second.carer_ref:
        return True
    return minutes_together(first, second) * 100 < terms.double_up_percent * call.minutes


def minutes_together(first: Visit, second: Visit) -> int:
    """Minutes both were there, of two visits on one day."""
    came = max(first.starts_minute, second.starts_minute)
    left = min(first.starts_minute + first.minutes, second.starts_minute + second.minutes)
    return max(0, left - came)
