"""An installation set up before there was a log gets one by setting up again, with everything recorded so far waiting for its entry number."""

import uuid

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from duly.core.log.tests.ground import rows
from duly.core.record import guards
from duly.primitives.digest import canonical
from duly.site.database import role_names


@pytest.fixture
def before(server, django_db_setup, django_db_blocker):
    """A database as set-up left it then: the record's tables alone, already given to the role that owns the record. Django speaks as its owner."""
    owner, name = role_names()["audit_owner"], f"{server.template}_before"
    with psycopg.connect(server.owner_dsn, dbname="postgres", autocommit=True) as session:
        session.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    server.made.append(name)
    kept = {name: connection.settings_dict[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    with django_db_blocker.unblock():
        connection.close()
        given = psycopg.conninfo.conninfo_to_dict(server.owner_of(name))
        connection.settings_dict.update(
            NAME=name,
            USER=given.get("user", ""),
            PASSWORD=given.get("password", ""),
            HOST=given.get("host", ""),
            PORT=given.get("port", ""),
        )
        try:
            call_command("migrate", "record", "0001", verbosity=0)
            with connection.cursor() as cursor:
                cursor.execute(f"GRANT CREATE ON SCHEMA audit TO {owner}")
                for table in ("event", "payload", "noted"):
                    cursor.execute(f"ALTER TABLE audit.{table} OWNER TO {owner}")
                cursor.execute("SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.pronamespace = 'audit'::regnamespace")
                for (function,) in cursor.fetchall():
                    cursor.execute(f"ALTER FUNCTION {function} OWNER TO {owner}")
                cursor.execute(f"ALTER SCHEMA audit OWNER TO {owner}")
            yield owner
        finally:
            connection.close()
            connection.settings_dict.update(kept)


def record(subject: str) -> uuid.UUID:
    """Write an event as whoever is connected."""
    event = uuid.uuid4()
    body = canonical({"id": str(event), "action": "post.made", "subject": {"type": "post", "ref": subject, "version": 1}})
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO audit.event (event_id, body) VALUES (%s, %s)", [event, body])
    return event


def test_the_log_comes_to_a_record_that_is_already_owned(before):
    become = sql.SQL("SET ROLE {}").format(sql.Identifier(before)).as_string()
    with connection.cursor() as cursor:
        cursor.execute(become)
        first = [record(f"p{n}") for n in range(3)]
        cursor.execute("RESET ROLE")

    call_command("migrate", "log", verbosity=0)

    with connection.cursor() as cursor:
        cursor.execute(guards.OWNED_BY_OTHERS, {"owner": before})
        assert cursor.fetchall() == []
        cursor.execute(become)
        assert rows("SELECT event_id FROM audit.pending ORDER BY recorded_at") == [(event,) for event in first]
        record("p3")
        assert rows("SELECT count(*) FROM audit.pending") == [(4,)]
        assert rows("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'audit'") == [(before,)]
        assert rows("SELECT DISTINCT proowner::regrole::text FROM pg_proc WHERE pronamespace = 'audit'::regnamespace") == [(before,)]
