"""When two entries are alike."""

import pytest

from duly.core.directory import rules

KNOWN = (
    ("DIR-1", "name", "tomasz zielinski"),
    ("DIR-1", "phone", "1632960001"),
    ("DIR-1", "email", "tomasz@post.example"),
    ("DIR-1", "post", "NM1 2AB"),
    ("DIR-2", "name", "ada brightwell"),
)


def found(**told) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.ref, one.because) for one in rules.alike(told, KNOWN)]


@pytest.mark.parametrize(
    ("told", "because"),
    [
        ({"name": "Mr Tomasz ZIELIŃSKI"}, "same name"),
        ({"name": "T. Zielinski"}, "same last name and initial"),
        ({"name": "Anna Zielinski", "post": "4 Other Row, Northmere NM12AB"}, "same last name and postcode"),
        ({"name": "Someone Else", "email": " Tomasz@Post.example "}, "same e-mail address"),
        ({"name": "Someone Else", "phone": "+44 1632 960 001"}, "same telephone number"),
    ],
)
def test_somebody_alike_is_found_with_the_reason(told, because):
    assert found(**told) == [("DIR-1", (because,))]


def test_every_reason_is_given_and_the_surest_comes_first():
    assert found(name="Tomasz Zielinski", phone="01632 960001") == [("DIR-1", ("same name", "same telephone number"))]


@pytest.mark.parametrize("told", [{"name": "Anna Zielinski"}, {"name": "Ada Brightwood"}, {"name": "Bob", "phone": "12"}, {"name": "Mr"}])
def test_others_are_not_alike(told):
    assert found(**told) == []


def test_a_letter_in_the_format_needed_is_not_in_the_wrong_one():
    assert [rules.wrong_format(needed, offered) for needed, offered in (("audio", ""), ("audio", "Audio"), ("", ""), ("", "braille"))] == [
        True,
        False,
        False,
        False,
    ]
