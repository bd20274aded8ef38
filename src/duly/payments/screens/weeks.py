"""Which weeks there are to work on, and how far one has come."""

from collections.abc import Sequence
from datetime import date, timedelta

from duly.core.record.clock import today
from duly.payments.validation import queries as validation
from duly.primitives.period import monday_of, read_week, say_span, week_name
from duly.ui.frame import Facet, FacetGroup, Step


def asked_week(text: str) -> date | None:
    """The week of an address, such as 2026-W45; the newest judged one that has begun when it says none; None when there is none or it does not read."""
    if not text:
        return validation.newest_week(on=today())
    try:
        return read_week(text)
    except ValueError:
        return None


def say_week(week: date) -> str:
    """A week in words: "2 to 8 November 2026"."""
    return say_span(week, week + timedelta(days=7))


def pays_on(dates: Sequence[date]) -> str:
    """When the runs of a week pay, to be said after the week: ". Pays Fri 13 Nov"; nothing where there is no run yet."""
    return f". Pays {' and '.join(f'{day:%a} {day.day} {day:%b}' for day in dates)}" if dates else ""


def last_whole_week(today: date) -> date:
    """The Monday of the last week that is over."""
    return monday_of(today) - timedelta(days=7)


def neighbours(week: date) -> FacetGroup:
    """The week itself, and those on either side."""
    return FacetGroup(
        "Week",
        tuple(
            Facet(f"{week_name(one)}, from {one.day} {one:%b}", f"?week={week_name(one)}", current=one == week)
            for one in (week - timedelta(days=7), week, week + timedelta(days=7))
        ),
    )


def steps(done: int) -> tuple[Step, ...]:
    """The week's journey with so many steps behind it."""
    labels = ("Imported", "Judged", "Exceptions", "Prepared", "Approved", "File issued")
    return tuple(Step(label, "done" if n < done else "now" if n == done else "later") for n, label in enumerate(labels))
