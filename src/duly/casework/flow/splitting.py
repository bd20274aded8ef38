"""A case split in two, with what is said of each clock that runs on it: it stays, it goes with the new case, or it runs on both."""

from collections.abc import Mapping

from duly.casework.cases import actions as cases
from duly.casework.cases import queries as case_queries
from duly.casework.cases.queries import CaseSeen
from duly.casework.cases.states import GOES, STAYS, WITH_A_SPLIT
from duly.core.chases import actions as chases
from duly.core.chases import queries as chased
from duly.core.clocks import actions as clocks
from duly.core.clocks import queries as clock_queries
from duly.core.clocks.queries import ClockSeen
from duly.core.confidentiality import actions as confidentiality
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import today
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, first, stop_if


def split_case(
    case_ref: str, *, title: str, items: tuple[str, ...], because: str, clocks_go: Mapping[str, str] | None = None, by: Actor
) -> CaseSeen:
    """Open a second case out of a case, with some of its post. `clocks_go` says of open clocks of the case whether each "stays", "goes" or is on "both";
    one that is not named stays. What goes runs there from the day it began, with every stop of it on the days it had, so that it falls due on the same
    day; what chased it chases it there; here it ends with that reason. The parties go with it, and who may see it: a case that comes of one that is restricted,
    or from which somebody is walled off, is so too.

    Refused besides what the room refuses: "no-clock", "unknown-choice", and "has-a-history" of a clock that was extended: the authority was for this case.
    """
    said = clocks_go or {}
    with unit_of_work():
        running = {one.ref: one for one in clocks_of(case_ref)}
        stop_if(first(*(_why_not(running, ref, choice) for ref, choice in said.items())))
        told = tuple(f"{ref} {said.get(ref, STAYS)}" for ref in running)
        new = cases.split(case_ref, title=title, items=items, because=because, clocks=told, by=by)
        for ref, choice in said.items():
            if choice != STAYS:
                _begin_there(running[ref], new.ref, choice, by)
        for role, entry_ref in case_queries.parties(case_ref):
            cases.name_party(new.ref, entry_ref=entry_ref, role=role, by=by, follows=True)
        confidentiality.keep_as(new.ref, case_ref, by=by)
    return case_queries.case(new.ref)


def clocks_of(case_ref: str) -> tuple[ClockSeen, ...]:
    """The clocks that run on a case itself, and of which a split says where they go."""
    return clock_queries.clocks(kind="case", about=case_ref, only_open=True)


def _why_not(running: Mapping[str, ClockSeen], ref: str, choice: str) -> Refusal | None:
    if ref not in running:
        return Refusal("no-clock", f"No clock {ref} runs on the case.")
    if choice not in WITH_A_SPLIT:
        return Refusal("unknown-choice", f"Of a clock say whether it {' or '.join(WITH_A_SPLIT)}.")
    if choice != STAYS and clock_queries.history_of_clock(ref).extensions:
        words = f"{ref} was extended, which is of this case alone: let it stay, and start a clock on the new case by hand."
        return Refusal("has-a-history", words)
    return None


def _begin_there(was: ClockSeen, new: str, choice: str, by: Actor) -> None:
    because = f"{new} was split from {was.about}, where this is {was.ref}."
    begun = clocks.start(kind="case", about=new, rule=was.rule_code, began=was.began, because=because, by=by)
    for stop in clock_queries.history_of_clock(was.ref).stops:
        clocks.stop(begun.ref, on=stop.starts, because=f"As {was.ref} was stopped.", by=by)
        if stop.ends is not None:
            clocks.restart(begun.ref, on=stop.ends, because=f"As {was.ref} went on.", by=by)
    if choice != GOES:
        return
    went = f"It went to {new} as {begun.ref}."
    for had in chased.chases(about=[was.ref], running=True):
        chases.end(had.ref, because=went, by=by)
        said = {"what": had.what, "asked_of": had.asked_of, "address": had.address, "owner": had.owner}
        chases.begin(kind=had.kind, about=begun.ref, ladder=had.ladder, due=max(had.due, today()), **said, by=by)
    clocks.end(was.ref, because=went, by=by)
