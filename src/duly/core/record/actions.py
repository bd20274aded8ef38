"""The one transaction door and the only pen."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError, InternalError, OperationalError, connection, transaction

from duly.core.record.clock import now
from duly.primitives.actor import Actor
from duly.primitives.digest import canonical, sha256_hex
from duly.primitives.event import Event
from duly.primitives.refusal import Refusal, Refused

ENVELOPE_VERSION = 1
NO_ROOM = Refusal(
    "no-room", "The database's disk is full, so nothing was kept. Whoever keeps the machine must make room; then do it again."
)
_DISK_FULL = "53100"
_EVENT = "SELECT set_config('duly.actor', %s, true); INSERT INTO audit.event (event_id, body) VALUES (%s, %s)"
_PAYLOAD = "INSERT INTO audit.payload (event_id, salt, content) VALUES (%s, %s, %s)"
"""Sent together: every change in the house waits for its event, and each statement sent apart is a wait of its own."""


class Pen:
    """Writes events in the transaction that is open. Got from `unit_of_work()`."""

    def write(self, event: Event, *, by: Actor) -> uuid.UUID:
        """Write one event and return its id, which facts and lines name in `made_by` or `superseded_by`.

        `event.ref` and `event.version` are its subject and its number in the subject's own history: the database refuses a gap or a repeat.
        """
        event_id = new_event_id()
        kept_apart = event.kept_apart()
        salt = os.urandom(32) if kept_apart else b""
        content = canonical(kept_apart) if kept_apart else b""
        body = canonical(
            {
                "v": ENVELOPE_VERSION,
                "id": str(event_id),
                "at": now().isoformat(timespec="milliseconds"),
                "action": event.code,
                "actor": {"ref": by.ref, "posts": list(by.posts)},
                "subject": {"type": event.subject, "ref": event.ref, "version": event.version},
                "facts": event.sealed(),
                "payload_sha256": sha256_hex(salt + content) if kept_apart else "",
            }
        )
        with connection.cursor() as cursor:
            if kept_apart:
                cursor.execute(f"{_EVENT}; {_PAYLOAD}", [by.ref, event_id, body, event_id, salt, content])
            else:
                cursor.execute(_EVENT, [by.ref, event_id, body])
        return event_id


def new_event_id() -> uuid.UUID:
    """A UUID of version 7, made here so that a client that never hears the answer can still name its event."""
    milliseconds = int(now().timestamp() * 1000)
    number = (milliseconds << 80) | int.from_bytes(os.urandom(10), "big")
    number = (number & ~(0xF << 76)) | (0x7 << 76)
    return uuid.UUID(int=(number & ~(0x3 << 62)) | (0x2 << 62))


@contextmanager
def unit_of_work(*, snapshot: bool = False) -> Iterator[Pen]:
    """The one transaction door: everything inside is kept together or not at all.

    Deferred checks run before it closes, so a refusal is raised here, as `Refused`, and not after a page believed it saved. Inside another
    unit of work it joins; only the outermost checks and commits. With `snapshot=True` everything read inside is one moment (REPEATABLE READ);
    that must be asked for at the outermost door.
    """
    depth, begun = getattr(connection, "duly_depth", 0), connection.in_atomic_block
    try:
        with transaction.atomic():
            connection.duly_depth = depth + 1
            if snapshot:
                _hold_one_moment(outermost=not begun)
            yield Pen()
            if depth == 0:
                with connection.cursor() as cursor:
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    except (IntegrityError, InternalError) as error:
        refusal = _refusal_in(error)
        if refusal is None:
            raise
        raise Refused(refusal) from error
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", None) != _DISK_FULL:
            raise
        raise Refused(NO_ROOM) from error
    finally:
        connection.duly_depth = depth


def take_number(sequence: str) -> int:
    """The next number of a named sequence. Numbers are never given twice; a refused action may leave a gap."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s::regclass)", [sequence])
        return int(cursor.fetchone()[0])


def _hold_one_moment(*, outermost: bool) -> None:
    """Read one moment from now on. Inside another unit of work it must do so already: a moment cannot be chosen half-way."""
    with connection.cursor() as cursor:
        if outermost:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            return
        cursor.execute("SHOW transaction_isolation")
        if cursor.fetchone()[0] != "repeatable read":
            raise RuntimeError("One moment must be asked for at the outermost unit of work.")


def _refusal_in(error: Exception) -> Refusal | None:
    """A named constraint reads as a sentence; anything else is our own mistake and falls, loudly."""
    diagnosis: Any = getattr(error.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", None)
    if not name:
        return None
    words = diagnosis.message_primary or ""
    if name in (
        "no_silent_write",
        "event_numbers_have_no_gap",
        "event_carries_its_own_name",
        "private_words_are_those_sealed",
        "kept_as_written",
        "facts_are_superseded_not_changed",
        "one_version_at_a_time",
    ):
        return Refusal(name.replace("_", "-"), words)
    return Refusal(name.replace("_", "-"), f"The database refused this: {name.replace('_', ' ')}.")
