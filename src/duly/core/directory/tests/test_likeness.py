"""Which names are of one person or body, and which are of two. The held-out pairs are in tests/casework."""

import pytest

from duly.core.directory.rules.likeness import names_alike, to_look_for


@pytest.mark.parametrize(
    ("one", "other", "because"),
    [
        ("Ada Okonkwo", "Okonkwo, Ada", "same name"),
        ("Chen Wei", "Wei Chen", "same name in another order"),
        ("Mrs A. B. Okonkwo", "Ada Okonkwo", "same last name and initial"),
        ("JP Harris", "John Peter Harris", "same last name and initial"),
        ("Ada Beatrice Okonkwo", "Ada Okonkwo", "same name but for a middle name"),
        ("Ada Okonkow", "Ada Okonkwo", "same name but for a letter"),
        ("Rebbeca Stephens", "Rebecca Stephens", "same name but for a letter"),
        ("Joan Saint John OBE", "Joan St. John", "same name"),
        ("Barking & Dagenham Council", "Barking and Dagenham Borough Council", "same name but for what kind of body it is"),
        ("Wesshire CC", "Westshire County Council", "same name but for a letter"),
        ("His Majesty's Passport Office", "HM Passport Office", "same name but for what kind of body it is"),
    ],
)
def test_two_names_may_be_of_one_for_a_reason_that_is_said(one, other, because):
    assert (names_alike(one, other), names_alike(other, one)) == (because, because)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("John Harris", "Joan Harris"),
        ("Julia Hart", "Julie Hart"),
        ("Francis Hale", "Frances Hale"),
        ("John Peter Harris", "John David Harris"),
        ("Ada Okonkow", "Aba Okonkwo"),
        ("J. Harris", "K. Harris"),
        ("Ada H.", "Ada Harris"),
        ("Wexcombe County Council", "Wexcombe Parish Council"),
        ("Eastmoor NHS Trust", "Eastmoor Council"),
        ("...", ","),
    ],
)
def test_two_names_a_little_alike_are_of_two(one, other):
    assert names_alike(one, other) == ""


def test_what_is_looked_for_is_what_tells_a_name_from_others():
    assert [to_look_for(name) for name in ("Mrs A. Okonkwo", "London Borough of Camden", "The Council", "A. B.")] == [
        ("okonkwo",),
        ("london", "camden"),
        ("council",),
        ("ab",),
    ]
