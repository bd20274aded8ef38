"""Prepare a database for Duly, on any PostgreSQL 18 or later: its extensions, its roles, and who may connect."""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from duly.machine.credentials import Credentials
from duly.machine.fault import MachineFault
from duly.machine.home import Home
from duly.machine.server_version import version_number, why_not_version
from duly.machine.settings_check import LARGE_OBJECT_WRITERS

EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")  # all "trusted": an owner who is no superuser may add them
SIGNING_IN = ("app", "seq", "audit_ro")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,50}")  # 51 characters and "_audit_owner" make PostgreSQL's limit of 63

_COMMON = {"lock_timeout": "10s", "idle_in_transaction_session_timeout": "60s", "TimeZone": "UTC"}
# Only pages are hurried: the sequencer and the auditor read the whole record.
_ROLE_SETTINGS = {"app": {**_COMMON, "statement_timeout": "60s"}, "seq": _COMMON, "audit_ro": _COMMON}

_WRONG_ATTRIBUTES = """
    SELECT array_remove(ARRAY[
        CASE WHEN rolsuper THEN 'NOSUPERUSER' END, CASE WHEN rolcreatedb THEN 'NOCREATEDB' END,
        CASE WHEN rolcreaterole THEN 'NOCREATEROLE' END, CASE WHEN rolbypassrls THEN 'NOBYPASSRLS' END,
        CASE WHEN rolreplication THEN 'NOREPLICATION' END,
        CASE WHEN rolcanlogin <> %(login)s THEN CASE WHEN %(login)s THEN 'LOGIN' ELSE 'NOLOGIN' END END], NULL)
      FROM pg_roles WHERE rolname = %(role)s
"""


def prepare(owner_dsn: str, dbname: str, home: Home) -> Credentials:
    """Make what is missing of database and roles, set right what is not, and save the roles' passwords in the home.

    `owner_dsn` names a role that may create databases and roles; it is used here and kept nowhere. Doing it again
    changes nothing, and keeps passwords that still work. Raises MachineFault for a server older than 18, a name
    that cannot be a database's, or an owner who may not do this.
    """
    if not _NAME.fullmatch(dbname):
        raise MachineFault(
            f"{dbname!r} cannot be the database's name: use up to 51 small letters, digits and underscores, beginning with a letter."
        )
    try:
        with _connect_anywhere(owner_dsn) as connection:
            _refuse_old(connection)
            # One preparation at a time; two at once would both find the same thing missing.
            connection.execute("SELECT pg_advisory_lock(hashtext('duly prepare'))")
            _make_database(connection, dbname)
            _make_roles(connection, dbname)
            credentials = _give_passwords(connection, _where(owner_dsn, connection, dbname, home))
            credentials.save(home)
            with psycopg.connect(make_conninfo(owner_dsn, dbname=dbname), autocommit=True) as inside:
                _make_inside(inside, credentials)
    except psycopg.errors.InsufficientPrivilege as refused:
        raise MachineFault(
            f"The database's owner may not prepare it ({refused.diag.message_primary}): "
            f"give that role CREATEDB and CREATEROLE, or make it the owner of {dbname}."
        ) from refused
    return credentials


@contextmanager
def as_keeper(cursor: Any, keeper: str) -> Iterator[None]:
    """Let an owner who is no superuser become the record's owner, `keeper`, while set-up runs, and no longer.

    Making the role gave its maker ADMIN on it, which nobody but a superuser can take away, but not SET: see docs/adr/0026.
    """
    cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
    if cursor.fetchone()[0]:
        yield
        return
    cursor.execute(f'GRANT "{keeper}" TO CURRENT_USER WITH SET TRUE, INHERIT FALSE')
    try:
        yield
    finally:
        cursor.execute(f'REVOKE "{keeper}" FROM CURRENT_USER')


def _connect_anywhere(owner_dsn: str) -> "psycopg.Connection[tuple[object, ...]]":
    """Connect to the server's own database, or, where that is closed to us, to the one named."""
    try:
        return psycopg.connect(make_conninfo(owner_dsn, dbname="postgres"), autocommit=True)
    except psycopg.OperationalError:
        try:
            return psycopg.connect(owner_dsn, autocommit=True)
        except psycopg.OperationalError as refused:
            raise MachineFault(f"The database's owner cannot connect: {str(refused).strip()}") from refused


