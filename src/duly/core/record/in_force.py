"""Whether every guard is in force in the database: the triggers of each kept table, those our migrations made, and the migrations themselves."""

import re
from functools import cache

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunSQL
from django.db.migrations.recorder import MigrationRecorder

from duly.core.record import granted
from duly.core.record.guards import TRIGGERS, guard_of

ALWAYS, OFF = "A", "D"

_TABLE = r'\s+ON\s+(?:ONLY\s+)?(?:"?\w+"?\.)?"?(?P<table>\w+)"?'
_CREATES = re.compile(
    r'\s*CREATE\s+(?:OR\s+REPLACE\s+)?(?:CONSTRAINT\s+)?TRIGGER\s+"?(?P<name>\w+)"?\s.*?' + _TABLE, re.DOTALL | re.IGNORECASE
)
_DROPS = re.compile(r'\s*DROP\s+TRIGGER\s+(?:IF\s+EXISTS\s+)?"?(?P<name>\w+)"?' + _TABLE, re.IGNORECASE)
_DROPS_TABLE = re.compile(r'\s*DROP\s+TABLE\s+(?:IF\s+EXISTS\s+)?(?:"?\w+"?\.)?"?(?P<table>\w+)"?', re.IGNORECASE)


def faults() -> list[str]:
    """A sentence for each guard that is not in force; empty when all are."""
    behind = _migrations_missing()
    if behind:
        return [f"The database is not up to date ({', '.join(behind[:3])}{', …' * (len(behind) > 3)}). Run duly setup as the owner."]
    return [*_guards_missing(), *_not_as_released()]


def list_is_stale() -> bool:
    """Whether the list of what may be done is of other code, so that grants and functions are held to nothing."""
    return granted.stale()


def _not_as_released() -> list[str]:
    """Grants and functions that are not those of this version."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_user::text")
        base = str(cursor.fetchone()[0]).removesuffix("_app")
        return granted.faults(cursor, base, every_wing=set(settings.DULY_WINGS) >= {"casework", "payments"})


def _guards_missing() -> list[str]:
    """Tables whose guards are not there or not enabled ALWAYS, and any other trigger that somebody switched off."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, t.tgname, t.tgenabled FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal"
        )
        found = cursor.fetchall()
    enabled = {(table, trigger) for table, trigger, state in found if state == ALWAYS}
    there_at_all = {(table, trigger) for table, trigger, _ in found}
    named = _guards_wanted()
    wanted = {table: [(table, trigger) in enabled for trigger in triggers] for table, triggers in named.items()}
    others = {(table, trigger) for table, trigger in _triggers_migrated() if trigger not in named.get(table, ())}
    switched_off = sorted(
        (table, trigger)
        for table, trigger, state in found
        if (state != ALWAYS if table in named or (table, trigger) in others else state == OFF) and trigger not in named.get(table, ())
    )
    return [
        *(
            f"The table {table} has {sum(there)} of its {len(there)} guards in force. Run duly setup as the owner."
            for table, there in sorted(wanted.items())
            if not all(there)
        ),
        *(f"The table {table} has its trigger {trigger} switched off. Enable it always, as the owner." for table, trigger in switched_off),
        *(
            f"The table {table} has lost its trigger {trigger}. Ask who removed it, and restore the database from before that."
            for table, trigger in sorted(others - there_at_all)
        ),
    ]


def _guards_wanted() -> dict[str, tuple[str, ...]]:
    """The triggers each kept table must have, by name: another of its own does not stand in for one that is gone."""
    wanted: dict[str, tuple[str, ...]] = {
        "event": ("stamp", "event_kept"),
        "payload": ("sealed_words", "payload_kept", "payload_only_erased"),
        "erased": ("erased_kept",),
        "noted": ("account_for",),
    }
    for model in apps.get_models(include_auto_created=True):
        guard = guard_of(model)
        if model._meta.managed and guard is not None and guard.kind != "exempt":
            wanted[model._meta.db_table] = TRIGGERS[guard.kind]
    return wanted


def _migrations_missing() -> list[str]:
    """The migrations that set-up has yet to run, by name."""
    done = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app} {name}" for app, name in _migrations().graph.nodes if (app, name) not in done)


@cache
def _migrations() -> MigrationLoader:
    return MigrationLoader(None, ignore_no_migrations=True)


@cache
def _triggers_migrated() -> frozenset[tuple[str, str]]:
    """Table and name of every trigger that the SQL of our own migrations makes and no later migration drops."""
    graph = _migrations().graph
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("duly.")}
    made: set[tuple[str, str]] = set()
    plan = dict.fromkeys(
        node for leaf in graph.leaf_nodes() for node in graph.forwards_plan(leaf) if node[0] in ours
    )  # each once, in order
    for node in plan:
        for operation in graph.nodes[node].operations:
            if isinstance(operation, RunSQL):
                _follow(operation.sql if isinstance(operation.sql, str) else ";".join(map(str, operation.sql)), made)
    return frozenset(made)


def _follow(sql: str, made: set[tuple[str, str]]) -> None:
    """Add the triggers some SQL makes and take out those it drops, with their tables'."""
    for statement in re.sub(r"--[^\n]*", "", sql).split(";"):
        if found := _CREATES.match(statement):
            made.add((found["table"], found["name"]))
        elif found := _DROPS.match(statement):
            made.discard((found["table"], found["name"]))
        elif found := _DROPS_TABLE.match(statement):
            made.difference_update({pair for pair in made if pair[0] == found["table"]})
