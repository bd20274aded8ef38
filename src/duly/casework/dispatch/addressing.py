"""Why a letter may not go to whom it is addressed: they have died, or they complain with others who have not agreed that one alone is told."""

from collections.abc import Mapping

from duly.casework.cases import queries as cases
from duly.casework.dispatch.queries.addressees import HEARS, addressee
from duly.casework.wordings.rules import DISCLOSES, ONLY_TO, PURPOSES, WRITTEN_TO
from duly.core.directory import queries as directory
from duly.core.record.clock import today
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, first


def why_not_for_them(case_ref: str, to_ref: str, *, purpose: str) -> Refusal | None:
    """The refusal of a letter to an entry of the directory: "not-of-the-case" of one that has nothing to do with it, "not-for-them" of words meant for somebody else,
    "no-consent" of a representative nobody agreed to, "died"; or None. A letter to a name alone, or about no case, is not asked."""
    if not to_ref or not case_ref:
        return None
    one = addressee(case_ref, to_ref)
    if one is None:
        return Refusal(
            "not-of-the-case",
            f"{to_ref} is no party to {case_ref}, speaks for none and is no link officer of the body: make them a party first.",
        )
    if purpose in ONLY_TO and one.role not in WRITTEN_TO[purpose]:
        says = f"A letter that {PURPOSES[purpose].lower()} is written to the {' or the '.join(WRITTEN_TO[purpose])}, and {one.name} is the {one.role}."
        return Refusal("not-for-them", says)
    if one.why_not and to_ref not in directory.died([to_ref]):  # of the dead another check says more
        return Refusal("no-consent", one.why_not)
    return None


def why_not_to_them(
    case_ref: str, to_name: str, to_address: str, fields: Mapping[str, str], *, to_ref: str = "", purpose: str
) -> Refusal | None:
    """The refusal "died" of a letter to somebody who died, saying who may be written to; or "not-agreed" of telling one joint complainant alone, where a letter of that
    purpose discloses anything; or those of `why_not_for_them`; or None.

    A letter is to an entry of the directory when it is addressed to it, or when its name, the first line of its address or its e-mail address is theirs. One to whoever
    speaks for a complainant is to that complainant.
    """
    complain = cases.complainants(case_ref) if case_ref else ()
    to = [ref for ref in complain if to_ref in directory.family_of(ref) or _is_to(ref, to_name, to_address, fields)]
    told = to or [ref for ref in complain if _spoken_for(ref, to_ref)]
    dead = (_died(case_ref, ref) for ref in dict.fromkeys([*to, *([to_ref] if to_ref else [])]))
    return first(*dead, *(_alone(case_ref, ref) for ref in told if DISCLOSES[purpose]), why_not_for_them(case_ref, to_ref, purpose=purpose))


def _spoken_for(ref: str, to_ref: str) -> bool:
    """Whether an entry speaks for a complainant today, by an agreement that is kept."""
    if not to_ref:
        return False
    spoken = directory.roles(role="represented by", entries=directory.family_of(ref), of=[to_ref], on=today())
    return any(one.scope in HEARS for one in spoken)


def _is_to(ref: str, to_name: str, to_address: str, fields: Mapping[str, str]) -> bool:
    street = fields.get("address", "").strip().splitlines()[:1]
    if street:  # the envelope says whose it is, whoever the case is named after
        return directory.may_mean(street[0], refs=(ref,))
    return directory.may_mean(to_name, refs=(ref,)) or directory.known_by(ref, "email", to_address)


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
