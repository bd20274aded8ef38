"""Keeping what came out of a judgement: by COPY, in the transaction that records it, because there are thousands of one and tens of thousands of the other."""

import json
from collections.abc import Sequence
from dataclasses import fields
from typing import Any
from uuid import UUID

import pyarrow as pa
from django.db import connection

from duly.core.lists.columns import schema_of
from duly.core.lists.copying import keep_columns
from duly.payments.validation.explain import cause_of
from duly.payments.validation.facts import Cut, LineWeek
from duly.payments.validation.models import AssessedLine, ExceptionRaised, Judgement, VisitAssessed

_MANY = ("codes", "parts", "cuts")
_PLAIN = tuple(one.name for one in fields(LineWeek) if one.name not in _MANY)


def keep_line_weeks(made: Judgement, line_weeks: Sequence[LineWeek], matters: Sequence[str], event: UUID) -> list[tuple[int, LineWeek]]:
    """Write the line-weeks of a judgement and their exceptions. Gives each with the number of its row; `matters` are their `matter_sha256`."""
    numbers = _numbers_for(AssessedLine, len(line_weeks))
    told: dict[str, Any] = {
        one.name: pa.array([getattr(row, one.name) for row in line_weeks], one.type) for one in schema_of(LineWeek, _PLAIN)
    }
    for name in _MANY:
        told[name] = pa.array([_in_json(getattr(row, name)) for row in line_weeks], pa.string())
    _keep(AssessedLine, made, event, told | {"id": numbers, "matter_sha256": pa.array(matters, pa.string())})
    kept = list(zip(numbers, line_weeks, strict=True))
    ExceptionRaised.objects.bulk_create(_raised(kept, event), batch_size=5000)
    return kept


def keep_visits(made: Judgement, visits: pa.Table, event: UUID) -> None:
    """Write what became of each visit: columns of `facts.VisitResult`."""
    _keep(VisitAssessed, made, event, {name: visits[name] for name in visits.column_names})


def _raised(kept: Sequence[tuple[int, LineWeek]], event: UUID) -> list[ExceptionRaised]:
    raised = []
    for number, found in kept:
        taken = {cut.cause: cut for cut in found.cuts}
        for code in found.codes:
            cut = taken.get(cause_of(found, code), Cut("", 0, 0))
            raised.append(ExceptionRaised(assessed_id=number, code=code, minutes=cut.minutes, pence=cut.pence, made_by=event))
    return raised


def _keep(model: Any, made: Judgement, event: UUID, told: dict[str, Any]) -> None:
    rows = len(next(iter(told.values())))
    alike = {"judgement_id": pa.repeat(made.pk, rows), "made_by": pa.repeat(str(event), rows)}
    keep_columns(model._meta.db_table, pa.table(alike | told))


def _numbers_for(model: Any, rows: int) -> list[int]:
    """As many numbers of rows as are wanted, taken as the table itself takes them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [model._meta.db_table, rows])
        return [number for (number,) in cursor]


def _in_json(found: Sequence[Any]) -> str:
    return json.dumps([list(vars(one).values()) if hasattr(one, "__dict__") else one for one in found]) if found else "[]"
