"""Who may do what in the database, and what its functions do, in lines that can be compared: those of this version are in granted.txt.

A line names the thing first: "public.ledger_leg: app may INSERT, SELECT". Roles are told by their duty, and PUBLIC as everybody. What the owners
may do is not told: an owner may do anything. The first line says of which code the list is: a list of other code proves nothing, so it is then not
used, and the doctor, the alarms and a test of the house say so.
"""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

RELEASED = Path(__file__).with_name("granted.txt")
MOST_NAMED = 6

_OF = "of the code "
_OF_EVERY_WING = "public.confidentiality_paper: reads "

_ROLES = """
    SELECT oid, CASE WHEN rolname = %(base)s || '_audit_owner' THEN 'audit_owner' ELSE substr(rolname, length(%(base)s) + 2) END AS duty
      FROM pg_roles WHERE rolname IN (%(base)s || '_app', %(base)s || '_seq', %(base)s || '_audit_ro', %(base)s || '_audit_owner')
    UNION ALL SELECT 0, 'everybody'
"""
_OURS = "n.nspname NOT LIKE 'pg\\_%%' AND n.nspname <> 'information_schema'"
_NOT_AN_EXTENSIONS = "NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = {} AND d.deptype = 'e')"
_FUNCTION = "n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')'"

_LINES = f"""
WITH role AS ({_ROLES}),
given AS (
    SELECT 'schema ' || n.nspname AS thing, n.nspowner AS owner, '' AS col, (aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner)))).* FROM pg_namespace n WHERE {_OURS}
    UNION ALL
    SELECT n.nspname || '.' || c.relname, c.relowner, '',
           (aclexplode(coalesce(c.relacl, acldefault(CASE c.relkind WHEN 'S' THEN 's'::"char" ELSE 'r'::"char" END, c.relowner)))).*
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE {_OURS} AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND {_NOT_AN_EXTENSIONS.format("c.oid")}
    UNION ALL
    SELECT n.nspname || '.' || c.relname, c.relowner, a.attname, (aclexplode(a.attacl)).*
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE {_OURS} AND a.attacl IS NOT NULL AND NOT a.attisdropped
    UNION ALL
    SELECT {_FUNCTION}, p.proowner, '', (aclexplode(coalesce(p.proacl, acldefault('f', p.proowner)))).*
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE {_OURS} AND {_NOT_AN_EXTENSIONS.format("p.oid")}
),
may AS (
    SELECT thing, duty, privilege_type || CASE WHEN is_grantable THEN ' and give it' ELSE '' END
           || coalesce(' (' || string_agg(nullif(col, ''), ', ' ORDER BY col) || ')', '') AS what
      FROM given JOIN role ON role.oid = grantee WHERE grantee <> owner GROUP BY thing, duty, privilege_type, is_grantable, col = ''
)
SELECT thing || ': ' || duty || ' may ' || string_agg(what, ', ' ORDER BY what) FROM may GROUP BY thing, duty
UNION ALL
SELECT {_FUNCTION} || ': does '
       || left(encode(sha256(convert_to(p.prosrc || '|' || p.prosecdef || '|' || coalesce(p.proconfig::text, ''), 'UTF8')), 'hex'), 16)
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE {_OURS} AND {_NOT_AN_EXTENSIONS.format("p.oid")}
UNION ALL
SELECT n.nspname || '.' || c.relname || ': shows rows by its policies alone' FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE {_OURS} AND c.relrowsecurity
UNION ALL
SELECT schemaname || '.' || tablename || ': policy ' || policyname || ' ' || permissive || ' for ' || cmd || ' does '
       || left(encode(sha256(convert_to(coalesce(qual, '') || '|' || coalesce(with_check, ''), 'UTF8')), 'hex'), 16)
  FROM pg_policies WHERE schemaname NOT LIKE 'pg\\_%%'
UNION ALL
SELECT schemaname || '.' || viewname || ': reads ' || left(encode(sha256(convert_to(definition, 'UTF8')), 'hex'), 16)
  FROM pg_views WHERE schemaname = 'public'
UNION ALL
SELECT 'roles: ' || m.duty || ' is a member of ' || r.rolname
  FROM pg_auth_members g JOIN role m ON m.oid = g.member AND m.oid <> 0 JOIN pg_roles r ON r.oid = g.roleid
"""


def lines(cursor: Any, base: str) -> list[str]:
    """Every line that is true of this database, sorted. `base` is what its roles' names begin with: "duly" for duly_app."""
    cursor.execute(_LINES, {"base": base})
    return sorted(line for (line,) in cursor.fetchall())


def released() -> list[str]:
    """The lines of this version."""
    return [line for line in RELEASED.read_text(encoding="utf-8").splitlines() if not line.startswith(_OF)]


def release(found: list[str]) -> None:
    """Write the list, for the code as it is."""
    RELEASED.write_text("\n".join([_OF + _code(), *found]) + "\n", encoding="utf-8")


def stale() -> bool:
    """Whether the list is of other code than this. Never so in a version that was released."""
    return [line for line in RELEASED.read_text(encoding="utf-8").splitlines() if line.startswith(_OF)] != [_OF + _code()]


def faults(cursor: Any, base: str, *, every_wing: bool = True) -> list[str]:
    """A sentence when what may be done is not what this version releases; without every wing's tables, only what is too much is told."""
    if stale():
        return []
    found, wanted = set(lines(cursor, base)), set(released())
    if not every_wing:
        found = {line for line in found if not line.startswith(_OF_EVERY_WING)}
    told = [f"it is not released that {_said(line)}" for line in sorted(found - wanted)]
    told += [f"it is released that {_said(line)}" for line in sorted(wanted - found)] if every_wing else []
    if not told:
        return []
    more = f"; and {len(told) - MOST_NAMED} more" * (len(told) > MOST_NAMED)
    return [
        f"What may be done in the database is not what this version released: {'; '.join(told[:MOST_NAMED])}{more}. Find out who changed it, and run"
        " duly setup as the owner."
    ]


@cache
def _code() -> str:
    """A digest of everything from which set-up makes tables, grants and functions."""
    house = Path(__file__).parents[2]
    files = {*house.rglob("migrations/*.py"), *house.rglob("sql/*.sql"), *house.rglob("models.py"), *house.rglob("models/*.py")}
    files |= {house / "core" / "confidentiality" / "policies.py"}
    files |= {house / "core" / "record" / "guards.py", house / "machine" / "roles.py", house / "site" / "setup.py"}
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(f"{file.relative_to(house)}\n".encode() + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _said(line: str) -> str:
    thing, _, rest = line.partition(": ")
    return rest if thing == "roles" else f"the function {thing} {rest}" if rest.startswith("does ") else f"{rest} on {thing}"
