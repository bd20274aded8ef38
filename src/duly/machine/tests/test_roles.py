"""The database is prepared with exactly the roles it needs, by a superuser or by an ordinary owner."""

from dataclasses import replace

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from duly.machine import roles
from duly.machine.credentials import Credentials
from duly.machine.fault import MachineFault
from duly.machine.postgres import EmbeddedPostgres
from duly.machine.roles import as_keeper, prepare
from duly.machine.tests.tools import ask


@pytest.fixture(scope="module")
def prepared(server):
    return prepare(server.superuser_dsn(), "duly", server.home)


@pytest.fixture(scope="module")
def owner_dsn(server):
    """The DSN of an owner as on a server elsewhere: no superuser, may make databases and roles."""
    ask(server, "CREATE ROLE keeper LOGIN CREATEDB CREATEROLE PASSWORD 'only for this test'")
    return make_conninfo(server.superuser_dsn(), user="keeper", password="only for this test", dbname="elsewhere")


def attributes(server, dbname):
    with psycopg.connect(server.superuser_dsn()) as connection:
        return connection.execute(
            """SELECT rolname, rolcanlogin, rolsuper OR rolcreatedb OR rolcreaterole OR rolbypassrls OR rolreplication
                 FROM pg_roles WHERE starts_with(rolname, %s) AND rolname <> 'duly_superuser' ORDER BY rolname""",
            [f"{dbname}_"],
        ).fetchall()


def test_the_roles_have_exactly_their_attributes(server, prepared):
    assert attributes(server, "duly") == [
        ("duly_app", True, False),
        ("duly_audit_owner", False, False),
        ("duly_audit_ro", True, False),
        ("duly_seq", True, False),
    ]


def test_each_role_signs_in_and_finds_its_own_settings(prepared):
    found = {}
    for duty in ("app", "seq", "audit_ro"):
        with psycopg.connect(prepared.dsn(duty)) as connection:
            found[duty] = connection.execute(
                """SELECT current_user::text, current_setting('statement_timeout'), current_setting('lock_timeout'),
                          current_setting('idle_in_transaction_session_timeout'), current_setting('TimeZone')"""
            ).fetchone()

    assert found == {
        "app": ("duly_app", "1min", "10s", "1min", "UTC"),
        "seq": ("duly_seq", "0", "10s", "1min", "UTC"),
        "audit_ro": ("duly_audit_ro", "0", "10s", "1min", "UTC"),
    }


