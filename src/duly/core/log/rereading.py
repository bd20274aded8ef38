"""Reading a stretch of the log back from the database: every event's bytes hashed before anything in them is believed, then the tree over them.

A stretch begins at a multiple of 2 ** 17 entries, so that whole stretches are whole branches of the tree: they can be read by several processes at
once, and their roots join exactly. Nothing here needs Django.
"""

import hashlib
import json
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import psycopg
from psycopg import sql

from duly.core.log.alarms import Alarms
from duly.core.log.tiles import TILE_LEVELS, TILE_WIDTH

Connection = psycopg.Connection[tuple[Any, ...]]

STRETCH_LEVEL = 17
STRETCH = 1 << STRETCH_LEVEL
_EVERY = 4096

_EVENTS = """
    COPY (SELECT {place}, {event}.event_id::text, {kept}.leaf_hash, e.body, e.leaf_hash, e.action, e.subject_type, e.subject_ref,
                 e.subject_version::text, p.salt, p.content, r.erased_by::text
            FROM {source}
            LEFT JOIN audit.payload p ON p.event_id = {event}.event_id
            LEFT JOIN audit.erased r ON r.event_id = {event}.event_id
           WHERE {which} ORDER BY {order}) TO STDOUT (FORMAT binary)
"""
_IN_THE_LOG = _EVENTS.format(
    place="l.leaf_index::text",
    event="l",
    kept="l",
    source="audit.leaf l LEFT JOIN audit.event e ON e.event_id = l.event_id",
    which="l.leaf_index >= {starts} AND l.leaf_index < {ends}",
    order="l.leaf_index",
)
_WAITING = _EVENTS.format(
    place="''",
    event="e",
    kept="q",
    source="audit.event e LEFT JOIN audit.pending q ON q.event_id = e.event_id",
    which="NOT EXISTS (SELECT FROM audit.leaf l WHERE l.event_id = e.event_id)",
    order="e.event_id",
)

# The end of an event as `primitives.digest.canonical` writes it, and its beginning. Reading these by pattern is several times as fast as reading
# the whole; what does not match is read whole. A quotation mark inside a text is written with a backslash, so no text can look like this.
_END = re.compile(
    rb',"id":"([^"\\]*)","payload_sha256":"([^"\\]*)","subject":\{"ref":"([^"\\]*)","type":"([^"\\]*)","version":([0-9]{1,9})\},"v":1\}\Z'
)
_BEGINNING = re.compile(rb'\{"action":"([^"\\]*)",')
_LONGEST_END = 600


@dataclass
class Stretch:
    """What was read: how many events, the nodes of each level of the tree over them (lowest first, complete nodes only), and what is wrong."""

    starts: int
    events: int = 0
    levels: list[list[bytes]] = field(default_factory=list)
    alarms: Alarms = field(default_factory=Alarms)

    def covering(self, size: int) -> list[bytes]:
        """The complete nodes that together cover the entries from the stretch's beginning up to but not `size`, from the left."""
        found, at, left = [], 0, size - self.starts
        while left:
            level = left.bit_length() - 1
            found.append(self.levels[level][at >> level])
            at, left = at + (1 << level), left - (1 << level)
        return found


def read_stretch(
    connection: Connection, starts: int, ends: int, lawful: Collection[bytes], progress: Callable[[int], None] = lambda more: None
) -> Stretch:
    """Read the entries from `starts` up to but not `ends`, and hold the tree's tiles to them.

    `lawful` are the ids, as text, of the erasures whose lists are the ones their events name.
    """
    found = Stretch(starts)
    hashes = read_entries(connection, starts, ends, lawful, found.alarms, progress)
    found.events, found.levels = len(hashes), levels_over(hashes)
    _hold_tiles(connection, found)
    return found


def read_entries(
    connection: Connection,
    starts: int,
    ends: int,
    lawful: Collection[bytes],
    alarms: Alarms,
    progress: Callable[[int], None] = lambda more: None,
) -> list[bytes]:
    """Read entries wherever they begin, each held to its own hash, columns and private words. Returns the hashes of their bodies."""
    hashes: list[bytes] = []
    for row in _rows(connection, sql.SQL(_IN_THE_LOG).format(starts=sql.Literal(starts), ends=sql.Literal(ends))):
        place = starts + len(hashes)
        if row[0] != b"%d" % place:
            alarms.add(f"entry {place}", "This entry of the log is missing, or is there twice.")
        hashes.append(_reread(row, lawful, alarms, "it was put in the log with"))
        if len(hashes) % _EVERY == 0:
            progress(_EVERY)
    progress(len(hashes) % _EVERY)
    if len(hashes) != ends - starts:
        alarms.add(f"entries {starts} to {ends - 1}", f"There should be {ends - starts}, and there are {len(hashes)}.")
    return hashes


