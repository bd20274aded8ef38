"""A paper moved to its right case; the owners of both cases told of the breach, and the clock of telling the regulator."""

from duly.casework.cases import actions, queries
from duly.casework.cases.queries import MisfilingSeen
from duly.casework.cases.states import REGULATOR
from duly.core.alerts.actions import News, raise_all
from duly.core.calendar.rules.book import BREACH
from duly.core.clocks import actions as clocks
from duly.core.clocks import queries as clock_queries
from duly.core.clocks.states import ClockState
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import now, today
from duly.primitives.actor import Actor
from duly.primitives.period import say_day

MISFILING = "misfiling"
"""What the clock is of, by the name it carries."""


def move_misfiled_paper(case_ref: str, *, item_ref: str, right: str, because: str, by: Actor) -> MisfilingSeen:
    """Move it and begin the breach. Whoever owns either case has an alert that stands until they acknowledge it: the day of the breach runs."""
    with unit_of_work():
        breach = actions.move_paper(case_ref, item_ref=item_ref, right=right, because=because, by=by)
        if clock_queries.rule_for(BREACH.code, breach.found_on):
            found = "The breach was found."
            clocks.start(kind=MISFILING, about=breach.ref, rule=BREACH.code, began=breach.found_on, because=found, by=by, follows=True)
        words = f"{breach.ref}: consider by {say_day(breach.due)} whether the regulator is told."
        title = "A paper was filed to the wrong case"
        raise_all(
            News(one.owner, f"{breach.ref} {one.ref}", title, f"/cases/{one.ref}/", now(), "now", words=words)
            for one in queries.some((case_ref, right)).values()
        )
    return breach


def deal_with_breach(ref: str, *, step: str, words: str, by: Actor) -> MisfilingSeen:
    """Say that a step of a breach is done, and how. Its clock is met when the regulator was told, and ends where they need not be, with the reasons kept.

    Where they are told after all, that the clock ended is taken back, and it is met on the day they are told: late, if its day has gone by.
    """
    with unit_of_work():
        seen = actions.deal_with(ref, step=step, words=words, by=by)
        for one in clock_queries.clocks(kind=MISFILING, about=ref) if step == "regulator told" else ():
            if one.state == ClockState.ENDED:
                last = next(noted.number for noted in clock_queries.steps_of(one.ref) if noted.verb == "ended" and not noted.taken_back)
                clocks.take_back(one.ref, step=last, because=f"{ref}: the regulator is told after all.", by=by, follows=True)
        for one in clock_queries.clocks(kind=MISFILING, about=ref, only_open=True) if step in REGULATOR else ():
            if step == "regulator told":
                clocks.meet(one.ref, on=today(), because=f"{ref}: {step}.", by=by, follows=True)
            else:
                clocks.end(one.ref, because=f"{ref}: {step}.", by=by, follows=True)
    return seen
