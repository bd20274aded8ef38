"""To whom a case can be given, told before anybody is chosen."""

from collections.abc import Collection
from dataclasses import dataclass

from duly.casework.cases import powers
from duly.casework.cases import queries as cases
from duly.core.confidentiality import queries as confidentiality
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.scheme import queries as scheme
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal


@dataclass(frozen=True)
class PossibleOwner:
    """Somebody in a casework post today; `may` is whether the case is given to them. Why it is not stays with whoever keeps it from them, or declared an interest."""

    ref: str
    name: str
    title: str
    may: bool


def possible_owners(case_ref: str = "", *, names: Collection[str] = ()) -> tuple[PossibleOwner, ...]:
    """Everybody in a casework post today, those first to whom a case may be given, or one that is being opened on somebody of these names."""
    held: dict[str, people.PostHeld] = {}
    for one in people.everyone_in_post(on=today()):
        if one.wing == "casework":
            held.setdefault(one.officer_ref, one)
    barred = cases.not_theirs(list(held), case_ref=case_ref, names=[one for one in names if one.strip()])
    found = (PossibleOwner(ref, one.officer_name, one.title, ref not in barred) for ref, one in held.items())
    return tuple(sorted(found, key=lambda one: (not one.may, one.name, one.title)))


def not_all_to(officer: str) -> dict[str, int]:
    """Of the open cases of an officer, how many are not given to each colleague in a casework post today; those of whom there is none are left out."""
    refs = frozenset(one.ref for one in cases.open_cases(owners=(officer,)))
    limited, declared = refs & confidentiality.limited(), {one.officer_ref for one in scheme.interests(on=today())}
    found = {}
    for one in dict.fromkeys(held.officer_ref for held in people.everyone_in_post(on=today()) if held.wing == "casework"):
        barred = confidentiality.hidden(limited, officer=one) | (cases.interested(one, in_cases=refs) if one in declared else frozenset())
        if barred and one != officer:
            found[one] = len(barred)
    return found


def why_not_ask_owners(*, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…") of being told who may have a case, or None: whoever hands cases over is told."""
    return scheme.why_not(powers.HAND_OVER, {}, actor=by, on=today())
