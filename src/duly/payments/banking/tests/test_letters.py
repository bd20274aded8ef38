"""What a bank will carry, and how payments are named on their way."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duly.payments.banking.rules import carried, end_to_end, new_uetr

CARRIED = re.compile(r"[A-Za-z0-9/?:().,'+ -]+")


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("Brontë & Søns – Café", "Bronte and Sons - Cafe"),
        ("ŁÓDŹ care", "LODZ care"),
        ("Straße; £5_a", "Strasse, GBP5-a"),
        ("  many   spaces ", "many spaces"),
        ("日本", "NOT PROVIDED"),
        ("ﬁne", "fine"),
        ("<script>", "script"),
        ("", "NOT PROVIDED"),
    ],
)
def test_text_is_written_in_letters_a_bank_will_carry(written, sent):
    assert carried(written, most=70) == sent


@given(st.text(), st.integers(5, 140))
def test_whatever_is_written_something_short_enough_is_carried(text, most):
    sent = carried(text, most=most)

    assert CARRIED.fullmatch(sent)
    assert len(sent) <= most


@pytest.mark.parametrize(
    ("run", "n", "name"),
    [("HC-2026-W45", 1, "HC2026W45-0001"), ("ABC-2026-W45-12", 9999, "ABC2026W45-12-9999"), ("HC-2026-W45-2", 1, "HC2026W45-2-0001")],
)
def test_a_payment_is_named_end_to_end_in_eighteen_characters(run, n, name):
    assert end_to_end(run, n) == name
    assert len(name) <= 18


def test_a_worldwide_reference_is_random_in_the_shape_the_schema_asks_for():
    assert len({new_uetr() for _ in range(1000)}) == 1000
    assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", new_uetr())
