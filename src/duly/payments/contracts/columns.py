"""The headings of files about contracts. `to` and `contract_to` are last days, inclusive; empty when there is no end.

A file of contracts has a row for each version of terms; those of bands, steps and clauses a row for each of theirs, all numbers inclusive.
"""

import re
from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta
from typing import Any

from duly.core.intake.columns import Column, day, one_of, pounds, quoted, reference, text, whole_number, yes_no
from duly.core.intake.reading import Row
from duly.payments.contracts.rules import ABOUT, ALSO, BASES, KINDS, LIMITS, WORDS, Span
from duly.primitives.period import FOREVER

CONTRACT, VERSION = reference(r"[A-Z][A-Z0-9-]{0,19}", "C-4401"), whole_number(1, 9999)


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
        Column("contract", CONTRACT),
        Column("provider", text(20), known=providers),
        Column("title", text(200), required=False),
        Column("version", VERSION),
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
        *(Column(name, _reader(name), required=False) for name in ALSO),
        Column("contract_from", day, required=False),
        Column("contract_to", day, required=False),
    )


def bands(contracts: Collection[str]) -> tuple[Column, ...]:
    """A row for each band: a visit of so many minutes counts as `pay_minutes`."""
    minutes = whole_number(0, 1440)
    return (
        Column("contract", text(20), known=contracts),
        Column("version", VERSION),
        Column("from_minute", minutes),
        Column("to_minute", minutes),
        Column("pay_minutes", minutes),
    )


def steps(contracts: Collection[str]) -> tuple[Column, ...]:
    """A row for each step: on so many days of an interruption, the percentage of a planned call that is paid."""
    number = whole_number(1, 9998)
    return (
        Column("contract", text(20), known=contracts),
        Column("version", VERSION),
        Column("kind", one_of(*KINDS)),
        Column("from_day", number),
        Column("to_day", number),
        Column("percent", whole_number(0, 100)),
    )


def clauses(contracts: Collection[str]) -> tuple[Column, ...]:
    """A row for each clause: what it is about, its number and its words."""
    return (
        Column("contract", text(20), known=contracts),
        Column("version", VERSION),
        Column("about", one_of(*ABOUT)),
        Column("number", reference(r"[0-9A-Za-z.()/-]{1,20}", "7.2")),
        Column("words", text(200), required=False),
    )


def ends_of(row: Row) -> date:
    """The first day after a row's last one."""
    return _after(row.values["to"])


def spans_said(rows: Sequence[Row]) -> dict[str, Span]:
    """What a file says of when its contracts may be paid under: the first row of each that says anything."""
    first_terms: dict[str, date] = {}
    said: dict[str, Span] = {}
    for row in rows:
        ref = row.values["contract"]
        first_terms[ref] = min(first_terms.get(ref, FOREVER), row.values["from"])
    for row in rows:
        ref, starts, to = row.values["contract"], row.values["contract_from"], row.values["contract_to"]
        if (starts or to) and ref not in said:
            said[ref] = Span(starts or first_terms[ref], _after(to))
    return said


def _after(last: date | None) -> date:
    return last + timedelta(days=1) if last and last < FOREVER else FOREVER


def _reader(name: str) -> Callable[[str], Any]:
    if name in WORDS:
        return one_of(*WORDS[name])
    if isinstance(ALSO[name], bool):
        return yes_no
    return whole_number(1 if name == "increment_minutes" else 0, LIMITS[name])
