"""The whole record as one file that `duly-verify` reads: docs/specification/export.md says what each line is. Nothing here needs Django."""

from binascii import b2a_base64
from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Any

from psycopg import sql

from duly.core.log.rereading import Connection
from duly.core.log.signatures import Keys
from duly.core.log.stored import tree_node
from duly.primitives.merkle import Node

FORMAT = b"duly-export/1\n"
_AT_ONCE = 1 << 14

_EVENTS = """
    COPY (SELECT l.leaf_index::text, l.leaf_hash, e.body, p.salt, p.content
            FROM audit.leaf l LEFT JOIN audit.event e ON e.event_id = l.event_id LEFT JOIN audit.payload p ON p.event_id = l.event_id
           WHERE l.leaf_index >= {starts} AND l.leaf_index < {ends} ORDER BY l.leaf_index) TO STDOUT (FORMAT binary)
"""
_WAITING = """
    COPY (SELECT q.leaf_hash, e.body, p.salt, p.content
            FROM audit.event e LEFT JOIN audit.pending q ON q.event_id = e.event_id LEFT JOIN audit.payload p ON p.event_id = e.event_id
           WHERE NOT EXISTS (SELECT FROM audit.leaf l WHERE l.event_id = e.event_id)
           ORDER BY e.recorded_at, e.event_id) TO STDOUT (FORMAT binary)
"""
_CHECKPOINTS = """
    SELECT c.size, c.root, c.note, array_agg(s.line ORDER BY s.witness) FILTER (WHERE s.size IS NOT NULL)
      FROM audit.checkpoint c LEFT JOIN audit.cosignature s ON s.size = c.size
     WHERE c.size > %s AND c.size <= %s GROUP BY c.size, c.root, c.note ORDER BY c.size
"""
_ERASED = """
    COPY (SELECT r.erased_by::text, r.event_id::text FROM audit.erased r LEFT JOIN audit.leaf l ON l.event_id = r.erased_by
           WHERE l.leaf_index IS NULL OR l.leaf_index >= {since} ORDER BY 1, 2) TO STDOUT (FORMAT binary)
"""


class Lines:
    """Writes lines and counts them."""

    def __init__(self, write: Callable[[bytes], object], form: bytes):
        self._write, self.count, self._hashed = write, 1, sha256()
        write(form)

    def add(self, *words: bytes) -> None:
        line = b" ".join(words) + b"\n"
        self._hashed.update(line)
        self._write(line)
        self.count += 1

    def end(self) -> None:
        """The last line: how many there are with it, and the hash of those before it but the first."""
        self.add(b"end", b"%d" % (self.count + 1), self._hashed.hexdigest().encode())


def export(
    connection: Connection,
    write: Callable[[bytes], object],
    *,
    kinds: Sequence[tuple[str, str]],
    keys: Keys,
    since: int = 0,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> int:
    """Write the record from entry `since` on, within one moment of `connection`. Returns how many entries of the log were written.

    `kinds` are the subjects whose rows carry a version, with their tables. ValueError when the log has not come to `since`.
    """
    found = connection.execute("SELECT coalesce(max(leaf_index) + 1, 0) FROM audit.leaf").fetchone()
    size = int(found[0]) if found else 0
    if not 0 <= since <= size:
        raise ValueError(f"The log has {size} entries: an export cannot begin at entry {since}.")
    lines = Lines(write, FORMAT)
    for key in keys.log:
        lines.add(b"key", key.encode())
    if since:
        lines.add(b"since", b"%d" % since, *(encoded(one) for one in edge(since, tree_node(connection))))
    for starts in range(since, size, _AT_ONCE):
        _write_stretch(connection, lines, starts, min(starts + _AT_ONCE, size))
        progress(min(starts + _AT_ONCE, size) - since, size - since)
    _write_checkpoints(connection.execute(_CHECKPOINTS, [size, 1 << 62]).fetchall(), lines)  # beyond the log: there should be none
    for row in _rows(connection, sql.SQL(_WAITING)):
        lines.add(b"waiting", *map(encoded, row))
    for row in _rows(connection, sql.SQL(_ERASED).format(since=sql.Literal(since))):
        lines.add(b"erased", *row)
    for kind, table in kinds:
        lines.add(b"kind", encoded(kind.encode()))
        statement = sql.SQL("COPY (SELECT ref::text, version::text FROM public.{} ORDER BY ref) TO STDOUT (FORMAT binary)")
        for ref, version in _rows(connection, statement.format(sql.Identifier(table))):
            lines.add(b"row", encoded(kind.encode()), encoded(ref), version)
    lines.end()
    return size - since


def edge(size: int, node: Node) -> list[bytes]:
    """The roots of the whole subtrees of a tree of this size, the largest first: one for each of its binary digits that is 1."""
    found, at = [], 0
    for level in reversed(range(size.bit_length())):
        if size >> level & 1:
            found.append(node(level, at >> level))
            at += 1 << level
    return found


def _write_stretch(connection: Connection, lines: Lines, starts: int, ends: int) -> None:
    """So many entries, each followed by the checkpoint whose last entry it is."""
    signed = connection.execute(_CHECKPOINTS, [starts, ends]).fetchall()
    for row in _rows(connection, sql.SQL(_EVENTS).format(starts=sql.Literal(starts), ends=sql.Literal(ends))):
        while signed and signed[0][0] <= int(row[0]):
            _write_checkpoints([signed.pop(0)], lines)
        lines.add(b"event", row[0], *map(encoded, row[1:]))
    _write_checkpoints(signed, lines)


def _write_checkpoints(signed: Sequence[tuple[Any, ...]], lines: Lines) -> None:
    for size, root, note, cosigned in signed:
        lines.add(
            b"checkpoint", b"%d" % size, encoded(bytes(root)), encoded(note.encode()), *(encoded(line.encode()) for line in cosigned or ())
        )


def _rows(connection: Connection, statement: sql.Composable) -> Any:
    with connection.cursor().copy(statement) as copy:
        yield from copy.rows()


def encoded(data: bytes | None) -> bytes:
    """Base64 on one line; what is not there is a dash."""
    return b"-" if data is None else b2a_base64(data, newline=False)
