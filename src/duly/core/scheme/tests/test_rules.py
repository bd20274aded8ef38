"""A scheme rules, explains itself, and fails closed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duly.core.scheme.rules import Condition, Row, meeting, rule, why_not_a_row
from duly.primitives.power import Power

PAY = Power("test.pay", "approve a payment", (("amount", "pence"), ("urgent", "yes/no"), ("kind", "word")))
ROWS = (
    Row(
        "2.1",
        "officer",
        (Condition("amount", "at most", 10_000), Condition("urgent", "is", False)),
        "Officers approve up to £100.",
    ),
    Row("2.2", "senior", (Condition("amount", "at most", 5_000_000),), "Senior Officers approve up to £50,000."),
    Row("2.3", "director", (), "The Director approves anything."),
)
FACTS = {"amount": 10_000, "urgent": False, "kind": "home care"}


def test_a_rule_allows_at_its_limit_and_refuses_a_penny_more():
    assert rule(PAY, ROWS, FACTS, ("officer",)).allowed
    over = rule(PAY, ROWS, FACTS | {"amount": 10_001}, ("officer",))
    assert not over.allowed
    assert over.because == (
        "You may not approve a payment here: rule 2.1 needs amount at most £100.00. It would be allowed with amount at most £100.00 (rule 2.1)."
    )


def test_every_row_is_looked_at_and_says_why():
    ruling = rule(PAY, ROWS, FACTS | {"amount": 20_000}, ("officer",))
    assert [(row.number, row.post_held, row.met) for row in ruling.rows] == [
        ("2.1", True, False),
        ("2.2", False, False),
        ("2.3", False, False),
    ]
    assert [(cell.says, cell.found, cell.met) for cell in ruling.rows[0].cells] == [
        ("amount at most £100.00", "£200.00", False),
        ("urgent is no", "no", True),
    ]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (FACTS | {"colour": "red"}, "unknown-fact"),
        ({"amount": 1, "urgent": False}, "missing-fact"),
        (FACTS | {"amount": None}, "missing-fact"),
        (FACTS | {"amount": "100"}, "wrong-type"),
        (FACTS | {"amount": True}, "wrong-type"),
        (FACTS | {"amount": 1.0}, "wrong-type"),
        (FACTS | {"urgent": 0}, "wrong-type"),
    ],
)
def test_facts_that_do_not_fit_the_vocabulary_refuse_even_the_director(facts, code):
    ruling = rule(PAY, ROWS, facts, ("director",))
    assert (ruling.allowed, ruling.code) == (False, code)


def test_no_row_refuses():
    assert rule(PAY, (), FACTS, ("director",)).code == "no-row"
    assert rule(PAY, ROWS, FACTS, ()).because.startswith("No post you hold may approve a payment.")


def test_two_rows_for_one_post_refuse_even_with_another_post_that_may():
    doubled = (*ROWS, Row("2.4", "officer", (), "Officers approve anything."))
    assert rule(PAY, doubled, FACTS, ("officer",)).code == "two-rows"
    assert rule(PAY, doubled, FACTS, ("officer", "director")).code == "two-rows"
    assert rule(PAY, doubled, FACTS | {"amount": 10_001}, ("officer",)).allowed


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (Condition("colour", "is", "red"), "not a fact"),
        (Condition("amount", "is not", 1), "cannot be tried"),
        (Condition("amount", "at most", "100"), "is not a pence"),
        (Condition("urgent", "is", 1), "is not a yes/no"),
        (Condition("kind", "one of", ()), "is not a word"),
    ],
)
def test_a_row_outside_the_vocabulary_cannot_be_adopted(condition, words):
    assert words in why_not_a_row(PAY, Row("9", "officer", (condition,), ""))


conditions = st.one_of(
    st.builds(Condition, st.just("amount"), st.sampled_from(["at most", "at least", "is"]), st.integers(0, 50)),
    st.builds(Condition, st.just("urgent"), st.just("is"), st.booleans()),
    st.builds(Condition, st.just("kind"), st.sampled_from(["is", "is not"]), st.sampled_from(["a", "b"])),
    st.builds(Condition, st.just("kind"), st.just("one of"), st.lists(st.sampled_from(["a", "b", "c"]), min_size=1).map(tuple)),
)
tables = st.lists(st.tuples(st.sampled_from(["p", "q", "r"]), st.lists(conditions, max_size=3)), max_size=6).map(
    lambda rows: tuple(Row(str(n), post, tuple(cs), "because") for n, (post, cs) in enumerate(rows))
)
facts_of_a_case = st.fixed_dictionaries({"amount": st.integers(0, 50), "urgent": st.booleans(), "kind": st.sampled_from(["a", "b", "c"])})
posts_held = st.lists(st.sampled_from(["p", "q", "r"]), unique=True).map(tuple)


@given(tables, facts_of_a_case, posts_held)
def test_never_open_always_explained(rows, facts, posts):
    ruling = rule(PAY, rows, facts, posts)

    assert ruling.because
    assert len(ruling.rows) == len(rows)
    met = [row.post for row in rows if row.post in posts and all(_holds(c, facts) for c in row.conditions)]
    assert ruling.allowed == (bool(met) and len(set(met)) == len(met))
    if ruling.allowed:
        assert ruling.rule


@given(tables, facts_of_a_case, posts_held)
def test_the_least_change_does_allow_and_nothing_smaller_is_offered(rows, facts, posts):
    ruling = rule(PAY, rows, facts, posts)

    if ruling.least_change:
        change = ruling.least_change
        changed = facts | {c.fact: meeting(c) for c in change.conditions}
        assert rule(PAY, rows, changed, (change.post,) if change.post else posts).allowed
        assert ruling.because.endswith(change.says)


def _holds(condition, facts):
    found, value = facts[condition.fact], condition.value
    return (
        {"is": found == value, "is not": found != value}.get(condition.operator)
        if condition.operator in ("is", "is not")
        else (found in value if condition.operator == "one of" else (found <= value if condition.operator == "at most" else found >= value))
    )


def test_a_date_condition_reads_as_a_day():
    power = Power("test.dated", "reopen a case", (("closed on", "date"),))
    row = Row("1", "p", (Condition("closed on", "at least", date(2026, 4, 1)),), "Recent ones only.")
    assert "closed on at least 1 April 2026" in rule(power, (row,), {"closed on": date(2026, 3, 31)}, ("p",)).because
