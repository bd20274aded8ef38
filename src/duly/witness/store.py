"""What the witness must not forget: one SQLite file, written to the disk before anything is answered."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_TABLES = """
    CREATE TABLE IF NOT EXISTS handover (
        origin TEXT NOT NULL, from_key TEXT NOT NULL, to_key TEXT NOT NULL, note TEXT NOT NULL, at INTEGER NOT NULL,
        PRIMARY KEY (origin, from_key)) STRICT;
    CREATE TABLE IF NOT EXISTS checkpoint (
        origin TEXT NOT NULL, day TEXT NOT NULL, size INTEGER NOT NULL, root BLOB NOT NULL, note TEXT NOT NULL, at INTEGER NOT NULL,
        PRIMARY KEY (origin, day)) STRICT;
    CREATE TABLE IF NOT EXISTS mark (
        origin TEXT NOT NULL, name TEXT NOT NULL, number INTEGER NOT NULL, sha256 TEXT NOT NULL, pence INTEGER NOT NULL,
        note TEXT NOT NULL, at INTEGER NOT NULL,
        PRIMARY KEY (origin, name, number)) STRICT;
"""


@dataclass(frozen=True)
class Seen:
    """The latest checkpoint cosigned of one log: its size and root, and when (seconds since 1970)."""

    size: int
    root: bytes
    at: int


@dataclass(frozen=True)
class Kept:
    """A mark: its number, what it marks by sha256 in hex, and its total in pence."""

    number: int
    sha256: str
    pence: int


class Store:
    """The witness's file. Every change is inside `whole()`: one at a time, and on the disk when it ends."""

    def __init__(self, file: Path):
        self._one_at_a_time = threading.Lock()
        self._db = sqlite3.connect(file, isolation_level=None, check_same_thread=False, timeout=10)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")  # the commit returns when the disk has it, not before
        self._db.executescript(_TABLES)

    @contextmanager
    def whole(self) -> Iterator[None]:
        """Everything inside is kept together or not at all, and nobody else writes meanwhile, in this process or another."""
        with self._one_at_a_time:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def handovers(self, origin: str) -> dict[str, str]:
        """Which key of this log has handed over to which."""
        return dict(self._db.execute("SELECT from_key, to_key FROM handover WHERE origin = ?", (origin,)).fetchall())

    def hand_over(self, origin: str, from_key: str, to_key: str, note: str, at: int) -> None:
        """Keep that one key has handed over to another, with the note both signed."""
        self._db.execute("INSERT INTO handover VALUES (?, ?, ?, ?, ?)", (origin, from_key, to_key, note, at))

    def latest(self, origin: str) -> Seen | None:
        """The largest checkpoint cosigned of this log."""
        found = self._db.execute(
            "SELECT size, root, at FROM checkpoint WHERE origin = ? ORDER BY size DESC, at DESC LIMIT 1", (origin,)
        ).fetchone()
        return Seen(*found) if found else None

    def cosigned(self, origin: str, size: int, root: bytes, note: str, at: int) -> None:
        """Keep a checkpoint, in place of an earlier one of the same day: it shows everything that one did."""
        day = time.strftime("%Y-%m-%d", time.gmtime(at))
        self._db.execute("INSERT OR REPLACE INTO checkpoint VALUES (?, ?, ?, ?, ?, ?)", (origin, day, size, root, note, at))

    def mark(self, origin: str, name: str, number: int) -> Kept | None:
        """What is kept under one number."""
        found = self._db.execute(
            "SELECT number, sha256, pence FROM mark WHERE origin = ? AND name = ? AND number = ?", (origin, name, number)
        ).fetchone()
        return Kept(*found) if found else None

    def highest(self, origin: str, name: str) -> int | None:
        """The highest number kept under a name."""
        (number,) = self._db.execute("SELECT max(number) FROM mark WHERE origin = ? AND name = ?", (origin, name)).fetchone()
        return None if number is None else int(number)

    def marks(self, origin: str, name: str, after: int, limit: int) -> tuple[Kept, ...]:
        """The marks above a number, lowest first."""
        found = self._db.execute(
            "SELECT number, sha256, pence FROM mark WHERE origin = ? AND name = ? AND number > ? ORDER BY number LIMIT ?",
            (origin, name, after, limit),
        )
        return tuple(Kept(*row) for row in found.fetchall())

    def keep(self, origin: str, name: str, mark: Kept, note: str, at: int) -> None:
        """Keep one mark with the note that asked for it."""
        self._db.execute("INSERT INTO mark VALUES (?, ?, ?, ?, ?, ?, ?)", (origin, name, mark.number, mark.sha256, mark.pence, note, at))
