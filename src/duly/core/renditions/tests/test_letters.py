"""A letter is the same bytes for the same words, and prints every word as it was given."""

import pytest

from duly.core.renditions.letters import letter_pdf

LETTER = {
    "office": "Public Services Ombudsman",
    "reference": "PSO-2026-01187",
    "dated": "9 November 2026",
    "address": ["Mrs Ada Example", "17 Larch Rise"],
    "greeting": "Dear Mrs Example",
    "subject": "Our decision on your complaint",
    "paragraphs": ["We have decided that £1,500.00 is fair.", "#panic() *not bold* $x$ \\ [brackets] <label> @reference // not a comment"],
    "closing": "Yours sincerely",
    "signed_by": "Helen Example",
    "signed_as": "Ombudsman",
}


def test_the_same_words_give_the_same_bytes_with_no_date_inside():
    first = letter_pdf(LETTER)

    assert first.startswith(b"%PDF-")
    assert letter_pdf(dict(reversed(LETTER.items()))) == first
    assert b"/CreationDate" not in first
    assert b"/ModDate" not in first


def test_other_words_give_other_bytes():
    assert letter_pdf(LETTER | {"paragraphs": ["We have decided that £1,500.01 is fair."]}) != letter_pdf(LETTER)


@pytest.mark.parametrize(
    "fields",
    [
        LETTER | {"signed_by": "  "},
        LETTER | {"paragraphs": []},
        LETTER | {"unknown": "x"},
        {name: said for name, said in LETTER.items() if name != "dated"},
    ],
)
def test_a_letter_with_a_hole_in_it_is_not_made(fields):
    with pytest.raises(ValueError):
        letter_pdf(fields)
