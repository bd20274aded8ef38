"""What was put up on a case."""

from duly.casework.screens.cases import presenters
from duly.casework.screens.cases.sections import Asked, Part
from duly.casework.submissions import powers
from duly.casework.submissions import queries as submissions
from duly.core.scheme.queries import why_not
from duly.ui.frame import Action

PLACE = 30


def part(asked: Asked) -> Part:
    """Its submissions, and the door to draft one."""
    found = submissions.submissions(case_ref=asked.case.ref)
    refusal = why_not(powers.PUT_UP, {}, actor=asked.by, on=asked.on)
    new = Action("Draft a submission", url=f"/submissions/new/?case={asked.case.ref}", blocked_because=refusal.because if refusal else "")
    told = tuple(("submission", one.ref) for one in found)
    return Part("submissions", {"table": presenters.submissions(found, asked.names), "new": new}, told=told)
