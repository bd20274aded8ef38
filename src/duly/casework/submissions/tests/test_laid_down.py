"""Rules of submissions as data: those of the program, adopted as an office's own, judge as before; what cannot be rules is refused with where and what next."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duly.casework.submissions.rules import KINDS
from duly.casework.submissions.rules.laid_down import SETS, why_not_rules

POSTS = ("casework-manager", "assistant-casework-manager", "executive-assistant", "head-of-casework")


def as_adopted(kind):
    """The program's own rules, through a file and back, as number 2."""
    return SETS[kind].read(2, json.loads(json.dumps(SETS[kind].first.as_data())))


@pytest.mark.parametrize("kind", SETS)
def test_the_rules_of_the_program_are_rules_an_office_may_adopt(kind):
    assert why_not_rules(kind, SETS[kind].first.as_data(), posts=POSTS) is None
    assert as_adopted(kind).as_data() == SETS[kind].first.as_data()
    assert (SETS[kind].first.number, as_adopted(kind).number) == (1, 2)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(sorted(KINDS)), st.sets(st.sampled_from(["fair", "follows", "remedy", "named", "like", "wider", "choices"])))
def test_the_checklists_of_the_program_adopted_ask_for_the_same(kind, ticked):
    left = [
        [says for code, says in lists.items(kind) if code not in ticked] for lists in (SETS["checklists"].first, as_adopted("checklists"))
    ]

    assert left[0] == left[1]


def changed(kind, **said):
    """The program's rules of a kind with something in them changed."""
    return SETS[kind].first.as_data() | said


def _lists(**of):
    return changed("checklists", checklists=SETS["checklists"].first.as_data()["checklists"] | of)


FAIR = {"code": "fair", "says": "Both were heard"}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (_lists(decision=[]), "The list of 'decision' has from 1 to 30 things to look at, and here 0"),
        (_lists(decision=[FAIR, FAIR]), "In the list of 'decision' the code 'fair' is there twice"),
        (_lists(report=[FAIR | {"says": " "}]), "In the list of 'report', line 1, 'says' is missing, or longer than 200 letters"),
        (_lists(report=[FAIR | {"code": 7}]), "In the list of 'report', line 1, 'code' is missing"),
        (_lists(weather=[FAIR]), "'weather' is no kind"),
        ({"checklists": {"decision": [FAIR]}}, "'policy' is missing"),
        (changed("checklists", weather=1), "Nothing is called 'weather': here stand checklists"),
        ({}, "It has no checklists"),
        ({"checklists": {"decision": [{"code": "fair"}]}}, "It has no says"),
        ([1], "It is not written as these rules are"),
        ("checklists", "It is not written as these rules are"),
    ],
)
def test_checklists_that_cannot_be_are_refused(data, says):
    refused("checklists", data, says)


def refused(kind, data, says):
    refusal = why_not_rules(kind, data, posts=POSTS)

    assert refusal is not None and refusal.code == "rules"
    assert says in refusal.because
    assert refusal.because.endswith("Begin from the rules in force, and change what is to change. Nothing was adopted.")
