"""What must be so before anything is served or changed. Start-up refuses, and says which setting is unsafe."""

from django.apps import apps
from django.db import connection

from duly.core.record.guards import TRIGGERS, guard_of
from duly.machine.settings_check import unsafe_settings

ALWAYS, OFF = "A", "D"


def unsafe() -> list[str]:
    """A sentence for each thing that is not as it must be; empty when all is well."""
    connection.ensure_connection()
    found = [one.sentence for one in unsafe_settings(connection.connection)]
    return found + _guards_missing()


def refuse_if_unsafe() -> None:
    """RuntimeError naming every unsafe setting."""
    found = unsafe()
    if found:
        raise RuntimeError("Duly will not start:\n" + "\n".join(f"- {sentence}" for sentence in found))


def _guards_missing() -> list[str]:
    """Tables whose guards are not there or not enabled ALWAYS, and any other trigger that somebody switched off."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, t.tgname, t.tgenabled FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal"
        )
        found = cursor.fetchall()
    enabled = {(table, trigger) for table, trigger, state in found if state == ALWAYS}
    named = _guards_wanted()
    wanted = {table: [(table, trigger) in enabled for trigger in triggers] for table, triggers in named.items()}
    switched_off = sorted(
        (table, trigger)
        for table, trigger, state in found
        if (state != ALWAYS if table in named else state == OFF) and trigger not in named.get(table, ())
    )
    return [
        *(
            f"The table {table} has {sum(there)} of its {len(there)} guards in force. Run duly setup as the owner."
            for table, there in sorted(wanted.items())
            if not all(there)
        ),
        *(f"The table {table} has its trigger {trigger} switched off. Enable it always, as the owner." for table, trigger in switched_off),
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
