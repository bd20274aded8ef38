"""What the rate book says."""

import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any

import pyarrow as pa
from django.db import connection
from django.db.models import Q

from duly.core.calendar.queries import bank_holidays, region_said
from duly.core.intake.queries import accepted_events
from duly.core.lists.columns import schema_of
from duly.core.lists.copying import columns_of
from duly.core.record.clock import LONDON
from duly.core.record.queries import Entry, entry
from duly.payments.rates import models
from duly.payments.rates.rules import Ambiguous, Answer, Cell, NoRate, PassedOver, Rate, RateFound, best_rate
from duly.payments.rates.states import BatchState
from duly.primitives.period import FOREVER, say_day
from duly.primitives.refusal import Refusal, Refused

__all__ = ["Ambiguous", "Cell", "NoRate", "PassedOver", "Rate", "RateFound"]  # the values it answers in, made in rules

_RATE = """
    SELECT rate_ref, contract_ref, service, lower(during), coalesce(upper(during), date '9999-12-31'), rate_hundredths,
           unit, line_ref, day_type, band_from, band_to, carer, zone, approved
"""
_FIELDS = 14
_BY_SERVICE_AND_START = itemgetter(2, 3, 0)


@dataclass(frozen=True)
class Version:
    """A rate as it stood between two entries of the record: made by one, superseded by the other if there is one."""

    rate: Rate
    made_by: Entry
    superseded_by: Entry | None
    batch_ref: str


@dataclass(frozen=True)
class BatchSeen:
    """Rates put forward together. `settled_by` is who adopted or withdrew them, empty until somebody did."""

    ref: str
    title: str
    state: BatchState
    rates: int
    sha256: str
    import_ref: str
    put_forward_by: str
    put_forward_at: datetime
    settled_by: str
    settled_at: datetime | None


def rates_known() -> tuple[Rate, ...]:
    """Every rate as now known, by contract, service and start; those in a batch that nobody has adopted are not `approved`."""
    return tuple(_read("superseded_by IS NULL"))


def rates_in_columns() -> pa.Table:
    """As `rates_known`, as columns: a `Rate` a row. By reference."""
    return columns_of(schema_of(Rate), f'{_RATE} FROM rates_rate WHERE superseded_by IS NULL ORDER BY rate_ref COLLATE "C"', {})


def rates_of(contract_ref: str) -> tuple[Rate, ...]:
    """Every rate of one contract as now known, by service and start, adopted or not."""
    return tuple(_read("superseded_by IS NULL AND contract_ref = %s", contract_ref))


def rates_under(contract_refs: list[str]) -> tuple[Rate, ...]:
    """Every adopted rate of these contracts as now known."""
    return tuple(_read("superseded_by IS NULL AND approved AND contract_ref = ANY (%s)", contract_refs))


def rate(rate_ref: str) -> Rate | None:
    """One rate as now known, by its reference, or None."""
    return next(_read("superseded_by IS NULL AND rate_ref = %s", rate_ref), None)


def how_many() -> int:
    """How many rates are now known and adopted."""
    return models.Rate.objects.filter(superseded_by__isnull=True, approved=True).count()


