"""What the schemes in force say, and how they rule."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q

from duly.core.people.queries import away, everyone_in_post, post_titles
from duly.core.scheme.models import Instrument, Interest, Proposal, Rule, StandIn, Suspension
from duly.core.scheme.rules import Condition, Facts, Row, Ruling, Suspended, held_back, rule
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


THAT_BEAR_ON_IT = """
SELECT r.number, r.post, r.conditions::text, r.clause, i.ref,
       ARRAY(SELECT s.post FROM scheme_standin s WHERE s.superseded_by IS NULL AND s.during @> %(on)s::date AND s.officer_ref = %(officer)s ORDER BY s.post),
       ARRAY(SELECT jsonb_build_object('ends', upper(h.during), 'let_back', h.let_back)::text FROM scheme_suspension h
              WHERE h.superseded_by IS NULL AND h.during @> %(on)s::date AND h.officer_ref = %(officer)s AND h.power = %(power)s)
  FROM scheme_rule r JOIN scheme_instrument i ON i.id = r.instrument_id
 WHERE r.power = %(power)s AND i.during @> %(on)s::date
 ORDER BY i.ref, r.position
"""
"""A power's rules in force on a day, each with the posts somebody stands in for and what holds them back. Every page asks it, twice and more: as text it
costs a fifth of what it costs to be put together anew."""


def rule_on(power: Power, facts: Facts, *, actor: Actor, on: date) -> Ruling:
    """Whether this person may use this power on this day, with every row looked at and why.

    Fails closed: no scheme in force, an unknown or missing fact, a wrong type, no row, or two rows, each refuses and says so.
    """
    (ruling,) = rule_on_each(power, (facts,), actor=actor, on=on)
    return ruling


def rule_on_each(power: Power, each: Sequence[Facts], *, actor: Actor, on: date) -> tuple[Ruling, ...]:
    """The same of several facts of one power, in their order: the scheme is read once."""
    if POWERS.get(power.code) != power:
        return tuple(_no("unknown-power", "Duly does not know this power, so it is refused.") for _ in each)
    with connection.cursor() as cursor:
        cursor.execute(THAT_BEAR_ON_IT, {"power": power.code, "on": on, "officer": actor.ref})
        stored = tuple(cursor.fetchall())
    rows = tuple(_row(power.code, number, post, json.loads(said), clause, ref) for number, post, said, clause, ref, _, _ in stored)
    if not rows and not Instrument.objects.filter(during__contains=on).exists():
        return tuple(_no("no-scheme", "No delegation scheme is in force on that day, so everything is refused.") for _ in each)
    *_, stands_in, kept_back = stored[0] if stored else ((), ())
    standing, suspended = _effective(stands_in, on), _suspended([json.loads(one) for one in kept_back], power)
    ruled = tuple((facts, held_back(rule(power, rows, facts, actor.posts, standing=standing), suspended, power, facts)) for facts in each)
    return tuple(one if one.rows and one.allowed else _with_titles(one, power, rows, facts, actor, standing) for facts, one in ruled)


def _no(code: str, because: str) -> Ruling:
    return Ruling(False, code, because, "", "", (), None)


def _with_titles(ruling: Ruling, power: Power, rows: tuple[Row, ...], facts: Facts, actor: Actor, standing: dict[str, str]) -> Ruling:
    """A refusal that calls posts by their titles. One that is because of a suspension names none."""
    return ruling if ruling.code == "suspended" else rule(power, rows, facts, actor.posts, titles=post_titles(), standing=standing)


def _stand_ins(actor: Actor, on: date):
    return _in_force(StandIn, on).filter(officer_ref=actor.ref)


def _in_force(model, on: date):
    return model.objects.filter(superseded_by__isnull=True, during__contains=on)


def _effective(posts: Collection[str], on: date) -> dict[str, str]:
    """Of posts somebody is named to stand in for, those whose every holder is away on the day, with the names of who is."""
    if not posts:
        return {}
    out = away(on=on)
    holders: dict[str, list[tuple[str, str]]] = {post: [] for post in posts}
    for held in everyone_in_post(on=on):
        if held.code in holders:
            holders[held.code].append((held.officer_ref, held.officer_name))
    return {
        post: " and ".join(name for _, name in who) for post, who in holders.items() if who and all(officer in out for officer, _ in who)
    }


def _suspended(found: Collection[dict], power: Power) -> Suspended | None:
    return next(
        (Suspended(date.fromisoformat(one["ends"]) if one["ends"] else None, _let_back(one["let_back"], power)) for one in found), None
    )


def _let_back(stored: list, power: Power) -> tuple[tuple[Condition, ...], ...]:
    kinds = dict(power.facts)
    return tuple(tuple(Condition(f, op, _value(kinds.get(f, "word"), v)) for f, op, v in given) for given in stored)


def why_not(power: Power, facts: Facts, *, actor: Actor, on: date) -> Refusal | None:
    """The scheme's refusal in its own words, or None when it allows."""
    (refusal,) = why_not_each(power, (facts,), actor=actor, on=on)
    return refusal


