"""Counting what the database refused, on a connection of its own: the transaction that was refused is rolled back, and its count must not be.

Nothing here happens unless something was refused; and nothing here is ever raised, because the refusal itself is on its way to somebody.
"""

import logging
import threading
from collections import Counter
from collections.abc import Mapping
from typing import Any

import psycopg

from duly.core.refusals.rules import COUNTED

DAYS_KEPT = 90

_ADD = """
    INSERT INTO refusals_refusalcount AS kept (hour, role, code, rule, times) VALUES (date_trunc('hour', clock_timestamp(), 'UTC'), %s, %s, %s, %s)
    ON CONFLICT (hour, role, code, rule) DO UPDATE SET times = kept.times + EXCLUDED.times
"""
_FORGET = "DELETE FROM refusals_refusalcount WHERE hour < clock_timestamp() - make_interval(days => %s)"

_log = logging.getLogger(__name__)
_waiting: Counter[tuple[str, str, str]] = Counter()
_counted = threading.Lock()
_writes = threading.Lock()


def count(where: Mapping[str, Any], error: psycopg.Error) -> None:
    """Count one refusal of the role that `where` (Django's settings of the connection) signs in as, if it is of a kind that is counted."""
    if error.sqlstate not in COUNTED:
        return
    with _counted:
        _waiting[where["USER"], error.sqlstate, _rule(error)] += 1
    if not _writes.acquire(blocking=False):  # whoever is writing now writes ours too, or the next refusal does
        return
    try:
        _write(where)
    except psycopg.Error:
        _log.warning("What the database refused could not be counted.")
    finally:
        _writes.release()


def _write(where: Mapping[str, Any]) -> None:
    with psycopg.connect(
        host=where["HOST"],
        port=where["PORT"],
        dbname=where["NAME"],
        user=where["USER"],
        password=where["PASSWORD"],
        connect_timeout=2,
        autocommit=True,
        application_name="duly counts refusals",
        options="-c statement_timeout=2s -c lock_timeout=1s",
        **{key: where["OPTIONS"][key] for key in ("sslmode", "sslrootcert") if key in where.get("OPTIONS", {})},
    ) as connection:
        while some := _take():
            for (role, code, rule), times in sorted(some.items()):
                connection.execute(_ADD, [role, code, rule, times])
        connection.execute(_FORGET, [DAYS_KEPT])


def _take() -> dict[tuple[str, str, str], int]:
    with _counted:
        some = dict(_waiting)
        _waiting.clear()
    return some


def _rule(error: psycopg.Error) -> str:
    """What refused it, without a word of what was to be written: the constraint's name, or which permission was missing."""
    if error.diag.constraint_name:
        return error.diag.constraint_name[:120]
    said = error.diag.message_primary or ""
    return said[:120] if said.startswith(("permission denied for ", "must be owner of ")) else ""
