"""`duly alerts` and `duly packages`: the same as their pages."""

import json

import pytest

from duly.cli import exits
from duly.core.alerts.actions import News, raise_all
from duly.core.record.clock import now
from duly.payments.screens.care.packages import rows


@pytest.fixture
def week(people):
    """An office with its week judged (this name is the stage it is begun from)."""
    return people


def test_alerts_are_listed_and_acknowledged_and_packages_listed(week, duly):
    tom = week["payments-officer"]
    raise_all([News(tom.ref, "test:1", "A file was refused", "/imports/", now(), words="march.csv")])
    listed = [one for one in json.loads(duly("alerts", "list", "--as", "tom", "--json")[1]) if one["in full"] == "march.csv"]

    code, wrote, _ = duly("alerts", "acknowledge", listed[0]["alert"], 999_999, "--as", "tom", "--json")

    assert (code, json.loads(wrote)["acknowledged"]) == (exits.DONE, 1)
    assert not [one for one in json.loads(duly("alerts", "list", "--as", "tom", "--json")[1]) if one["in full"] == "march.csv"]
    assert "march.csv" in duly("alerts", "list", "--all", "--as", "tom")[1]

    every = json.loads(duly("packages", "--json")[1])
    assert [one["line"] for one in every] == [one.line for one in rows(now().date())]
    assert json.loads(duly("packages", "--state", "to approve", "--json")[1]) == []
    code, _, said = duly("packages", "--state", "dead")
    assert (code, "There is no state 'dead'" in said) == (exits.USAGE, True)
