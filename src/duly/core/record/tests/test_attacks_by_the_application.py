"""What somebody with the application's own password tries against the record, with real commits."""

from datetime import date

import psycopg
import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from duly.core.log.tests.reading_back import read_back
from duly.core.log.tests.test_verification import become
from duly.core.people.actions import add_officer, make_post
from duly.core.people.events import PostGiven, PostMade
from duly.core.people.models import Holding, Officer, Post
from duly.core.record.actions import new_event_id, unit_of_work
from duly.core.record.models import Payload, StoredEvent
from duly.primitives.actor import SYSTEM
from duly.primitives.digest import canonical
from duly.primitives.refusal import Refused

APRIL = date(2026, 4, 1)
pytestmark = pytest.mark.usefixtures("commits")


@pytest.fixture
def ada() -> str:
    make_post(code="payments-officer", title="Payments Officer", office="Northmere Council", wing="payments", by=SYSTEM)
    return add_officer(username="ada", name="Ada Example", email="ada@example.org", password=None, by=SYSTEM)


@pytest.fixture
def attacker(ada):
    """A fresh session of the application's own role, in one open transaction."""
    connection.ensure_connection()
    info = connection.connection.info
    with psycopg.connect(host=info.host, port=info.port, dbname=info.dbname, user=info.user, password=info.password) as session:
        session.execute("SET duly.sees = '*'")  # it may say whoever it likes looks; without a name it would see nothing to attack
        session.commit()
        yield session
        session.rollback()


def hijack_of_text(session) -> None:
    session.execute("CREATE TEMP TABLE said (who text)")
    session.execute("GRANT ALL ON said TO PUBLIC")
    session.execute(
        "CREATE FUNCTION pg_temp.run(t pg_catalog.text) RETURNS boolean LANGUAGE plpgsql AS "
        "$$ BEGIN INSERT INTO pg_temp.said VALUES (current_user); RETURN true; END $$"
    )
    session.execute("CREATE DOMAIN pg_temp.text AS pg_catalog.text CHECK (pg_temp.run(VALUE))")


def test_a_type_of_ones_own_is_not_run_as_the_owner_of_the_record(attacker):
    with pytest.raises(psycopg.errors.DatabaseError) as refused:
        hijack_of_text(attacker)
        attacker.execute("INSERT INTO people_post (code, title, office, wing, made_by) VALUES ('x', 'x', 'x', 'x', gen_random_uuid())")
        who = attacker.execute("SELECT who FROM pg_temp.said").fetchall()
        assert who == []
        attacker.execute("SET CONSTRAINTS ALL IMMEDIATE")

    assert "Nothing was recorded" in str(refused.value)


def test_a_type_of_ones_own_does_not_change_what_is_read_from_the_body(attacker):
    attacker.execute("CREATE TYPE pg_temp.jsonb AS (b pg_catalog.text)")
    attacker.execute(
        "CREATE FUNCTION pg_temp.mine(t pg_catalog.text) RETURNS pg_temp.jsonb LANGUAGE sql AS $$ SELECT ROW(t)::pg_temp.jsonb $$"
    )
    attacker.execute(
        "CREATE FUNCTION pg_temp.theirs(t pg_temp.jsonb) RETURNS pg_catalog.jsonb LANGUAGE sql AS "
        """$$ SELECT '{"action":"post.made","subject":{"type":"lies","ref":"x","version":1}}'::pg_catalog.jsonb $$"""
    )
    attacker.execute("CREATE CAST (pg_catalog.text AS pg_temp.jsonb) WITH FUNCTION pg_temp.mine AS IMPLICIT")
    attacker.execute("CREATE CAST (pg_temp.jsonb AS pg_catalog.jsonb) WITH FUNCTION pg_temp.theirs AS IMPLICIT")
    named = new_event_id()
    attacker.execute("INSERT INTO audit.event (event_id, body) VALUES (%s, %s)", [named, body_of(PostMade("truth", 1, "t"), named)])

    assert attacker.execute("SELECT subject_type, subject_ref FROM audit.event WHERE event_id = %s", [named]).fetchone() == (
        "post",
        "truth",
    )


