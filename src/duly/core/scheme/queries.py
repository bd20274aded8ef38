"""What the schemes in force say, and how they rule."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from duly.core.people.queries import post_titles
from duly.core.scheme.models import Instrument, Rule
from duly.core.scheme.rules import Condition, Facts, Row, Ruling, rule
from duly.primitives.actor import Actor
from duly.primitives.power import POWERS, Power
from duly.primitives.refusal import Refusal


@dataclass(frozen=True)
class InstrumentSeen:
    """One adopted scheme with its rules in order. `ends` is None while nothing has replaced it."""

    ref: str
    office: str
    number: int
    title: str
    starts: date
    ends: date | None
    rules: tuple[tuple[str, Row], ...]


def rule_on(power: Power, facts: Facts, *, actor: Actor, on: date) -> Ruling:
    """Whether this person may use this power on this day, with every row looked at and why.

    Fails closed: no scheme in force, an unknown or missing fact, a wrong type, no row, or two rows, each refuses and says so.
    """
    if POWERS.get(power.code) != power:
        return Ruling(False, "unknown-power", "Duly does not know this power, so it is refused.", "", "", (), None)
    rows = tuple(
        as_row(r)
        for r in Rule.objects.filter(power=power.code, instrument__during__contains=on)
        .select_related("instrument")
        .order_by("instrument__ref", "position")
    )
    if not rows and not Instrument.objects.filter(during__contains=on).exists():
        return Ruling(
            False,
            "no-scheme",
            "No delegation scheme is in force on that day, so everything is refused.",
            "",
            "",
            (),
            None,
        )
    ruling = rule(power, rows, facts, actor.posts)
    return ruling if ruling.allowed else rule(power, rows, facts, actor.posts, titles=post_titles())


def why_not(power: Power, facts: Facts, *, actor: Actor, on: date) -> Refusal | None:
    """The scheme's refusal in its own words, or None when it allows."""
    ruling = rule_on(power, facts, actor=actor, on=on)
    return (
        None
        if ruling.allowed
        else Refusal(f"scheme-{ruling.code}", ruling.because, ruling.least_change.rule if ruling.least_change else "")
    )


def holds_any(powers: Collection[Power], *, actor: Actor, on: date) -> bool:
    """Whether any post of this person is named for any of these powers in a scheme in force, under whatever conditions."""
    named = Rule.objects.filter(power__in=[power.code for power in powers], post__in=actor.posts, instrument__during__contains=on)
    return named.exists()


def powers_named(*, posts: Collection[str], on: date) -> dict[str, frozenset[str]]:
    """For each of these posts, the codes of the powers for which a scheme in force names it, under whatever conditions."""
    found: dict[str, set[str]] = {post: set() for post in posts}
    for post, power in Rule.objects.filter(post__in=posts, instrument__during__contains=on).values_list("post", "power").distinct():
        found[post].add(power)
    return {post: frozenset(powers) for post, powers in found.items()}


def instruments(*, on: date | None = None) -> tuple[InstrumentSeen, ...]:
    """Every instrument, or those in force on a day, newest first within each office."""
    found = Instrument.objects.prefetch_related("rules").order_by("office", "-number")
    if on is not None:
        found = found.filter(during__contains=on)
    return tuple(_seen(instrument) for instrument in found)


def as_row(stored: Rule) -> Row:
    """A stored rule as a value."""
    kinds = dict(POWERS[stored.power].facts) if stored.power in POWERS else {}
    conditions = tuple(Condition(f, op, _value(kinds.get(f, "word"), v)) for f, op, v in stored.conditions)
    return Row(stored.number, stored.post, conditions, stored.clause, stored.instrument.ref)


def _value(kind, value):
    if isinstance(value, list):
        return tuple(value)
    return date.fromisoformat(value) if kind == "date" else value


def _seen(instrument: Instrument) -> InstrumentSeen:
    rules = tuple((r.power, as_row(r)) for r in sorted(instrument.rules.all(), key=lambda r: r.position))
    during = instrument.during
    return InstrumentSeen(instrument.ref, instrument.office, instrument.number, instrument.title, during.lower, during.upper, rules)
