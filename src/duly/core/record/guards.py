"""How each table is kept: who may write it, and which event must tell of it.

Every model says one of five things about its table:

    @guards.lifecycle("run")                  one row a thing, with `ref` and `version`; each new version needs its event
    @guards.facts("rates.adopted", …)         dated versions: `made_by` names the event, later `superseded_by` another; never changed
    @guards.lines("run.drafted", …)           written once with the event named by `made_by`, never changed
    @guards.exempt("why")                     no record of this table's changes is kept, for the reason given
    @guards.sealed(app="SELECT", …)           part of the record itself, in the schema audit: its own SQL says how it is kept

`install` turns the declarations into triggers (ENABLE ALWAYS) and grants. It is run by set-up, as the owner, after every migration.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from django.apps import apps
from django.db import models

Kind = Literal["lifecycle", "facts", "lines", "exempt", "sealed"]

THIRD_PARTY: dict[str, str] = {
    "account": "sign-in",
    "mfa": "sign-in",
    "usersessions": "sign-in: where somebody is signed in now",
    "socialaccount": "sign-in: who an officer is to their organisation's own sign-in",
    "auth": "Django's own groups and permissions, unused",
    "contenttypes": "Django's list of models",
    "sessions": "sessions",
    "procrastinate": "the job queue",
}
"""Apps of other people's whose tables are exempt, with the reason."""

TRIGGERS: dict[str, tuple[str, ...]] = {
    "lifecycle": ("note_insert", "note_update", "next_version", "kept"),
    "facts": ("note_insert", "note_update", "not_born_superseded", "only_superseded", "kept"),
    "lines": ("note_insert", "kept"),
}
"""The triggers that each kind of guard puts on a table, all ENABLE ALWAYS; start-up looks for every one."""

OWNED_BY_OTHERS = """
    SELECT 'TABLE', c.oid::regclass::text FROM pg_class c
     WHERE c.relnamespace = 'audit'::regnamespace AND c.relkind IN ('r', 'v') AND c.relowner <> %(owner)s::regrole
    UNION ALL SELECT 'FUNCTION', p.oid::regprocedure::text FROM pg_proc p
     WHERE p.pronamespace = 'audit'::regnamespace AND p.proowner <> %(owner)s::regrole
    UNION ALL SELECT 'SCHEMA', 'audit' FROM pg_namespace n WHERE n.nspname = 'audit' AND n.nspowner <> %(owner)s::regrole
"""
"""What of the record is not yet its owner's: all of it in a new database, and in an old one nothing, as later migrations act as that owner."""


@dataclass(frozen=True)
class Guard:
    """How one table is kept. `events` are codes; `subject` is the event subject of a lifecycle; `reason` is of an exemption.

    `about` names the field that says what a fact or line is about: its events must be about the same. `may` is of a sealed table: what each
    duty (app, seq, audit_ro) is granted, as SQL writes it.
    """

    kind: Kind
    subject: str = ""
    events: tuple[str, ...] = ()
    about: str = ""
    reason: str = ""
    may: tuple[tuple[str, str], ...] = ()


def lifecycle(subject: str) -> Callable[[type[models.Model]], type[models.Model]]:
    """Rows with `ref` and `version`: version 1, 2, 3 … each accounted for by the event of that subject, ref and version."""
    return _declare(Guard("lifecycle", subject=subject))


def facts(*events: str, about: str = "") -> Callable[[type[models.Model]], type[models.Model]]:
    """Rows with `made_by` and `superseded_by`, each naming an event of one of these codes in the same transaction.

    With `about`, a field that holds the reference of the events' subject or points to a row that has it in `ref`, the event must be about it.
    """
    return _declare(Guard("facts", events=events, about=about))


def lines(*events: str, about: str = "") -> Callable[[type[models.Model]], type[models.Model]]:
    """Rows with `made_by`, naming an event of one of these codes in the same transaction; never changed. `about` as for facts."""
    return _declare(Guard("lines", events=events, about=about))


def exempt(reason: str) -> Callable[[type[models.Model]], type[models.Model]]:
    """Rows of which no record is kept. The list of these is short, and a test holds it."""
    return _declare(Guard("exempt", reason=reason))