def body_of(event, named) -> bytes:
    return canonical(
        {
            "v": 1,
            "id": str(named),
            "at": "2026-04-01T00:00:00.000+00:00",
            "action": event.code,
            "actor": {"ref": "system", "posts": []},
            "subject": {"type": event.subject, "ref": event.ref, "version": event.version},
            "facts": event.sealed(),
            "payload_sha256": "",
        }
    )


def test_the_guards_functions_cannot_be_put_on_a_table_of_ones_own(attacker):
    """With one the code an event must have could be noted first, wider than the table's own."""
    attacker.execute("CREATE TEMP TABLE people_post (made_by uuid)")

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        attacker.execute(
            "CREATE TRIGGER t AFTER INSERT ON people_post REFERENCING NEW TABLE AS changed FOR EACH STATEMENT "
            "EXECUTE FUNCTION audit.note_made('{officer.added}')"
        )


def test_private_words_are_not_added_to_an_event_of_before(ada):
    made = StoredEvent.objects.get(action="post.made")

    with pytest.raises(Exception, match="private words"), unit_of_work():
        Payload.objects.create(event_id=made.pk, salt=b"0" * 32, content=b'{"title":"Chief Executive"}')


def test_private_words_are_those_the_event_was_sealed_with(ada):
    with pytest.raises(Exception, match="private words"), unit_of_work():
        named = new_event_id()
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO audit.event (event_id, body) VALUES (%s, %s)", [named, body_of(PostMade("p", 1, "t"), named)])
        Payload.objects.create(event_id=named, salt=b"0" * 32, content=b'{"title":"Chief Executive"}')


def test_an_event_carries_its_own_name(attacker):
    with pytest.raises(psycopg.errors.CheckViolation):
        attacker.execute(
            "INSERT INTO audit.event (event_id, body) VALUES (%s, %s)", [new_event_id(), body_of(PostMade("x", 1, "t"), new_event_id())]
        )


def test_a_fact_is_not_born_superseded(ada):
    with pytest.raises(Exception, match="superseded"), unit_of_work() as record:
        event = record.write(PostGiven(ada, 2, "payments-officer", APRIL), by=SYSTEM)
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO people_holding (officer_id, post_id, during, made_by, superseded_by) "
                "VALUES (%s, %s, '[2026-04-01,)', %s, gen_random_uuid())",
                [Officer.objects.get().pk, Post.objects.get().pk, event],
            )


def test_a_check_made_to_run_early_inside_a_savepoint_runs_again_when_that_is_undone(attacker):
    named = new_event_id()
    attacker.execute("INSERT INTO people_post (code, title, office, wing, made_by) VALUES ('x', 'x', 'x', 'x', %s)", [named])
    attacker.execute("SAVEPOINT s")
    attacker.execute("INSERT INTO audit.event (event_id, body) VALUES (%s, %s)", [named, body_of(PostMade("x", 1, "x"), named)])
    attacker.execute("SET CONSTRAINTS ALL IMMEDIATE")
    attacker.execute("ROLLBACK TO s")

    with pytest.raises(psycopg.errors.CheckViolation):
        attacker.commit()


def test_writing_again_after_an_early_check_is_checked_again(attacker):
    named = new_event_id()
    attacker.execute("INSERT INTO audit.event (event_id, body) VALUES (%s, %s)", [named, body_of(PostMade("x", 1, "x"), named)])
    attacker.execute("INSERT INTO people_post (code, title, office, wing, made_by) VALUES ('x', 'x', 'x', 'x', %s)", [named])
    attacker.execute("SET CONSTRAINTS ALL IMMEDIATE")
    attacker.execute("SET CONSTRAINTS ALL DEFERRED")
    attacker.execute("INSERT INTO people_post (code, title, office, wing, made_by) VALUES ('y', 'y', 'y', 'y', gen_random_uuid())")

    with pytest.raises(psycopg.errors.CheckViolation):
        attacker.commit()


