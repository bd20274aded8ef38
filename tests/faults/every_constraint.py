"""Every constraint and trigger of our tables, and the one forbidden write that each must refuse by its own name.

Each is tried alone: in a transaction that is rolled back, as a superuser, every other constraint of its table is dropped and every other trigger
held off, so that the answer is its own and nobody else's. Rows are made up from the columns' types; what breaks a check is found by trying.
"""

import json
import random
import re
from dataclasses import dataclass
from typing import Any

import psycopg

KINDS = {"c": "check", "u": "unique", "p": "primary key", "x": "exclusion", "f": "foreign key"}
OURS = """
    n.nspname IN ('public', 'audit') AND c.relkind = 'r'
    AND c.relname !~ '^(account|auth|django|mfa|procrastinate|socialaccount|usersessions)_' AND c.relname <> 'duly_cache'
"""
CONSTRAINTS = f"""
    SELECT n.nspname, c.relname, k.conname, k.contype::text, pg_get_constraintdef(k.oid), pg_get_expr(k.conbin, k.conrelid),
           (SELECT pg_get_expr(i.indpred, i.indrelid) FROM pg_index i WHERE i.indexrelid = k.conindid AND k.contype = 'x'),
           ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = ANY (k.conkey))
      FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE {OURS} AND k.contype IN ('c', 'u', 'p', 'x', 'f')
    UNION ALL
    SELECT n.nspname, c.relname, ic.relname, 'u', pg_get_indexdef(i.indexrelid), NULL, pg_get_expr(i.indpred, i.indrelid),
           ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum = ANY (i.indkey))
      FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_class ic ON ic.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE {OURS} AND i.indisunique AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('u', 'p', 'x'))
"""
TRIGGERS = f"""
    SELECT n.nspname, c.relname, t.tgname, pg_get_triggerdef(t.oid) FROM pg_trigger t
      JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {OURS} AND NOT t.tgisinternal
"""
COLUMNS = """
    SELECT a.attname::text, format_type(a.atttypid, a.atttypmod), a.attnotnull FROM pg_attribute a
     WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum
"""
GUARDS = {
    "audit.refuse()": "kept_as_written",
    "audit.next_version()": "one_version_at_a_time",
    "audit.only_superseded()": "facts_are_superseded_not_changed",
    "audit.not_born_superseded()": "facts_are_superseded_not_changed",
    "audit.note_version(": "no_silent_write",
    "audit.note_made(": "no_silent_write",
    "audit.note_superseded(": "no_silent_write",
}
"""What the triggers that many tables have do, by the function they run, and the constraint each must name."""


@dataclass(frozen=True)
class Held:
    """One constraint, unique index or trigger, and of which table."""

    schema: str
    table: str
    name: str
    kind: str
    says: str
    expression: str = ""
    predicate: str = ""
    columns: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """How the list has it: "runs_run.adds_up trigger"."""
        return f"{'audit.' if self.schema == 'audit' else ''}{self.table}.{self.name} {self.kind}"

    @property
    def wanted(self) -> str:
        """The name of the constraint that must be given; "" for a trigger whose rule is its room's own."""
        if self.kind != "trigger":
            return self.name
        return next((name for function, name in GUARDS.items() if f"EXECUTE FUNCTION {function}" in self.says), "")

    @property
    def of(self) -> str:
        return f'"{self.schema}"."{self.table}"'

    @property
    def drop(self) -> str:
        """The statement that takes it away."""
        if self.kind == "trigger":
            return f'DROP TRIGGER "{self.name}" ON {self.of}'
        if self.says.startswith("CREATE UNIQUE INDEX"):
            return f'DROP INDEX "{self.schema}"."{self.name}"'
        return f'ALTER TABLE {self.of} DROP CONSTRAINT "{self.name}" CASCADE'


