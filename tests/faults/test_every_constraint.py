"""Every constraint and trigger is written down in constraints.txt; each refuses, alone and by its own name, what it forbids."""

from pathlib import Path

import psycopg
import pytest

from tests.faults.every_constraint import GUARDS, Held, live, refused_by

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


def test_the_list_is_of_this_schema(schema):
    _, found = schema
    listed = {line for line in LISTED if line}

    assert sorted(found.keys() - listed) == [], f"not listed; {AGAIN}"
    assert sorted(listed - found.keys()) == [], f"listed and not there; {AGAIN}"


def tried() -> list[str]:
    """All but those triggers whose rules are their rooms' own, which `make mutants` holds to the rooms' tests."""
    return [
        line
        for line in LISTED
        if line and (not line.endswith(" trigger") or (line.split(".")[-1].split()[0] in GUARDS and "audit." not in line))
    ]


@pytest.mark.parametrize("table", sorted({line.rpartition(".")[0] for line in tried()}))
def test_each_refuses_by_its_own_name(schema, table):
    connection, found = schema
    answers = {}
    for called in (line for line in tried() if line.rpartition(".")[0] == table):
        held: Held = found[called]
        wanted = GUARDS[held.name] if held.kind == "trigger" else held.name
        answer = refused_by(connection, held, list(found.values()))
        if answer != wanted:
            answers[called] = (answer, wanted)

    assert answers == {}