def why_not_each(power: Power, each: Sequence[Facts], *, actor: Actor, on: date) -> tuple[Refusal | None, ...]:
    """The same of several facts of one power, in their order: what a page greys choice by choice is asked of the scheme once."""
    return tuple(
        None if one.allowed else Refusal(f"scheme-{one.code}", one.because, one.least_change.rule if one.least_change else "")
        for one in rule_on_each(power, each, actor=actor, on=on)
    )


def holds_any(powers: Collection[Power], *, actor: Actor, on: date) -> bool:
    """Whether any post of this person is named for any of these powers in a scheme in force, under whatever conditions."""
    theirs = Q(post__in=actor.posts) | Q(post__in=_stand_ins(actor, on).values("post"))
    named = Rule.objects.filter(theirs, power__in=[power.code for power in powers], instrument__during__contains=on)
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


@dataclass(frozen=True)
class StandInSeen:
    """Who stands in for a post between two dates, and whether it counts today: only while everybody who holds the post is away."""

    number: int
    post: str
    officer_ref: str
    starts: date
    ends: date
    because: str
    counts: bool


@dataclass(frozen=True)
class SuspensionSeen:
    """One person's use of a power, suspended. `let_back` is what was given back."""

    number: int
    officer_ref: str
    power: str
    starts: date
    ends: date | None
    let_back: tuple[tuple[Condition, ...], ...]
    because: str


@dataclass(frozen=True)
class InterestSeen:
    """An interest somebody declared."""

    number: int
    officer_ref: str
    about: str
    starts: date
    because: str


@dataclass(frozen=True)
class ProposalSeen:
    """A scheme somebody would have adopted. `rules` are (power code, row)."""

    ref: str
    version: int
    state: str
    office: str
    number: int
    title: str
    starts: date
    rules: tuple[tuple[str, Row], ...]
    proposed_by: str
    proposed_on: date
    settled_by: str

    @classmethod
    def of(cls, row: Proposal) -> "ProposalSeen":
        """From its row."""
        same = {name: getattr(row, name) for name in cls.__annotations__ if name != "rules"}
        return cls(**same, rules=tuple((one["power"], _row_of(one, row.ref)) for one in row.rules))


def stands_in_for(actor: Actor, *, on: date) -> frozenset[str]:
    """The posts somebody holds on a day for those who are away: named to stand in for them, while everybody who holds them is out."""
    return frozenset(_effective(set(_stand_ins(actor, on).values_list("post", flat=True)), on))


def stand_ins(*, since: date) -> tuple[StandInSeen, ...]:
    """Every stand-in not yet over on a day, by post."""
    found = StandIn.objects.filter(superseded_by__isnull=True, during__endswith__gt=since).order_by("post", "during")
    counting = _effective({one.post for one in found if since in one.during}, since)
    return tuple(
        StandInSeen(
            one.pk,
            one.post,
            one.officer_ref,
            one.during.lower,
            one.during.upper,
            one.because,
            since in one.during and one.post in counting,
        )
        for one in found
    )


