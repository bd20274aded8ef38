"""Each unsafe setting of the application's connection is named; a safe one passes."""

import time
from contextlib import contextmanager

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from duly.machine import settings_check
from duly.machine.identity import who_runs_postgres
from duly.machine.postgres import EmbeddedPostgres
from duly.machine.roles import prepare
from duly.machine.settings_check import unsafe_settings
from duly.machine.tests.tools import ask, eventually


@pytest.fixture(scope="module")
def application(server):
    return prepare(server.superuser_dsn(), "checked", server.home).dsn("app")


def sentences(dsn, **options):
    with psycopg.connect(dsn) as connection:
        return [unsafe.sentence for unsafe in unsafe_settings(connection, **options)]


@contextmanager
def the_server_set(server, setting, value):
    ask(server, f"ALTER SYSTEM SET {setting} = {value}")
    ask(server, "SELECT pg_reload_conf()")
    assert eventually(lambda: ask(server, f"SHOW {setting}") == value)
    try:
        yield
    finally:
        ask(server, f"ALTER SYSTEM RESET {setting}")
        ask(server, "SELECT pg_reload_conf()")
        assert eventually(lambda: ask(server, f"SHOW {setting}") != value)


@contextmanager
def done_and_undone(server, do, undo):
    ask(server, do)
    try:
        yield
    finally:
        ask(server, undo)


def test_a_prepared_database_is_safe(application):
    assert sentences(application) == []


@pytest.mark.parametrize(
    ("setting", "value"),
    [("fsync", "off"), ("full_page_writes", "off"), ("synchronous_commit", "off"), ("synchronous_commit", "local")],
)
def test_a_setting_that_may_lose_records_is_named(server, application, setting, value):
    with the_server_set(server, setting, value):
        found = sentences(application)

    assert len(found) == 1
    assert found[0].startswith(f"{setting} is {value} and must be on")


def test_a_stricter_commit_is_safe(server, application):
    with the_server_set(server, "synchronous_commit", "remote_apply"):
        assert sentences(application) == []


def test_missing_checksums_are_named(home):
    with EmbeddedPostgres.running(home) as server:
        programs = server.programs
        application = prepare(server.superuser_dsn(), "checked", home).dsn("app")
    programs.run("pg_checksums", "--disable", f"--pgdata={home.postgres}", preexec_fn=who_runs_postgres().take_on, check=True)

    with EmbeddedPostgres.running(home):
        found = sentences(application)

    assert found == ["data_checksums is off and must be on, because otherwise a disk that changes data would not be noticed."]


def test_another_time_zone_is_named(application):
    found = sentences(f"{application} options='-c TimeZone=Europe/London'")

    assert found[0].startswith("TimeZone is Europe/London and must be UTC")


@pytest.mark.parametrize(("power", "named"), [("SUPERUSER", "superuser"), ("BYPASSRLS", "BYPASSRLS"), ("CREATEROLE", "CREATEROLE")])
def test_a_role_with_too_much_power_is_named(server, application, power, named):
    with done_and_undone(server, f"ALTER ROLE checked_app {power}", f"ALTER ROLE checked_app NO{power}"):
        found = sentences(application)

    assert any(f"the role checked_app is {named}" in sentence for sentence in found)


def test_a_role_that_could_become_a_powerful_one_is_named(server, application):
    ask(server, "CREATE ROLE mighty BYPASSRLS")
    with done_and_undone(server, "GRANT mighty TO checked_app", "REVOKE mighty FROM checked_app"):
        found = sentences(application)

    assert [sentence for sentence in found if "BYPASSRLS" in sentence]


def test_the_databases_owner_is_named(server):
    owned = prepare(server.superuser_dsn(), "owned", server.home).dsn("app")
    ask(server, "ALTER DATABASE owned OWNER TO owned_app")

    assert "the role owned_app is the database's owner" in sentences(owned)[0]


def test_a_role_that_may_make_large_objects_is_named(server, application):
    with pytest.raises(psycopg.errors.InsufficientPrivilege), psycopg.connect(application) as connection:
        connection.execute("SELECT lo_from_bytea(0, 'kept where nothing guards it')")

    checked = make_conninfo(server.superuser_dsn(), dbname="checked")
    with psycopg.connect(checked, autocommit=True) as owner:
        owner.execute("GRANT EXECUTE ON FUNCTION lo_create(oid) TO checked_app")
        try:
            found = sentences(application)
        finally:
            owner.execute("REVOKE EXECUTE ON FUNCTION lo_create(oid) FROM checked_app")

    assert [sentence for sentence in found if "able to make large objects" in sentence]
    assert sentences(application) == []


def test_an_older_server_is_named(application, monkeypatch):
    monkeypatch.setattr(settings_check, "version_number", lambda connection: 170004)

    assert "server_version is 17.4 and must be 18 or later" in sentences(application)[0]


@pytest.mark.parametrize(("seconds", "named"), [(1.5, 0), (-1.5, 0), (3, 1), (-3, 1)])
def test_a_clock_more_than_two_seconds_off_is_named(application, seconds, named):
    found = sentences(application, now=lambda: time.time() + seconds)

    assert len(found) == named
    assert all("the database's clock is 3.0 seconds from ours" in sentence for sentence in found)
