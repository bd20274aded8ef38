"""Who may ask for a decision on a case to be looked at again, and whether somebody who asks is one of them."""

import re

from duly.casework.cases import queries as cases
from duly.casework.dispatch import queries as letters
from duly.casework.dispatch.queries import Addressee
from duly.casework.wordings.rules import BODY, COMPLAIN, SPEAK
from duly.core.directory import queries as directory
from duly.core.record.clock import today
from duly.primitives.refusal import Refusal, Refused

ACTS = ("everything", "one complaint")
"""Scopes of a consent under which a representative asks for somebody; who was agreed to for letters or calls alone does not."""
ROLES = {"complainant": COMPLAIN, "representative": (SPEAK,), "body": (BODY,)}
IN_PARTS = re.compile(r"[,;()]| of | for | at ", re.IGNORECASE)
"""“Ms Jo Roe, Northmere Council” and “Jo Roe (Northmere Advice)” name somebody by where they work as well."""


def asker_of(case_ref: str, *, asker: str, asked_by: str) -> str:
    """Who asks, in the directory; nothing where the case names them in words alone, and for what we begin ourselves.

    Refused: "not-a-party" of somebody who is not what they ask as, and "no-consent" of a representative nobody agreed may act; both say who may ask.
    """
    if asker not in ROLES:
        return ""
    whom = [one for one in _whom(case_ref) if one.role in ROLES[asker]]
    parts = [asked_by] if asker == "complainant" else [asked_by, *(part for part in IN_PARTS.split(asked_by) if part.strip())]
    found = [one for one in whom if any(_means(part, one) for part in parts)]
    may = [one for one in found if asker != "representative" or _acts(case_ref, one.to)]
    if may:
        return may[0].to if directory.exists(may[0].to) else ""
    if found:
        says = f"{found[0].name} {found[0].as_what}, and no agreement that they act in the complaint is kept as of today."
        raise Refused(Refusal("no-consent", f"{says} Keep it in the directory first. {_who_may(case_ref)}"))
    raise Refused(Refusal("not-a-party", f"{asked_by.strip() or 'Nobody'} is not known as {asker} of {case_ref}. {_who_may(case_ref)}"))


def _who_may(case_ref: str) -> str:
    named = [f"{one.name} ({_as(one.role)})" for one in _whom(case_ref) if one.role != SPEAK or _acts(case_ref, one.to)]
    return f"It may be asked for by {', '.join(named)}; make anybody else a party, or keep the agreement that they speak for one, first."


def _as(role: str) -> str:
    return next(asker for asker, roles in ROLES.items() if role in roles)


def _whom(case_ref: str) -> list[Addressee]:
    """Those of a case who may ask at all, and whoever carries the complaint on for somebody who died, as complainant."""
    after = [one.who for one in cases.carried_on(case_ref) if one.who]
    called = directory.names(after)
    carrying = [Addressee(ref, called[ref], COMPLAIN[0], f"carries on {case_ref}") for ref in after]
    known = {role for roles in ROLES.values() for role in roles}
    return [*(one for one in letters.addressees(case_ref) if one.role in known), *carrying]


def _means(words: str, one: Addressee) -> bool:
    return bool(words.strip()) and directory.may_mean(words, refs=[one.to] if directory.exists(one.to) else [], names=[one.name])


def _acts(case_ref: str, ref: str) -> bool:
    family = {known for one in cases.complainants(case_ref) for known in directory.family_of(one)}
    spoken = directory.roles(role="represented by", entries=family, of=directory.family_of(ref), on=today())
    return any(one.scope in ACTS for one in spoken)
