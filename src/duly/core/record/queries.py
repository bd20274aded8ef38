"""What the record says."""

import json
import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max

from duly.core.record import sight
from duly.core.record.models import StoredEvent
from duly.primitives.event import sentence


@dataclass(frozen=True)
class Entry:
    """One event as people read it. Everything here is read from the sealed body, but for private words that have not been erased."""

    event_id: uuid.UUID
    at: datetime
    action: str
    subject_type: str
    subject_ref: str
    version: int
    actor_ref: str
    actor_posts: tuple[str, ...]
    sentence: str
    leaf_hash: str
    facts: dict[str, Any]


def next_version(subject: str, ref: str) -> int:
    """The number the next event of this subject must carry. Lock something of the subject's first where two may act at once."""
    last = StoredEvent.objects.filter(subject_type=subject, subject_ref=ref).aggregate(last=Max("subject_version"))["last"]
    return (last or 0) + 1


def history(subject: str, ref: str) -> tuple[Entry, ...]:
    """Everything recorded of one subject, in its own order."""
    events = StoredEvent.objects.filter(subject_type=subject, subject_ref=ref).select_related("payload").order_by("subject_version")
    return tuple(as_entry(event) for event in events)


def histories(refs: Collection[str]) -> dict[tuple[str, str], tuple[Entry, ...]]:
    """Everything recorded under these references, by kind and reference, each in its own order. One question, whatever their number."""
    told: dict[tuple[str, str], list[Entry]] = {}
    found = StoredEvent.objects.filter(subject_ref__in=set(refs)).select_related("payload").order_by("subject_version")
    for event in found:
        told.setdefault((event.subject_type, event.subject_ref), []).append(as_entry(event))
    return {about: tuple(entries) for about, entries in told.items()}


def kinds_called(ref: str) -> tuple[str, ...]:
    """The kinds of subject that have this reference."""
    return tuple(StoredEvent.objects.filter(subject_ref=ref).order_by("subject_type").values_list("subject_type", flat=True).distinct())


def with_private_words(subjects: Collection[tuple[str, str]]) -> tuple[Entry, ...]:
    """The events of these subjects (type, reference) whose private words have not been erased, oldest first."""
    found = StoredEvent.objects.filter(subject_ref__in={ref for _, ref in subjects}, payload__isnull=False).select_related("payload")
    wanted = set(subjects)
    return tuple(
        as_entry(event) for event in found.order_by("recorded_at", "event_id") if (event.subject_type, event.subject_ref) in wanted
    )


def newest(
    *,
    limit: int = 50,
    before: uuid.UUID | None = None,
    subject: str = "",
    ref: str = "",
    action: str = "",
    without: Collection[str] = (),
) -> tuple[Entry, ...]:
    """The newest entries first, up to `limit`; `before` pages on from an entry, and `without` leaves out events of these codes."""
    events = StoredEvent.objects.select_related("payload").order_by("-recorded_at", "-event_id").exclude(action__in=without)
    if subject:
        events = events.filter(subject_type=subject)
    if ref:
        events = events.filter(subject_ref=ref)
    if action:
        events = events.filter(action=action)
    if before is not None:
        at = StoredEvent.objects.values_list("recorded_at", flat=True).filter(pk=before).first()
        if at is None:  # an address somebody made up
            return ()
        events = events.filter(recorded_at__lt=at) | events.filter(recorded_at=at, event_id__lt=before)
    return tuple(as_entry(event) for event in events[:limit])


def how_many(*, without: Collection[str] = ()) -> int:
    """How many events are recorded, but for those of these codes."""
    with sight.seeing_everything("how many entries there are in all tells nothing of any"):
        return StoredEvent.objects.exclude(action__in=without).count()


def counted_by_action() -> dict[str, int]:
    """How many events of each code, by code."""
    from django.db.models import Count

    return dict(StoredEvent.objects.values_list("action").annotate(n=Count("event_id")).order_by("action"))


def stored(*, chunk: int = 2000) -> Iterator[StoredEvent]:
    """Every stored event with its payload, subject by subject in order, for verification."""
    return (
        StoredEvent.objects.select_related("payload").order_by("subject_type", "subject_ref", "subject_version").iterator(chunk_size=chunk)
    )


def as_entry(event: StoredEvent) -> Entry:
    """A stored event as people read it."""
    told = json.loads(bytes(event.body))
    payload = getattr(event, "payload", None)
    kept_apart = json.loads(bytes(payload.content)) if payload is not None else None
    return Entry(
        event_id=event.event_id,
        at=datetime.fromisoformat(told["at"]),
        action=told["action"],
        subject_type=told["subject"]["type"],
        subject_ref=told["subject"]["ref"],
        version=told["subject"]["version"],
        actor_ref=told["actor"]["ref"],
        actor_posts=tuple(told["actor"]["posts"]),
        sentence=sentence(
            told["action"],
            {"ref": told["subject"]["ref"], "version": told["subject"]["version"], **told["facts"]},
            kept_apart,
        ),
        leaf_hash=bytes(event.leaf_hash).hex(),
        facts=told["facts"],
    )


def moments(event_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, datetime]:
    """When each of these was recorded."""
    return dict(StoredEvent.objects.filter(pk__in=set(event_ids)).values_list("event_id", "recorded_at")) if event_ids else {}


def any_since(subject: str, ref: str, moment: datetime) -> bool:
    """Whether anything was recorded of a subject after a moment."""
    return StoredEvent.objects.filter(subject_type=subject, subject_ref=ref, recorded_at__gt=moment).exists()


def entries(event_ids: Collection[uuid.UUID]) -> tuple[Entry, ...]:
    """Some entries, oldest first."""
    found = StoredEvent.objects.filter(pk__in=event_ids).select_related("payload").order_by("recorded_at", "event_id")
    return tuple(as_entry(event) for event in found)


def private_words(event_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """The private words of some events, by event and field. Of an event whose words were erased, and of one that had none, there is nothing."""
    found = StoredEvent.objects.filter(pk__in=event_ids, payload__isnull=False).select_related("payload")
    return {one.event_id: json.loads(bytes(one.payload.content)) for one in found}


def since(at: datetime, *, actions: Collection[str], limit: int = 5000) -> tuple[Entry, ...]:
    """What was recorded from a moment on, of these codes, oldest first, up to `limit`."""
    found = (
        StoredEvent.objects.filter(recorded_at__gte=at, action__in=actions).select_related("payload").order_by("recorded_at", "event_id")
    )
    return tuple(as_entry(event) for event in found[:limit])


def entry(event_id: uuid.UUID) -> tuple[Entry, str] | None:
    """One entry and the exact text that was sealed, or None."""
    event = StoredEvent.objects.select_related("payload").filter(pk=event_id).first()
    return (as_entry(event), bytes(event.body).decode()) if event else None


def newest_by(actor_ref: str, *, limit: int) -> tuple[Entry, ...]:
    """What one person did last, newest first, looking back over the latest thousand entries of the record."""
    recent = StoredEvent.objects.select_related("payload").order_by("-recorded_at", "-event_id")[:1000]
    needle = json.dumps(actor_ref).encode()
    return tuple(as_entry(event) for event in recent if b'"ref":' + needle in bytes(event.body) and _by(event, actor_ref))[:limit]


def _by(event: StoredEvent, actor_ref: str) -> bool:
    return bool(json.loads(bytes(event.body))["actor"]["ref"] == actor_ref)