def test_the_application_can_make_nothing_in_the_database(prepared):
    with psycopg.connect(prepared.dsn("app"), autocommit=True) as connection:
        for attempt in (
            "CREATE TABLE public.mine (n int)",
            "CREATE SCHEMA mine",
            "CREATE ROLE mine",
            "CREATE DATABASE mine",
            "SET ROLE duly_audit_owner",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(attempt)


def test_roles_of_one_database_cannot_enter_another(server, prepared):
    other = prepare(server.superuser_dsn(), "neighbour", server.home)

    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(prepared.dsn("app"), dbname="neighbour")

    assert Credentials.load(server.home, "duly") == prepared
    assert other.role("app") == "neighbour_app"


def test_preparing_again_changes_nothing(server, prepared):
    again = prepare(server.superuser_dsn(), "duly", server.home)

    assert again == prepared


def test_a_password_that_no_longer_works_is_replaced_and_the_others_kept(server, prepared):
    broken = replace(prepared, passwords={**prepared.passwords, "duly_seq": "forgotten"})
    broken.save(server.home)

    again = prepare(server.superuser_dsn(), "duly", server.home)

    assert again.passwords["duly_app"] == prepared.passwords["duly_app"]
    assert again.passwords["duly_seq"] != "forgotten"
    psycopg.connect(again.dsn("seq")).close()


def test_a_role_given_too_much_is_set_right(server):
    prepare(server.superuser_dsn(), "loose", server.home)
    ask(server, "ALTER ROLE loose_app SUPERUSER CREATEROLE BYPASSRLS")
    ask(server, "ALTER ROLE loose_audit_owner LOGIN")

    prepare(server.superuser_dsn(), "loose", server.home)

    assert ("loose_app", True, False) in attributes(server, "loose")
    assert ("loose_audit_owner", False, False) in attributes(server, "loose")


def test_an_owner_who_is_no_superuser_prepares_a_server_elsewhere_twice(server, owner_dsn, home):
    first = prepare(owner_dsn, "elsewhere", home)
    again = prepare(owner_dsn, "elsewhere", home)

    assert first == again
    assert [found[1:] for found in attributes(server, "elsewhere")] == [
        (True, False),
        (False, False),
        (True, False),
        (True, False),
    ]
    psycopg.connect(first.dsn("app")).close()


def test_such_an_owner_can_give_a_table_to_the_records_owner_while_set_up_runs_and_not_change_it_after(owner_dsn, home):
    prepare(owner_dsn, "elsewhere", home)

    with psycopg.connect(owner_dsn, autocommit=True) as connection, connection.cursor() as cursor:
        with as_keeper(cursor, "elsewhere_audit_owner"):
            connection.execute("CREATE SCHEMA record AUTHORIZATION elsewhere_audit_owner")
            connection.execute("SET ROLE elsewhere_audit_owner")
            connection.execute("CREATE TABLE record.event (n int)")
            connection.execute("RESET ROLE")
            connection.execute("CREATE SCHEMA rooms CREATE TABLE given (n int)")
            connection.execute("GRANT CREATE ON SCHEMA rooms TO elsewhere_audit_owner")
            connection.execute("ALTER TABLE rooms.given OWNER TO elsewhere_audit_owner")

        for attempt in ("DELETE FROM rooms.given", "SET ROLE elsewhere_audit_owner", "ALTER TABLE rooms.given DISABLE TRIGGER ALL"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(attempt)


def test_such_an_owner_steps_out_even_when_set_up_fails(owner_dsn, home):
    prepare(owner_dsn, "elsewhere", home)

    with psycopg.connect(owner_dsn, autocommit=True) as connection, connection.cursor() as cursor:
        with pytest.raises(psycopg.errors.DivisionByZero), as_keeper(cursor, "elsewhere_audit_owner"):
            connection.execute("SELECT 1 / 0")

        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("SET ROLE elsewhere_audit_owner")


def test_the_owners_password_is_written_nowhere(owner_dsn, home):
    prepare(owner_dsn, "elsewhere", home)

    assert "only for this test" not in home.credentials.read_text()
    assert "superuser" not in home.credentials.read_text()


def test_the_extensions_are_there(server, prepared):
    found = ask(server, "SELECT string_agg(extname, ' ' ORDER BY extname) FROM pg_extension", "duly")

    assert found == "btree_gist pg_trgm plpgsql unaccent"


def test_an_older_server_is_refused_by_its_version(server, monkeypatch):
    monkeypatch.setattr(roles, "version_number", lambda connection: 150019)

    with pytest.raises(MachineFault, match=r"needs PostgreSQL 18 or later and this server is 15\.19"):
        prepare(server.superuser_dsn(), "older", server.home)

    assert ask(server, "SELECT count(*) FROM pg_database WHERE datname = 'older'") == 0


def test_an_owner_who_may_not_make_roles_is_told_what_is_missing(server, prepared):
    with pytest.raises(MachineFault, match="give that role CREATEDB and CREATEROLE"):
        prepare(prepared.dsn("app"), "another", server.home)


def test_an_owner_who_cannot_connect_is_told_so(server):
    with pytest.raises(MachineFault, match="owner cannot connect"):
        prepare(make_conninfo(server.superuser_dsn(), password="wrong"), "duly", server.home)


@pytest.mark.parametrize("name", ["Duly", "duly-1", "1duly", "", "x" * 52, 'duly"; --'])
def test_a_name_that_cannot_be_a_databases_is_refused(name, home):
    with pytest.raises(MachineFault, match="cannot be the database's name"):
        prepare("", name, home)


def test_a_home_that_holds_only_credentials_can_have_its_own_server_later(owner_dsn, home):
    prepare(owner_dsn, "elsewhere", home)

    assert {path.stat().st_mode & 0o077 for path in home.root.iterdir()} == {0}
    EmbeddedPostgres(home)
