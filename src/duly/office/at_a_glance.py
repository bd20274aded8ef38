"""What every page shows of one's own: work counted in the navigation, and alerts at the bell. Reckoned at most every few seconds for a person.

One question of the cache a page; whoever sends anything has theirs reckoned afresh on the page that answers. What happened is looked for by one of a wing for
all: whoever's page comes first after that time, or after anybody sent anything.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.core.cache import cache

from duly.core.alerts.queries import standing
from duly.office.alerts.raising import look
from duly.office.mine import counts, my_work, powers_of
from duly.primitives.actor import Actor

KEPT_SECONDS = 20
EVERY_WINGS = (("casework",), ("payments",), ("casework", "payments"))


@dataclass(frozen=True)
class Glance:
    """How much of one's own work is at each item of the navigation (and whether it is pressing), how many alerts stand, and the powers one is named for."""

    counts: dict[str, tuple[int, bool]]
    alerts: int
    powers: frozenset[str]


def glance(actor: Actor, wings: Collection[str]) -> Glance:
    """What this person's pages show of their own."""
    mine, looked = _key(actor), _looked(wings)
    kept = cache.get_many((mine, looked))
    if isinstance(kept.get(mine), Glance):
        return kept[mine]
    if looked in kept:
        alerts = standing(actor.ref)
    else:
        cache.set(looked, True, KEPT_SECONDS)  # before the look: another page need not look beside this one
        alerts = look(actor.ref, wings)
    powers = powers_of(actor)
    found = Glance(counts(my_work(actor, wings, powers)), alerts, powers)
    cache.set(mine, found, KEPT_SECONDS)
    return found


def afresh(actor: Actor) -> None:
    """Reckon this person's again on the next page, and look for what to tell people: they have just done something."""
    cache.delete_many((_key(actor), *(_looked(wings) for wings in EVERY_WINGS)))


def _looked(wings: Collection[str]) -> str:
    return f"looked-{'-'.join(sorted(wings))}"


def _key(actor: Actor) -> str:
    return f"glance-{actor.ref}"
