"""Counting working days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duly.core.calendar import rules

CHRISTMAS = {date(2026, 12, 25), date(2026, 12, 28)}
days = st.dates(date(2012, 1, 1), date(2030, 1, 1))
holidays = st.frozensets(st.dates(date(2012, 1, 1), date(2030, 1, 1)), max_size=40)


@pytest.mark.parametrize(
    ("start", "n", "day"),
    [
        (date(2026, 12, 24), 1, date(2026, 12, 29)),
        (date(2026, 12, 24), 0, date(2026, 12, 24)),
        (date(2026, 12, 25), 0, date(2026, 12, 29)),
        (date(2026, 12, 26), 1, date(2026, 12, 29)),
        (date(2026, 11, 2), 5, date(2026, 11, 9)),
    ],
)
def test_the_nth_working_day_after_a_day(start, n, day):
    assert rules.working_days_after(start, n, CHRISTMAS) == day


def test_working_days_are_counted_forwards_only():
    with pytest.raises(ValueError, match="Count forwards"):
        rules.working_days_after(date(2026, 1, 1), -1, set())


@given(days, st.integers(1, 60), holidays)
def test_counting_back_gives_the_number_counted(start, n, off):
    day = rules.working_days_after(start, n, off)

    assert rules.is_working_day(day, off)
    assert rules.working_days_between(start, day, off) == n
    assert len(rules.days_passed_over(start, day, off)) == (day - start).days - n


@given(days, holidays)
def test_the_next_working_day_is_the_first(day, off):
    found = rules.next_working_day(day, off)

    assert rules.is_working_day(found, off)
    assert not any(rules.is_working_day(day + timedelta(days=n), off) for n in range((found - day).days))
