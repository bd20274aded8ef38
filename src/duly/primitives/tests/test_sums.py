"""Sums as people type them: exact, rounded once, and nothing but a sum."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duly.primitives.sums import is_sum, pence_of, work_out


@pytest.mark.parametrize(
    ("typed", "pence"),
    [
        ("=49.75*21.36", 106266),
        ("49.75 × 21.36", 106266),
        ("£1,121.40-£224.28", 89712),
        ("(3+4)*2.5", 1750),
        ("100/3", 3333),
        ("=0.005", 1),
        ("=-0.005", -1),
        ("1,234,567.89+£2,000", 123656789),
        ("0.1+0.2", 30),
        ("12", 1200),
        ("2.675*1", 268),
    ],
)
def test_a_sum_comes_to_its_pence(typed, pence):
    assert pence_of(typed) == pence


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "=",
        "2**9",
        "1//2",
        "10%3",
        "a+1",
        "__import__('os')",
        "1e9",
        "1;2",
        "(1",
        "1,2,3+",
        "2.473,93",
        "1.234,567",
        "12,34",
        "1234,567",
        "1,2345",
        "0,50",
        "5*2,5",
        "0x10",
        "1_000",
        "1j",
        "9" * 121,
        "(" * 100,
        "5 5",
    ],
)
def test_what_is_no_sum_is_refused_in_words(typed):
    with pytest.raises(ValueError, match="is not a sum"):
        work_out(typed)


@pytest.mark.parametrize("typed", ["2.473", "-0.005", "£1.2345", " .125 "])
def test_an_amount_by_itself_has_no_more_than_two_decimals(typed):
    with pytest.raises(ValueError, match="more than two decimals"):
        pence_of(typed)


def test_nothing_is_divided_by_nothing_and_nothing_is_endless():
    with pytest.raises(ValueError, match="divides by nothing"):
        work_out("1/(2-2)")
    with pytest.raises(ValueError, match="more than any amount"):
        work_out("999999999999*999999999999")


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=8))
def test_adding_amounts_is_adding_their_pence(amounts):
    assert pence_of("+".join(f"{pence // 100}.{pence % 100:02d}" for pence in amounts)) == sum(amounts)


@given(st.integers(0, 10**6), st.integers(1, 10**4))
def test_a_product_is_exact_before_it_is_rounded(a, b):
    assert work_out(f"{a / 100:.2f}*{b / 100:.2f}") == Fraction(a, 100) * Fraction(b, 100)


@pytest.mark.parametrize(
    ("typed", "meant"), [("1,121.40", False), ("-5", False), ("=5", True), ("49.75*21.36", True), ("HC-2026-W45", True)]
)
def test_what_is_meant_as_a_sum(typed, meant):
    assert is_sum(typed) is meant
