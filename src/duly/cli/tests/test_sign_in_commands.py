"""`duly unlock` and `duly sign-ins`, beside the page."""

import json

import pytest
from django.core.cache import cache
from django.test import Client

from duly.cli import exits
from duly.core.people import actions, queries
from duly.primitives.actor import SYSTEM


@pytest.fixture
def tom(commits) -> str:
    """An officer whom five failures have locked out: the reference."""
    cache.clear()
    ref = actions.add_officer(username="tom", name="Tom Example", email="tom@example.org", password="a long enough password", by=SYSTEM)
    actions.add_officer(username="eve", name="Eve Example", email="eve@example.org", password=None, by=SYSTEM)
    for _ in range(5):
        Client().post("/sign-in/", {"login": "tom", "password": "not that"})
    assert queries.locked_at("tom")
    return ref


def test_a_locked_officer_is_unlocked_at_the_machine_or_nothing_is_done(tom, duly):
    code, _, said = duly("unlock", "nobody", "--because", "He rang.")
    assert (code, said.strip()) == (exits.INVALID, "Nobody signs in as nobody.")
    code, _, said = duly("unlock", "tom", "--because", "He rang.", "--as", "eve")
    assert code == exits.NOT_PERMITTED
    assert queries.locked_at("tom")

    code, out, _ = duly("unlock", "tom", "--because", "He rang.", "--json")

    assert (code, json.loads(out)) == (exits.DONE, {"unlocked": "tom", "officer": tom})
    assert queries.locked_at("tom") is None
    code, _, said = duly("unlock", "tom", "--because", "He rang.")
    assert (code, said.strip()) == (exits.CONFLICT, "Tom Example is not locked out.")
    code, out, _ = duly("sign-ins", "tom", "--json")
    assert [row["what"] for row in json.loads(out)] == ["unlocked", "locked", *["refused"] * 5]
