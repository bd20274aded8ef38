"""The headings of a file of rates. `to` is the last day, inclusive; empty when there is no end.

The rest narrow what a rate is for, and may be left out: `unit` (hour, night, week), `line`, `day_type`, `length_from` and `length_to` (minutes planned,
both included), `carer` (1 or 2 of a double-handed call), `zone`. An empty cell is any.
"""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from duly.core.intake.columns import Column, day, one_of, rate, reference, text, whole_number
from duly.core.intake.reading import Row
from duly.payments.rates.rules import DAY_TYPES, LONGEST, UNITS, Rate
from duly.primitives.period import FOREVER


def columns(contracts: Collection[str]) -> tuple[Column, ...]:
    """The headings, with the contracts that are known."""
    return (
        Column("rate_ref", reference(r"[A-Z][A-Z0-9-]{0,29}", "R-5501")),
        Column("contract", text(20), known=contracts),
        Column("service", reference(r"[A-Za-z][A-Za-z0-9-]{0,39}", "home-care")),
        Column("from", day),
        Column("to", day, required=False),
        Column("rate", rate),
        Column("unit", one_of(*UNITS), required=False),
        Column("line", reference(r"[A-Z][A-Z0-9-]{0,29}", "L-30001"), required=False),
        Column("day_type", one_of("any", *filter(None, DAY_TYPES)), required=False),
        Column("length_from", whole_number(0, LONGEST), required=False),
        Column("length_to", whole_number(1, LONGEST), required=False),
        Column("carer", whole_number(0, 2), required=False),
        Column("zone", reference(r"[A-Za-z][A-Za-z0-9-]{0,39}", "rural"), required=False),
    )


def keys_of(row: Row) -> dict[str, Any]:
    """What narrows the rate of a row, by the names of a rate's fields."""
    told = row.values
    return {
        "unit": told["unit"] or UNITS[0],
        "line_ref": told["line"] or "",
        "day_type": "" if told["day_type"] in (None, "any") else told["day_type"],
        "band_from": told["length_from"] or 0,
        "band_to": told["length_to"] or LONGEST,
        "carer": told["carer"] or 0,
        "zone": told["zone"] or "",
    }


def rate_of(row: Row) -> Rate:
    """A row as the rate it puts in the book."""
    told = row.values
    return Rate(told["rate_ref"], told["contract"], told["service"], told["from"], ends_of(row), told["rate"], **keys_of(row))


def ends_of(row: Row) -> date:
    """The first day after a row's last one."""
    return row.values["to"] + timedelta(days=1) if row.values["to"] and row.values["to"] < FOREVER else FOREVER
