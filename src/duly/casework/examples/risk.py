"""What is at risk on the morning's case, and how an example is assessed."""

from collections.abc import Mapping
from datetime import timedelta

from duly.casework.risk import actions as risk
from duly.casework.risk.rules.scoring import CODES
from duly.core.record.clock import today
from duly.primitives.actor import Actor

FIRST = {"vulnerability": (1, "She is 81 and lives alone; her daughter writes for her."), "legal": (1, "She has named a solicitor.")}
"""Points of each dimension that has any, and what they rest on."""


def assess(case_ref: str, given: Mapping[str, tuple[int, str]], mitigation: str, *, by: Actor) -> None:
    """Assess a case, to be looked at again in three weeks."""
    risk.assess(
        case_ref,
        points=dict.fromkeys(CODES, 0) | {code: points for code, (points, _) in given.items()},
        evidence={code: words for code, (_, words) in given.items()},
        papers={},
        owner=by.ref,
        mitigation=mitigation,
        review_on=today() + timedelta(days=21),
        by=by,
    )
