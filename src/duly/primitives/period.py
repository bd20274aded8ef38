"""Weeks and half-open spans of dates, and how they are said to people, who read inclusive ends."""

from datetime import date, timedelta

FOREVER = date(9999, 12, 31)
"""The `ends` of something that has no end."""


def monday_of(day: date) -> date:
    """The Monday of the week a day lies in."""
    return day - timedelta(days=day.weekday())


def days(starts: date, ends: date) -> list[date]:
    """Every day from `starts` up to, not including, `ends`."""
    return [starts + timedelta(days=n) for n in range((ends - starts).days)]


def in_span(day: date, starts: date, ends: date) -> bool:
    """Whether a day lies in [starts, ends)."""
    return starts <= day < ends


def say_day(day: date) -> str:
    """A date as people read it: "9 November 2026"."""
    return f"{day.day} {day:%B %Y}"


def say_span(starts: date, ends: date) -> str:
    """A half-open span in words with an inclusive end: "2 to 8 November 2026", "from 1 April 2026"."""
    if ends >= FOREVER:
        return f"from {say_day(starts)}"
    last = ends - timedelta(days=1)
    if last == starts:
        return say_day(starts)
    if (starts.year, starts.month) == (last.year, last.month):
        return f"{starts.day} to {say_day(last)}"
    if starts.year == last.year:
        return f"{starts.day} {starts:%B} to {say_day(last)}"
    return f"{say_day(starts)} to {say_day(last)}"


def week_name(monday: date) -> str:
    """The ISO name of a week, by its Monday: "2026-W45"."""
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02d}"


def read_week(name: str) -> date:
    """The Monday of a week named like "2026-W45". ValueError says what is expected."""
    try:
        year, week = name.split("-W")
        return date.fromisocalendar(int(year), int(week), 1)
    except ValueError:
        raise ValueError(f"{name!r} is not a week, such as 2026-W45.") from None
