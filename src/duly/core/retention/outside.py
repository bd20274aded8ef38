"""Erasures remembered in a small file outside the database, so that one restored to a moment before them can have them carried out again.

The file says which events were erased, by their ids, and never what they said. Nothing here needs Django.
"""

import json
import os
import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psycopg

from duly.machine.home import Home

FILE = "disposals.jsonl"

_CARRIED_OUT = """
    SELECT subject_ref, facts ->> 'record_class', facts ->> 'proposed_by', facts ->> 'approved_by', array_agg(x.event_id ORDER BY x.event_id)
      FROM (SELECT event_id, subject_ref, convert_from(body, 'UTF8')::jsonb -> 'facts' AS facts FROM audit.event
             WHERE event_id IN (SELECT erased_by FROM audit.erased)) e
      JOIN audit.erased x ON x.erased_by = e.event_id
     GROUP BY 1, 2, 3, 4, e.event_id ORDER BY 1
"""


@dataclass(frozen=True)
class Remembered:
    """A disposal list that was carried out: its reference, who proposed and approved it, and the ids of the events on it."""

    ref: str
    record_class: str
    proposed_by: str
    approved_by: str
    event_ids: tuple[uuid.UUID, ...]


def remember(*lists: Remembered) -> None:
    """Add lists to the file in the home, so that they are on the disk when this returns."""
    folder = Home.find().root / "backups"
    folder.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)
    lines = "".join(json.dumps(asdict(one), default=str) + "\n" for one in lists)
    file = os.open(folder / FILE, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        end = os.lseek(file, 0, os.SEEK_END)
        cut_short = end > 0 and os.pread(file, 1, end - 1) != b"\n"
        os.write(file, ("\n" * cut_short + lines).encode())
        os.fsync(file)
    finally:
        os.close(file)


def remembered(paths: Iterable[Path]) -> tuple[Remembered, ...]:
    """The lists in these files, each once. A line cut short by a crash is passed over: the next backup writes it again."""
    found: dict[tuple[uuid.UUID, ...], Remembered] = {}
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
            try:
                told = json.loads(line)
                ids = tuple(uuid.UUID(one) for one in told.pop("event_ids"))
                found[ids] = Remembered(**told, event_ids=ids)
            except (ValueError, KeyError, TypeError, AttributeError):
                continue
    return tuple(found.values())


def remember_all(connection: "psycopg.Connection[Any]") -> int:
    """Add to the file whatever was carried out in this database and is not in it: a crash may have come between. Returns how many lists."""
    known = {one.event_ids for one in remembered([Home.find().root / "backups" / FILE])}
    there = connection.execute("SELECT to_regclass('audit.erased') IS NOT NULL").fetchone()
    if there != (True,):
        return 0
    carried_out = (Remembered(*told, tuple(ids)) for *told, ids in connection.execute(_CARRIED_OUT).fetchall())
    new = [one for one in carried_out if one.event_ids not in known]
    if new:
        remember(*new)
    return len(new)
