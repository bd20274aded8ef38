"""What is unsafe about the application's connection: Duly will not run where records may be lost or bent."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from duly.machine.server_version import OLDEST, version_name, version_number, why_not_version

CLOCK_SECONDS = 2.0
LARGE_OBJECT_WRITERS = ("lo_creat", "lo_create", "lo_from_bytea", "lo_import", "lo_put", "lowrite")

_REPORTED_DONE = "a payment reported as made could be gone after a power cut"
_SETTINGS = {
    "fsync": ({"on"}, "on", _REPORTED_DONE),
    "full_page_writes": ({"on"}, "on", "a page half written in a power cut could not be repaired"),
    "synchronous_commit": ({"on", "remote_apply"}, "on or stricter", _REPORTED_DONE),
    "data_checksums": ({"on"}, "on", "a disk that changes data would not be noticed"),
    "TimeZone": ({"UTC", "Etc/UTC"}, "UTC", "times would be read differently from how they were written"),
}

# "MEMBER" finds what the role is and also whatever it could become by SET ROLE.
_POWERS = """
    SELECT coalesce(bool_or(rolsuper), false),
           coalesce(bool_or(rolbypassrls), false),
           coalesce(bool_or(rolcreaterole), false)
      FROM pg_roles WHERE pg_has_role(session_user, oid, 'MEMBER')
"""
_OWNER = "SELECT pg_has_role(session_user, datdba, 'MEMBER') FROM pg_database WHERE datname = current_database()"

# Whoever owns a table may switch its triggers off, and whoever owns a function may write it anew.
_OWNED = """
    SELECT coalesce(min(what), '') FROM (
        SELECT relowner AS owner, relnamespace AS place, oid::regclass::text AS what FROM pg_class WHERE relkind IN ('r', 'p')
        UNION ALL SELECT proowner, pronamespace, 'the function ' || oid::regproc FROM pg_proc
        UNION ALL SELECT nspowner, oid, 'the schema ' || nspname FROM pg_namespace
    ) AS kept JOIN pg_namespace ON pg_namespace.oid = place
     WHERE left(nspname, 3) <> 'pg_' AND nspname <> 'information_schema' AND pg_has_role(session_user, owner, 'MEMBER')
"""

# A large object belongs to no table, so no guard stands before it. Only a superuser can take the making of them away from everybody: where the
# database's owner is none, set-up could not, and we go without.
_LARGE_OBJECTS = """
    SELECT EXISTS (
        SELECT FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace AND proname = ANY (%s) AND has_function_privilege(oid, 'EXECUTE')
    ) AND (SELECT rolsuper FROM pg_roles JOIN pg_database ON datdba = pg_roles.oid WHERE datname = current_database())
"""


@dataclass(frozen=True)
class Unsafe:
    """One thing that is not as it must be: what was found, what is needed, and why."""

    setting: str
    found: str
    needed: str
    why: str

    @property
    def sentence(self) -> str:
        return f"{self.setting} is {self.found} and must be {self.needed}, because otherwise {self.why}."


def unsafe_settings(connection: Any, *, now: Callable[[], float] = time.time) -> list[Unsafe]:
    """Everything unsafe about this connection, as the application's role; an empty list when it is fit for use.

    Takes a psycopg connection, or any other with `cursor()`, whose rows are tuples. `now` is this machine's clock in
    seconds since 1970. Raises what the connection raises when the server does not answer.
    """
    return [
        *_unsafe_version(connection),
        *_unsafe_values(connection),
        *_unsafe_powers(connection),
        *_unsafe_clock(connection, now),
    ]


def _unsafe_version(connection: Any) -> list[Unsafe]:
    number = version_number(connection)
    if why_not_version(number) is None:
        return []
    return [Unsafe("server_version", version_name(number), f"{OLDEST} or later", "periods could overlap")]


def _unsafe_values(connection: Any) -> list[Unsafe]:
    unsafe = []
    for setting, (safe, needed, why) in _SETTINGS.items():
        found = str(_row(connection, f"SELECT current_setting('{setting}')")[0])
        if found not in safe:
            unsafe.append(Unsafe(setting, found, needed, why))
    return unsafe


def _unsafe_powers(connection: Any) -> list[Unsafe]:
    role, *_ = _row(connection, "SELECT session_user::text")
    superuser, bypasses, makes_roles = _row(connection, _POWERS)
    (owns,) = _row(connection, _OWNER)
    (owned,) = _row(connection, _OWNED)
    (large_objects,) = _row(connection, _LARGE_OBJECTS, [list(LARGE_OBJECT_WRITERS)])
    held = [
        (superuser, "superuser", "nothing in the database could refuse it"),
        (bypasses, "BYPASSRLS", "it would see cases it must not"),
        (makes_roles, "CREATEROLE", "it could give itself other powers"),
        (owns, "the database's owner", "it could remove what refuses it"),
        (owned and not (owns or superuser), f"the owner of {owned}", "it could switch off what refuses it"),
    ]
    found = [Unsafe(f"the role {role}", f"{power}, or can become so", f"no {power}", why) for has, power, why in held if has]
    if large_objects and not superuser:
        found.append(
            Unsafe(
                f"the role {role}",
                "able to make large objects",
                "unable to (duly setup sees to it)",
                "it could keep data that nothing guards",
            )
        )
    return found


def _unsafe_clock(connection: Any, now: Callable[[], float]) -> list[Unsafe]:
    before = now()
    (there,) = _row(connection, "SELECT extract(epoch FROM clock_timestamp())")
    apart = abs((before + now()) / 2 - float(there))
    if apart <= CLOCK_SECONDS:
        return []
    needed = f"within {CLOCK_SECONDS:g} seconds of it"
    return [Unsafe("the database's clock", f"{apart:.1f} seconds from ours", needed, "times recorded would be wrong")]


def _row(connection: Any, query: str, values: list[Any] | None = None) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return tuple(cursor.fetchone())
