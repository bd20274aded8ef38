"""Why a letter may not go to whom it is addressed: they have died, or they complain with others who have not agreed that one alone is told."""

from collections.abc import Mapping

from duly.casework.cases import queries as cases
from duly.casework.wordings.rules import DISCLOSES
from duly.core.directory import queries as directory
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, first


def why_not_to_them(case_ref: str, to_name: str, to_address: str, fields: Mapping[str, str], *, purpose: str) -> Refusal | None:
    """The refusal "died" of a letter to somebody who died, saying who may be written to; or "not-agreed" of telling one joint complainant alone, where a letter of that
    purpose discloses anything; or None.

    A letter is to an entry of the directory when its name, the first line of its address or its e-mail address is theirs.
    """
    to = [ref for ref in cases.complainants(case_ref) if _is_to(ref, to_name, to_address, fields)] if case_ref else []
    return first(*(_died(case_ref, ref) for ref in to), *(_alone(case_ref, ref) for ref in to if DISCLOSES[purpose]))


def _is_to(ref: str, to_name: str, to_address: str, fields: Mapping[str, str]) -> bool:
    street = fields.get("address", "").strip().splitlines()[:1]
    if street:  # the envelope says whose it is, whoever the case is named after
        return directory.known_by(ref, "name", street[0])
    return directory.known_by(ref, "name", to_name) or directory.known_by(ref, "email", to_address)


def _died(case_ref: str, ref: str) -> Refusal | None:
    known = directory.died([ref]).get(ref)
    if known is None:
        return None
    decided = next((one for one in cases.carried_on(case_ref) if one.died == ref), None)
    called = directory.names([decided.who])[decided.who] if decided and decided.who else ""
    instead = (
        f"Write to {called} ({decided.who}), {decided.as_what}."
        if decided and decided.who
        else "It was decided that nobody carries the complaint on."
        if decided
        else "Decide first who may carry the complaint on."
    )
    return Refusal("died", f"{known.name} died on {say_day(known.on)}, so no letter goes to them. {instead}")


def _alone(case_ref: str, ref: str) -> Refusal | None:
    return cases.why_not_agreed(case_ref, to="disclosing", acting=ref)
