"""Every constraint and trigger is written down in constraints.txt; each refuses, alone and by its own name, what it forbids."""

from pathlib import Path

import psycopg
import pytest

from tests.faults.every_constraint import live, refused_by

LISTED = Path(__file__).with_name("constraints.txt").read_text(encoding="utf-8").split("\n")[1:]
AGAIN = "write it again: make mutants ARGS=--list"


@pytest.fixture(scope="module")
def schema(server, django_db_setup):
    """A connection to a copy of the template as somebody who may drop anything, and everything that is in it by name."""
    name = server.clone()
    with psycopg.connect(server.owner_of(name)) as connection:
        if connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone() != (True,):
            pytest.skip("only a superuser may hold every other trigger off")
        yield connection, {one.called: one for one in live(connection)}
    server.drop(name)


def test_the_list_is_of_this_schema(schema, record_property):
    _, found = schema
    listed = {line for line in LISTED if line}
    alone = sum(bool(one.wanted) for one in found.values())
    record_property(
        "counted",
        f"C6 constraints and triggers: {len(found)}, of which {alone} tried alone and {len(found) - alone} by their rooms' tests; seed none",
    )

    assert sorted(found.keys() - listed) == [], f"not listed; {AGAIN}"
    assert sorted(listed - found.keys()) == [], f"listed and not there; {AGAIN}"


@pytest.mark.parametrize("table", sorted({line.rpartition(".")[0] for line in LISTED if line}))
def test_each_refuses_by_its_own_name(schema, table):
    """All but those triggers whose rules are their rooms' own, which `make mutants` holds to the rooms' tests."""
    connection, found = schema
    answers = {}
    for held in (found[line] for line in LISTED if line.rpartition(".")[0] == table):
        answer = refused_by(connection, held, list(found.values())) if held.wanted else ""
        if answer != held.wanted:
            answers[held.called] = (answer, held.wanted)

    assert answers == {}
