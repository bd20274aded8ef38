"""The headings of a file of contracts: a row for each version of terms. `to` is the last day, inclusive; empty when there is no end."""

import re
from collections.abc import Collection

from duly.core.intake.columns import Column, day, one_of, pounds, quoted, reference, text, whole_number

BASES = ("ACTUAL_MINUTE", "PLANNED_WITHIN")


def percent(cell: str) -> int:
    """Reads a percentage with up to two decimals as hundredths of a percent: 2.5 is 250."""
    match = re.fullmatch(r"(\d{1,3})(?:\.(\d{1,2}))?%?", cell, re.ASCII)
    found = int(match[1]) * 100 + int((match[2] or "").ljust(2, "0")) if match else 10_001
    if found > 10_000:
        raise ValueError(f"{quoted(cell)} is not a percentage from 0 to 100, such as 2.00.")
    return found


def at_most_a_million(cell: str) -> int:
    """Reads pounds as pence, from nothing to £1,000,000.00."""
    found = pounds(cell)
    if not 0 <= found <= 100_000_000:
        raise ValueError(f"{quoted(cell)} is not between 0.00 and 1,000,000.00.")
    return found


def columns(providers: Collection[str]) -> tuple[Column, ...]:
    """The headings, with the providers that are known."""
    minutes = whole_number(0, 1439)
    return (
        Column("contract", reference(r"[A-Z][A-Z0-9-]{0,19}", "C-4401")),
        Column("provider", text(20), known=providers),
        Column("title", text(200), required=False),
        Column("version", whole_number(1, 9999)),
        Column("from", day),
        Column("to", day, required=False),
        Column("basis", one_of(*BASES)),
        Column("tolerance_minutes", minutes),
        Column("floor_minutes", minutes),
        Column("match_window_minutes", minutes),
        Column("double_up_percent", whole_number(0, 100)),
        Column("trim_limit", at_most_a_million),
        Column("trim_limit_percent", percent),
        Column("clause", text(200)),
    )
