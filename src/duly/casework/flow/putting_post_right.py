"""What was noted of post when it came put right, with the clocks that run from that day; and every letter not yet out that still says it as before."""

from dataclasses import dataclass
from datetime import date

from duly.casework.cases import queries as case_queries
from duly.casework.correspondence import actions as post
from duly.casework.correspondence import queries as post_queries
from duly.casework.correspondence.queries import ItemSeen
from duly.casework.dispatch import queries as letters
from duly.casework.flow.putting_right import NOT_OUT
from duly.casework.flow.statutory import clocks_of_item
from duly.core.clocks import actions as clocks
from duly.core.clocks import queries as clock_queries
from duly.core.clocks.queries import ClockSeen
from duly.core.clocks.states import ClockState
from duly.core.record.actions import unit_of_work
from duly.primitives.actor import Actor
from duly.primitives.period import say_day
from duly.primitives.refusal import Refused

FROM_THE_DAY_IT_CAME = ("pre-action",)
"""Rules of clocks on a case that are begun by a letter, from the day it came (`flow.referring`)."""
THREAT = "judicial-review"


@dataclass(frozen=True)
class PostRight:
    """The item as it reads now, the clocks that moved with its day, and in a sentence each what did not and is for somebody else."""

    item: ItemSeen
    moved: tuple[ClockSeen, ...]
    stays: tuple[str, ...]


def clocks_from(item: ItemSeen) -> tuple[ClockSeen, ...]:
    """The clocks that run from the day an item came: its own, and where it threatens judicial review those that such a letter begins on the cases it is with.

    Other post of that day, with the same case, began no such clock.
    """
    threatens = any(flag.rule == THREAT for flag in item.flags)
    with_it = tuple(case_queries.worked_on_as(case.ref) for case in case_queries.of_item(item.ref)) if threatens else ()
    on_cases = clock_queries.clocks(kind="case", abouts=with_it) if with_it else ()
    begun = (one for one in on_cases if one.rule_code in FROM_THE_DAY_IT_CAME and one.state != ClockState.TAKEN_BACK)
    return tuple(one for one in (*clocks_of_item(item.ref), *begun) if one.began == item.received_on)


def put_post_right(
    ref: str, *, channel: str, received_on: date, sender_name: str, sender_address: str, because: str, why_late: str = "", by: Actor
) -> PostRight:
    """Put right how an item came, on which day, and from whom. Clocks that run from that day move with it; one that could not have had such a life stays, and is named."""
    with unit_of_work():
        was = post_queries.item(ref)
        running = clocks_from(was)
        said = {"channel": channel, "received_on": received_on, "sender_name": sender_name, "sender_address": sender_address}
        now = post.put_right(ref, **said, why_late=why_late, because=because, by=by)
        moved: list[ClockSeen] = []
        stays: list[str] = []
        for clock in running if was.received_on != received_on else ():
            try:
                moved.append(_begun_on(clock, received_on, because=f"{ref} came on {say_day(received_on)}. {because}", by=by))
            except Refused as stopped:
                stays.append(f"{clock.ref} still runs from {say_day(was.received_on)}: {stopped.refusal.because}")
        return PostRight(now, tuple(moved), (*stays, *_still_saying(was, now)))


def _begun_on(clock: ClockSeen, day: date, *, because: str, by: Actor) -> ClockSeen:
    start = next(one.number for one in clock_queries.steps_of(clock.ref) if one.verb == "started" and not one.taken_back)
    with unit_of_work():
        return clocks.take_back(clock.ref, step=start, on=day, because=because, by=by, follows=True)


def _still_saying(was: ItemSeen, now: ItemSeen) -> tuple[str, ...]:
    """Letters about the item that are not sent and say it as it was noted at first."""
    pairs = (
        (say_day(was.received_on), say_day(now.received_on)),
        (was.sender_name, now.sender_name),
        (was.sender_address, now.sender_address),
    )
    gone = [before.casefold() for before, after in pairs if before and before != after]
    drafts = (
        (one.ref, f"{one.text} {one.to_name} {' '.join(one.fields.values())}") for one in letters.letters(states=NOT_OUT, item_ref=was.ref)
    )
    return tuple(
        f"{ref} still says it as before: put that right too." for ref, text in drafts if any(one in text.casefold() for one in gone)
    )
