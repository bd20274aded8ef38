"""Why something may not be done with a case."""

from duly.casework.cases import powers
from duly.casework.cases.queries import CaseSeen, of_item, parties
from duly.casework.cases.states import PARTIES, STEPS
from duly.casework.correspondence.queries import ItemSeen
from duly.casework.correspondence.states import ItemState
from duly.core.directory import queries as directory
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, first


def why_not_open(item: ItemSeen, *, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "not-triaged", "already-opened"), or None."""
    return first(why_not(powers.OPEN, {}, actor=by, on=today()), _not_triaged(item), _already_opened(item))


def why_not_link(case: CaseSeen, item: ItemSeen, *, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "already-linked"), or None."""
    return first(
        why_not(powers.LINK, {}, actor=by, on=today()),
        Refusal("already-linked", f"{item.ref} is already with {case.ref}.") if item.ref in case.items else None,
    )


def why_not_move(stage: str, *, step: str, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…"), or None."""
    return first(STEPS.why_not(step, stage), why_not(powers.MOVE, {"step": step}, actor=by, on=today()))


def why_not_name_party(case_ref: str, *, entry_ref: str, role: str, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "unknown-party", "not-in-the-directory", "already-a-party"), or None."""
    return first(
        why_not(powers.PARTY, {}, actor=by, on=today()),
        None if role in PARTIES else Refusal("unknown-party", f"A party is a {', a '.join(PARTIES)}."),
        None if directory.exists(entry_ref) else Refusal("not-in-the-directory", f"There is no {entry_ref} in the directory."),
        Refusal("already-a-party", f"{entry_ref} is that in {case_ref} already.") if (role, entry_ref) in parties(case_ref) else None,
    )


def why_not_withdraw_party(case_ref: str, *, entry_ref: str, role: str, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "not-a-party"), or None."""
    return first(
        why_not(powers.PARTY, {}, actor=by, on=today()),
        None if (role, entry_ref) in parties(case_ref) else Refusal("not-a-party", f"{entry_ref} is not that in {case_ref}."),
    )


def _not_triaged(item: ItemSeen) -> Refusal | None:
    if item.state == ItemState.REGISTERED:
        return Refusal("not-triaged", f"{item.ref} has not been triaged: give it an owner and a next action first.")
    return None


def _already_opened(item: ItemSeen) -> Refusal | None:
    opened = [case.ref for case in of_item(item.ref) if case.opened_from == item.ref]
    return Refusal("already-opened", f"{opened[0]} was already opened from {item.ref}.") if opened else None
