"""The clocks of a case, of requests under an Act among its post, and of the decisions on it."""

from duly.casework.cases import queries
from duly.casework.decisions import queries as decisions
from duly.casework.flow.statutory import ITEM
from duly.casework.screens.cases.sections import Asked, Part
from duly.casework.screens.clocks.presenters import table_on_case
from duly.core.clocks import queries as clocks

PLACE = 20


def part(asked: Asked) -> Part:
    """Every clock, with the door to start one."""
    ref = asked.case.ref
    decided = (one for d in decisions.decisions(case_ref=ref) for one in clocks.clocks(kind="decision", about=d.ref))
    own = (one for about in queries.with_merged(ref) for one in clocks.clocks(kind="case", about=about))
    items = tuple(item for about in queries.with_merged(ref) for item in queries.case(about).items)
    asked_for = clocks.clocks(kind=ITEM, abouts=items) if items else ()
    return Part("clocks", {"clocks": table_on_case((*own, *asked_for, *decided), on=asked.on)})
