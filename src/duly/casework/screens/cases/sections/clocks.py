"""The clocks of a case and of the decisions on it."""

from duly.casework.cases import queries
from duly.casework.decisions import queries as decisions
from duly.casework.screens.cases.sections import Asked, Part
from duly.casework.screens.clocks.presenters import table_on_case
from duly.core.clocks import queries as clocks

PLACE = 20


def part(asked: Asked) -> Part:
    """Every clock, with the door to start one."""
    ref = asked.case.ref
    decided = (one for d in decisions.decisions(case_ref=ref) for one in clocks.clocks(kind="decision", about=d.ref))
    own = (one for about in queries.with_merged(ref) for one in clocks.clocks(kind="case", about=about))
    return Part("clocks", {"clocks": table_on_case((*own, *decided), on=asked.on)})