def live(connection: Any) -> list[Held]:
    """Everything in the schema as it is, by name."""
    found = [
        Held(schema, table, name, KINDS[kind], says, expression or "", predicate or "", tuple(columns))
        for schema, table, name, kind, says, expression, predicate, columns in connection.execute(CONSTRAINTS).fetchall()
    ]
    found += [Held(schema, table, name, "trigger", says) for schema, table, name, says in connection.execute(TRIGGERS).fetchall()]
    return sorted(found, key=lambda one: one.called)


def refused_by(connection: psycopg.Connection, held: Held, everything: list[Held], *, without: bool = False) -> str:
    """Try what it forbids, alone, and give the name of the constraint that refused; "" when nothing did. Rolls back.

    `without` takes it away first: then nothing should refuse.
    """
    try:
        _alone(connection, held, everything)
        if without:
            connection.execute(held.drop)
        if held.kind == "trigger":
            _against_a_guard(connection, held)
        else:
            _against_a_constraint(connection, held)
        connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
        return ""
    except psycopg.IntegrityError as refused:
        return refused.diag.constraint_name or ""
    except psycopg.errors.UndefinedObject:
        if not without:
            raise
        return ""  # there is no such trigger to switch on again
    finally:
        connection.rollback()


def _alone(connection: psycopg.Connection, held: Held, everything: list[Held]) -> None:
    said = [f"ALTER TABLE {held.of} DISABLE TRIGGER USER"]
    for other in everything:
        kept = other.kind == "trigger" or (
            held.kind == "foreign key" and other.kind in ("unique", "primary key")
        )  # it may point to one of them
        if other.of == held.of and other != held and not kept:
            said.append(other.drop.replace("CONSTRAINT", "CONSTRAINT IF EXISTS").replace("DROP INDEX", "DROP INDEX IF EXISTS"))
    if held.kind == "trigger":
        said.append(f'ALTER TABLE {held.of} ENABLE ALWAYS TRIGGER "{held.name}"')
    connection.execute("; ".join(said))


def _against_a_constraint(connection: psycopg.Connection, held: Held) -> None:
    row = _row(connection, held)
    if held.kind == "check":
        _insert(connection, held, _found(connection, held, row, f"NOT ({held.expression})"))
        return
    if held.kind == "foreign key":
        strange = {name: _strange(kind) for name, kind, _ in _columns(connection, held) if name in held.columns}
        _insert(connection, held, row | strange)
        return
    if held.predicate:
        row = _found(connection, held, row, held.predicate)
    _insert(connection, held, row)
    another = {name: _values(kind, [])[1] for name, kind, _ in _columns(connection, held) if name == "id" and name not in held.columns}
    _insert(connection, held, row | another)


def _against_a_guard(connection: psycopg.Connection, held: Held) -> None:
    row, on_update = _row(connection, held), " UPDATE ON " in held.says
    if "audit.refuse()" in held.says:
        verb = next(verb for verb in ("DELETE", "UPDATE", "TRUNCATE") if verb in held.says)
        name = next(iter(row))
        connection.execute(
            {
                "DELETE": f"DELETE FROM {held.of} WHERE false",
                "UPDATE": f'UPDATE {held.of} SET "{name}" = "{name}"',
                "TRUNCATE": f"TRUNCATE {held.of}",
            }[verb]
        )
    elif "not_born_superseded" in held.says:
        _insert(connection, held, row | {"superseded_by": row["made_by"]})
    elif not on_update:
        _insert(connection, held, row)
    else:
        connection.execute(f'ALTER TABLE {held.of} DISABLE TRIGGER "{held.name}"')
        _insert(connection, held, row)
        connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
        connection.execute(f'ALTER TABLE {held.of} ENABLE ALWAYS TRIGGER "{held.name}"')
        changes = {"next_version": "ref = ref", "only_superseded": "made_by = gen_random_uuid()", "note_version": "version = version + 1"}
        change = next((change for function, change in changes.items() if f".{function}(" in held.says), "superseded_by = gen_random_uuid()")
        connection.execute(f"UPDATE {held.of} SET {change}")


