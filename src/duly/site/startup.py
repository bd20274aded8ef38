"""What must be so before anything is served or changed. Start-up refuses, and says which setting is unsafe."""

from django.apps import apps
from django.db import connection

from duly.core.record.guards import triggers_of
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
    """Tables that lack one of their triggers, by name, or have it otherwise than ENABLE ALWAYS."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE NOT t.tgisinternal AND t.tgenabled = %s AND n.nspname IN ('public', 'audit')",
            [ALWAYS],
        )
        enabled = set(cursor.fetchall())
    needed = {("event", "stamp"), ("event", "event_kept"), ("payload", "sealed_words"), ("payload", "payload_kept"), ("noted", "account_for")}
    needed |= {(m._meta.db_table, name) for m in apps.get_models(include_auto_created=True) if m._meta.managed for name in triggers_of(m)}
    return [f"The table {table} lacks its guard {name}. Run duly setup as the owner." for table, name in sorted(needed - enabled)]
