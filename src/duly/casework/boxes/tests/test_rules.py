"""Reading time, the forecast of a box, and the spread of round trips, each beside a plain account of the same."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duly.casework.boxes.rules import Rates, ToRead, Weekly, forecast, in_order, minutes_to_read, spread, words_in, working_of

MONDAY = date(2026, 11, 23)


def _there(n: int) -> tuple[date, ...]:
    """The first n weekdays from Monday."""
    return tuple(day for k in range(n * 2) if (day := MONDAY + timedelta(days=k)).weekday() < 5)[:n]


def by_the_minute(papers: list[ToRead], weekly: Weekly) -> list[date | None]:
    """The plain account: on each day a fifth of the week is had (kept in fifths of a minute), and papers are read off one minute at a time."""
    left, at, found = [paper.minutes for paper in papers], 0, [None] * len(papers)
    fifths = 0
    for day in weekly.there:
        fifths += weekly.minutes
        while fifths >= 5 and at < len(papers):
            fifths -= 5
            left[at] -= 1
            if left[at] == 0:
                found[at] = day
                at += 1
    return found


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 90), max_size=8), st.integers(1, 400), st.integers(0, 20))
def test_the_forecast_is_what_reading_minute_by_minute_comes_to(minutes, weekly, days):
    papers = [ToRead(f"S-{n}", one, MONDAY) for n, one in enumerate(minutes)]
    week = Weekly(weekly, _there(days))

    assert [one.read_on for one in forecast(papers, week)] == by_the_minute(papers, week)


def test_a_paper_misses_when_it_is_read_after_the_day_it_is_needed_and_the_working_says_why():
    week = Weekly(100, _there(10))  # 20 minutes a day
    one, other = forecast([ToRead("A", 20, MONDAY), ToRead("B", 21, MONDAY + timedelta(days=1))], week)

    assert (one.read_on, one.misses) == (MONDAY, False)
    assert (other.read_on, other.misses) == (MONDAY + timedelta(days=2), True)
    assert working_of(other, week) == "41 minutes with what is before it, at 100 a week: 3 working days there"
    assert forecast([ToRead("C", 201, date(2030, 1, 1))], week)[0].misses  # beyond what was looked ahead


def test_a_box_is_read_by_place_and_then_by_the_day_each_is_needed():
    late, soon, first = (ToRead(ref, 1, MONDAY + timedelta(days=n)) for ref, n in (("late", 9), ("soon", 1), ("first", 20)))

    assert [one.ref for one in in_order([(0, late), (0, soon), (1, first)])] == ["first", "soon", "late"]


@pytest.mark.parametrize(("words", "pages", "minutes"), [(0, 0, 1), (200, 0, 1), (201, 0, 2), (200, 3, 7)])
def test_reading_time_counts_part_of_a_minute_as_one(words, pages, minutes):
    assert minutes_to_read(words, pages, Rates()) == minutes
    assert words_in(("One two.", " three\nfour ")) == 4


@pytest.mark.parametrize(("days", "median", "p90"), [([], None, None), ([4], 4, 4), ([1, 2], 1, 2), ([*range(1, 11)], 5, 9)])
def test_the_spread_is_of_days_that_were_seen(days, median, p90):
    found = spread(list(reversed(days)))

    assert (found.papers, found.median, found.p90) == (len(days), median, p90)
