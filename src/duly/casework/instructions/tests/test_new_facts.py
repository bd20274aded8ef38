"""What is new in a letter that repeats: the labelled set of docs/specification/repeated-correspondence.md, and what the comparison promises."""

import pytest

from duly.casework.instructions.rules.repeats import Before, Said, blocks, compare
from duly.casework.instructions.tests.measuring import measure

LEAST = 0.99
EARLIER = (
    Said("P-1", 1, False, "My mother fell on 3 March 2025 in the bathroom. The rail was never put back. I paid £1,200 for a nurse."),
    Said("L-1", 1, True, "We found that the rail in the bathroom should have been put back sooner after your mother fell."),
)


def found(text: str, before=EARLIER):
    return compare([(1, 1, text)], Before(before))


def new(text: str) -> list[str]:
    return [one.words[a - one.start : b - one.start] for one in found(text) for a, b in one.new]


@pytest.mark.parametrize(("bank", "seed"), [("A", 9), ("B", 2611)])
def test_nearly_every_planted_fact_is_brought_out(bank, seed):
    told = measure(seed, 220, bank=bank)

    assert sum(told.planted.values()) == 200
    assert all(many == 20 for many in told.planted.values())
    assert told.recall >= LEAST, [(one.kind, one.text[one.start : one.end]) for one in told.missed]
    assert told.false_highlights < 0.15, "a page on which everything is marked marks nothing"


def test_a_set_in_which_nothing_is_compared_would_be_found_out(monkeypatch):
    monkeypatch.setattr("duly.casework.instructions.rules.repeats._met", lambda *_: True)
    assert measure(9, 33, bank="A").recall < LEAST
    monkeypatch.setattr("duly.casework.instructions.rules.repeats._met", lambda *_: False)
    assert measure(9, 33, bank="A").false_highlights > 0.9


@pytest.mark.parametrize(
    "text",
    [
        "On 3 March 2025 my mother fell, in the bathroom.",
        "It was on 03/03/2025 that mum fell in the bathroom.",
        "The raii was never\nput back.",
        "I paid £1,200.00 for a nurse.",
    ],
)
def test_the_same_told_otherwise_is_not_new(text):
    assert new(text) == []


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("On 4 March 2025 my mother fell in the bathroom.", "4 March"),
        ("I paid £1,250 for a nurse.", "£1,250"),
        ("The rail was put back.", "rail"),
        ("He hit me.", "hit"),
        ("My mother fell, drunk, in the bathroom.", "drunk"),
        ("I paid £1,200 for a nurse, Mrs Yeadon.", "Yeadon"),
    ],
)
def test_another_fact_is_new_however_near_it_comes(text, marked):
    assert marked in " ".join(new(text))


def test_what_repeats_says_where_it_was_said_and_answered():
    (said,) = found("The rail was never put back.")
    assert (said.is_new, said.earlier, said.answered, said.answered_paragraph) == (False, "P-1", "L-1", 1)
    (said,) = found("I paid £1,200 for a nurse.")
    assert (said.is_new, said.answered) == (False, ""), "nobody answered that"


def test_with_nothing_before_everything_is_new_and_sentences_go_together_as_points():
    assert all(one.is_new or one.plain for one in found("The roof fell in. We had to move. Yours sincerely", ()))
    some = blocks(found("My mother fell on 3 March 2025. The rail was never put back. He hit me. Thank you."))
    assert [(one.first, one.last, one.new) for one in some][-1] == (3, 4, True)
    assert found("") == ()
