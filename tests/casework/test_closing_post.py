"""Post is closed with what became of it and the principles that were met, and never without."""

import json
from html import unescape

import pytest
from django.db import IntegrityError, transaction

from duly.casework.correspondence import actions, queries
from duly.casework.correspondence.models import Closing, Item
from duly.casework.correspondence.rules.first import FIRST
from duly.casework.correspondence.rules.principles import OUTCOMES, PRINCIPLES
from duly.casework.correspondence.rules.ruleset import rule_set, why_not_rules
from duly.cli.main import code_of
from duly.core.record.clock import today

pytestmark = pytest.mark.django_db
SAID = {"outcome": "reply", "principles": ["customer focus", "open and accountable"], "because": "We answered."}


def text(answer) -> str:
    return " ".join(unescape(answer.content.decode()).split())


def test_an_item_is_closed_on_its_page_with_an_outcome_and_principles(office, item, at_desk):
    desk = at_desk("executive-assistant")

    silent = desk.post(f"/post/{item.ref}/close/", {"because": "We answered."})
    strange = desk.post(f"/post/{item.ref}/close/", SAID | {"principles": ["thrift"]})
    shown = text(desk.post(f"/post/{item.ref}/close/", SAID, follow=True))

    assert (silent.status_code, strange.status_code) == (422, 422)
    assert "Say what became of it." in text(silent)
    assert "Say which of the principles were met" in text(silent)
    assert "We answered." in text(silent), "nothing typed is lost"
    assert OUTCOMES["reply"] in shown
    assert "Customer focus, open and accountable" in shown
    assert queries.closings([item.ref])[item.ref].closed_on == today()


@pytest.mark.parametrize(
    ("change", "code"),
    [({"outcome": "burn"}, "outcome"), ({"principles": []}, "principles"), ({"principles": ["thrift"]}, "principles"), ({"because": " "}, "because")],
)  # fmt: skip
def test_nothing_is_closed_without_saying_how_it_ended(office, item, refused, change, code):
    assert refused(lambda: actions.close(item.ref, **SAID | change, by=office["executive-assistant"])).code == code


def test_the_database_refuses_to_close_post_without_an_outcome(office, item):
    with pytest.raises(IntegrityError, match="cannot be closed without an outcome"), transaction.atomic():
        Item.objects.filter(ref=item.ref).update(state="closed", version=item.version + 1)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [({"outcome": "burn"}, "post_ends_with_a_known_outcome"), ({"principles": []}, "closing_post_says_which_principles_were_met")],
)
def test_the_database_refuses_an_ending_that_says_nothing(office, item, change, constraint):
    row = Item.objects.get(ref=item.ref)
    said = {"outcome": "reply", "principles": ["customer focus"], "rules_number": 1, "closed_on": today()}
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Closing.objects.create(item=row, made_by="00000000-0000-0000-0000-000000000000", **said | change)


def test_the_principles_are_data_that_the_office_adopts_with_its_rules():
    data = FIRST.as_data()
    older = {key: value for key, value in data.items() if key != "principles"}

    assert rule_set(2, data | {"principles": ["thrift"]}).principles == ("thrift",)
    assert rule_set(2, older).principles == PRINCIPLES, "a set adopted before there were any has the default"
    for wrong in ([], ["thrift", "thrift"], [""], ["x" * 61]):
        assert "principles" in why_not_rules(data | {"principles": wrong}).because.lower()


def test_post_is_closed_by_command(office, item, capsys):
    who = ["--as", "executive-assistant"]
    said = ["--outcome", "file", "--principle", "customer focus", "--because", "It is a copy.", *who, "--json"]

    assert code_of(["post", "close", item.ref, *said]) == 0
    assert json.loads(capsys.readouterr().out)["outcome"] == "file"
    assert code_of(["post", "close", "P-99-00001", *said]) != 0
