"""Who may have nothing to do with a case, since they declared an interest in it, its complainant, its body or any party to it. No rule of a scheme lifts that.

An interest is declared in words: they are held against every name the directory has of the parties, as it looks for whoever may be known already, and against
those written on the case. What may be the same bars: declaring it was for that.
"""

from collections.abc import Collection

from duly.casework.cases.models import Case, CaseParty
from duly.core.confidentiality.queries import kept_from, may_see
from duly.core.directory.queries import may_mean
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.scheme.queries import interests
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal


def interest_in(case_ref: str, *, officer: str) -> str:
    """What an officer declared that bears on a case, in their own words; "" where nothing does, or there is no such case."""
    declared = interests(officer_ref=officer, on=today())
    found = Case.objects.filter(ref=case_ref).values_list("complainant", "body").first() if declared else None
    if found is None:
        return ""
    entries = tuple(CaseParty.objects.filter(case__ref=case_ref, superseded_by__isnull=True).values_list("entry_ref", flat=True))
    return _bearing([one.about for one in declared], case_ref, entries, found)


def interest_in_names(names: Collection[str], *, officer: str) -> str:
    """What an officer declared that bears on anybody of these names; "" where nothing does."""
    return _bearing([one.about for one in interests(officer_ref=officer, on=today())], "", (), names)


def why_not_impartial(case_ref: str, *, by: Actor, must: str = "decide") -> Refusal | None:
    """The refusal ("interest") of somebody who declared an interest in a case; `must` is what somebody else does instead."""
    about = interest_in(case_ref, officer=by.ref)
    return Refusal("interest", f"You have declared an interest in {about}, so somebody else must {must}.") if about else None


def not_theirs(officers: Collection[str], *, case_ref: str = "", names: Collection[str] = ()) -> frozenset[str]:
    """To which of these officers a case is not given, or one that is only being opened on somebody of these `names`: it is kept from them, or they declared an interest in
    it. Which of the two is not said, and of an interest nothing else."""
    declared = {one.officer_ref for one in interests(on=today())} & set(officers)
    kept = kept_from(case_ref, officers=officers) if case_ref else frozenset()
    bears = (one for one in declared if (interest_in_names(names, officer=one) if names else interest_in(case_ref, officer=one)))
    return kept | frozenset(bears)


def interested(officer: str, *, in_cases: Collection[str]) -> frozenset[str]:
    """In which of these cases an officer declared an interest."""
    declared = interests(officer_ref=officer, on=today())
    return frozenset(ref for ref in in_cases if interest_in(ref, officer=officer)) if declared else frozenset()


def why_not_theirs(case_ref: str, *, officer: str, names: Collection[str] = ()) -> Refusal | None:
    """The refusal ("interest", "kept-from-them") of giving an officer a case or the post it is opened from, or one that is only being opened on somebody of these `names`:
    they declared an interest in it, or it is kept from them. What they declared is theirs to tell."""
    found = interest_in_names(names, officer=officer) if names else interest_in(case_ref, officer=officer)
    called = people.names().get(officer, officer)
    if not found:
        if not case_ref or may_see(case_ref, officer=officer):
            return None
        return Refusal("kept-from-them", f"{case_ref} is kept from {called}: choose somebody who may see it.")
    return Refusal("interest", f"{called} has declared an interest that bears on {case_ref or 'this case'}: give it to somebody else.")


def _bearing(declared: Collection[str], case_ref: str, entries: Collection[str], names: Collection[str]) -> str:
    same = (one for one in declared if one.strip().casefold() == case_ref.casefold() or may_mean(one, refs=entries, names=names))
    return next(same, "")
