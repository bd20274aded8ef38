"""The invented ombudsman's morning, and its figures."""

from collections.abc import Mapping
from typing import Any

from duly.casework import flow
from duly.casework.cases import queries as cases
from duly.casework.correspondence import queries as post
from duly.casework.decisions import queries as decisions
from duly.casework.dispatch import queries as letters
from duly.casework.submissions import queries as submissions
from duly.core.people import queries as people
from duly.primitives.actor import Actor


def work_a_morning(desks: Mapping[str, Actor]) -> None:
    """Register and triage the post, and carry one case to a signed letter."""
    flow.demo(by_post=desks)


def figures() -> dict[str, Any]:
    """Items registered and what became of them, and every decision with the power and rule it was taken under."""
    states, titles = post.by_state(), people.post_titles()
    signed = decisions.decisions()
    return {
        "items registered": sum(states.values()),
        "items by state": {state: count for state, count in states.items() if count},
        "cases open": len(cases.cases()),
        "submissions returned": sum(len(s.returns) for s in submissions.submissions()),
        "decisions signed": len(signed),
        "decided by": ", ".join(f"{d.ref} submissions.sign, {titles.get(d.signed_as, d.signed_as)}, rule {d.rule}" for d in signed)
        or "none",
        "letters by state": {state: count for state, count in letters.by_state().items() if count},
    }
