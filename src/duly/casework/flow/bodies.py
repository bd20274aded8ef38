"""What the directory knows, as of a day, of a body that somebody complains about: whether it is in jurisdiction, and who it was before or is by now."""

from datetime import date

from duly.core.directory import queries as directory
from duly.core.directory.rules import plain_name
from duly.primitives.period import FOREVER, say_day

BODY = "body"


def entries_called(name: str) -> tuple[tuple[str, str], ...]:
    """(Reference, name) of bodies of the directory that are called so; those called exactly so, where there are any."""
    found = [
        (ref, called) for ref, called, kind in directory.named(name, limit=50) if kind == BODY and directory.may_mean(name, refs=[ref])
    ]
    same = [one for one in found if plain_name(one[1]) == plain_name(name)]
    return tuple(same or found)


def asked_of(name: str, *, on: date) -> tuple[str, ...]:
    """What is to be asked before a complaint of a day is said to be about this body, a sentence each: it is not in jurisdiction on that day, another has taken over
    from it, or it had not taken over yet. Nothing of a body that the directory does not know."""
    found = entries_called(name)
    if not found:
        return ()
    family = {known: called for ref, called in found for known in directory.family_of(ref)}
    return (*_jurisdiction(name, family, on), *_before_and_after(name, family, on))


def _jurisdiction(name: str, family: dict[str, str], on: date) -> tuple[str, ...]:
    ever = directory.roles(role="in jurisdiction", entries=family)
    if any(one.holds(on) for one in ever):
        return ()
    if not ever:
        return (f"The directory does not say that {name} is in jurisdiction.",)
    days = ", ".join(f"from {say_day(one.starts)}{'' if one.ends == FOREVER else f' until {say_day(one.ends)}'}" for one in ever)
    return (f"{name} is in jurisdiction {days}, and was not on {say_day(on)}.",)


def _before_and_after(name: str, family: dict[str, str], on: date) -> tuple[str, ...]:
    after = [one for one in directory.roles(role="succeeded by", entries=family) if one.starts <= on]
    before = [one for one in directory.roles(role="succeeded by", of=family) if one.starts > on]
    return (
        *(f"{one.other} ({one.of}) has taken over from {name} since {say_day(one.starts)}." for one in after),
        *(f"{name} took over from {one.name} ({one.ref}) only on {say_day(one.starts)}." for one in before),
    )