ROADS = [
    "MERGE INTO people_post p USING (SELECT 1) o ON p.code = 'z' WHEN NOT MATCHED THEN INSERT (code, title, office, wing, made_by)"
    " VALUES ('z', 'z', 'z', 'z', gen_random_uuid())",
    "WITH n AS (INSERT INTO people_post (code, title, office, wing, made_by) VALUES ('z', 'z', 'z', 'z', gen_random_uuid()) RETURNING 1)"
    " SELECT * FROM n",
    "INSERT INTO people_post (code, title, office, wing, made_by) VALUES ('payments-officer', 'z', 'z', 'z', gen_random_uuid())"
    " ON CONFLICT (code) DO UPDATE SET title = 'z'",
    "INSERT INTO people_post (code, title, office, wing, made_by) SELECT 'z', 'z', 'z', 'z', event_id FROM audit.event LIMIT 1",
    "SET ROLE NONE; DO $$ BEGIN INSERT INTO people_post (code, title, office, wing, made_by) VALUES ('z', 'z', 'z', 'z', gen_random_uuid());"
    " EXCEPTION WHEN OTHERS THEN NULL; END $$",
    "SELECT setval('people_officer_number', 1)",
    "CREATE TABLE public.mine (x int)",
    "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE SCHEMA mine",
    "INSERT INTO audit.noted (kind, relation) VALUES ('fact', 'x')",
    "SELECT * FROM audit.noted",
    "SET session_replication_role = replica",
    "SET ROLE pg_write_all_data",
    "COPY people_post TO PROGRAM 'true'",
    "SELECT pg_read_file('PG_VERSION')",
    "SELECT lo_import('/etc/hostname')",
    "CREATE EXTENSION dblink",
    "ALTER ROLE CURRENT_USER SUPERUSER",
    "ALTER TABLE people_post DISABLE TRIGGER ALL",
    "CREATE TRIGGER t BEFORE INSERT ON people_post FOR EACH ROW EXECUTE FUNCTION audit.refuse()",
    "CREATE RULE r AS ON INSERT TO people_post DO INSTEAD NOTHING",
    "LOCK TABLE audit.event IN ACCESS EXCLUSIVE MODE",
]
"""Each tried alone, and each refused."""


def test_every_other_road_is_closed(attacker):
    before = attacker.execute("SELECT count(*) FROM people_post").fetchone()
    attacker.commit()
    for statement in ROADS:
        with pytest.raises(psycopg.errors.DatabaseError) as refused:
            attacker.execute(statement)
            attacker.commit()
            pytest.fail(f"went through: {statement}")
        assert refused.value.sqlstate in ("42501", "23514", "22023", "42704"), (statement, refused.value)
        attacker.rollback()

    assert attacker.execute("SELECT count(*) FROM people_post").fetchone() == before


def test_every_function_looks_in_the_temporary_schema_last(attacker):
    found = attacker.execute(
        "SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
        " WHERE (p.prosecdef OR n.nspname = 'audit') AND n.nspname IN ('audit', 'public')"
        " AND NOT coalesce(p.proconfig, '{}') @> ARRAY['search_path=pg_catalog, pg_temp']"
    ).fetchall()

    assert found == []


def test_a_fact_names_an_event_about_the_same_thing(ada):
    ben = add_officer(username="ben", name="Ben Example", email="ben@example.org", password=None, by=SYSTEM)

    with pytest.raises(Refused) as refused, unit_of_work() as record:
        about_ben = record.write(PostGiven(ben, 2, "payments-officer", APRIL), by=SYSTEM)
        Holding.objects.create(
            officer=Officer.objects.get(ref=ada), post=Post.objects.get(), during=DateRange(APRIL, None), made_by=about_ben
        )

    assert refused.value.refusal.code == "no-silent-write"


def test_copying_in_is_checked_too(attacker):
    with attacker.cursor().copy("COPY people_post (code, title, office, wing, made_by) FROM STDIN") as copy:
        copy.write_row(("z", "z", "z", "z", new_event_id()))

    with pytest.raises(psycopg.errors.CheckViolation):
        attacker.commit()


def test_nothing_is_left_noted(ada, server, commits):
    with psycopg.connect(server.owner_of(commits)) as owner:
        become(owner)
        assert owner.execute("SELECT count(*) FROM audit.noted").fetchone() == (0,)
    assert read_back().sound
