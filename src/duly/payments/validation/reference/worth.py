"""What a visit is worth: payable and credited minutes. Section 2 of the specification."""

from dataclasses import dataclass

from duly.payments.validation.facts import Call, Terms, Visit


@dataclass(frozen=True)
class Worth:
    """Minutes the contract pays for, and minutes the evidence shows in the contract's own measure."""

    payable_minutes: int
    credited_minutes: int


def worth_of(visit: Visit, call: Call, terms: Terms) -> Worth:
    """What a visit with a place at a call is worth, before its double-up is looked at."""
    if terms.basis == "ACTUAL_MINUTE":
        return _by_the_minute(planned=call.minutes, elapsed=visit.minutes)
    return _as_planned_within(planned=call.minutes, elapsed=visit.minutes, terms=terms)


def _by_the_minute(*, planned: int, elapsed: int) -> Worth:
    return Worth(payable_minutes=min(elapsed, planned), credited_minutes=elapsed)


def _as_planned_within(*, planned: int, elapsed: int, terms: Terms) -> Worth:
    """As planned, give or take the tolerance; shorter is paid as made, never below the floor."""
    if planned - elapsed > terms.tolerance_minutes:
        made = max(elapsed, min(terms.floor_minutes, planned))
        return Worth(payable_minutes=made, credited_minutes=made)
    if elapsed - planned > terms.tolerance_minutes:
        return Worth(payable_minutes=planned, credited_minutes=elapsed)
    return Worth(payable_minutes=planned, credited_minutes=planned)


def is_short_double_up(first: Visit, second: Visit, call: Call, terms: Terms) -> bool:
    """Whether the second place of a double-handed call was not really filled.

    The same carer cannot be two; and two carers must have been there together for the contract's share of the plan.
    """
    if first.carer_ref == second.carer_ref:
        return True
    return minutes_together(first, second) * 100 < terms.double_up_percent * call.minutes


def minutes_together(first: Visit, second: Visit) -> int:
    """Minutes both were there."""
    came = max(first.starts_minute, second.starts_minute)
    left = min(first.starts_minute + first.minutes, second.starts_minute + second.minutes)
    return max(0, left - came)
