"""What was decided on a case."""

from duly.casework.decisions import queries as decisions
from duly.casework.screens.cases import presenters
from duly.casework.screens.cases.sections import Asked, Part

PLACE = 40


def part(asked: Asked) -> Part:
    """Its decisions, each with the door to a letter."""
    found = decisions.decisions(case_ref=asked.case.ref)
    told = tuple((kind, one.ref) for one in found for kind in ("decision", "decision standing"))
    return Part("decisions", {"table": presenters.decisions(found, asked.names)}, told=told)
