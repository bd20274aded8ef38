"""Readers of one cell."""

from datetime import date, timedelta

import pytest

from duly.core.intake import columns


@pytest.mark.parametrize(
    ("read", "cell", "value"),
    [
        (columns.text(5), "abcde", "abcde"),
        (columns.reference(r"C-\d{4}", "C-0001"), "C-0042", "C-0042"),
        (columns.day, "2026-11-02", date(2026, 11, 2)),
        (columns.day, "02/11/2026", date(2026, 11, 2)),
        (columns.clock_minute, "08:05", 485),
        (columns.clock_minute, "8:05", 485),
        (columns.clock_minute, "23:59:59", 1439),
        (columns.whole_number(0, 9), "7", 7),
        (columns.pounds, "1,234.56", 123456),
        (columns.pounds, "-£5.00".replace("-£", "-"), -500),
        (columns.rate, "21.36", 213600),
        (columns.yes_no, "Yes", True),
        (columns.yes_no, "n", False),
        (columns.one_of("Visit", "Sleep-in"), "sleep-in", "Sleep-in"),
    ],
)
def test_a_cell_is_read(read, cell, value):
    assert read(cell) == value


@pytest.mark.parametrize(
    ("read", "cell", "says"),
    [
        (columns.text(3), "abcd", "This has 4 characters; 3 are allowed."),
        (columns.text(9), "a\x07b", '"a\N{REPLACEMENT CHARACTER}b" holds a character that cannot be printed.'),
        (columns.reference(r"C-\d{4}", "C-0001"), "C-42", '"C-42" is not a reference such as C-0001.'),
        (columns.reference(r"C-\d{4}", "C-0001"), "C-\u0661\u0662\u0663\u0664", "is not a reference"),
        (columns.day, "30/02/2026", '"30/02/2026" is not a day of the calendar.'),
        (columns.day, "11/2/2026", '"11/2/2026" is not a date, such as 2026-11-02 or 02/11/2026.'),
        (columns.clock_minute, "24:00", '"24:00" is not a time of day, such as 08:05.'),
        (columns.whole_number(0, 9), "10", '"10" is not between 0 and 9.'),
        (columns.whole_number(0, 9), "1.0", '"1.0" is not a whole number.'),
        (columns.pounds, "12.5", '"12.5" is not an amount in pounds, such as 1,234.56.'),
        (columns.pounds, "\u0661\u0662.00", "is not an amount in pounds"),
        (columns.rate, "21,36", '"21,36" is not a rate in pounds an hour, such as 21.36.'),
        (columns.yes_no, "perhaps", '"perhaps" is neither yes nor no.'),
        (columns.one_of("a", "b"), "c", '"c" is none of a, b.'),
        (columns.local_moment, "2026-11-02", '"2026-11-02" is not a date and time, such as 2026-11-02 08:00.'),
        (columns.local_moment, "2026-03-29 01:30", "does not exist: the clocks went forward over it."),
        (columns.local_moment, "2026-10-25 01:30", "happened twice, as the clocks went back."),
    ],
)
def test_a_cell_is_refused_with_what_was_read_and_what_is_expected(read, cell, says):
    with pytest.raises(ValueError) as refused:
        read(cell)

    assert says in str(refused.value)


@pytest.mark.parametrize(
    ("cell", "shown", "offset_hours"),
    [
        ("2026-11-02 08:00", "2026-11-02T08:00:00+00:00", 0),
        ("2026-11-02T08:00:59", "2026-11-02T08:00:00+00:00", 0),
        ("02/11/2026 08:00", "2026-11-02T08:00:00+00:00", 0),
        ("2026-07-01 08:00", "2026-07-01T08:00:00+01:00", 1),
        ("2026-07-01T07:00:00Z", "2026-07-01T08:00:00+01:00", 1),
        ("2026-10-25 01:30+01:00", "2026-10-25T01:30:00+01:00", 1),
        ("2026-10-25 01:30Z", "2026-10-25T01:30:00+00:00", 0),
        ("2026-03-29 01:00Z", "2026-03-29T02:00:00+01:00", 1),
    ],
)
def test_a_moment_is_read_as_london_time(cell, shown, offset_hours):
    read = columns.local_moment(cell)

    assert read.isoformat() == shown
    assert str(read.tzinfo) == "Europe/London"
    assert read.utcoffset() == timedelta(hours=offset_hours)


def test_the_edges_of_the_clock_change_are_ordinary_times():
    assert columns.local_moment("2026-03-29 00:59").utcoffset() == timedelta()
    assert columns.local_moment("2026-03-29 02:00").utcoffset() == timedelta(hours=1)
    assert columns.local_moment("2026-10-25 00:59").utcoffset() == timedelta(hours=1)
    assert columns.local_moment("2026-10-25 02:00").utcoffset() == timedelta()
