"""What may be done in the database is what `make docs` wrote down; a database in which more may be done, or less, is named."""

import psycopg
import pytest

from duly.core.record import granted
from duly.machine.credentials import Credentials
from duly.machine.home import Home
from duly.site.database import name

OTHERWISE = {
    "a right more": ("GRANT DELETE ON ledger_leg TO {app}", "it is not released that app may DELETE, INSERT, SELECT on public.ledger_leg"),
    "a column more": ("GRANT UPDATE (pence) ON ledger_leg TO {app}", "UPDATE (pence) on public.ledger_leg"),
    "a right for everybody": ("GRANT SELECT ON audit.payload TO PUBLIC", "it is not released that everybody may SELECT on audit.payload"),
    "a right less": ("REVOKE INSERT ON runs_run FROM {app}", "it is released that app may INSERT, SELECT, UPDATE on public.runs_run"),
    "a guard emptied": (
        "CREATE OR REPLACE FUNCTION audit.refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS 'BEGIN RETURN NULL; END'",
        "it is not released that the function audit.refuse() does",
    ),
    "a door of its own": (
        "CREATE FUNCTION public.back_door() RETURNS void LANGUAGE sql SECURITY DEFINER AS ''",
        "it is not released that everybody may EXECUTE on public.back_door()",
    ),
    "a view of what is hidden": (
        "CREATE VIEW public.everyone AS SELECT * FROM audit.payload; GRANT SELECT ON public.everyone TO {app}",
        "it is not released that app may SELECT on public.everyone",
    ),
    "another role's powers": ("GRANT {seq} TO {app}", "it is not released that app is a member of {seq}"),
}


@pytest.fixture
def asked(server):
    """A copy of the template, changed as its owner; gives what is wrong with it."""
    known = Credentials.load(Home.find(), name())
    own = server.clone()

    def ask(change: str = "") -> list[str]:
        roles = {duty: known.role(duty) for duty in ("app", "seq")}
        with psycopg.connect(server.owner_of(own), autocommit=True) as owner:
            if change:
                owner.execute(change.format(**roles))
        with psycopg.connect(known.dsn("app"), dbname=own) as connection, connection.cursor() as cursor:
            return [fault.replace(roles["seq"], "{seq}") for fault in granted.faults(cursor, known.dbname)]

    yield ask
    with psycopg.connect(server.owner_of(own), autocommit=True) as owner:
        owner.execute(f"REVOKE {known.role('seq')} FROM {known.role('app')}")
    server.drop(own)


def test_the_list_is_of_this_code_and_what_set_up_makes(asked):
    assert not granted.stale(), "Tables, grants or functions may have changed: run 'make docs' and commit src/duly/core/record/granted.txt."
    assert asked() == []


def test_a_list_of_other_code_is_told_from_ours(monkeypatch, tmp_path):
    monkeypatch.setattr(granted, "RELEASED", tmp_path / "granted.txt")
    granted._code.cache_clear()
    (tmp_path / "granted.txt").write_text("of the code 00\npublic.x: app may SELECT\n", encoding="utf-8")

    assert granted.stale()
    monkeypatch.undo()
    granted._code.cache_clear()
    assert granted.released()


def test_the_list_has_no_line_twice_and_none_of_this_machine():
    lines = granted.released()

    assert len(set(lines)) == len(lines)
    assert not [line for line in lines if "duly_" in line.replace("duly_cache", "")]


@pytest.mark.parametrize("what", OTHERWISE)
def test_what_is_otherwise_is_named(asked, what):
    change, says = OTHERWISE[what]

    found = asked(change)

    assert len(found) == 1
    assert says in found[0], found
    assert found[0].startswith("What may be done in the database is not what this version released: ")
