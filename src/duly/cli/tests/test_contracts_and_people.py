"""Contracts and people by the command: what is said, what is kept, and how a refusal leaves."""

import json

import pytest

from duly.cli import exits
from duly.cli.main import code_of
from duly.payments.contracts.queries import contract_spans_known
from duly.payments.packages.queries import death_of, interruptions_known, line_for
from duly.payments.tests.ground import a_contract, a_line, an_officer


@pytest.fixture
def duly(capsys, commits):
    """Runs the command as Ada. Gives its code, what it wrote, and what it said."""
    ada = an_officer()
    a_contract(ada)
    a_line(ada)

    def run(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = code_of(list(arguments))
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_a_contract_is_stopped_and_started_and_a_persons_care_interrupted(duly, monkeypatch):
    monkeypatch.setenv("DULY_AS", "ada")
    why = ("--because", "Rated inadequate.")

    assert duly("contract", "embargo", "C-1", "--from", "2026-11-02", *why)[0] == exits.DONE
    code, _, said = duly("contract", "embargo", "C-1", "--from", "2026-11-09", *why)
    assert (code, "There is an embargo on C-1" in said) == (exits.CONFLICT, True)
    assert duly("contract", "lift", "C-1", "--from", "2026-11-09", *why)[0] == exits.DONE
    assert duly("contract", "end", "C-1", "--last", "2026-11-30", *why)[0] == exits.DONE
    assert duly("contract", "put-in-force", "C-1", "--from", "2027-01-04", "--to", "2027-01-10", *why)[0] == exits.DONE
    shown = json.loads(duly("contract", "show", "C-1", "--json")[1])
    assert [(s["from"], s["until"]) for s in shown["may be paid under"]] == [(str(s.starts), str(s.ends)) for s in contract_spans_known()]
    assert len(shown["may be paid under"]) == 3

    assert duly("person", "died", "P-104882", "--on", "2026-11-01")[0] == exits.DONE
    assert duly("person", "not-died", "P-104882", *why)[0] == exits.DONE
    assert death_of("P-104882") is None
    hospital = ("P-104882", "--kind", "hospital")
    assert duly("person", "interrupt", *hospital, "--from", "2026-11-02", "--told-on", "2026-11-03")[0] == exits.DONE
    assert duly("person", "correct", *hospital, "--was", "2026-11-02", "--from", "2026-11-02", "--to", "2026-11-08", *why)[0] == exits.DONE
    assert [str(i.ends) for i in interruptions_known()] == ["2026-11-09"]
    assert json.loads(duly("person", "show", "P-104882", "--json")[1])["interruptions"][0]["kind"] == "hospital"
    assert duly("person", "not-interrupted", *hospital, "--was", "2026-11-02", *why)[0] == exits.DONE
    assert duly("person", "waiting", "--json")[1].strip() == "[]"
    assert duly("person", "approve", "L-1", "--from", "2026-11-02")[0] == exits.CONFLICT
    assert duly("person", "show", "P-9")[0] == exits.INVALID
    assert duly("contract", "show", "C-9")[0] == exits.INVALID
    assert duly("contract", "show", "C-1")[0] == duly("person", "show", "P-104882")[0] == exits.DONE


def test_a_line_is_put_forward_by_one_and_waits_until_another_approves_it(duly, monkeypatch):
    monkeypatch.setenv("DULY_AS", "ada")
    asked = ("person", "put-forward", "P-104882", "--contract", "C-1", "--service", "sitting", "--from", "2026-11-02")

    code, wrote, _ = duly(*asked, "--to", "2026-11-29", "--zone", "north", "--json")
    line = json.loads(wrote)["line"]

    assert (code, line_for("P-104882", "V-1", "sitting").line_ref) == (exits.DONE, line)
    waiting = json.loads(duly("person", "waiting", "--json")[1])
    assert [(w["line"], w["from"], w["until"]) for w in waiting] == [(line, "2026-11-02", "2026-11-30")]
    code, _, said = duly("person", "approve", line, "--from", "2026-11-02")
    assert (code, "somebody else" in said or "someone else" in said) == (exits.CONFLICT, True)
    assert duly(*asked)[0] == exits.CONFLICT  # those days wait already
    assert duly(*asked[:-1], "soon")[0] == exits.USAGE
    assert duly(*[part.replace("C-1", "C-9") for part in asked])[0] in (exits.INVALID, exits.CONFLICT)
    assert len(json.loads(duly("person", "waiting", "--json")[1])) == 1
