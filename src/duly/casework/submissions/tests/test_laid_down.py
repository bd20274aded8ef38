"""Rules of submissions as data: those of the program, adopted as an office's own, judge as before; what cannot be rules is refused with where and what next."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duly.casework.boxes.rules import Rates
from duly.casework.submissions.rules import KINDS, REASONS, failing, run
from duly.casework.submissions.rules.complexity import complexity
from duly.casework.submissions.rules.laid_down import SETS, why_not_rules
from duly.casework.submissions.tests.papers import HARTLEY

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


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=10) | st.sampled_from(sorted(REASONS)))
def test_the_reasons_of_the_program_adopted_are_the_same_for_the_same_people_by_the_same_day(code):
    first, adopted = SETS["returns"].first, as_adopted("returns")

    assert (code in adopted.words, adopted.words.get(code)) == (code in REASONS, REASONS.get(code))
    assert adopted.by_code.get(code) == first.by_code.get(code)
    assert {(one.who, one.days) for one in adopted.reasons} == {("author", 7)}
    assert adopted.where_none_is_chosen == "clarity"


ONE = {"code": "sums", "says": "The sums are wrong", "who": "author", "days": 3}


@pytest.mark.parametrize(
    ("reasons", "says"),
    [
        ([], "There are from 1 to 30 reasons, and here 0"),
        ([ONE, ONE], "The reason 'sums' is there twice"),
        ([ONE | {"says": ""}], "In reason 1, 'says' is missing, or longer than 100 letters"),
        ([ONE | {"code": "x" * 21}], "In reason 1, 'code' is missing, or longer than 20 letters"),
        ([ONE | {"who": "the-mayor"}], "Reason 'sums' is put right by 'the-mayor', and there is no such post: name one, or 'author'"),
        ([ONE | {"days": -1}], "Reason 'sums' is put right in days from 0 to 250, not -1"),
        ([ONE | {"days": True}], "Reason 'sums' is put right in days from 0 to 250, not True"),
        ([ONE | {"rain": 1}], "It is not written as these rules are"),
    ],
)
def test_reasons_that_cannot_be_are_refused(reasons, says):
    refused("returns", {"reasons": reasons}, says)


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 60), st.sampled_from(sorted(KINDS)), st.booleans())
def test_a_paper_is_read_by_the_limits_of_the_program_adopted_as_by_the_program(words, kind, commented):
    paper = replace(HARTLEY, paragraphs=("A " + "word " * words + "here.",), kind=kind, commented=("Mrs Hartley",) if commented else ())

    assert run(paper) == run(replace(paper, limits=as_adopted("checking")))
    assert {one.code for one in run(paper) if one.level != "passes"} >= ({"sentences"} if words + 2 > 40 else set())
    assert ("heard" in failing(run(paper))) == (kind == "report")


def test_a_principal_reads_by_default_as_fast_as_before():
    limits = SETS["checking"].first

    assert Rates(**{name: getattr(limits, name) for name in Rates.__annotations__}) == Rates()


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"most_words_in_a_sentence": 4}, "most_words_in_a_sentence is a whole number from 5 to 500, not 4"),
        ({"words_per_minute": "200"}, "words_per_minute is a whole number from 1 to 2000, not '200'"),
        ({"needed_in_working_days": True}, "needed_in_working_days is a whole number from 0 to 250, not True"),
        (
            {"shown_to_both_sides": ["letter"]},
            "shown_to_both_sides names kinds of papers (decision, report, remedy, policy); 'letter' is none",
        ),
        ({"weather": 1}, "Nothing is called 'weather': here stand most_words_in_a_sentence"),
    ],
)
def test_limits_that_cannot_be_are_refused(said, says):
    refused("checking", changed("checking", **said), says)


def as_the_program_did(*, kind, remedy_pence, mp_interest, returned, comments, paragraphs):
    """Complexity as it was reckoned while its weights stood in the program: the plain reference."""
    adds = (
        (2, "a remedy over £500", remedy_pence > 50_000),
        (3, "a remedy over £3,000", remedy_pence > 300_000),
        (3, "an MP has asked for the outcome", mp_interest),
        (2, "a report to be issued", kind == "report"),
        (4, "a question of policy", kind == "policy"),
        (2, "returned more than once", returned > 1),
        (1, "returned before", returned == 1),
        (1, "five comments or more on the draft", comments >= 5),
        (1, "over forty paragraphs", paragraphs > 40),
    )
    score = sum(points for points, _, so in adds if so)
    routes = ((0, "executive-assistant"), (2, "assistant-casework-manager"), (5, "casework-manager"), (8, "head-of-casework"))
    return score, tuple(f"{why} (+{points})" for points, why, so in adds if so), [post for least, post in routes if score >= least][-1]


@settings(max_examples=100, deadline=None)
@given(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(sorted(KINDS)),
            "remedy_pence": st.sampled_from([0, 50_000, 50_001, 300_000, 300_001]) | st.integers(0, 10**9),
            "mp_interest": st.booleans(),
            "returned": st.integers(0, 4),
            "comments": st.integers(0, 9),
            "paragraphs": st.integers(1, 60),
        }
    )
)
def test_a_paper_is_weighed_by_the_weights_of_the_program_adopted_as_by_the_program(facts):
    found = complexity(as_adopted("weights"), **facts)

    assert (found.score, found.reasons, found.post) == as_the_program_did(**facts)


MP = {"when": "mp asked", "of": None, "points": 3, "says": "an MP asks"}


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"adds": [MP | {"when": "rain"}]}, "In weight 1, 'rain' is nothing that is weighed: there are remedy over, mp asked"),
        ({"adds": [MP, MP | {"of": 1}]}, "In weight 2, 'mp asked' is of nothing (null), not 1"),
        ({"adds": [MP | {"when": "kind is", "of": "letter"}]}, "In weight 1, 'letter' is no kind of paper"),
        ({"adds": [MP | {"when": "remedy over", "of": "500"}]}, "'remedy over' is of a whole number, and money of pence, not '500'"),
        ({"adds": [MP | {"points": 0}]}, "In weight 1, points are from 1 to 100, not 0"),
        ({"adds": [MP | {"says": " "}]}, "In weight 1, 'says' is missing, or longer than 100 letters"),
        ({"routes": []}, "There are at most 40 weights, and from 1 to 20 routes"),
        ({"routes": [{"from": 1, "post": POSTS[0]}]}, "Route 1 begins at 1: the first begins at 0, and each later one higher"),
        ({"routes": [{"from": 0, "post": "the-mayor"}]}, "Route 1 leads to 'the-mayor', and there is no such post"),
        ({"routes": [{"from": n, "post": POSTS[0]} for n in (0, 2)]}, "Two routes lead to 'casework-manager'"),
        ({"routes": [{"from": 0, "post": POSTS[0]}, {"from": 0, "post": POSTS[1]}]}, "Route 2 begins at 0"),
    ],
)
def test_weights_that_cannot_be_are_refused(said, says):
    refused("weights", changed("weights", **said), says)


def refused(kind, data, says):
    refusal = why_not_rules(kind, data, posts=POSTS)

    assert refusal is not None
    assert refusal.code == "rules"
    assert says in refusal.because
    assert refusal.because.endswith("Begin from the rules in force, and change what is to change. Nothing was adopted.")
