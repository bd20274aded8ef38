"""Undoing an import whose rows name it in `import_ref`: they are known no longer, and what it superseded is known again, under the import it came in."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Q

from duly.core.intake.queries import ImportSeen, event_of, made_by
from duly.core.record.queries import entry
from duly.primitives.refusal import Refusal, Refused


def rows_of(model: Any, seen: ImportSeen) -> Any:
    """Every row that an import told, known still or not."""
    return model.objects.filter(Q(import_ref=seen.ref) | Q(import_ref="", made_by=event_of(seen.ref)))


def why_not_stood_upon(seen: ImportSeen, tables: Iterable[Any], *, taken_back: Collection[uuid.UUID] = ()) -> Refusal | None:
    """Why an import may not be undone yet: "stood-upon", where a later import not undone itself, or a decision, superseded some of its rows.

    `taken_back` are the events of decisions that were taken back since, so that what they superseded is known again.
    """
    for model in tables:
        later = rows_of(model, seen).filter(superseded_by__isnull=False).values_list("superseded_by", flat=True)
        for event in later.exclude(superseded_by__in=taken_back).distinct():
            other = made_by(event)
            if other is None:
                told = entry(event)
                what = f" ({told[0].sentence.rstrip('.')})" if told else ""
                says = f"Some of what {seen.ref} told was decided otherwise since{what}. That stands on it, so it is changed by a new decision."
                return Refusal("stood-upon", says)
            if other.undone_event is None:
                return Refusal("stood-upon", f"{other.ref} replaced some of what {seen.ref} told. Undo that first.")
    return None


def counted(seen: ImportSeen, tables: Iterable[Any]) -> tuple[int, int]:
    """How many of an import's rows are still known, and how many it superseded."""
    tables, event = tuple(tables), event_of(seen.ref)
    mine = sum(rows_of(model, seen).filter(superseded_by__isnull=True).count() for model in tables)
    return mine, sum(model.objects.filter(superseded_by=event).count() for model in tables)


def take_back(seen: ImportSeen, event: uuid.UUID, tables: Sequence[Any]) -> None:
    """Supersede an import's rows and write again those it had superseded. Refused: "stood-upon" where a later import told those anew."""
    for model in tables:
        rows_of(model, seen).filter(superseded_by__isnull=True).update(superseded_by=event)
    try:
        with transaction.atomic():
            for model in tables:
                know_again(model, event_of(seen.ref), event)
    except IntegrityError as error:
        says = f"A later import told anew what {seen.ref} had taken away. Undo that first."
        raise Refused(Refusal("stood-upon", says)) from error


def know_again(model: Any, superseded_by: uuid.UUID, event: uuid.UUID) -> None:
    """Write again the rows that an event superseded, as made by another, under the import they came in."""
    kept = [f.column for f in model._meta.local_fields if f.column not in ("id", "made_by", "superseded_by", "import_ref")]
    columns = ", ".join(f'"{name}"' for name in kept)
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{model._meta.db_table}" ({columns}, import_ref, made_by)'
            f" SELECT {columns}, coalesce(nullif(import_ref, ''), (SELECT i.ref FROM intake_import i WHERE i.event = r.made_by), ''), %s"
            f' FROM "{model._meta.db_table}" r WHERE superseded_by = %s ORDER BY id',
            [event, superseded_by],
        )
