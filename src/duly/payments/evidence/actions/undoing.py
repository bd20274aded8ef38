"""Undoing a wrong import: its rows are known no longer, and what it took away is known again, as new knowledge."""

import uuid
from typing import Any

from django.db import IntegrityError, connection, transaction

from duly.core.intake import actions as intake
from duly.core.intake.actions import Undone
from duly.core.intake.queries import ImportSeen, event_of
from duly.payments.evidence import checks, models
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, Refused, stop_if

_TABLES: dict[str, tuple[Any, ...]] = {
    "visits": (models.Visit,),
    "occupancy": (models.Stay, models.Absence, models.OccupancyReturn),
    "attendance": (models.Attendance,),
}


def undo(ref: str, *, because: str, by: Actor) -> Undone:
    """Undo an import of visits (also of a rota), occupancy or attendance.

    Refused: as `intake.undo`; "stood-upon" when a later import replaced some of it, or told anew what it had taken away: undo that first.
    """
    stop_if(checks.why_not_take_in(by=by))
    return intake.undo(ref, because=because, by=by, count=_count, take_back=_take_back)


def _count(seen: ImportSeen) -> tuple[int, int]:
    stop_if(checks.why_not_stood_upon(seen, _tables(seen)))
    event = event_of(seen.ref)
    mine = sum(model.objects.filter(import_ref=seen.ref, superseded_by__isnull=True).count() for model in _tables(seen))
    return mine, sum(model.objects.filter(superseded_by=event).count() for model in _tables(seen))


def _take_back(seen: ImportSeen, event: uuid.UUID) -> None:
    for model in _tables(seen):
        model.objects.filter(import_ref=seen.ref, superseded_by__isnull=True).update(superseded_by=event)
    try:
        with transaction.atomic():
            for model in _tables(seen):
                _know_again(model, event_of(seen.ref), event)
    except IntegrityError as error:
        says = f"A later import told anew what {seen.ref} had taken away. Undo that first."
        raise Refused(Refusal("stood-upon", says)) from error


def _know_again(model: Any, superseded_by: uuid.UUID, event: uuid.UUID) -> None:
    """Write again the rows that an event superseded, as made by another, under the import they came in."""
    kept = [f.column for f in model._meta.local_fields if f.column not in ("id", "made_by", "superseded_by")]
    columns = ", ".join(f'"{name}"' for name in kept)
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{model._meta.db_table}" ({columns}, made_by)'
            f' SELECT {columns}, %s FROM "{model._meta.db_table}" WHERE superseded_by = %s ORDER BY id',
            [event, superseded_by],
        )


def _tables(seen: ImportSeen) -> tuple[Any, ...]:
    return _TABLES["visits" if seen.kind.startswith("rota visits") else seen.kind]
