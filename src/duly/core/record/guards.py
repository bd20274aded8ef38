"""How each table is kept: who may write it, and which event must tell of it.

Every model says one of four things about its table:

    @guards.lifecycle("run")                  one row a thing, with `ref` and `version`; each new version needs its event
    @guards.facts("rates.adopted", …)         dated versions: `made_by` names the event, later `superseded_by` another; never changed
    @guards.lines("run.drafted", …)           written once with the event named by `made_by`, never changed
    @guards.exempt("why")                     no record of this table's changes is kept, for the reason given

`install` turns the declarations into triggers (ENABLE ALWAYS) and grants. It is run by set-up, as the owner, after every migration.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from django.apps import apps
from django.db import models

Kind = Literal["lifecycle", "facts", "lines", "exempt"]

THIRD_PARTY: dict[str, str] = {
    "account": "sign-in",
    "mfa": "sign-in",
    "auth": "Django's own groups and permissions, unused",
    "contenttypes": "Django's list of models",
    "sessions": "sessions",
    "procrastinate": "the job queue",
}
"""Apps of other people's whose tables are exempt, with the reason."""

TRIGGERS: dict[str, tuple[str, ...]] = {
    "lifecycle": ("note_insert", "note_update", "next_version", "kept"),
    "facts": ("note_insert", "note_update", "only_superseded", "kept"),
    "lines": ("note_insert", "kept"),
}
"""The triggers that each kind of guard puts on a table, all ENABLE ALWAYS; start-up looks for every one."""


@dataclass(frozen=True)
class Guard:
    """How one table is kept. `events` are codes; `subject` is the event subject of a lifecycle; `reason` is of an exemption."""

    kind: Kind
    subject: str = ""
    events: tuple[str, ...] = ()
    reason: str = ""


def lifecycle(subject: str) -> Callable[[type[models.Model]], type[models.Model]]:
    """Rows with `ref` and `version`: version 1, 2, 3 … each accounted for by the event of that subject, ref and version."""
    return _declare(Guard("lifecycle", subject=subject))


def facts(*events: str) -> Callable[[type[models.Model]], type[models.Model]]:
    """Rows with `made_by` and `superseded_by`, each naming an event of one of these codes in the same transaction."""
    return _declare(Guard("facts", events=events))


def lines(*events: str) -> Callable[[type[models.Model]], type[models.Model]]:
    """Rows with `made_by`, naming an event of one of these codes in the same transaction; never changed."""
    return _declare(Guard("lines", events=events))


def exempt(reason: str) -> Callable[[type[models.Model]], type[models.Model]]:
    """Rows of which no record is kept. The list of these is short, and a test holds it."""
    return _declare(Guard("exempt", reason=reason))


def guard_of(model: type[models.Model]) -> Guard | None:
    """How a model's table is kept, or None when nobody has said."""
    if model._meta.app_label in THIRD_PARTY:
        return Guard("exempt", reason=THIRD_PARTY[model._meta.app_label])
    return model.__dict__.get("kept")


