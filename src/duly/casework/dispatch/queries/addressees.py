"""To whom letters about a case may be written: its parties, whoever may speak for them, the body's link officer; and how each is reached today."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from duly.casework.cases import queries as cases
from duly.casework.wordings.rules import BODY, COMPLAIN, SPEAK, WRITTEN_TO
from duly.core.directory import queries as directory
from duly.core.record.clock import today
from duly.primitives.period import say_day

HEARS = ("everything", "one complaint", "letters only")
"""Scopes of a consent under which letters go to a representative."""


@dataclass(frozen=True)
class Addressee:
    """Somebody a letter may be written to. `to` chooses them: an entry of the directory, or "complainant" or "body" where the case names one that has no entry.

    `role` is what they are to the case and `as_what` says so in words; `why_not` is a sentence where they may not be written to today.
    """

    to: str
    name: str
    role: str
    as_what: str
    email: str = ""
    postal: str = ""
    why_not: str = ""

    @property
    def address(self) -> str:
        """What stands on the envelope, a line to a line; nothing where no postal address is known."""
        return f"{self.name}\n{in_lines(self.postal)}" if self.postal else ""

    @property
    def says(self) -> str:
        """Their name and what they are to the case."""
        return f"{self.name}, {self.as_what}"


def addressees(case_ref: str) -> tuple[Addressee, ...]:
    """Everybody to whom a letter about a case may be written, complainants first, each once."""
    case, parties = cases.case(case_ref), cases.parties(case_ref)
    complain = [ref for role, ref in parties if role in COMPLAIN]
    spoken = _spoken_for(complain)
    named = [(role, ref, f"{role} of {case_ref}") for role, ref in parties if role in COMPLAIN]
    named += [(SPEAK, ref, f"speaks for {', '.join(who)}") for ref, (_, who) in spoken.items()]
    named += [(role, ref, role) for role, ref in parties if role not in (*COMPLAIN, BODY)]
    bodies = [ref for role, ref in parties if role == BODY]
    links = {one.of: one for one in directory.roles(role="link officer", of=bodies, on=today())} if bodies else {}
    named += [(BODY, links[ref].ref, f"link officer of {links[ref].other}") for ref in bodies if ref in links]
    named += [(BODY, ref, "body complained about") for ref in bodies]
    found: dict[str, Addressee] = {}
    every = list(dict.fromkeys(ref for _, ref, _ in named))
    called, died = directory.names(every), directory.died(every)
    for role, ref, as_what in named:
        if ref not in found:
            found[ref] = _reached(ref, called[ref], role, as_what, spoken, died)
    by_name = () if complain else (Addressee("complainant", case.complainant, COMPLAIN[0], f"complainant of {case_ref}"),)
    at_last = () if bodies or not case.body.strip() else (Addressee("body", case.body, BODY, "body complained about"),)
    return (*by_name, *found.values(), *at_last)


def addressee(case_ref: str, to: str) -> Addressee | None:
    """One of them; None where nobody of that reference is."""
    return next((one for one in addressees(case_ref) if one.to == to), None)


def likeliest(found: Iterable[Addressee], purpose: str) -> Addressee | None:
    """To whom of these a letter of a purpose is most likely written. Who prefers to be reached through a representative is, where one may be written to."""
    may = [one for one in found if not one.why_not]
    wanted = WRITTEN_TO.get(purpose, COMPLAIN)
    first = next((one for role in wanted for one in may if one.role == role), None)
    if first is None or purpose in WRITTEN_TO or directory.in_force(first.to, "channel", on=today()) != "through a representative":
        return first
    return next((one for one in may if one.role == SPEAK), first)


def in_lines(address: str) -> str:
    """A postal address with one line to a line."""
    return address if "\n" in address else "\n".join(part.strip() for part in address.split(","))


def _spoken_for(complain: list[str]) -> dict[str, tuple[set[str], list[str]]]:
    """By representative: the scopes agreed today, and whom they speak for."""
    if not complain:
        return {}
    whose = {one: ref for ref in complain for one in directory.family_of(ref)}
    called = directory.names(complain)
    found: dict[str, tuple[set[str], list[str]]] = {}
    for one in directory.roles(role="represented by", entries=list(whose), on=today()):
        scopes, who = found.setdefault(one.of, (set(), []))
        scopes.add(one.scope)
        who += [name for name in (called[whose[one.ref]],) if name not in who]
    return found


def _reached(
    ref: str, name: str, role: str, as_what: str, spoken: dict[str, tuple[set[str], list[str]]], died: Mapping[str, directory.DeathSeen]
) -> Addressee:
    def today_s(kind: str) -> str:
        return directory.in_force(ref, kind, on=today())

    one = Addressee(ref, name, role, as_what, today_s("email"), today_s("post"))
    if ref in died:
        return replace(one, why_not=f"{name} died on {say_day(died[ref].on)}, so no letter goes to them.")
    if role != SPEAK:
        return one
    scopes = spoken.get(ref, (set(), []))[0]
    if scopes & set(HEARS):
        return one
    for_calls = f"agreed to {', '.join(sorted(scopes))}" if scopes else "nobody's agreement that they speak for them is kept as of today"
    return replace(one, why_not=f"No letter about the case goes to {name}: {for_calls}. Keep the agreement in the directory first.")
