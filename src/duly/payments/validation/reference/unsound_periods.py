"""Dates, lengths and days that end before they start, or overlap where only one may count."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Any

from duly.payments.validation.facts import Inputs


def periods_that_cannot_be(inputs: Inputs) -> Iterator[str]:
    """A sentence for every period without a day, and for every two that overlap and may not."""
    yield from _dates("commissions of line", inputs.commissions, lambda row: (row.line_ref,))
    yield from _dates("spans of contract", inputs.contracts, lambda row: (row.contract_ref,))
    yield from _dates("terms of contract", inputs.terms, lambda row: (row.contract_ref,))
    yield from _dates("interruptions of person and kind", inputs.interruptions, lambda row: (row.person_ref, row.kind))
    for rate in inputs.rates:
        yield from _without_a_day("rates of contract and service", (rate.contract_ref, rate.service), rate.starts, rate.ends)
        yield from _backwards(f"The band of rate {rate.rate_ref}", rate.band_from, rate.band_to)
    for stay in inputs.stays:
        yield from _without_a_day("stays of person", (stay.person_ref,), stay.admitted, stay.discharged)
    yield from _counts(
        "bands of contract and version",
        inputs.bands,
        lambda row: (row.contract_ref, row.version),
        lambda row: (row.from_minute, row.to_minute),
    )
    yield from _counts(
        "steps of contract, version and kind",
        inputs.steps,
        lambda row: (row.contract_ref, row.version, row.kind),
        lambda row: (row.from_day, row.to_day),
    )


def _dates(what: str, rows: Iterable[Any], owner_of: Callable[[Any], tuple[str, ...]]) -> Iterator[str]:
    """Half-open: to touch is not to overlap."""
    owned = defaultdict(list)
    for row in rows:
        yield from _without_a_day(what, owner_of(row), row.starts, row.ends)
        owned[owner_of(row)].append(row)
    for owner, periods in owned.items():
        for earlier, later in pairwise(sorted(periods, key=lambda row: row.starts)):
            if later.starts < earlier.ends:
                yield f"The {what} {', '.join(owner)} overlap on {later.starts}."


def _without_a_day(what: str, owner: tuple[str, ...], starts: Any, ends: Any) -> Iterator[str]:
    if ends <= starts:
        yield f"One of the {what} {', '.join(owner)} ends on {ends}, not after it starts on {starts}."


def _counts(
    what: str, rows: Iterable[Any], owner_of: Callable[[Any], tuple[object, ...]], bounds_of: Callable[[Any], tuple[int, int]]
) -> Iterator[str]:
    """Inclusive at both ends: to touch is to overlap."""
    owned = defaultdict(list)
    for row in rows:
        yield from _backwards(f"One of the {what} {_told(owner_of(row))}", *bounds_of(row))
        owned[owner_of(row)].append(bounds_of(row))
    for owner, bounds in owned.items():
        for (_, to), (later, _) in pairwise(sorted(bounds)):
            if later <= to:
                yield f"The {what} {_told(owner)} overlap at {later}."


def _backwards(what: str, from_count: int, to_count: int) -> Iterator[str]:
    if to_count < from_count:
        yield f"{what} goes from {from_count} to {to_count}, backwards."


def _told(owner: tuple[object, ...]) -> str:
    return ", ".join(map(str, owner))
