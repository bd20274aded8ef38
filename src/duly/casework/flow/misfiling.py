"""A paper moved to its right case, and the owners of both cases told of the breach."""

from duly.casework.cases import actions, queries
from duly.casework.cases.queries import MisfilingSeen
from duly.core.alerts.actions import News, raise_all
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import now
from duly.primitives.actor import Actor
from duly.primitives.period import say_day


def move_misfiled_paper(case_ref: str, *, item_ref: str, right: str, because: str, by: Actor) -> MisfilingSeen:
    """Move it and begin the breach. Whoever owns either case has an alert that stands until they acknowledge it: the day of the breach runs."""
    with unit_of_work():
        breach = actions.move_paper(case_ref, item_ref=item_ref, right=right, because=because, by=by)
        words = f"{breach.ref}: consider by {say_day(breach.due)} whether the regulator is told."
        title = "A paper was filed to the wrong case"
        raise_all(
            News(one.owner, f"{breach.ref} {one.ref}", title, f"/cases/{one.ref}/", now(), "now", words=words)
            for one in queries.some((case_ref, right)).values()
        )
    return breach
