"""Bands, steps and clauses: what a file of them says beside what files told of the same versions of terms."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from duly.core.intake.queries import accepted_events
from duly.core.intake.reading import Row
from duly.core.intake.spans import ALWAYS, Corrected, Dated, corrected
from duly.payments.contracts import models
from duly.payments.contracts.rules import ABOUT
from duly.primitives.period import FOREVER

Told = tuple[tuple, tuple, str, Mapping[str, str]]
"""What a file reaches it by, which it is, what it is called, and its fields."""


@dataclass(frozen=True)
class Of:
    """One kind of file: the table its rows are kept in, and what each is, as told and as known."""

    model: Any
    told: Callable[[Mapping[str, Any]], Told]
    known: Callable[[Any], Told]


def _band(contract: str, version: int, low: int, high: int, pay: int) -> Told:
    called = f"band of {contract} version {version}, from {low} minutes"
    return (contract, version), (contract, version, low), called, {"to_minute": str(high), "pay_minutes": str(pay)}


def _step(contract: str, version: int, kind: str, low: int, high: int, percent: int) -> Told:
    called = f"step of {contract} version {version}, {kind} from day {low}"
    return (contract, version, kind), (contract, version, kind, low), called, {"to_day": str(high), "percent": str(percent)}


def _clause(contract: str, version: int, about: str, number: str, words: str) -> Told:
    called = f"clause of {contract} version {version}, {ABOUT[about]}"
    return (contract, version), (contract, version, about), called, {"number": number, "words": words}


OF: dict[str, Of] = {
    "bands": Of(
        models.Band,
        lambda v: _band(v["contract"], v["version"], v["from_minute"], v["to_minute"], v["pay_minutes"]),
        lambda b: _band(b.contract.ref, b.version, b.lengths.lower, b.lengths.upper - 1, b.pay_minutes),
    ),
    "steps": Of(
        models.Step,
        lambda v: _step(v["contract"], v["version"], v["kind"], v["from_day"], v["to_day"], v["percent"]),
        lambda s: _step(s.contract.ref, s.version, s.kind, s.day_numbers.lower, s.day_numbers.upper - 1, s.percent),
    ),
    "clauses": Of(
        models.Clause,
        lambda v: _clause(v["contract"], v["version"], v["about"], v["number"], v["words"] or ""),
        lambda c: _clause(c.contract.ref, c.version, c.about, c.number, c.words),
    ),
}


def of_rows(kind: str, rows: Sequence[Row], *, replaces: bool) -> Corrected:
    """What a file of a kind changes. One that replaces reaches to what files told of the versions it names (of steps: and the same interruption)."""
    return corrected(known(kind, rows) if replaces else (), [told(kind, row) for row in rows])


def told(kind: str, row: Row) -> Dated:
    """A row of a file, which has no dates of its own: its version has."""
    return _dated(OF[kind].told(row.values))


def known(kind: str, rows: Sequence[Row], *, decided: bool = False) -> list[Dated]:
    """What is known of the contracts of a file: what files told of them or, with `decided`, what somebody agreed.

    Rows older than their import's name are told apart by the event that made them.
    """
    current = OF[kind].model.objects.filter(superseded_by__isnull=True, contract__ref__in={row.values["contract"] for row in rows})
    by_files = Q(import_ref__gt="") | Q(made_by__in=accepted_events(kind))
    found = current.exclude(by_files) if decided else current.filter(by_files)
    return [_dated(OF[kind].known(one), one.pk) for one in found.select_related("contract").order_by("pk")]


def _dated(one: Told, pk: int = 0) -> Dated:
    group, key, called, fields = one
    return Dated(group, key, called, ALWAYS, FOREVER, fields, pk)
