"""A case linked with another, or merged into it: what comes along with a merge, what must be dealt with first, and what is finished where it was begun."""

from duly.casework.cases import actions as cases
from duly.casework.cases import checks as case_checks
from duly.casework.cases import queries as case_queries
from duly.casework.cases.queries import CaseSeen
from duly.casework.cases.states import MERGED
from duly.casework.flow.closing import OpenThing, open_on_one
from duly.core.confidentiality import actions as confidentiality
from duly.core.confidentiality import queries as access
from duly.core.people import queries as people
from duly.core.record.actions import unit_of_work
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, first, stop_if

UNDECIDED = ("submission",)
"""What is dealt with before its case is merged: a paper is decided of one case, and its decision would be of neither."""


def tie_cases(ref: str, *, other: str, kind: str, because: str, by: Actor) -> CaseSeen:
    """Link a case with another, or merge it into the other. With a merge the parties come along, and the other is kept from whoever the first was kept from.
    What stands open on the first is finished there (`open_elsewhere` of the other lists it), and nothing new is begun there.

    Refused besides what the room refuses: "still-open" of a paper that is put up and not decided, "kept" where the other is open to somebody from whom the first is kept.
    """
    if kind != MERGED:
        return cases.tie(ref, other=other, kind=kind, because=because, by=by)
    with unit_of_work():
        one, second = case_queries.case(ref), case_queries.case(other)
        undecided = (thing for thing in open_on_one(ref, by=by) if thing.kind in UNDECIDED)
        stop_if(
            first(
                case_checks.why_not_tie(one, second, kind=kind, because=because, by=by),
                *(Refusal("still-open", thing.words) for thing in undecided if not thing.ends),
                _kept(ref, second),
            )
        )
        known = case_queries.parties(other)
        for role, entry_ref in case_queries.parties(ref):
            if (role, entry_ref) not in known:
                cases.name_party(other, entry_ref=entry_ref, role=role, by=by, follows=True)
        confidentiality.keep_as(other, ref, by=by)
        return cases.tie(ref, other=other, kind=kind, because=because, by=by)


def open_elsewhere(case_ref: str, *, by: Actor) -> tuple[OpenThing, ...]:
    """What stands open on the cases that are merged into a case: it was begun there, and is finished there."""
    return tuple(thing for ref in case_queries.with_merged(case_ref) if ref != case_ref for thing in open_on_one(ref, by=by))


def _kept(ref: str, other: CaseSeen) -> Refusal | None:
    """Why the papers of a case may not be shown on another: somebody could read them there who may not read them where they are."""
    first_kept, second_kept = access.access(ref), access.access(other.ref)
    if not first_kept.restricted:
        return None
    could = set(second_kept.named) if second_kept.restricted else {other.owner}
    more = could - set(first_kept.named)
    if not more:
        return None
    called = people.names()
    who = " and ".join(sorted(called.get(one, one) for one in more))
    has = "is named for it" if second_kept.restricted else "has it"
    return Refusal(
        "kept", f"{ref} is kept from {who}, who {has} on {other.ref}: name them for {ref}, or take {other.ref} from them, first."
    )
