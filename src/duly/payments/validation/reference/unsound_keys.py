"""Two rows with one key: nobody could say which of them is true."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any

from duly.payments.validation.facts import Inputs


def keys_given_twice(inputs: Inputs) -> Iterator[str]:
    """A sentence for every second row of one key."""
    yield from _twice("line", inputs.lines, lambda row: row.line_ref)
    yield from _twice("line for person, provider and service", inputs.lines, lambda row: (row.person_ref, row.provider_ref, row.service))
    yield from _twice("commission", inputs.commissions, lambda row: (row.line_ref, row.starts))
    yield from _twice("call", inputs.calls, lambda row: row.call_ref)
    yield from _twice("span of contract", inputs.contracts, lambda row: (row.contract_ref, row.starts))
    yield from _twice("terms", inputs.terms, lambda row: (row.contract_ref, row.starts))
    yield from _twice("band", inputs.bands, lambda row: (row.contract_ref, row.version, row.from_minute))
    yield from _twice("step", inputs.steps, lambda row: (row.contract_ref, row.version, row.kind, row.from_day))
    yield from _twice("rate", inputs.rates, lambda row: row.rate_ref)
    yield from _twice("visit", inputs.visits, lambda row: row.visit_ref)
    yield from _twice("claim", inputs.claims, lambda row: (row.invoice_ref, row.line_no))
    yield from _twice("invoice", inputs.invoices, lambda row: row.invoice_ref)
    yield from _twice("payment", inputs.paid, lambda row: (row.line_ref, row.week))
    yield from _twice("opening position", inputs.openings, lambda row: row.line_ref)
    yield from _twice("bank holiday", inputs.holidays, lambda row: row.on)
    yield from _twice("death of person", inputs.deaths, lambda row: row.person_ref)
    yield from _twice("interruption", inputs.interruptions, lambda row: (row.person_ref, row.kind, row.starts))
    yield from _twice("stay", inputs.stays, lambda row: row.stay_ref)


def _twice(what: str, rows: Iterable[Any], key_of: Callable[[Any], Hashable]) -> Iterator[str]:
    seen = set()
    for row in rows:
        key = key_of(row)
        if key in seen:
            told = ", ".join(map(str, key)) if isinstance(key, tuple) else key
            yield f"There are two rows for the {what} {told}; there may be one."
        seen.add(key)