def rate_on(
    contract_ref: str,
    service: str,
    day: date,
    *,
    unit: str = "hour",
    line_ref: str = "",
    zone: str = "",
    minutes: int | None = None,
    carer: int = 1,
    bank_holiday: bool | None = None,
) -> Answer:
    """The rate for a cell, as now known, and every other rate of the contract with why it was passed over.

    Whether the day is a bank holiday is looked up where it is not said and the contract has a rate for them. Refused ("no-calendar") where
    the bank holidays of that year are not known.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"{_RATE}, superseded_by FROM rates_rate WHERE contract_ref = %s AND {_EVER_ANSWERED}", [contract_ref])
        rows = sorted(
            cursor.fetchall(), key=_BY_SERVICE_AND_START
        )  # here, not there: the database's sort of text is half the time it takes
    current = [_made(*row[:_FIELDS]) for row in rows if row[_FIELDS] is None]
    superseded = [(_made(*row[:_FIELDS]), _day_of(row[_FIELDS])) for row in rows if row[_FIELDS] is not None]
    if bank_holiday is None:
        bank_holiday = any(r.day_type == "bank-holiday" for r in current) and is_bank_holiday(day)
    return best_rate(Cell(contract_ref, service, day, unit, line_ref, zone, minutes, carer, bank_holiday), current, superseded)


def is_bank_holiday(day: date) -> bool:
    """Whether a day is a bank holiday where this installation is. Refused ("no-calendar") where those of its year are not known."""
    found = bank_holidays(years=(day.year,))
    if not found:
        says = f"Some rates of this contract are for bank holidays, and those of {region_said()} in {day.year} are not known yet"
        raise Refused(Refusal("no-calendar", f"{says}, so {say_day(day)} has no answer. Load them first."))
    return any(holiday.day == day for holiday in found)


def versions_of(rate_ref: str) -> tuple[Version, ...]:
    """Everything ever said of a rate's cell, oldest first: every version of it and of each rate that it replaced or that replaced it.

    A cell is a rate's whole key but its days. Empty when there never was a rate of this reference.
    """
    key = models.Rate.objects.filter(rate_ref=rate_ref).order_by("-pk").values(*_KEY).first()
    if key is None:
        return ()
    found = models.Rate.objects.filter(**key).select_related("batch").order_by("pk")
    entries = _entries({event for one in found for event in (one.made_by, one.superseded_by) if event})
    values = {pk: Rate(*row) for *row, pk in _rows("contract_ref = %s AND service = %s", key["contract_ref"], key["service"])}
    versions = (
        Version(values[one.pk], entries[one.made_by], entries.get(one.superseded_by), one.batch.ref if one.batch else "") for one in found
    )
    return tuple(sorted(versions, key=lambda v: (v.made_by.at, v.rate.starts, v.rate.rate_ref)))


def batches() -> tuple[BatchSeen, ...]:
    """Every batch of rates put forward, newest first."""
    return tuple(_batch(found) for found in models.RateBatch.objects.order_by("-pk"))


def batch(ref: str) -> BatchSeen:
    """One batch. `RateBatch.DoesNotExist` when there is none."""
    return _batch(models.RateBatch.objects.get(ref=ref))


def batch_of_import(import_ref: str) -> BatchSeen:
    """The batch that a file of rates put forward became. `RateBatch.DoesNotExist` when it became none."""
    return _batch(models.RateBatch.objects.get(import_ref=import_ref))


def adoption_of(batch_ref: str) -> uuid.UUID | None:
    """The event by which a batch was adopted, withdrawn or else settled, or None while it waits."""
    return models.Rate.objects.filter(batch__ref=batch_ref, approved=False).values_list("superseded_by", flat=True).first()


def rates_replaced_by(batch_ref: str) -> tuple[Rate, ...]:
    """The adopted rates whose place a batch took when it was adopted, as they were."""
    return tuple(as_rate(one) for one in models.Rate.objects.filter(superseded_by=adoption_of(batch_ref), approved=True).order_by("pk"))


def superseded_since(batch_ref: str) -> tuple[str, str] | None:
    """A rate that came of adopting a batch and is known no longer, with the sentence of what superseded it; None while all of them stand."""
    last = {(r.rate_ref, r.during.lower): r for r in models.Rate.objects.filter(import_ref=batch_ref, approved=True).order_by("pk")}
    found = next((r for r in reversed(list(last.values())) if r.superseded_by is not None), None)
    told = entry(found.superseded_by) if found else None
    return (found.rate_ref, told[0].sentence.rstrip(".") if told else "") if found else None


def adoptions_taken_back() -> list[uuid.UUID]:
    """The events that adopted batches which were taken back since."""
    found = models.Rate.objects.filter(batch__state=BatchState.TAKEN_BACK, approved=False).values_list("superseded_by", flat=True)
    return list(found.distinct())


def rates_in(batch_ref: str) -> tuple[Rate, ...]:
    """The rates of a batch as they were put forward, whatever became of it, by contract, service and start."""
    return tuple(_read("NOT approved AND batch_id = (SELECT id FROM rates_ratebatch WHERE ref = %s)", batch_ref))


def batch_of(rate_ref: str) -> str:
    """The batch that a rate now known came in, or an empty text."""
    return models.Rate.objects.filter(rate_ref=rate_ref, superseded_by__isnull=True).values_list("batch__ref", flat=True).first() or ""


def rates_told_by_files(contract_refs: Collection[str]) -> list[models.Rate]:
    """Rows of the adopted rates of these contracts, as now known, that files told and nobody has set or adopted anew since."""
    current = models.Rate.objects.filter(contract_ref__in=contract_refs, superseded_by__isnull=True, approved=True, batch__isnull=True)
    return list(current.filter(Q(import_ref__startswith="IM-") | Q(import_ref="", made_by__in=accepted_events("rates"))).order_by("pk"))


def as_rate(found: models.Rate) -> Rate:
    """A row as a value."""
    return Rate(starts=found.during.lower, ends=found.during.upper or FOREVER, **{name: getattr(found, name) for name in _KEPT})


_KEPT = tuple(f.name for f in fields(Rate) if f.name not in ("starts", "ends"))
_KEY = ("contract_ref", "service", "unit", "line_ref", "day_type", "band_from", "band_to", "carer", "zone")
_ORDER = "ORDER BY contract_ref, service, during, id"
_EVER_ANSWERED = "(approved OR superseded_by IS NULL)"
"""What was put forward and then adopted or withdrawn never answered for anything; adopted, it stands there by itself."""


def _read(where: str, *given: Any) -> Iterator[Rate]:
    return (Rate(*row[:_FIELDS]) for row in _rows(where, *given))


@lru_cache(maxsize=8_192)
def _made(*row: Any) -> Rate:
    """A rate as a value, the same one each time that its contract is asked about: to make eighty anew takes as long as to read them."""
    return Rate(*row)


def _rows(where: str, *given: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"{_RATE}, id FROM rates_rate WHERE {where} {_ORDER}", given)
        return list(cursor.fetchall())


def _day_of(event_id: uuid.UUID) -> date:
    """The London day of an event: its id, a UUID of version 7, begins with the moment it was made."""
    return datetime.fromtimestamp((event_id.int >> 80) // 1000, UTC).astimezone(LONDON).date()


def _entries(events: set[uuid.UUID]) -> dict[uuid.UUID, Entry]:
    found = ((event, entry(event)) for event in events)
    return {event: told[0] for event, told in found if told}


def _batch(found: models.RateBatch) -> BatchSeen:
    return BatchSeen(
        found.ref,
        found.title,
        BatchState(found.state),
        found.rates,
        found.sha256,
        found.import_ref,
        found.put_forward_by,
        found.put_forward_at,
        found.settled_by,
        found.settled_at,
    )
