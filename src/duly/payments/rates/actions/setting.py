"""Setting a rate, and what gives way to it."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.queries import next_version
from duly.payments.rates import checks, models
from duly.payments.rates.events import RateSet, RateSetFor
from duly.payments.rates.queries import as_rate
from duly.payments.rates.rules import LONGEST, Rate, Span, say_keys, what_remains
from duly.primitives.actor import Actor
from duly.primitives.period import FOREVER
from duly.primitives.refusal import stop_if

_KEPT = tuple(f.name for f in fields(Rate) if f.name not in ("starts", "ends"))


def set_rate(
    contract_ref: str,
    *,
    service: str,
    rate_hundredths: int,
    starts: date,
    ends: date = FOREVER,
    because: str,
    by: Actor,
    unit: str = "hour",
    line_ref: str = "",
    day_type: str = "",
    band_from: int = 0,
    band_to: int = LONGEST,
    carer: int = 0,
    zone: str = "",
) -> Rate:
    """Set what a contract pays for an hour (a night, a week) of a service between two dates, back-dated if need be.

    Rates of the same key known for any of those days are superseded; what is left of their dates stays at their own rate.
    """
    rate = Rate("", contract_ref, service, starts, ends, rate_hundredths, unit, line_ref, day_type, band_from, band_to, carer, zone)
    with unit_of_work() as record:
        overlapping = [r for r in locked([contract_ref]) if as_rate(r).key == rate.key and _meet(r, rate)]
        stop_if(checks.why_not_set_rate(rate, by=by))
        rate = replace(rate, rate_ref=next_ref())
        event = record.write(_set(rate, next_version("rates", contract_ref), tuple(r.rate_ref for r in overlapping), because), by=by)
        take_the_place_of(overlapping, [rate], event)
        models.Rate.objects.create(**row_of(rate, event))
    return rate


def row_of(rate: Rate, event: uuid.UUID, batch_id: int | None = None, came_of: str = "") -> dict[str, Any]:
    """A rate as the fields of its row, made by an event, and of a batch if it was put forward. `came_of` is the import or the batch."""
    more = {"during": during(rate.starts, rate.ends), "batch_id": batch_id, "import_ref": came_of, "made_by": event}
    return {name: getattr(rate, name) for name in _KEPT} | more


def keep_rows(rows: Sequence[dict[str, Any]]) -> None:
    """Write rows of rates, many at once."""
    if rows:
        table, columns = models.Rate._meta.db_table, ", ".join(rows[0])
        with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(tuple(row.values()))


def during(starts: date, ends: date) -> DateRange:
    """A half-open span as the database keeps it: without an upper end when it has none."""
    return DateRange(starts, None if ends >= FOREVER else ends)


def next_ref() -> str:
    """The next reference of a rate made here: one that no file has used."""
    while models.Rate.objects.filter(rate_ref=(ref := f"R-{take_number('rates_rate_number')}")).exists():
        pass
    return ref


def take_the_place_of(before: Iterable[models.Rate], rates: Iterable[Rate], event: uuid.UUID, *, came_of: str = "") -> None:
    """Supersede adopted rates for the days that rates of their key take, and keep what is left of theirs, as `came_of` a batch if it did."""
    taken: dict[tuple[str | int, ...], list[Span]] = {}
    for rate in rates:
        taken.setdefault(rate.key, []).append((rate.starts, rate.ends))
    superseded, kept = [], []
    for row in before:
        was = as_rate(row)
        left = [(was.starts, was.ends)]
        for span in taken.get(was.key, ()):
            left = [part for one in left for part in what_remains(one, span)]
        if left == [(was.starts, was.ends)]:
            continue
        superseded.append(row.pk)
        for nth, (starts, ends) in enumerate(left):  # the first part keeps the reference; a second one needs its own
            part = replace(was, starts=starts, ends=ends, rate_ref=next_ref() if nth else was.rate_ref)
            kept.append(row_of(part, event, row.batch_id, came_of))
    models.Rate.objects.filter(pk__in=superseded).update(superseded_by=event)
    keep_rows(kept)


def locked(contract_refs: list[str]) -> list[models.Rate]:
    """The adopted rates of these contracts as now known, locked until this is done."""
    current = models.Rate.objects.filter(contract_ref__in=contract_refs, superseded_by__isnull=True, approved=True)
    return list(current.select_for_update().order_by("pk"))


def _meet(row: models.Rate, rate: Rate) -> bool:
    return bool(row.during.lower < rate.ends and rate.starts < (row.during.upper or FOREVER))


def _set(rate: Rate, version: int, superseded: tuple[str, ...], because: str) -> RateSet | RateSetFor:
    told = {
        "ref": rate.contract_ref,
        "version": version,
        "rate_ref": rate.rate_ref,
        "service": rate.service,
        "rate_hundredths": rate.rate_hundredths,
        "starts": rate.starts,
        "ends": rate.ends,
        "superseded": superseded,
        "because": because,
    }
    keys = say_keys(rate)
    return RateSet(**told) if rate.unit == "hour" and keys == "any" else RateSetFor(**told, unit=rate.unit, keys=keys)
