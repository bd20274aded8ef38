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


def test_a_new_installation_adds_its_first_officer_who_signs_in(commits, duly, tmp_path):
    secret = tmp_path / "password"
    secret.write_text("short\n")
    first = ("officer", "add", "ada", "--name", "Ada Example", "--email", "ada@example.org", "--password-file")

    code, _, said = duly(*first, secret)
    assert (code, "too short" in said) == (exits.INVALID, True)
    assert queries.officer_called("ada") is None
    secret.write_text("a long enough password\n")
    assert duly(*first, secret)[0] == exits.DONE
    assert duly(*first, secret)[2].strip() == "Somebody already signs in as ada."

    assert duly("officer", "post", "ada", "auditor", "--starts", "2026-04-01")[0] == exits.INVALID
    given = ("officer", "post", "ada", "auditor", "--starts", "2026-04-01", "--title", "Auditor", "--office", "Northmere Council")
    code, out, _ = duly(*given, "--json")
    assert (code, json.loads(out)["holds"]) == (exits.DONE, "auditor")
    assert duly("officer", "post", "nobody", "auditor", "--starts", "2026-04-01")[0] == exits.INVALID
    assert duly("officer", "post", "ada", "auditor", "--starts", "soon")[0] == exits.USAGE

    cache.clear()
    client = Client()
    assert client.post("/sign-in/", {"login": "ada", "password": "a long enough password"}).status_code == 302
    assert "Good day, Ada Example" in client.get("/").content.decode()
