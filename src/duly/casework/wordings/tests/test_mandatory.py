"""Mandatory paragraphs as data: those of the program, adopted as an office's own, hold back the same letters as before."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duly.casework.wordings.mandatory import read, why_not_rules
from duly.casework.wordings.rules import FIRST_MANDATORY, PURPOSES, wrong_with
from duly.casework.wordings.shipped import SHIPPED

OURS = FIRST_MANDATORY.as_data()


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SHIPPED), st.sampled_from(sorted(PURPOSES)), st.integers(0, 9), st.booleans())
def test_the_paragraphs_of_the_program_adopted_hold_back_the_same_letters(template, purpose, place, silent):
    left = [
        replace(one, words="Ask a court.") if silent else replace(one, kind="always")
        for n, one in enumerate(template.paragraphs)
        if n == place
    ]
    changed = replace(template, purpose=purpose, paragraphs=(*template.paragraphs[:place], *left, *template.paragraphs[place + 1 :]))
    adopted = read(2, json.loads(json.dumps(OURS)))

    assert wrong_with(changed, adopted) == wrong_with(changed)
    assert (adopted.number, adopted.as_data(), why_not_rules(OURS)) == (2, OURS, None)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (OURS | {"must_hold": {"weather": []}}, "No letter has the purpose 'weather'"),
        (OURS | {"must_hold": {"holding": ["x", "x"]}}, "Letters of 'holding' hold at most 20 paragraphs, each named once"),
        (OURS | {"must_hold": {"holding": [" "]}}, "Letters of 'holding' hold ' ', and a paragraph has a name of 1 to 40 letters"),
        (
            OURS | {"must_say": {"review rights": "rain"}},
            "The paragraph on review rights must say 'rain', and there is no such merge field",
        ),
        (OURS | {"must_say": {"": "until"}}, "'' is no name of a paragraph"),
        (OURS | {"weather": 1}, "Nothing is called 'weather': here stand must_hold, must_say"),
        ({"must_hold": {}}, "It has no must_say"),
        ({"must_hold": [], "must_say": {}}, "It is not written as these rules are"),
        ("x", "It is not written as these rules are: they have names"),
    ],
)
def test_rules_that_cannot_be_are_refused(data, says):
    refusal = why_not_rules(data)

    assert refusal is not None
    assert says in refusal.because