def install(cursor: Any, *, app: str, seq: str, audit_ro: str, audit_owner: str) -> None:
    """Give every table its triggers, grants and owner. Safe to run again. Arguments are database role names."""
    cursor.execute(f"GRANT USAGE ON SCHEMA public TO {app}, {audit_ro}")
    cursor.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {app}")
    cursor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {app}")
    cursor.execute(f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {app}")
    for model in apps.get_models(include_auto_created=True):
        guard = guard_of(model)
        if model._meta.managed and guard is not None:
            _install_one(cursor, model._meta.db_table, guard, app)
    _grant_third_party(cursor, app)
    _seal(cursor, app, seq, audit_ro, audit_owner)


def _declare(guard: Guard) -> Callable[[type[models.Model]], type[models.Model]]:
    def keep(model: type[models.Model]) -> type[models.Model]:
        names = {f.name for f in model._meta.local_fields}
        needed = {
            "lifecycle": {"ref", "version"},
            "facts": {"made_by", "superseded_by"},
            "lines": {"made_by"},
            "exempt": set(),
        }
        missing = needed[guard.kind] - names
        if missing:
            raise TypeError(f"{model.__name__} is kept as {guard.kind} and needs {', '.join(sorted(missing))}.")
        model.kept = guard
        return model

    return keep


def _install_one(cursor: Any, table: str, guard: Guard, app: str) -> None:
    cursor.execute(f'REVOKE ALL ON "{table}" FROM {app}')
    if guard.kind == "exempt":
        cursor.execute(f'GRANT SELECT, INSERT, UPDATE, DELETE ON "{table}" TO {app}')
        return
    made: list[str] = []

    def trigger(name: str, clause: str) -> None:
        cursor.execute(f'CREATE OR REPLACE TRIGGER "{name}" {clause}')
        made.append(name)

    if guard.kind == "lifecycle":
        cursor.execute(f'GRANT SELECT, INSERT, UPDATE ON "{table}" TO {app}')
        trigger(
            "note_insert",
            f"AFTER INSERT ON \"{table}\" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION audit.note_version('{guard.subject}')",
        )
        trigger(
            "note_update",
            f"AFTER UPDATE ON \"{table}\" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION audit.note_version('{guard.subject}')",
        )
        trigger("next_version", f'BEFORE UPDATE ON "{table}" FOR EACH ROW EXECUTE FUNCTION audit.next_version()')
        trigger("kept", f'BEFORE DELETE OR TRUNCATE ON "{table}" FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse()')
    else:
        codes = "{" + ",".join(guard.events) + "}"
        cursor.execute(f'GRANT SELECT, INSERT ON "{table}" TO {app}')
        trigger(
            "note_insert",
            f"AFTER INSERT ON \"{table}\" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION audit.note_made('{codes}')",
        )
        if guard.kind == "facts":
            cursor.execute(f'GRANT UPDATE (superseded_by) ON "{table}" TO {app}')
            trigger(
                "note_update",
                f"AFTER UPDATE ON \"{table}\" REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION audit.note_superseded('{codes}')",
            )
            trigger("only_superseded", f'BEFORE UPDATE ON "{table}" FOR EACH ROW EXECUTE FUNCTION audit.only_superseded()')
            trigger("kept", f'BEFORE DELETE OR TRUNCATE ON "{table}" FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse()')
        else:
            trigger(
                "kept",
                f'BEFORE UPDATE OR DELETE OR TRUNCATE ON "{table}" FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse()',
            )
    for name in made:
        cursor.execute(f'ALTER TABLE "{table}" ENABLE ALWAYS TRIGGER "{name}"')


def _grant_third_party(cursor: Any, app: str) -> None:
    cursor.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND (tablename LIKE 'procrastinate%' OR tablename IN ('duly_cache'))"
    )
    for (table,) in cursor.fetchall():
        cursor.execute(f'GRANT SELECT, INSERT, UPDATE, DELETE ON "{table}" TO {app}')
    cursor.execute(f"GRANT SELECT ON django_migrations TO {app}")


def _seal(cursor: Any, app: str, seq: str, audit_ro: str, audit_owner: str) -> None:
    """Hand the record to a role nobody signs in as, and let the application add to it and read it, nothing more."""
    cursor.execute("SELECT tableowner FROM pg_tables WHERE schemaname = 'audit' AND tablename = 'event'")
    if cursor.fetchone()[0] != audit_owner:
        cursor.execute(f"GRANT CREATE ON SCHEMA audit TO {audit_owner}")
        for table in ("event", "payload", "noted"):
            cursor.execute(f"ALTER TABLE audit.{table} OWNER TO {audit_owner}")
        cursor.execute("SELECT p.oid::regprocedure FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'audit'")
        for (function,) in cursor.fetchall():
            cursor.execute(f"ALTER FUNCTION {function} OWNER TO {audit_owner}")
        cursor.execute(f"ALTER SCHEMA audit OWNER TO {audit_owner}")
    cursor.execute("SELECT quote_ident(current_user)")
    (owner,) = cursor.fetchone()
    cursor.execute(f"SET ROLE {audit_owner}")
    try:
        # Whoever sets up, where they are no superuser, must reach the functions again to put triggers on the next upgrade's tables.
        cursor.execute(f"GRANT USAGE ON SCHEMA audit TO {owner}")
        cursor.execute(f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA audit TO {owner}")
        cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA audit FROM {app}, {seq}, {audit_ro}")
        cursor.execute(f"GRANT SELECT ON audit.event, audit.payload TO {app}, {audit_ro}")
        cursor.execute(f"GRANT INSERT (event_id, body) ON audit.event TO {app}")
        cursor.execute(f"GRANT INSERT ON audit.payload TO {app}")
        cursor.execute(f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA audit TO {app}")
        cursor.execute(f"GRANT USAGE ON SCHEMA audit TO {app}, {seq}, {audit_ro}")
    finally:
        cursor.execute("RESET ROLE")