def read_waiting(connection: Connection, lawful: Collection[bytes], alarms: Alarms) -> int:
    """Read the events that have no entry number yet: each must be in the queue, with its hash. Returns how many."""
    count = 0
    for row in _rows(connection, sql.SQL(_WAITING)):
        count += 1
        if row[2] is None:
            alarms.add(_said(row[1]), "The event is neither in the log nor waiting to be put there: it was kept out.")
            row = (*row[:2], row[4], *row[3:])
        _reread(row, lawful, alarms, "it waits with")
    return count


def levels_over(hashes: list[bytes]) -> list[list[bytes]]:
    """The complete nodes of every level of the tree over these leaves, lowest level first."""
    levels, digest = [hashes], hashlib.sha256
    while len(levels[-1]) > 1:
        below = iter(levels[-1])
        levels.append([digest(b"\x01" + left + right).digest() for left, right in zip(below, below, strict=False)])
    return levels


def _rows(connection: Connection, statement: sql.Composable) -> Iterator[tuple[Any, ...]]:
    with connection.cursor().copy(statement) as copy:
        yield from copy.rows()


def _reread(row: tuple[Any, ...], lawful: Collection[bytes], alarms: Alarms, kept_as: str) -> bytes:
    """Hold one event to its hash, its columns to its body, and its private words to what was sealed. Returns the hash of its body."""
    _, event_id, kept_hash, body, event_hash, action, kind, ref, version, salt, content, erased_by = row
    if body is None:
        alarms.add(_said(event_id), "The log has an entry for this event, and the event is gone.")
        return bytes(kept_hash or b"")
    hashed = hashlib.sha256(b"\x00" + body).digest()
    if hashed != kept_hash:
        alarms.add(_said(event_id), f"The event's body is not the one {kept_as}.")
    if hashed != event_hash:
        alarms.add(_said(event_id), "The event's hash is not the hash of its body.")
    try:
        named, sealed, told_ref, told_kind, told_version, told_action = _told(body)
        if (named, told_ref, told_kind, told_version, told_action) != (event_id, ref, kind, version, action):
            alarms.add(_said(event_id), "The columns beside the event disagree with its body.")
        if content is not None:
            if hashlib.sha256(salt + content).hexdigest().encode() != sealed:
                alarms.add(_said(event_id), "The event's private words are not those that were sealed.")
            if erased_by is not None:
                alarms.add(_said(event_id), "The event's private words were erased, and yet they are here.")
        elif sealed and erased_by not in lawful:
            alarms.add(_said(event_id), "The event's private words are gone, and no erasure covers it.")
    except Exception as fault:  # whatever is in there, the next event is read too
        alarms.add(_said(event_id), f"The event's body does not read as an event ({type(fault).__name__}).")
    return hashed


def _told(body: bytes) -> tuple[bytes, ...]:
    """The name, the seal of the private words, the reference, kind and number of the subject, and the action, as the body says them."""
    begins, ends = _BEGINNING.match(body), _END.search(body, max(0, len(body) - _LONGEST_END))
    if begins is not None and ends is not None:
        return (*ends.groups(), begins[1])
    told = json.loads(body)
    subject = told["subject"]
    if type(subject["version"]) is not int:
        raise TypeError("a number that is not one")
    said = (told["id"], told["payload_sha256"], subject["ref"], subject["type"], str(subject["version"]), told["action"])
    return tuple(one.encode() for one in said)


def _hold_tiles(connection: Connection, found: Stretch) -> None:
    """The two lowest levels of tiles over this stretch hold the hashes that were just worked out. (Higher ones span several stretches.)"""
    for level in (0, 1):
        height = level * TILE_LEVELS
        nodes = found.levels[height] if len(found.levels) > height else []
        first = (found.starts >> height) // TILE_WIDTH
        wanted = {first + n // TILE_WIDTH: b"".join(nodes[n : n + TILE_WIDTH]) for n in range(0, len(nodes), TILE_WIDTH)}
        hold_tiles(connection, level, wanted, found.alarms, first=first, last=((found.starts + STRETCH - 1) >> height) // TILE_WIDTH)


def hold_tiles(connection: Connection, level: int, wanted: dict[int, bytes], alarms: Alarms, *, first: int, last: int) -> None:
    """The tiles kept of one level, `first` to `last`, are these and no others."""
    kept: dict[int, bytes] = {}
    asked = "SELECT idx, hashes FROM audit.tile WHERE level = %s AND idx BETWEEN %s AND %s"
    for idx, hashes in connection.execute(asked, [level, first, last], binary=True):
        if idx in kept or idx not in wanted:
            alarms.add(f"tile {level}/{idx}", "This tile of the tree should not be there.")
        kept[idx] = bytes(hashes)
    for idx, hashes in wanted.items():
        if kept.get(idx) != hashes:
            alarms.add(f"tile {level}/{idx}", "This tile of the tree is missing or is not of the entries below it.")


def joined(nodes: Sequence[bytes]) -> bytes:
    """The root over complete nodes of falling size, from the left."""
    found = nodes[-1]
    for left in reversed(nodes[:-1]):
        found = hashlib.sha256(b"\x01" + left + found).digest()
    return found


def _said(event_id: bytes | None) -> str:
    return (event_id or b"?").decode("ascii", "backslashreplace")
