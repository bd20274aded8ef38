"""Raising alerts, and acknowledging them."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from duly.core.alerts.events import AlertsAcknowledged
from duly.core.alerts.models import Acknowledgement, Alert
from duly.core.alerts.queries import may_be_told
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import now
from duly.core.record.queries import next_version
from duly.primitives.actor import Actor

MOST_AT_ONCE = 500


@dataclass(frozen=True)
class News:
    """Something that happened, as an officer is told of it. `name` is a code and a reference, and never says anything about a person."""

    officer: str
    name: str
    title: str
    url: str
    happened_at: datetime
    urgency: str = "for you"
    words: str = ""
    event: uuid.UUID | None = None


def raise_all(news: Iterable[News]) -> bool:
    """Tell people of what happened; nobody is told of the same twice, nor of what is kept from them. Nothing is recorded: what happened is.

    Returns whether there was anything to tell.
    """
    at, by_officer = now(), defaultdict[str, list[News]](list)
    for one in news:
        by_officer[one.officer].append(one)
    told = Alert.objects.bulk_create(
        [
            Alert(
                officer=one.officer,
                name=one.name[:160],
                title=one.title[:120],
                urgency=one.urgency,
                words=one.words[:400],
                event=one.event,
                url=one.url[:300],
                happened_at=one.happened_at,
                raised_at=at,
            )
            for officer, theirs in by_officer.items()
            for one in may_be_told(theirs, officer=officer, said=lambda one: f"{one.name} {one.url} {one.words}")
        ],
        ignore_conflicts=True,
    )
    return bool(told)


def acknowledge(ids: Collection[int], *, officer: Actor) -> int:
    """Put away alerts of one's own, as one decision with one entry. Those of others, and those put away before, are left as they are."""
    with unit_of_work() as record:
        mine = Alert.objects.select_for_update(of=("self",)).filter(officer=officer.ref, acknowledgement__isnull=True)
        found = list(mine.filter(pk__in=list(ids)[:MOST_AT_ONCE]).order_by("pk"))
        if not found:
            return 0
        _one_at_a_time(officer.ref)
        version = next_version(AlertsAcknowledged.subject, officer.ref)
        event = record.write(AlertsAcknowledged(officer.ref, version, len(found), tuple(one.name for one in found)), by=officer)
        Acknowledgement.objects.bulk_create(Acknowledgement(alert=one, at=now(), made_by=event) for one in found)
    return len(found)


def _one_at_a_time(officer: str) -> None:
    """Two windows of one person number their entries one after the other."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('alerts of ' || %s, 0))", [officer])
