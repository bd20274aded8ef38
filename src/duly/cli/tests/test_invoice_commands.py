"""`duly invoice`: the list, where each line of one went, and keying one that came on paper."""

import json

import pytest

from duly.cli import exits

LINE = "P-1,home-care,16/11/2026,1:00,21.36,1*21.36"


@pytest.fixture
def week(people):
    """An office with its week judged (this name is the stage it is begun from)."""


def test_invoices_are_listed_shown_and_keyed(week, duly, monkeypatch):
    monkeypatch.setenv("DULY_AS", "tom")
    code, wrote, _ = duly("invoice", "list", "--week", "2026-W45", "--json")
    first = json.loads(wrote)[0]
    shown, told, _ = duly("invoice", "show", first["provider"], first["invoice"], "--json")
    assert (code, shown) == (exits.DONE, exits.DONE)
    assert json.loads(told)["state"] == first["state"]
    assert duly("invoice", "show", "V-1", "NONE")[0] == exits.INVALID
    assert duly("invoice", "list", "--week", "soon")[0] == exits.USAGE

    wrong, _, said = duly("invoice", "key", "V-1", "PAPER-2", "--total", "21.36", "--line", LINE.replace("1:00", "many"))
    assert wrong == exits.INVALID
    assert '! line 1, minutes: "many" is not a whole number.' in said
    assert duly("invoice", "key", "V-1", "PAPER-2", "--total", "21.36", "--line", "P-1,home-care")[0] == exits.USAGE
    assert duly("invoice", "key", "V-1", "PAPER-2", "--total", "21.36", "--line", LINE, "--check")[0] == exits.DONE
    done, wrote, _ = duly("invoice", "key", "V-1", "PAPER-2", "--total", "21.36", "--line", LINE, "--json")
    assert (done, json.loads(wrote)["total"]) == (exits.DONE, "21.36")
    again, _, said = duly("invoice", "key", "V-1", "PAPER-2", "--total", "21.36", "--line", LINE)
    assert (again, "was taken in before" in said) == (exits.CONFLICT, True)
