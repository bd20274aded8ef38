"""Sealing what an earlier version kept in the clear. For migrations, which run as the owner: nobody else could change a kept row."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, models

from duly.core.record.actions import unit_of_work
from duly.core.record.queries import next_version
from duly.core.vault.events import ValuesSealed
from duly.primitives.actor import SYSTEM


def seal_rows(model: type[models.Model], change: Callable[[Any], None]) -> int:
    """Let `change` seal every row of a table, in the transaction of the migration, and tell the record how many there were."""
    table = model._meta.db_table
    rows = model._default_manager.count()
    if not rows:
        return 0
    with _guards_lifted(table):
        for row in model._default_manager.order_by("pk").iterator(chunk_size=100):
            change(row)
            row.save()
    with _as_owner_of_the_record(), unit_of_work() as record:
        record.write(ValuesSealed(table, next_version("keys", table), rows), by=SYSTEM)
    return rows


@contextmanager
def _guards_lifted(table: str) -> Iterator[None]:
    """The table's triggers off, and afterwards each as it was. The table is locked meanwhile, and a failure undoes all of it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname, tgenabled FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal", [table])
        before = cursor.fetchall()
        cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
        yield
        for name, state in before:
            how = {"A": "ENABLE ALWAYS", "O": "ENABLE", "R": "ENABLE REPLICA", "D": "DISABLE"}[state]
            cursor.execute(f'ALTER TABLE "{table}" {how} TRIGGER "{name}"')


@contextmanager
def _as_owner_of_the_record() -> Iterator[None]:
    """Once set-up has handed the record over, its owner writes the entry."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableowner FROM pg_tables WHERE schemaname = 'audit' AND tablename = 'event'")
        cursor.execute(f'SET LOCAL ROLE "{cursor.fetchone()[0]}"')
        yield
        cursor.execute("RESET ROLE")
