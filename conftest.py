"""The tests' database: a real PostgreSQL 18, the embedded one or the server DATABASE_URL names, and a template that tests copy.

A test that asks for `db` runs inside a transaction that is rolled back. A test that asks for `commits` gets a database of its own, a copy of the
template, and really commits. After either, and before any copy goes, the book must add up: `the_books_add_up`.
"""

import itertools
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from tests.faults.books import ask_of, wrong_with_the_books
from tests.log_at_home import OURS, forget, left
from tests.memory import MEMORY, room_in_memory

KEPT = Path(__file__).parent / ".pycache"
"""What Python compiled, of the suite and of the many processes it starts, as `make` has it: none of them compiles everything again."""

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode, sys.pycache_prefix = False, os.environ.setdefault("PYTHONPYCACHEPREFIX", str(KEPT))
os.environ["DULY_TESTING"] = "1"
if not os.environ.get("TMPDIR") and room_in_memory():  # servers, folders and browsers of the tests, sooner than on a disk
    os.environ["TMPDIR"] = str(MEMORY)
    tempfile.tempdir = None
os.environ.setdefault("DULY_SECRET_KEY", "tests only: nothing is signed with this anywhere else")

_numbers = itertools.count(1)
_GIVEN_UP = psycopg.pq.TransactionStatus.INERROR


def pytest_configure() -> None:
    """Settings may have been read before this file: what this machine's own installation is must not reach the tests."""
    from django.conf import settings

    from duly.core.record import sight

    sight.this_process_sees_everything("tests look on; what a page shows, it shows as whoever asks for it")
    settings.DEMO = False
    settings.STEP_UP_MINUTES = (
        0  # officers of most tests have nothing to show; tests of asking for it (test_proof_on_screen.py) put it back
    )
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log) -> Any:
    """How files are shared out among processes, where there are several."""
    if config.getoption("dist") != "loadfile":
        return None
    from tests.sharing_out import DearestFirst

    return DearestFirst(config, log)


def pytest_terminal_summary(terminalreporter) -> None:
    """What tests say they counted, in one place."""
    told = [
        value
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", "") == "call"
        for name, value in report.user_properties
        if name == "counted"
    ]
    asked = sum(
        name == "books"
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", "") == "teardown"
        for name, _ in report.user_properties
    )
    if asked >= 1000 or "DULY_NIGHTLY" in os.environ:  # of a few tests it says nothing
        told.append(f"C5 the book: asked after {asked:,} tests whether it adds up; seed none")
    if told:
        terminalreporter.section("counted")
        for line in sorted(told):
            terminalreporter.write_line(line)


class Server:
    """The server the tests run on, and the databases made on it."""

    def __init__(self, owner_dsn: str, template: str):
        self.owner_dsn = owner_dsn
        self.template = template
        self.made: list[str] = []

    def clone(self, of: str = "", *, of_one_moment: bool = False, called: str = "") -> str:
        """A new database, a copy of the template or of another that nobody is connected to; under a name of its own, or the one that is given.

        `of_one_moment` is for tests that roll back: theirs is the outermost transaction, and what is asked to read one moment must find it so.
        It is copied file by file: written to the server's log page by page, as is usual, takes three times as long.
        """
        name = called or f"{self.template}_{os.getpid()}_{next(_numbers)}"
        copied = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
        self._do(copied.format(sql.Identifier(name), sql.Identifier(of or self.template)))
        if of_one_moment:
            self._do(sql.SQL("ALTER DATABASE {} SET default_transaction_isolation = 'repeatable read'").format(sql.Identifier(name)))
        if name not in self.made:
            self.made.append(name)
        return name

    def drop(self, name: str) -> None:
        """Remove a clone whose book adds up. One that does not is removed too, and then it is said."""
        with psycopg.connect(self.owner_of(name)) as looking, looking.cursor() as cursor:
            wrong = wrong_with_the_books(ask_of(cursor))
        self.discard(name)
        assert not wrong, do_not_add_up(wrong)

    def discard(self, name: str) -> None:
        """Remove a clone, whoever is still connected. An owner who is no superuser may not end another's session, and waits for it to end."""
        statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        for _ in range(100):
            try:
                return self._do(statement)
            except (psycopg.errors.InsufficientPrivilege, psycopg.errors.ObjectInUse):
                time.sleep(0.1)
        return self._do(statement)

    def owner_of(self, name: str) -> str:
        """The owner's connection string for a database."""
        return make_conninfo(self.owner_dsn, dbname=name)

    def _do(self, statement: sql.Composable) -> None:
        with psycopg.connect(make_conninfo(self.owner_dsn, dbname="postgres"), autocommit=True) as connection:
            connection.execute(statement)


