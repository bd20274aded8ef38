"""Authority that is suspended, and given back bit by bit: a new starter's, by subject, by stage or otherwise."""

from dataclasses import dataclass, replace
from datetime import date

from duly.core.scheme.rules.table import Change, Ruling, holds
from duly.core.scheme.rules.words import Condition, Facts, say
from duly.primitives.period import say_day
from duly.primitives.power import Power

LetBack = tuple[tuple[Condition, ...], ...]
"""What has been given back: any one of these, each of conditions that all hold."""


@dataclass(frozen=True)
class Suspended:
    """One person's use of one power, suspended. `ends` is the first day it no longer is; None until further notice."""

    ends: date | None
    let_back: LetBack


def lets(suspended: Suspended, facts: Facts) -> bool:
    """Whether what has been given back covers these facts."""
    return any(all(holds(c, facts.get(c.fact)) for c in given) for given in suspended.let_back)


def held_back(ruling: Ruling, suspended: Suspended | None, power: Power, facts: Facts) -> Ruling:
    """The ruling as it is for somebody whose use of the power is suspended: what a scheme allows is refused but for what was given back."""
    if suspended is None or not ruling.allowed or lets(suspended, facts):
        return ruling
    until = f"until {say_day(suspended.ends)}" if suspended.ends else "until further notice"
    because = f"Your authority to {power.question} is suspended {until}."
    change = _nearest(suspended, ruling, power, facts)
    return replace(
        ruling,
        allowed=False,
        code="suspended",
        because=f"{because} {change.says}" if change else f"{because} None of it has been given back.",
        rule="",
        least_change=change,
        post="",
        stands_in_for="",
    )


def say_let_back(let_back: LetBack, power: Power) -> tuple[str, ...]:
    """Each thing given back, in words."""
    kinds = dict(power.facts)
    return tuple(" and ".join(say(c, kinds[c.fact]) for c in given) for given in let_back)


def _nearest(suspended: Suspended, ruling: Ruling, power: Power, facts: Facts) -> Change | None:
    """Of what was given back, that with the fewest conditions unmet; the first of equals."""
    kinds = dict(power.facts)
    unmet = [tuple(c for c in given if not holds(c, facts.get(c.fact))) for given in suspended.let_back]
    if not unmet:
        return None
    least = min(unmet, key=len)
    words = " and ".join(say(c, kinds[c.fact]) for c in least)
    return Change(ruling.rule, "", least, f"It has been given back with {words}.")