def _refuse_old(connection: psycopg.Connection) -> None:
    why_not = why_not_version(version_number(connection))
    if why_not is not None:
        raise MachineFault(why_not)


def _make_database(connection: psycopg.Connection, dbname: str) -> None:
    if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [dbname]).fetchone() is None:
        # template0: the only template sure to allow another encoding and to hold nothing of anybody's.
        connection.execute(_sql("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'", dbname))


def _make_roles(connection: psycopg.Connection, dbname: str) -> None:
    for duty in SIGNING_IN:
        _make_role(connection, f"{dbname}_{duty}", login=True)
        for setting, value in _ROLE_SETTINGS[duty].items():
            change = _sql("ALTER ROLE {} SET {} = ", f"{dbname}_{duty}", setting)
            connection.execute(change + sql.Literal(value))
    _make_role(connection, f"{dbname}_audit_owner", login=False)


def _make_role(connection: psycopg.Connection, role: str, *, login: bool) -> None:
    if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone() is None:
        can = "LOGIN" if login else "NOLOGIN"
        connection.execute(_sql(f"CREATE ROLE {{}} {can} NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS", role))
    # Only what is wrong is altered: naming NOSUPERUSER in ALTER ROLE takes a superuser, even to change nothing.
    wrong = connection.execute(_WRONG_ATTRIBUTES, {"role": role, "login": login}).fetchone()
    if wrong is not None and wrong[0]:
        connection.execute(_sql("ALTER ROLE {} ", role) + sql.SQL(" ".join(wrong[0])))


def _where(owner_dsn: str, connection: psycopg.Connection, dbname: str, home: Home) -> Credentials:
    """Where the roles will connect, which is where the owner did, with the passwords kept from last time."""
    given = conninfo_to_dict(owner_dsn)
    kept = Credentials.load(home, dbname)
    return Credentials(
        dbname=dbname,
        host=str(given.get("host") or connection.info.host),
        port=connection.info.port,
        sslmode=str(given.get("sslmode") or ""),
        sslrootcert=str(given.get("sslrootcert") or ""),
        passwords=dict(kept.passwords) if kept else {},
    )


def _give_passwords(connection: psycopg.Connection, credentials: Credentials) -> Credentials:
    for duty in SIGNING_IN:
        role = credentials.role(duty)
        connection.execute(_sql("GRANT CONNECT ON DATABASE {} TO {}", credentials.dbname, role))
        if role in credentials.passwords and _signs_in(credentials.dsn(duty)):
            continue
        password = secrets.token_urlsafe(32)
        # Hashed here, so that the server's log never sees the password itself.
        hashed = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
        connection.execute(_sql("ALTER ROLE {} PASSWORD ", role) + sql.Literal(hashed.decode()))
        credentials = replace(credentials, passwords={**credentials.passwords, role: password})
    return credentials


def _signs_in(dsn: str) -> bool:
    try:
        psycopg.connect(dsn, connect_timeout=10).close()
    except psycopg.OperationalError:
        return False
    return True


def _make_inside(connection: psycopg.Connection, credentials: Credentials) -> None:
    for extension in EXTENSIONS:
        try:
            connection.execute(_sql("CREATE EXTENSION IF NOT EXISTS {}", extension))
        except (psycopg.errors.UndefinedFile, psycopg.errors.FeatureNotSupported) as missing:
            raise MachineFault(f"This server has no extension {extension}: install PostgreSQL's contrib package there.") from missing
    connection.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    connection.execute(_sql("REVOKE CONNECT ON DATABASE {} FROM PUBLIC", credentials.dbname))
    _take_away_large_objects(connection)


def _take_away_large_objects(connection: psycopg.Connection) -> None:
    """Let nobody but a superuser make or write large objects, which no guard of a table could see. Only a superuser can take it away."""
    if connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone() != (True,):
        return
    found = connection.execute(
        "SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace AND proname = ANY (%s)",
        [list(LARGE_OBJECT_WRITERS)],
    )
    for (function,) in found.fetchall():
        connection.execute(sql.SQL("REVOKE EXECUTE ON FUNCTION {} FROM PUBLIC").format(sql.SQL(function)))


def _sql(text: str, *names: str) -> sql.Composed:
    return sql.SQL(text).format(*(sql.Identifier(name) for name in names))