def sealed(**may: str) -> Callable[[type[models.Model]], type[models.Model]]:
    """A table of the record itself. `may` says what each duty is granted: `app="SELECT, INSERT", seq="SELECT", audit_ro="SELECT"`."""
    return _declare(Guard("sealed", may=tuple(sorted(may.items()))))


_READ_BY_THE_RECORD: dict[type[models.Model], tuple[str, ...]] = {}
_CALLED_BY_THE_APPLICATION: list[str] = []


def let_the_record_read(model: type[models.Model], *fields: str) -> None:
    """Let the record's own functions read these fields of a table, and no others."""
    _READ_BY_THE_RECORD[model] = fields


def let_the_application_call(function: str) -> None:
    """Let the application call one function of the record's owner, which must itself refuse what it should: `audit.erase(uuid, uuid[])`."""
    _CALLED_BY_THE_APPLICATION.append(function)


def guard_of(model: type[models.Model]) -> Guard | None:
    """How a model's table is kept, or None when nobody has said."""
    if model._meta.app_label in THIRD_PARTY:
        return Guard("exempt", reason=THIRD_PARTY[model._meta.app_label])
    return model.__dict__.get("kept")


def triggers_of(model: type[models.Model]) -> frozenset[str]:
    """The names of the triggers that must be in force on a model's table; start-up looks for every one."""
    guard = guard_of(model)
    return frozenset(name for name, _ in _triggers(model, guard)) if guard else frozenset()


def install(cursor: Any, *, app: str, seq: str, audit_ro: str, audit_owner: str) -> None:
    """Give every table its triggers, grants and owner. Safe to run again. Arguments are database role names."""
    cursor.execute(f"GRANT USAGE ON SCHEMA public TO {app}, {audit_ro}, {audit_owner}")
    cursor.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {app}")
    cursor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {app}")
    cursor.execute(f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {app}")
    for model in apps.get_models(include_auto_created=True):
        guard = guard_of(model)
        if model._meta.managed and guard is not None:
            _install_one(cursor, model, guard, app, audit_ro, audit_owner)
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
            "sealed": set(),
        }
        missing = needed[guard.kind] - names
        if missing:
            raise TypeError(f"{model.__name__} is kept as {guard.kind} and needs {', '.join(sorted(missing))}.")
        model.kept = guard
        return model

    return keep


def _install_one(cursor: Any, model: type[models.Model], guard: Guard, app: str, audit_ro: str, audit_owner: str) -> None:
    table = model._meta.db_table
    may = {
        "exempt": ("SELECT, INSERT, UPDATE, DELETE",),
        "lifecycle": ("SELECT, INSERT, UPDATE",),
        "facts": ("SELECT, INSERT", "UPDATE (superseded_by)"),
        "lines": ("SELECT, INSERT",),
    }
    cursor.execute(f'REVOKE ALL ON "{table}" FROM {app}')
    for what in may[guard.kind]:
        cursor.execute(f'GRANT {what} ON "{table}" TO {app}')
    if guard.about and (told_by := model._meta.get_field(guard.about).related_model):
        cursor.execute(f'GRANT SELECT (id, ref) ON "{told_by._meta.db_table}" TO {audit_owner}')
    if guard.kind == "lifecycle":  # what the record's numbering is held to
        cursor.execute(f'GRANT SELECT (ref, version) ON "{table}" TO {audit_ro}')
    if model in _READ_BY_THE_RECORD:
        cursor.execute(f'GRANT SELECT ({", ".join(_READ_BY_THE_RECORD[model])}) ON "{table}" TO {audit_owner}')
    for name, clause in _triggers(model, guard):
        cursor.execute(f'CREATE OR REPLACE TRIGGER "{name}" {clause}')
        cursor.execute(f'ALTER TABLE "{table}" ENABLE ALWAYS TRIGGER "{name}"')


