"""What must agree inside the database: each subject's numbers, the office's own rows, the queue, erasures and marks. Nothing here needs Django."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

import psycopg
from psycopg import sql

from duly.core.log.alarms import Alarms

Connection = psycopg.Connection[tuple[Any, ...]]

ERASURE = "erasure.carried-out"

_NUMBERS = """
    WITH s AS MATERIALIZED (
        SELECT subject_type, subject_ref, min(subject_version) AS first, max(subject_version) AS last,
               count(*) AS n, count(DISTINCT subject_version) AS different
          FROM audit.event {which} GROUP BY 1, 2)
    SELECT NULL, NULL, count(*), 0, 0 FROM s
    UNION ALL SELECT subject_type, subject_ref, first, last, n FROM s WHERE first <> 1 OR last <> n OR different <> n
"""
_ROWS = """
    SELECT {kind}, r.ref::text, r.version, e.last
      FROM public.{table} r
      LEFT JOIN LATERAL (SELECT max(subject_version) AS last FROM audit.event WHERE subject_type = {kind} AND subject_ref = r.ref) e ON true
     WHERE r.version IS DISTINCT FROM e.last {and_which}
    UNION ALL
    SELECT {kind}, e.subject_ref, NULL, e.subject_version FROM audit.event e
     WHERE e.subject_type = {kind} AND e.subject_version = 1 AND NOT EXISTS (SELECT FROM public.{table} r WHERE r.ref = e.subject_ref) {and_event}
"""
_QUEUE = """
    SELECT q.event_id::text, e.event_id IS NULL, l.event_id IS NOT NULL FROM audit.pending q
      LEFT JOIN audit.event e ON e.event_id = q.event_id LEFT JOIN audit.leaf l ON l.event_id = q.event_id
     WHERE e.event_id IS NULL OR l.event_id IS NOT NULL
"""
_MARKS = """
    SELECT m.name, m.number, m.sha256, m.pence, e.body FROM audit.mark m LEFT JOIN audit.event e ON e.event_id = m.event_id ORDER BY 1, 2
"""


def numbers(connection: Connection, alarms: Alarms, *, only: tuple[str, str] | None = None) -> int:
    """Each subject's events are numbered 1, 2, 3 … without a gap. Returns how many subjects there are; `only` asks of one."""
    which = sql.SQL("WHERE subject_type = {} AND subject_ref = {}").format(*map(sql.Literal, only)) if only else sql.SQL("")
    subjects = 0
    for kind, ref, first, last, count in connection.execute(sql.SQL(_NUMBERS).format(which=which)):
        if kind is None:
            subjects = first
        else:
            alarms.add(f"{kind} {ref}", f"It has {count} events, numbered {first} to {last}: entries are missing, repeated or added.")
    return subjects


def rows(connection: Connection, kinds: Sequence[tuple[str, str]], alarms: Alarms, *, only: tuple[str, str] | None = None) -> None:
    """Every kept row carries the number of its subject's last event, and none is gone. `kinds` are subjects and their tables."""
    asked = [(kind, table) for kind, table in kinds if only is None or kind == only[0]]
    if not asked:
        return
    ref = sql.Literal(only[1]) if only else None
    statement = sql.SQL(" UNION ALL ").join(
        sql.SQL(_ROWS).format(
            kind=sql.Literal(kind),
            table=sql.Identifier(table),
            and_which=sql.SQL("AND r.ref = {}").format(ref) if ref else sql.SQL(""),
            and_event=sql.SQL("AND e.subject_ref = {}").format(ref) if ref else sql.SQL(""),
        )
        for kind, table in asked
    )
    for kind, found, version, last in connection.execute(statement):
        if version is None:
            alarms.add(f"{kind} {found}", "The record tells of it, and the office's own row is gone.")
        else:
            alarms.add(f"{kind} {found}", f"The office's own row is at version {version}; the record knows {last or 0}.")


def queue(connection: Connection, alarms: Alarms) -> None:
    """What waits to be put in the log is a recorded event, and not there yet."""
    for event_id, gone, sealed in connection.execute(_QUEUE):
        if gone:
            alarms.add(event_id, "It waits to be put in the log, and the event is gone.")
        if sealed:
            alarms.add(event_id, "It waits to be put in the log, where it already is.")


def counts(connection: Connection, read: int, alarms: Alarms) -> None:
    """There are as many events as were read: none is there twice."""
    there = connection.execute("SELECT count(*) FROM audit.event").fetchone()
    if there is None or there[0] != read:
        alarms.add("the events", f"{read} were read, and there are {there and there[0]}.")


def erasures(connection: Connection, alarms: Alarms) -> set[bytes]:
    """The ids, as text, of the erasures whose list is the one their event names by its hash."""
    lists: dict[str, Any] = {}
    for erased_by, event_id in connection.execute("SELECT erased_by::text, event_id::text FROM audit.erased ORDER BY 1, 2"):
        hashed, count = lists.get(erased_by) or (hashlib.sha256(), 0)
        hashed.update(f"{event_id}\n".encode())
        lists[erased_by] = hashed, count + 1
    named = {
        event_id: bytes(body)
        for event_id, body in connection.execute(
            "SELECT event_id::text, body FROM audit.event WHERE action = %s OR event_id = ANY(%s::uuid[])", [ERASURE, list(lists)]
        )
    }
    lawful = set()
    for event_id in sorted(named.keys() | lists.keys()):
        hashed, count = lists.get(event_id) or (hashlib.sha256(), 0)
        try:
            told = json.loads(named[event_id])
            right = (told["action"], told["facts"]["list_sha256"], told["facts"]["events"]) == (ERASURE, hashed.hexdigest(), count)
        except Exception:  # an erasure that cannot be read covers nothing
            right = False
        if right:
            lawful.add(event_id.encode())
        else:
            alarms.add(event_id, "The list of what was erased is not the one its event names.")
    return lawful


def marks(connection: Connection, alarms: Alarms) -> None:
    """What the witnesses are to remember is what its event says."""
    for name, number, digest, pence, body in connection.execute(_MARKS):
        try:
            facts = json.loads(bytes(body))["facts"].values()
            right = {number, digest, pence} <= {one for one in facts if isinstance(one, int | str)}
        except Exception:
            right = False
        if not right:
            alarms.add(f"{name} {number}", "What the witnesses are to remember of it is not what its event says.")
    for name, number in connection.execute(
        "SELECT k.name, k.number FROM audit.mark_kept k LEFT JOIN audit.mark m ON (m.name, m.number) = (k.name, k.number) WHERE m.name IS NULL"
    ):
        alarms.add(f"{name} {number}", "A witness keeps it, and here it is gone.")


def of_the_sequencer(connection: Connection, alarms: Alarms) -> None:
    """What the sequencer itself found wrong since it last signed."""
    for at, says in connection.execute(
        "SELECT at::text, says FROM audit.alarm WHERE at > coalesce((SELECT max(signed_at) FROM audit.checkpoint), '-infinity') ORDER BY at"
    ):
        alarms.add(f"the sequencer, {at[:19]}", says)


def extra_tiles(connection: Connection, lasts: Iterable[tuple[int, int]], alarms: Alarms) -> None:
    """No tile stands beyond the tree. `lasts` gives the last place of each level, -1 where it has none."""
    known = dict(lasts)
    for level, idx in connection.execute("SELECT level, max(idx) FROM audit.tile GROUP BY level"):
        if idx > known.get(level, -1):
            alarms.add(f"tile {level}/{idx}", "This tile of the tree should not be there.")
