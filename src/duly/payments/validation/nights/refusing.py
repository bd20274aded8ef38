"""Inputs by the night that cannot be judged, each with the sentence that names the first row in the way."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from duly.payments.validation.facts import Claim, Inputs
from duly.payments.validation.inputs import KINDS, InputsRefused

PART_WEEKS = ("SEVENTHS", "BALANCE_LAST", "WHOLE_WEEK")
_SPLIT_BY_WEEK = ("invoice_ref", "line_no", "week")
"""One line of an invoice for a stay is a claim in each week it lies in."""
_PERIODS: dict[str, tuple[str, ...]] = {
    "commissions": ("line_ref",),
    "contracts": ("contract_ref",),
    "terms": ("contract_ref",),
    "interruptions": ("person_ref", "kind"),
    "absences": ("provider_ref", "person_ref", "service", "kind"),
    "fundings": ("person_ref", "kind"),
}
_SAID: tuple[tuple[str, str, Callable[[Any], bool]], ...] = (
    ("terms", "shares a week in a way that is not known", lambda row: row.basis == "NIGHTS" and row.part_week not in PART_WEEKS),
    ("terms", "is by the minute in a version beside one by the night", lambda row: row.basis != "NIGHTS"),
    ("claims", "is for a number of nights outside 0 to 7", lambda row: not 0 <= row.nights <= 7),
    ("claims", "has an amount or a rate below 0", lambda row: row.pence < 0 or row.rate_hundredths < 0),
    ("claims", "does not begin on a Monday", lambda row: row.week.weekday() != 0),
    ("paid", "does not begin on a Monday", lambda row: row.week.weekday() != 0),
    ("openings", "does not begin on a Monday", lambda row: row.paid_to.weekday() != 0),
    ("rates", "is below 0", lambda row: row.rate_hundredths < 0),
    ("steps", "pays less than nothing or more than the whole", lambda row: not 0 <= row.percent <= 100),
    ("fundings", "is below 0", lambda row: row.weekly_pence < 0),
    ("stays", "ends no later than it begins", lambda row: row.discharged <= row.admitted),
)


def refuse_invalid(inputs: Inputs) -> None:
    """Raise `InputsRefused` with one sentence if any input, whole, is what the specification refuses."""
    sentence = next(_in_the_way(inputs), None)
    if sentence is not None:
        raise InputsRefused(sentence)


def _in_the_way(inputs: Inputs) -> Iterator[str]:
    for name, (_, key) in (KINDS | {"claims": (Claim, _SPLIT_BY_WEEK)}).items():
        rows = sorted(_values(row, key) for row in getattr(inputs, name))
        yield from (f"Two rows of {name} have the key {_say(one)}." for one, other in pairwise(rows) if one == other)
    for name, wrong, stands in _SAID:
        yield from (f"The row {_say(_values(row, KINDS[name][1]))} of {name} {wrong}." for row in getattr(inputs, name) if stands(row))
    for name, key in _PERIODS.items():
        yield from _overlapping(name, sorted((*_values(row, key), row.starts, row.ends) for row in getattr(inputs, name)))
    stays = ((s.provider_ref, s.person_ref, s.service, s.admitted, s.discharged) for s in inputs.stays)
    yield from _overlapping("stays", sorted(stays))


def _overlapping(name: str, spans: list[tuple[Any, ...]]) -> Iterator[str]:
    yield from (f"A row of {name} of {_say(span[:-1])} ends no later than it starts." for span in spans if span[-1] <= span[-2])
    for before, after in pairwise(spans):
        if before[:-2] == after[:-2] and before[-1] > after[-2]:
            yield f"Two rows of {name} of {_say(after[:-2])} overlap, the later from {after[-2].isoformat()}."


def _values(row: Any, key: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in key)


def _say(values: tuple[Any, ...]) -> str:
    return " ".join(str(value) for value in values)