@pytest.fixture(scope="session")
def server(django_db_blocker) -> Iterator[Server]:
    """A running server with a template database that set-up has brought up to date, as set-up does anywhere."""
    from django.db import connection

    from duly.machine.home import Home
    from duly.machine.postgres import EmbeddedPostgres
    from duly.machine.roles import prepare
    from duly.site.setup import set_up

    with ExitStack() as stack:
        home = Home(Path(stack.enter_context(tempfile.TemporaryDirectory(prefix=OURS, ignore_cleanup_errors=True))) / "home")
        home.root.parent.chmod(0o755)
        os.environ["DULY_HOME"] = str(home.root)
        template = f"duly_t{os.getpid()}"
        os.environ["DULY_DATABASE"] = template
        owner_dsn = os.environ.get("DATABASE_URL") or stack.enter_context(EmbeddedPostgres.running(home)).superuser_dsn()
        known = prepare(owner_dsn, template, home)
        found = Server(owner_dsn, template)
        with django_db_blocker.unblock():
            _point(connection, found.owner_of(template))
            set_up()
            _let_tests_step_in(connection, known.role("audit_owner"))
            connection.close()
        if "DULY_DROP" in os.environ:
            _drop(found.owner_of(template), os.environ["DULY_DROP"])
        _point(connection, known.dsn("app"))
        try:
            yield found
        finally:
            connection.close()
            for name in [*found.made, template]:
                found.discard(name)


@pytest.fixture(scope="session")
def django_db_setup(server: Server, django_db_blocker) -> None:
    """A copy of the template for the tests that roll back."""
    from django.db import connection

    connection.settings_dict["NAME"] = server.clone(of_one_moment=True)


@pytest.fixture(scope="module")
def grown_from() -> str:
    """What `commits` copies: the template, unless a file whose tests begin from the same office says otherwise."""
    return ""


@pytest.fixture
def commits(request, server: Server, django_db_setup: None, django_db_blocker, grown_from: str) -> Iterator[str]:
    """A database of this test's own, in which transactions really commit. Gives its name."""
    if request.node.get_closest_marker("django_db"):
        pytest.fail("A test either rolls back (django_db) or commits, not both: put it in a file of its own.")
    from django.db import connection

    shared, before = connection.settings_dict["NAME"], os.environ.get("DULY_CLONE")
    own = server.clone(of=grown_from)
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["NAME"] = own
        os.environ["DULY_CLONE"] = own
        try:
            yield own
        finally:
            connection.close()
            connection.settings_dict["NAME"] = shared
            os.environ.pop("DULY_CLONE") if before is None else os.environ.update(DULY_CLONE=before)
            server.discard(own)


@pytest.fixture(autouse=True, scope="module")
def each_module_finds_no_log_at_home() -> None:
    """What another module's log and witness left in the home is gone before this module's first database, and whoever serves it, begins."""
    forget()


@pytest.fixture(autouse=True)
def the_log_leaves_nothing_at_home() -> Iterator[None]:
    """The key a test's log published, and its witness, go with the test: what its module had before it stays."""
    before = left()
    yield
    forget(but=before)


@pytest.fixture(autouse=True)
def the_books_add_up(request) -> Iterator[None]:
    """After every test that could touch the database, before it is rolled back or dropped: journals come to nothing and controls agree.

    Only a test that breaks the book itself is excused, by `@pytest.mark.breaks_the_books("why")`.
    """
    theirs = next((name for name in ("commits", "transactional_db", "db") if name in request.fixturenames), None)
    if theirs is None and request.node.get_closest_marker("django_db"):
        theirs = "_django_db_helper"
    if theirs is None:
        yield
        return
    request.getfixturevalue(theirs)  # so that it outlives this one
    yield
    if request.node.get_closest_marker("breaks_the_books") is None:
        request.node.user_properties.append(("books", "asked"))
        wrong = _wrong_now()
        assert not wrong, do_not_add_up(wrong)


def _wrong_now() -> list[str]:
    """What is wrong with the book of the test that just ended. A transaction the database has given up keeps nothing, and cannot be asked."""
    from django.db import connection

    if connection.needs_rollback or (connection.connection is not None and connection.connection.info.transaction_status == _GIVEN_UP):
        return []
    with connection.cursor() as cursor:
        return wrong_with_the_books(ask_of(cursor))


def do_not_add_up(wrong: list[str]) -> str:
    return "The books do not add up after this test:\n" + "\n".join(f"- {sentence}" for sentence in wrong)


def _drop(dsn: str, called: str) -> None:
    """Take one constraint or trigger away, to see whether any test notices (tools/mutants.py)."""
    from tests.faults.every_constraint import live

    with psycopg.connect(dsn) as owner:
        (held,) = (one for one in live(owner) if one.called == called)
        owner.execute(held.drop)


def _let_tests_step_in(connection: Any, keeper: str) -> None:
    """Tests forge and tamper as the record's owner. An owner who is no superuser gives himself that power again, which set-up took from him."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        if not cursor.fetchone()[0]:
            cursor.execute(f'GRANT "{keeper}" TO CURRENT_USER WITH SET TRUE, INHERIT FALSE')


def _point(connection: Any, dsn: str) -> None:
    """Speak to the database this connection string names, from now on."""
    connection.close()
    given = conninfo_to_dict(dsn)
    connection.settings_dict.update(
        HOST=given.get("host", ""),
        PORT=given.get("port", ""),
        NAME=given["dbname"],
        USER=given.get("user", ""),
        PASSWORD=given.get("password", ""),
    )
