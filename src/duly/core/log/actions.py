"""What the application itself writes of the log: marks that a witness is to remember, and the changes of its key and name."""

import uuid
from collections.abc import Callable

from django.db import connection, transaction

from duly.core.log.events import EvidenceTaken, EvidenceTakenInPart, LogBegunAgain, LogKeyChanged, RecordVerified, RecordVerifiedInPart
from duly.core.record.actions import unit_of_work
from duly.core.record.queries import next_version
from duly.primitives.actor import Actor

REF = "log"


def mark(name: str, number: int, sha256: str, pence: int, *, event_id: uuid.UUID) -> None:
    """Have the witnesses remember a numbered thing that must never be made twice: "bank file" 7, the SHA-256 of its bytes, its total.

    In the transaction of the event it belongs to, and refused in any other. The same name and number twice is refused.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit.mark (event_id, name, number, sha256, pence) VALUES (%s, %s, %s, %s, %s)",
            [event_id, name, number, sha256, pence],
        )


def change_key(*, old_key: str, new_key: str, note: str, keep: Callable[[uuid.UUID], None], by: Actor) -> uuid.UUID:
    """Record that the log's key hands over. `keep(event)` puts the coming key where the sequencer finds it, before this is committed: a key
    that is named in the record and lost could never be asked for again."""
    with unit_of_work() as record:
        event = record.write(
            LogKeyChanged(ref=REF, version=next_version("log", REF), old_key=old_key, new_key=new_key, note=note),
            by=by,
        )
        keep(event)
    return event


def note_verified(*, how: str, events: int, entries: int, alarms: int, root: str, held_to: int, seconds: int, by: Actor) -> uuid.UUID:
    """Record that the record was read back, and what was found. `how` is "full", "newer" or "subject"; `root` is hexadecimal; `held_to` as in the event."""
    with unit_of_work() as record:
        _one_at_a_time("record verified")
        version, found = next_version("record", "record"), (events, entries, alarms, root, held_to, seconds)
        whole = how == "full"
        return record.write(
            RecordVerified("record", version, *found) if whole else RecordVerifiedInPart("record", version, how, *found), by=by
        )


def note_evidence(*, about: str, events: int, withheld: int, sha256: str, kept_in: int = 0, by: Actor) -> uuid.UUID:
    """Record that an evidence pack about a reference is taken away, without `kept_in` papers that stay. Whether it may be is asked by whoever hands it over."""
    with unit_of_work() as record:
        _one_at_a_time(f"evidence {about}")
        said = (about, next_version("evidence", about), about, events, withheld, sha256)
        return record.write(EvidenceTakenInPart(*said, kept_in) if kept_in else EvidenceTaken(*said), by=by)


def begin_again(*, name: str, entries: int, seen: int, by: Actor) -> uuid.UUID:
    """Record that the log goes on under another name, with `entries` entries where `seen` had been signed under the last."""
    with unit_of_work() as record:
        return record.write(LogBegunAgain(ref=REF, version=next_version("log", REF), name=name, entries=entries, seen=seen), by=by)


def _one_at_a_time(what: str) -> None:
    """Nothing locks a row here: who would write the next event of a subject that has none waits for whoever is writing one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [what])
