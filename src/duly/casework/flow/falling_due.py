"""Clocks whose day is near or past, with the case each is of and who has it: what people are told of, and what counts as theirs to do."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from duly.casework.cases import queries as cases
from duly.casework.correspondence import queries as post
from duly.core.calendar.queries import working_days_on
from duly.core.clocks import queries as clocks
from duly.core.clocks.queries import ClockSeen
from duly.core.confidentiality import queries as confidentiality

NEAR_WORKING_DAYS = 3
"""How many working days before its date a clock is near: a default of ours, for the office to say otherwise."""
LOOK_BACK = timedelta(days=28)
"""How long past its date a clock is still news to somebody who was never told."""


@dataclass(frozen=True)
class Falling:
    """A running clock near or past its date. `case_ref` and `owner` are empty where it is of no case."""

    clock: ClockSeen
    case_ref: str
    owner: str
    late: bool


def near(on: date) -> date:
    """The last date that is near on a day: every page counts by it, so it is there before any bank holidays are known."""
    return working_days_on(on, NEAR_WORKING_DAYS)


def falling_due(*, on: date, owners: Collection[str] = ()) -> tuple[Falling, ...]:
    """Every running clock whose date is near or past on a day, the first due first; of these owners' cases, or all."""
    running = clocks.running(until=near(on))
    whose = owners_of([one.about for one in running])
    found = (Falling(one, *whose.get(one.about, ("", "")), one.due is not None and one.due < on) for one in running)
    return tuple(one for one in found if not owners or one.owner in owners)


def owners_of(abouts: Collection[str]) -> dict[str, tuple[str, str]]:
    """Of what clocks run on (cases, decisions, requests, any paper of a case): the case and its owner; of post that is with no case, "" and whose it is."""
    of = {ref: ref for ref in abouts if ref.startswith("PSO-")}
    of |= confidentiality.cases_of([ref for ref in abouts if ref not in of])
    seen = cases.some(tuple(set(of.values())))
    found = {ref: (case, seen[case].owner) for ref, case in of.items() if case in seen}
    return found | {ref: ("", owner) for ref, owner in post.owners([ref for ref in abouts if ref not in of]).items()}


def mine_of(found: Collection[ClockSeen], officer: str) -> frozenset[str]:
    """What these clocks run on that is of cases an officer has."""
    return frozenset(about for about, (_, owner) in owners_of({one.about for one in found}).items() if owner == officer)
