"""Visits meet calls: which visit has which place at which call. Section 1 of the specification."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from duly.payments.validation.facts import Call, Visit


@dataclass(frozen=True)
class Place:
    """A place at a call: 1, or 2 where two carers are needed."""

    call: Call
    number: int


def places(visits: Sequence[Visit], calls: Sequence[Call], *, window_minutes: int) -> dict[str, Place]:
    """The places that the visits of one line and day have, by `visit_ref`. Who is not there has none.

    Every visit chooses once. Where more have chosen a call than it needs carers, those delivered and then the nearest have
    the places, and the others get no second choice.
    """
    choosers = defaultdict(list)
    for visit in visits:
        call = chosen_call(visit, calls, window_minutes=window_minutes)
        if call is not None:
            choosers[call].append(visit)
    return {
        visit.visit_ref: Place(call, number)
        for call, who in choosers.items()
        for number, visit in enumerate(ranked(who, call)[: call.carers], start=1)
    }


def chosen_call(visit: Visit, calls: Sequence[Call], *, window_minutes: int) -> Call | None:
    """The call planned nearest the visit's start; between equals the earlier, then the smaller `call_ref`."""
    in_reach = [call for call in calls if distance_minutes(visit, call) <= window_minutes]
    return min(
        in_reach,
        key=lambda call: (distance_minutes(visit, call), call.starts_minute, call.call_ref),
        default=None,
    )


def ranked(visits: Sequence[Visit], call: Call) -> list[Visit]:
    """The visits that chose one call: those delivered, then the nearest; between equals the earlier, then the smaller `visit_ref`."""
    return sorted(
        visits,
        key=lambda visit: (visit.outcome != "delivered", distance_minutes(visit, call), visit.starts_minute, visit.visit_ref),
    )


def distance_minutes(visit: Visit, call: Call) -> int:
    """How far the visit's start is from the planned one, early or late alike."""
    return abs(visit.starts_minute - call.starts_minute)
