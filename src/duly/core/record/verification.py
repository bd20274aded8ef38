"""Reading the whole record back and holding it to what must be true. Bytes are hashed before anything in them is believed."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps

from duly.core.record import queries
from duly.core.record.guards import guard_of
from duly.core.record.models import StoredEvent


@dataclass(frozen=True)
class Alarm:
    """Something that should never be so. `where` is an event id or a subject; `says` is a sentence."""

    where: str
    says: str


@dataclass(frozen=True)
class Verdict:
    """How many events were read, of how many subjects, and every alarm."""

    events: int
    subjects: int
    alarms: tuple[Alarm, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.alarms


def verify(*, progress: Callable[[int, int], None] = lambda done, total: None) -> Verdict:
    """Read every event: its hash, its payload's hash, its columns against its body, the numbering of each subject, and each kept row's version."""
    total, alarms = queries.how_many(), []
    last: dict[tuple[str, str], int] = {}
    done = 0
    for event in queries.stored():
        alarms += _wrong_with(event, last)
        done += 1
        if done % 1000 == 0:
            progress(done, total)
    progress(done, total)
    alarms += _rows_that_disagree(last)
    return Verdict(done, len(last), tuple(alarms))


def _wrong_with(event: StoredEvent, last: dict[tuple[str, str], int]) -> list[Alarm]:
    where, body = str(event.event_id), bytes(event.body)
    if hashlib.sha256(b"\x00" + body).digest() != bytes(event.leaf_hash):
        return [Alarm(where, "The event's hash is not the hash of its body.")]
    try:
        told = json.loads(body)
        subject = (told["subject"]["type"], told["subject"]["ref"])
        version, action, payload_sha256 = told["subject"]["version"], told["action"], told["payload_sha256"]
        named = told["id"]
    except (ValueError, KeyError, TypeError):
        return [Alarm(where, "The event's body does not read as an event.")]
    found = []
    if (action, *subject, version, named) != (event.action, event.subject_type, event.subject_ref, event.subject_version, where):
        found.append(Alarm(where, "The columns beside the event disagree with its body."))
    if version != last.get(subject, 0) + 1:
        found.append(
            Alarm(where, f"{subject[0]} {subject[1]} goes from entry {last.get(subject, 0)} to {version}: entries are missing or repeated.")
        )
    last[subject] = version
    payload = getattr(event, "payload", None)
    if payload is not None and hashlib.sha256(bytes(payload.salt) + bytes(payload.content)).hexdigest() != payload_sha256:
        found.append(Alarm(where, "The event's private words are not those that were sealed."))
    if payload is None and payload_sha256:
        found.append(Alarm(where, "The event's private words are gone, and no erasure is recorded."))
    return found


def _rows_that_disagree(last: dict[tuple[str, str], int]) -> list[Alarm]:
    """A kept row carries the number of its subject's last event."""
    found = []
    for model in apps.get_models():
        guard = guard_of(model)
        if guard is None or guard.kind != "lifecycle":
            continue
        for ref, version in model._default_manager.values_list("ref", "version").iterator(chunk_size=2000):
            recorded = last.get((guard.subject, ref), 0)
            if recorded != version:
                found.append(Alarm(f"{guard.subject} {ref}", f"The row is at version {version}; the record knows {recorded}."))
    return found
