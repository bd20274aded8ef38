"""Start-up refuses a database that could lose or bend what is kept, and names what is wrong: asked in the process, by the doctor, and by what serves."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from duly.cli import exits
from duly.primitives.note import Signer
from duly.site.database import role_names
from duly.site.startup import refuse_if_unsafe, unsafe

pytestmark = pytest.mark.slow
SOURCE = str(Path(__file__).resolve().parents[2] / "src")

UNSAFE = {
    "commits that are not waited for": (
        "ALTER DATABASE {database} SET synchronous_commit = off",
        "synchronous_commit is off and must be on or stricter",
        None,
    ),
    "a guard that is disabled": (
        "ALTER TABLE ledger_leg DISABLE TRIGGER kept",
        "The table ledger_leg has 1 of its 2 guards in force. Run duly setup as the owner.",
        None,
    ),
    "a guard that a replica's session would skip": (
        "ALTER TABLE runs_run ENABLE TRIGGER next_version",
        "The table runs_run has 3 of its 4 guards in force.",
        None,
    ),
    "a sum that is no longer held": (
        "ALTER TABLE ledger_journal DISABLE TRIGGER adds_up",
        "The table ledger_journal has its trigger adds_up switched off.",
        None,
    ),
    "a guard of the record itself that is gone": (
        "DROP TRIGGER event_kept ON audit.event",
        "The table event has 1 of its 2 guards in force.",
        None,
    ),
    "an application that sees past what rows may be seen": (
        "ALTER ROLE {app} BYPASSRLS",
        "the role {app} is BYPASSRLS, or can become so",
        "ALTER ROLE {app} NOBYPASSRLS",
    ),
    "an application that may become a role that sees past it": (
        "CREATE ROLE {app}_seer BYPASSRLS; GRANT {app}_seer TO {app} WITH INHERIT FALSE",
        "the role {app} is BYPASSRLS, or can become so",
        "DROP ROLE {app}_seer",
    ),
    "an application that owns the database": (
        "ALTER DATABASE {database} OWNER TO {app}",
        "the role {app} is the database's owner, or can become so",
        None,
    ),
    "an application that owns a kept table": (
        "ALTER TABLE ledger_leg OWNER TO {app}",
        "the role {app} is the owner of ledger_leg, or can become so",
        None,
    ),
}

ALSO_NAMED = {
    "an application that may remove what it paid": (
        "GRANT DELETE ON ledger_leg TO {app}",
        "it is not released that app may DELETE, INSERT, SELECT on public.ledger_leg",
    ),
    "a guard that has been made to do nothing": (
        "CREATE OR REPLACE FUNCTION audit.refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp"
        " AS 'BEGIN RETURN NULL; END'",
        "it is not released that the function audit.refuse() does",
    ),
    "a role that can make large objects": (
        "GRANT EXECUTE ON FUNCTION lo_create(oid) TO {app}",
        "the role {app} is able to make large objects",
    ),
    "a database that set-up has not brought up to date": (
        "DELETE FROM django_migrations WHERE app = 'ledger'",
        "The database is not up to date (ledger 0001_initial",
    ),
    "a log whose entries could be changed": (
        "DROP TRIGGER leaf_kept ON audit.leaf",
        "The table leaf has lost its trigger leaf_kept.",
    ),
    "a sum that a replica's session would skip": (
        "ALTER TABLE ledger_journal ENABLE TRIGGER adds_up",
        "The table ledger_journal has its trigger adds_up switched off.",
    ),
    "a sum whose trigger is gone": (
        "DROP TRIGGER adds_up ON ledger_journal",
        "The table ledger_journal has lost its trigger adds_up.",
    ),
    "a letter whose trigger is gone": (
        "DROP TRIGGER letter_bytes ON dispatch_letter",
        "The table dispatch_letter has lost its trigger letter_bytes.",
    ),
}
"""Named as those above are, and asked in the process only, so that there may be many."""


@pytest.fixture(params=UNSAFE)
def unsafe_database(request, commits, server) -> Iterator[str]:
    """A database of its own with one thing unsafe. Gives the sentence that must be said; roles are put back, for they are the whole server's."""
    change, says, undo = UNSAFE[request.param]
    named = {"database": commits, "app": role_names()["app"]}
    with psycopg.connect(server.owner_of(commits), autocommit=True) as owner:
        owner.execute(change.format(**named))
    try:
        yield says.format(**named)
    finally:
        if undo:
            with psycopg.connect(server.owner_of(commits), autocommit=True) as owner:
                owner.execute(undo.format(**named))


def started(*commands: tuple[str, ...]) -> list[tuple[int, str]]:
    """What serves, started together, until each ends: its code and what it said."""
    environment = os.environ | {"PYTHONPATH": SOURCE}
    running = [subprocess.Popen([sys.executable, *command], env=environment, stderr=subprocess.PIPE, text=True) for command in commands]
    try:
        return [(process.returncode, said) for process in running for _, said in [process.communicate(timeout=60)]]
    finally:
        for process in running:
            process.kill()


def test_it_is_named_and_nothing_starts(unsafe_database, duly):
    assert [sentence for sentence in unsafe() if unsafe_database in sentence]
    with pytest.raises(RuntimeError, match="Duly will not start"):
        refuse_if_unsafe()

    code, told, _ = duly("doctor", "--json")
    assert code == exits.CONFLICT
    assert unsafe_database in told

    code, _, said = duly("record", "verify")
    assert code == exits.CONFLICT
    assert unsafe_database in said

    for code, said in started(("-c", "import duly.site.wsgi"), ("-m", "duly.site.worker")):
        assert code not in (0, None)
        assert unsafe_database in said


def test_a_database_as_set_up_left_it_starts(commits, duly):
    assert unsafe() == []
    assert duly("doctor")[0] == exits.DONE
    assert started(("-c", "import duly.site.wsgi")) == [(0, "")]


@pytest.mark.parametrize("what", ALSO_NAMED)
def test_it_is_named_as_well(what, commits, server):
    change, says = ALSO_NAMED[what]
    with psycopg.connect(server.owner_of(commits), autocommit=True) as owner:
        owner.execute(change.format(database=commits, app=role_names()["app"]))

    assert [sentence for sentence in unsafe() if says.format(app=role_names()["app"]) in sentence], unsafe()


def test_a_witness_named_amiss_is_refused_and_one_that_does_not_answer_is_not(commits, monkeypatch):
    monkeypatch.setenv("DULY_WITNESS", "https://audit.example")
    assert [sentence for sentence in unsafe() if sentence.startswith("DULY_WITNESS names a witness by its address and its verifier key")]

    monkeypatch.setenv("DULY_WITNESS", f"http://127.0.0.1:1 {Signer.new('nobody').witness_key()}")
    assert unsafe() == []
