"""What must be so before anything is served or changed. Start-up refuses, and says which setting is unsafe."""

from django.apps import apps
from django.db import connection

from duly.core.record.guards import guard_of
from duly.machine.settings_check import unsafe_settings

ALWAYS = "A"


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
    """Tables whose triggers are not there or not enabled ALWAYS."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, count(*) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE NOT t.tgisinternal AND t.tgenabled = %s GROUP BY c.relname",
            [ALWAYS],
        )
        enabled = dict(cursor.fetchall())
    needed = {"event": 2, "payload": 1, "noted": 1}
    for model in apps.get_models(include_auto_created=True):
        guard = guard_of(model)
        if model._meta.managed and guard is not None and guard.kind != "exempt":
            needed[model._meta.db_table] = {"lifecycle": 4, "facts": 4, "lines": 2}[guard.kind]
    return [
        f"The table {table} has {enabled.get(table, 0)} of its {least} guards in force. Run duly setup as the owner."
        for table, least in sorted(needed.items())
        if enabled.get(table, 0) < least
    ]