def _columns(connection: psycopg.Connection, held: Held) -> list[tuple[str, str, bool]]:
    return connection.execute(COLUMNS, [held.of]).fetchall()


def _row(connection: psycopg.Connection, held: Held) -> dict[str, Any]:
    """A row that the columns' types allow."""
    return {name: _plain(kind) if must or name in held.columns else None for name, kind, must in _columns(connection, held)} | (
        {"superseded_by": None}
        if held.kind == "trigger" and any(name == "superseded_by" and not must for name, _, must in _columns(connection, held))
        else {}
    )


def _insert(connection: psycopg.Connection, held: Held, row: dict[str, Any]) -> None:
    names = ", ".join(f'"{name}"' for name in row)
    connection.execute(
        f"INSERT INTO {held.of} ({names}) OVERRIDING SYSTEM VALUE SELECT {names} FROM jsonb_populate_record(NULL::{held.of}, %s::jsonb)",
        [json.dumps(row)],
    )


def _found(connection: psycopg.Connection, held: Held, row: dict[str, Any], wanted: str) -> dict[str, Any]:
    """A row for which a condition is true, found by trying values that its columns may have."""
    chance = random.Random(held.called)
    words = sorted(set(re.findall(r"'([^']*)'", held.says)))
    values = {name: [*([] if must else [None]), *_values(kind, words)] for name, kind, must in _columns(connection, held) if name in row}
    named = {name for name in row if re.search(rf"\b{re.escape(name)}\b", wanted)}
    for many in (100, 1000, 8000):
        tried = [{name: chance.choice(those) for name, those in values.items() if name in named} for _ in range(many)]
        found = connection.execute(
            f"SELECT tried_ FROM jsonb_array_elements(%s::jsonb) AS all_(tried_), LATERAL jsonb_populate_record(NULL::{held.of}, %s::jsonb || tried_)"
            f" AS t_ WHERE {wanted.replace('%', '%%')} LIMIT 1",
            [json.dumps(tried), json.dumps(row)],
        ).fetchone()
        if found:
            return row | found[0]
    raise AssertionError(f"nothing was found that breaks {held.called}: {held.says}")


def _plain(kind: str) -> Any:
    return _values(kind, [])[0]


def _strange(kind: str) -> Any:
    return next(iter(reversed(_values(kind, []))))


def _values(kind: str, words: list[str]) -> list[Any]:
    """Values a column of a type may have, the plainest first."""
    if "range" in kind:
        days = ["[2026-01-05,2026-02-02)", "empty", "[2026-01-06,2026-01-06]", "(,)", "[2026-02-02,)"]
        return days if "date" in kind else ["[1,5)", "empty", "(,)"]
    if kind.endswith("[]"):
        return ["{}", "{x}", "{1,2}"] if "char" in kind or "text" in kind else ["{}", "{1}"]
    if kind.startswith(("integer", "bigint", "smallint", "numeric")):
        return [1, 0, -1, 2, 3, 8, 60, 101, 1441, 32_000]
    if kind.startswith("boolean"):
        return [True, False]
    if kind.startswith("date"):
        return ["2026-11-02", "2026-11-03", "2026-11-07", "1900-01-01", "2999-12-31"]
    if kind.startswith(("timestamp", "time")):
        return ["2026-11-02 08:00:00+00", "1900-01-01 00:00:00+00", "2999-12-31 00:00:00+00"]
    if kind == "uuid":
        return ["01928374-0000-7000-8000-000000000001", "01928374-0000-7000-8000-00000000ffff"]
    if kind == "bytea":
        return ["\\x", "\\x00", "\\x" + "00" * 32, "\\x" + "ab" * 33]
    if kind in ("json", "jsonb"):
        return [{}, [], None, "x", {"x": 1}]
    if kind in ("xid8",):
        return ["1", "2"]
    most = int(found.group(1)) if (found := re.search(r"\((\d+)\)", kind)) else 64
    return [word[:most] for word in ("x", "", " ", "?", "00", "000000", "00000000", "2026-11", "X-1", *words)]