def suspensions(*, since: date) -> tuple[SuspensionSeen, ...]:
    """Every suspension not yet over on a day, by person."""
    over = Q(during__endswith__gt=since) | Q(during__upper_inf=True)
    found = Suspension.objects.filter(over, superseded_by__isnull=True).order_by("officer_ref", "power")
    return tuple(
        SuspensionSeen(
            one.pk,
            one.officer_ref,
            one.power,
            one.during.lower,
            one.during.upper,
            _let_back(one.let_back, POWERS[one.power]) if one.power in POWERS else (),
            one.because,
        )
        for one in found
    )


def interests(*, on: date, officer_ref: str = "") -> tuple[InterestSeen, ...]:
    """Every interest declared and in force on a day, of one person or of all."""
    found = _in_force(Interest, on).order_by("officer_ref", "about")
    if officer_ref:
        found = found.filter(officer_ref=officer_ref)
    return tuple(InterestSeen(one.pk, one.officer_ref, one.about, one.during.lower, one.because) for one in found)


def standing_for(officer_ref: str, *, on: date) -> dict[str, str]:
    """Posts whose authority somebody uses on a day in the stead of their holders, with the holders' names."""
    posts = _in_force(StandIn, on).filter(officer_ref=officer_ref).values_list("post", flat=True)
    return _effective(tuple(posts), on)


def proposals() -> tuple[ProposalSeen, ...]:
    """Every scheme that was proposed, the newest first."""
    return tuple(ProposalSeen.of(row) for row in Proposal.objects.order_by("-proposed_on", "-ref"))


def proposal(ref: str) -> ProposalSeen:
    """One proposed scheme. An unknown one is `Proposal.DoesNotExist`."""
    return ProposalSeen.of(Proposal.objects.get(ref=ref))


def in_force(power: Power, *, on: date) -> tuple[Row, ...]:
    """The rows of one power in every scheme in force on a day, in order."""
    found = Rule.objects.filter(power=power.code, instrument__during__contains=on).select_related("instrument")
    return tuple(as_row(one) for one in found.order_by("instrument__ref", "position"))


def offices_naming(power: Power, *, on: date) -> frozenset[str]:
    """Offices whose scheme in force on a day has a rule for a power."""
    found = Rule.objects.filter(power=power.code, instrument__during__contains=on)
    return frozenset(found.values_list("instrument__office", flat=True))


def _row_of(one: dict, ref: str) -> Row:
    kinds = dict(POWERS[one["power"]].facts) if one["power"] in POWERS else {}
    conditions = tuple(Condition(f, op, _value(kinds.get(f, "word"), v)) for f, op, v in one["conditions"])
    return Row(one["number"], one["post"], conditions, one["clause"], ref)


def as_row(stored: Rule) -> Row:
    """A stored rule as a value."""
    return _row(stored.power, stored.number, stored.post, stored.conditions, stored.clause, stored.instrument.ref)


def _row(power: str, number: str, post: str, conditions: Iterable[tuple[str, str, Any]], clause: str, instrument: str) -> Row:
    kinds = dict(POWERS[power].facts) if power in POWERS else {}
    known = tuple(Condition(f, op, _value(kinds.get(f, "word"), v)) for f, op, v in conditions)
    return Row(number, post, known, clause, instrument)


def _value(kind, value):
    if isinstance(value, list):
        return tuple(value)
    return date.fromisoformat(value) if kind == "date" else value


def _seen(instrument: Instrument) -> InstrumentSeen:
    rules = tuple((r.power, as_row(r)) for r in sorted(instrument.rules.all(), key=lambda r: r.position))
    during = instrument.during
    return InstrumentSeen(instrument.ref, instrument.office, instrument.number, instrument.title, during.lower, during.upper, rules)
