"""What every page shows of one's own: work counted in the navigation, and alerts at the bell. Reckoned at most every few seconds for a person.

One question of the cache a page; whoever sends anything has theirs reckoned afresh on the page that answers.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.core.cache import cache

from duly.office.alerts.raising import look
from duly.office.mine import counts, my_work, powers_of
from duly.primitives.actor import Actor

KEPT_SECONDS = 20


@dataclass(frozen=True)
class Glance:
    """How much of one's own work is at each item of the navigation (and whether it is pressing), how many alerts stand, and the powers one is named for."""

    counts: dict[str, tuple[int, bool]]
    alerts: int
    powers: frozenset[str]


def glance(actor: Actor, wings: Collection[str]) -> Glance:
    """What this person's pages show of their own."""
    kept = cache.get(_key(actor))
    if isinstance(kept, Glance):
        return kept
    alerts, powers = look(actor.ref, wings), powers_of(actor)
    found = Glance(counts(my_work(actor, wings, powers)), alerts, powers)
    cache.set(_key(actor), found, KEPT_SECONDS)
    return found


def afresh(actor: Actor) -> None:
    """Reckon this person's again on the next page: they have just done something."""
    cache.delete(_key(actor))


def _key(actor: Actor) -> str:
    return f"glance-{actor.ref}"
