"""The headings of the files about packages and people. `to` is the last day, inclusive; empty when there is no end."""

from collections.abc import Collection
from datetime import date, timedelta

from duly.core.intake.columns import Column, clock_minute, day, one_of, pounds, quoted, reference, text, whole_number, yes_no
from duly.core.intake.reading import Row
from duly.payments.packages.rules import COLLECTED_BY, FUNDING_KINDS, KINDS, SERVICE, ZONE
from duly.primitives.period import FOREVER

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

PEOPLE = (
    Column("person", reference(r"[A-Z][A-Z0-9-]{0,29}", "P-104882")),
    Column("name", text(120)),
)


def weekday(cell: str) -> int:
    """Reads a day of the week, or its first three letters, as 0 (Monday) to 6."""
    for number, name in enumerate(WEEKDAYS):
        if cell.casefold() in (name.casefold(), name[:3].casefold()):
            return number
    raise ValueError(f"{quoted(cell)} is not a day of the week, such as Monday.")


weekday.words = WEEKDAYS  # type: ignore[attr-defined]  # for the nearest suggestion


def packages(people: Collection[str], providers: Collection[str], contracts: Collection[str]) -> tuple[Column, ...]:
    """A row for each span in which a line is in force."""
    return (
        Column("line", reference(r"[A-Z][A-Z0-9-]{0,29}", "L-30001")),
        Column("person", text(30), known=people),
        Column("provider", text(20), known=providers),
        Column("service", reference(SERVICE, "home-care")),
        Column("contract", text(20), known=contracts),
        Column("from", day),
        Column("to", day, required=False),
        Column("zone", reference(ZONE, "rural"), required=False),
        Column("approved", yes_no, required=False),
    )


def calls(lines: Collection[str]) -> tuple[Column, ...]:
    """A row for each call that comes round every week."""
    return (
        Column("line", text(30), known=lines),
        Column("weekday", weekday),
        Column("starts", clock_minute),
        Column("minutes", whole_number(1, 1440)),
        Column("carers", whole_number(1, 2)),
        Column("from", day),
        Column("to", day, required=False),
    )


def openings(lines: Collection[str]) -> tuple[Column, ...]:
    """A row for each line: everything before `paid_to`, a Monday, was settled before Duly."""
    return (Column("line", text(30), known=lines), Column("paid_to", day))


def interruptions(people: Collection[str]) -> tuple[Column, ...]:
    """A row for each interruption of somebody's care, and the day the office was told of it."""
    return (
        Column("person", text(30), known=people),
        Column("kind", one_of(*KINDS)),
        Column("from", day),
        Column("to", day, required=False),
        Column("told_on", day),
    )


def deaths(people: Collection[str]) -> tuple[Column, ...]:
    """A row for each person who died."""
    return (Column("person", text(30), known=people), Column("died", day))


def fundings(people: Collection[str]) -> tuple[Column, ...]:
    """A row for each sum a week that somebody else pays towards a person's care home, between dates."""
    return (
        Column("person", text(30), known=people),
        Column("kind", one_of(*FUNDING_KINDS)),
        Column("weekly", pounds),
        Column("collected_by", one_of(*COLLECTED_BY)),
        Column("from", day),
        Column("to", day, required=False),
    )


def ends_of(row: Row) -> date:
    """The first day after a row's last one."""
    return row.values["to"] + timedelta(days=1) if row.values["to"] and row.values["to"] < FOREVER else FOREVER
