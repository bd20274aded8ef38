"""What somebody should know, and what they have acknowledged. Nothing of a case or paper that is kept from them, whenever that began."""

import re
import uuid
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import TextField, Value
from django.db.models.functions import Concat

from duly.core.alerts.models import Alert
from duly.core.confidentiality.queries import hidden
from duly.core.record import queries as record

T = TypeVar("T")
REFERENCE = re.compile(r"\b[A-Z]{1,4}-\d{2,4}-\d+\b")
"""A reference of a case or of a paper, as it is written."""


@dataclass(frozen=True)
class AlertSeen:
    """One alert as its officer sees it. `acknowledged_at` is None while it stands; `others` are those who acknowledged the same, with when."""

    id: int
    name: str
    title: str
    urgency: str
    says: str
    url: str
    happened_at: datetime
    raised_at: datetime
    acknowledged_at: datetime | None
    others: tuple[tuple[str, datetime], ...] = ()


def standing(officer: str) -> int:
    """How many alerts this officer has not acknowledged."""
    found = list(Alert.objects.filter(officer=officer, acknowledgement__isnull=True).only("name", "url", "words"))
    return len(may_be_told(found, officer=officer, said=_said)) if found else 0


def alerts(officer: str, *, limit: int = 1000) -> tuple[AlertSeen, ...]:
    """An officer's alerts: those that stand first, what is for now before the rest, and the newest first."""
    kept = list(Alert.objects.filter(officer=officer).select_related("acknowledgement").order_by("-happened_at", "-pk")[:limit])
    found = may_be_told(kept, officer=officer, said=_said)
    told = _told({one.event for one in found if one.event})
    same = Alert.objects.filter(name__in={one.name for one in found}, acknowledgement__isnull=False).exclude(officer=officer)
    others: dict[str, list[tuple[str, datetime]]] = {}
    for name, who, at in same.order_by("acknowledgement__at").values_list("name", "officer", "acknowledgement__at"):
        others.setdefault(name, []).append((who, at))
    seen = [_seen(one, told, tuple(others.get(one.name, ()))) for one in found]
    return tuple(sorted(seen, key=lambda one: (one.acknowledged_at is not None, one.urgency != "now")))


def names_raised(names: Collection[str]) -> set[str]:
    """Which of these happenings somebody has been told of before."""
    return set(Alert.objects.filter(name__in=names).values_list("name", flat=True))


def newest_and_standing(officer: str) -> tuple[datetime | None, int]:
    """When anybody was last told of anything (None before the first time), and how many alerts this officer has not acknowledged: in one question.

    Where the officer has some, two more are asked: whether any is of what is kept from them.
    """
    mine = Alert.objects.filter(officer=officer, acknowledgement__isnull=True).order_by("pk")
    words = ArraySubquery(mine.values(said=Concat("name", Value(" "), "url", Value(" "), "words", output_field=TextField())))
    found = Alert.objects.order_by("-pk").values_list("raised_at", words).first()
    return (found[0], len(may_be_told(found[1], officer=officer, said=str))) if found else (None, 0)


def may_be_told(found: Sequence[T], *, officer: str, said: Callable[[T], str]) -> list[T]:
    """Of some alerts or news, those that name no case and no paper which this officer may not see. `said` gives all the words of one, its address among them."""
    named = [frozenset(REFERENCE.findall(said(one))) for one in found]
    kept = hidden(frozenset[str]().union(*named), officer=officer)
    return [one for one, refs in zip(found, named, strict=True) if not refs & kept]


def _said(one: Alert) -> str:
    return f"{one.name} {one.url} {one.words}"


def _told(events: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    return {entry.event_id: entry.sentence for entry in record.entries(events)}


def _seen(one: Alert, told: dict[uuid.UUID, str], others: tuple[tuple[str, datetime], ...]) -> AlertSeen:
    acknowledged = getattr(one, "acknowledgement", None)
    says = " ".join(words for words in (one.words, told.get(one.event, "") if one.event else "") if words)
    at = acknowledged.at if acknowledged else None
    return AlertSeen(one.pk, one.name, one.title, one.urgency, says, one.url, one.happened_at, one.raised_at, at, others)


def acknowledged(names: Collection[str]) -> dict[str, tuple[str, datetime]]:
    """Of these happenings, those that somebody has acknowledged: by whom first, and when."""
    found = Alert.objects.filter(name__in=names, acknowledgement__isnull=False).order_by("-acknowledgement__at")
    return {name: (who, at) for name, who, at in found.values_list("name", "officer", "acknowledgement__at")}