def _triggers(model: type[models.Model], guard: Guard) -> list[tuple[str, str]]:
    """Name and clause of each trigger of a table."""
    table = f'"{model._meta.db_table}"'

    def noting(verb: str, function: str, *arguments: str) -> str:
        told = ", ".join("'" + argument.replace("'", "''") + "'" for argument in arguments)
        return f"AFTER {verb} ON {table} REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION audit.{function}({told})"

    def refusing(verbs: str) -> str:
        return f"BEFORE {verbs} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse()"

    if guard.kind == "lifecycle":
        return [
            ("note_insert", noting("INSERT", "note_version", guard.subject)),
            ("note_update", noting("UPDATE", "note_version", guard.subject)),
            ("next_version", f"BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION audit.next_version()"),
            ("kept", refusing("DELETE OR TRUNCATE")),
        ]
    arguments = ["{" + ",".join(guard.events) + "}", *([_reference(model, guard.about)] if guard.about else [])]
    if guard.kind == "lines":
        return [("note_insert", noting("INSERT", "note_made", *arguments)), ("kept", refusing("UPDATE OR DELETE OR TRUNCATE"))]
    if guard.kind == "facts":
        return [
            ("note_insert", noting("INSERT", "note_made", *arguments)),
            ("note_update", noting("UPDATE", "note_superseded", *arguments)),
            ("not_born_superseded", noting("INSERT", "not_born_superseded")),
            ("only_superseded", f"BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION audit.only_superseded()"),
            ("kept", refusing("DELETE OR TRUNCATE")),
        ]
    return []


def _reference(model: type[models.Model], about: str) -> str:
    """The SQL that reads, from a changed row `c`, the reference of what it is about."""
    field = model._meta.get_field(about)
    if field.related_model is None:
        return f'c."{field.column}"::text'
    return f'SELECT p.ref::text FROM public."{field.related_model._meta.db_table}" p WHERE p.id = c."{field.column}"'


def _grant_third_party(cursor: Any, app: str) -> None:
    cursor.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND (tablename LIKE 'procrastinate%' OR tablename IN ('duly_cache'))"
    )
    for (table,) in cursor.fetchall():
        cursor.execute(f'GRANT SELECT, INSERT, UPDATE, DELETE ON "{table}" TO {app}')
    cursor.execute(f"GRANT SELECT ON django_migrations TO {app}")


def _seal(cursor: Any, app: str, seq: str, audit_ro: str, audit_owner: str) -> None:
    """Hand the record to a role nobody signs in as, and let the application add to it and read it, nothing more."""
    cursor.execute(OWNED_BY_OTHERS, {"owner": audit_owner})
    others = cursor.fetchall()
    if others:
        cursor.execute(f"GRANT CREATE ON SCHEMA audit TO {audit_owner}")
    for what in ("TABLE", "FUNCTION", "SCHEMA"):
        for name in (name for kind, name in others if kind == what):
            cursor.execute(f"ALTER {what} {name} OWNER TO {audit_owner}")
    roles = {"app": app, "seq": seq, "audit_ro": audit_ro}
    cursor.execute(f"SET ROLE {audit_owner}")
    try:
        cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA audit FROM {app}, {seq}, {audit_ro}")
        cursor.execute(f"GRANT SELECT ON audit.event, audit.payload TO {app}, {audit_ro}")
        cursor.execute(f"GRANT INSERT (event_id, body) ON audit.event TO {app}")
        cursor.execute(f"GRANT INSERT ON audit.payload TO {app}")
        for model in apps.get_models():
            guard = guard_of(model)
            for duty, what in guard.may if guard is not None else ():
                cursor.execute(f'GRANT {what} ON "{model._meta.db_table}" TO {roles[duty]}')
        # A trigger runs its function whoever writes; only to put one on a table needs EXECUTE, and that is for the owner alone: on a table
        # of their own anybody could have the record's owner note what they please.
        cursor.execute(f"REVOKE ALL ON ALL FUNCTIONS IN SCHEMA audit FROM PUBLIC, {app}, {seq}, {audit_ro}")
        cursor.execute("GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA audit TO SESSION_USER")
        for function in _CALLED_BY_THE_APPLICATION:
            cursor.execute(f"GRANT EXECUTE ON FUNCTION {function} TO {app}")
        cursor.execute(f"GRANT USAGE ON SCHEMA audit TO SESSION_USER, {app}, {seq}, {audit_ro}")
    finally:
        cursor.execute("RESET ROLE")
