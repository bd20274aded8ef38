"""Cases with something at risk: one that the press and a Member watch, one that is graver than it was, and one that must be looked at again."""

from collections.abc import Mapping
from datetime import timedelta

from duly.casework import flow
from duly.casework.cases import queries as cases
from duly.casework.examples.risk import FIRST, assess
from duly.casework.risk import actions as risk
from duly.core.record.clock import today
from duly.primitives.actor import Actor

THEN = FIRST | {
    "legal": (2, "A letter before claim came; an answer is due within fourteen days."),
    "political": (2, "Her Member of Parliament has asked twice when we shall decide."),
    "press": (2, "The Wexcombe Echo will write of waiting times, and has her name."),
    "reputation": (2, "The delay is ours as much as the board's."),
}
"""Points and what they rest on, a week after the first."""


def fill(desks: Mapping[str, Actor]) -> None:
    """Assess the morning's case again, and another that the press has since asked about."""
    found = cases.cases()
    if not found:  # an office that is not peopled so
        return
    case, manager = found[-1], desks["casework-manager"]
    assess(case.ref, THEN, "The Head of Casework agrees every line that goes out. Legal sees each letter first.", by=manager)
    for other in found[:1]:
        if other.ref != case.ref:
            assess(other.ref, FIRST, "Nothing beyond the usual.", by=manager)
            flow.risk_due(other.ref, trigger="press", source="The Wexcombe Echo", by=manager)
    week = today() + timedelta(days=7)
    head, investigator = desks["head-of-casework"], desks["investigator"]
    asked = "May we tell the Echo when she will have her decision? Her daughter agrees to it."
    flow.bring_in(case.ref, rung="seek decision", asked_of=head.ref, asks=asked, by_day=week, by=manager)
    told = flow.bring_in(case.ref, rung="inform", asked_of=desks["ombudsman"].ref, asks="A letter before claim came.", by_day=week, by=head)
    risk.acknowledge(told.ref, by=desks["ombudsman"])
    terms = "Put every letter of the board beside its own standard of 28 days: a table on one page, shown by the papers."
    risk.commission(case.ref, owner=investigator.ref, terms=terms, due_on=week, by=head)
