"""What must be true at every instant, whoever was killed in the middle of what: asked in one snapshot, so that nothing half seen is called wrong."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import psycopg
from django.apps import apps

from duly.core.record.guards import guard_of
from tests.faults.books import ask_of, wrong_with_the_books

RECORD = [
    "SELECT 'Something is still noted for ' || relation || '.' FROM audit.noted",
    "SELECT 'The history of ' || subject_type || ' ' || subject_ref || ' has ' || count(*) || ' entries and goes to ' || max(subject_version) || '.'"
    " FROM audit.event GROUP BY subject_type, subject_ref HAVING count(*) <> max(subject_version)",
    "SELECT 'The body of ' || event_id || ' is not what was hashed.' FROM audit.event WHERE leaf_hash <> sha256('\\x00'::bytea || body)",
]
LOG = [
    "SELECT 'Event ' || e.event_id || ' is neither in the queue nor in the log, or in both.' FROM audit.event e"
    " LEFT JOIN audit.pending p USING (event_id) LEFT JOIN audit.leaf l USING (event_id) WHERE (p.event_id IS NULL) = (l.event_id IS NULL)",
    "SELECT 'The log has ' || count(*) || ' entries up to ' || max(leaf_index) || '.' FROM audit.leaf HAVING count(*) <> max(leaf_index) + 1",
    "SELECT 'The tree has ' || size || ' entries and the log another number.' FROM audit.tree_state WHERE size <> (SELECT count(*) FROM audit.leaf)",
    "SELECT 'The log has another hash for ' || l.event_id || '.' FROM audit.leaf l JOIN audit.event e USING (event_id) WHERE e.leaf_hash <> l.leaf_hash",
    "SELECT 'A checkpoint of ' || size || ' is of more than there is.' FROM audit.checkpoint WHERE size > (SELECT size FROM audit.tree_state)",
    "SELECT 'File ' || f.ref || ' has no mark for a witness to keep.' FROM banking_bankfile f LEFT JOIN audit.mark m"
    " ON m.name = 'bank file' AND m.number = f.serial AND m.sha256 = f.sha256 AND m.pence = f.total_pence WHERE m.number IS NULL",
]
MONEY = [
    "SELECT 'Line ' || p.line_ref || ' is claimed ' || count(*) || ' times.' FROM runs_runline l JOIN runs_lineperiod p ON p.id = l.line_period_id"
    " WHERE l.superseded_by IS NULL GROUP BY p.id, p.line_ref, l.n HAVING count(*) > 1",
    "SELECT 'Run ' || r.ref || ' is void and holds claims.' FROM runs_run r WHERE r.state = 'void'"
    " AND EXISTS (SELECT FROM runs_runline l WHERE l.run_id = r.id AND l.superseded_by IS NULL)",
    "SELECT 'Run ' || run_ref || ' has ' || count(*) || ' files that stand.' FROM banking_bankfile WHERE state <> 'voided'"
    " GROUP BY run_ref HAVING count(*) > 1",
    "SELECT 'File ' || f.ref || ' stands on a run that is ' || r.state || '.' FROM banking_bankfile f JOIN runs_run r ON r.ref = f.run_ref"
    " WHERE f.state <> 'voided' AND r.state <> 'approved'",
    "SELECT 'File ' || ref || ' is not sealed whole.' FROM banking_bankfile WHERE octet_length(content) <> byte_count + 45",
    "SELECT 'Run ' || r.ref || ' is ' || r.state || ' and its payments come to ' || coalesce(sum(p.net_pence), 0) || ', not ' || r.total_pence || '.'"
    " FROM runs_run r LEFT JOIN runs_payment p ON p.run_id = r.id AND p.superseded_by IS NULL WHERE r.state IN ('prepared', 'approved')"
    " GROUP BY r.id HAVING coalesce(sum(p.net_pence), 0) <> r.total_pence",
    "SELECT 'Run ' || r.ref || ' is ' || r.state || ' and its lines come to ' || coalesce(sum(l.pence), 0) || ', not ' || r.total_pence || '.'"
    " FROM runs_run r LEFT JOIN runs_runline l ON l.run_id = r.id AND l.superseded_by IS NULL WHERE r.state IN ('prepared', 'approved')"
    " GROUP BY r.id HAVING coalesce(sum(l.pence), 0)"
    " + (SELECT coalesce(sum(b.pence), 0) FROM runs_paymentreturned b WHERE b.run_id = r.id) <> r.total_pence",
    "SELECT 'What came back is ' || (SELECT coalesce(sum(pence), 0) FROM runs_paymentreturned) || ' pence and by the ledger '"
    " || coalesce(sum(l.pence), 0) || '.' FROM ledger_leg l JOIN ledger_journal j ON j.id = l.journal_id"
    " WHERE l.account = 'bank' AND j.key ~ '^return:payment:'"
    " HAVING coalesce(sum(l.pence), 0) <> (SELECT coalesce(sum(pence), 0) FROM runs_paymentreturned)",
    "SELECT 'One of ' || ref || ' did two of preparing, approving and releasing.' FROM banking_bankfile"
    " WHERE preparer IN (approver, releaser) OR approver = releaser",
]


@cache
def kept() -> tuple[str, ...]:
    """One question for each kept table: is every row accounted for by its event?"""
    return tuple(_kept())


def _kept() -> Iterator[str]:
    for model in apps.get_models(include_auto_created=True):
        guard, table = guard_of(model), model._meta.db_table
        if not model._meta.managed or guard is None or guard.kind in ("exempt", "sealed"):
            continue
        if guard.kind == "lifecycle":
            yield (
                f"SELECT '{table} ' || t.ref || ' is at ' || t.version || ' and its history at ' || coalesce(max(e.subject_version), 0) || '.'"
                f" FROM \"{table}\" t LEFT JOIN audit.event e ON e.subject_type = '{guard.subject}' AND e.subject_ref = t.ref"
                " GROUP BY t.ref, t.version HAVING coalesce(max(e.subject_version), 0) <> t.version"
            )
            continue
        codes = "'" + "','".join(guard.events) + "'"
        for column in ("made_by", "superseded_by") if guard.kind == "facts" else ("made_by",):
            yield (
                f"SELECT '{table} names an event that is not there: ' || t.{column} FROM \"{table}\" t LEFT JOIN audit.event e"
                f" ON e.event_id = t.{column} AND e.action IN ({codes}) WHERE t.{column} IS NOT NULL AND e.event_id IS NULL"
            )


def untrue(dsn: str) -> list[str]:
    """Every sentence about something untrue, from one snapshot; empty when all is well. As somebody who may read everything."""
    with psycopg.connect(dsn) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        return untrue_now(connection)


def untrue_now(connection: Any) -> list[str]:
    """The same on a connection that reads one moment. Ends its transaction."""
    with connection.cursor() as cursor:
        ask = ask_of(cursor)
        cursor.execute("SET LOCAL jit = off")  # a long statement over little: compiling it costs more than it saves
        found = [*wrong_with_the_books(ask), *(sentence for (sentence,) in ask(everything()))]
    connection.rollback()
    return found


@cache
def everything() -> str:
    """All these questions as one statement. Asked one by one they cost a plan and an answer each, every time: psycopg keeps the plans of a hundred."""
    return " UNION ALL ".join(f"({question})" for question in (*RECORD, *LOG, *MONEY, *kept()))


def how_many() -> int:
    """How many questions are asked each time."""
    return 1 + len(RECORD) + len(LOG) + len(MONEY) + len(kept())
