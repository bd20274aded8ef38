"""Undoing a wrong import about packages or people: what it told is known no longer, and what it replaced is known again."""

import uuid
from collections.abc import Collection
from typing import Any

from duly.core.intake import actions as intake
from duly.core.intake import taking_back
from duly.core.intake.actions import Undone
from duly.core.intake.queries import ImportSeen, import_seen
from duly.payments.packages import checks, models
from duly.payments.packages.corrections import OF
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if

ROTA = "rota plan"


def undo(ref: str, *, paid: Collection[str] = (), because: str, by: Actor) -> Undone:
    """Undo an import of people, package lines, calls, openings, interruptions, deaths, fundings or a rota's plan.

    Lines that were `paid` (their references) stay known, so that what was paid is recovered when their weeks are judged again: they are in force
    no longer. Other lines are known no longer, and a corrected file may tell them anew. Refused: who may not take such a file in; as
    `intake.undo`; "stood-upon" where a later import, or what somebody decided, stands on what it told.
    """
    kind = _kind(import_seen(ref))
    stop_if(checks.why_not_take_in("rota" if kind == ROTA else kind, by=by))
    return intake.undo(
        ref, because=because, by=by, count=lambda seen: _count(seen, paid), take_back=lambda seen, event: _back(seen, event, paid)
    )


def _count(seen: ImportSeen, paid: Collection[str]) -> tuple[int, int]:
    tables = _tables(_kind(seen))
    stop_if(taking_back.why_not_stood_upon(seen, tables))
    stop_if(checks.why_not_undo_lines(seen, _lines(seen, paid).values_list("pk", "line_ref"), tables))
    stop_if(checks.why_not_undo_people(seen, _lines(seen, paid).values_list("pk", flat=True), tables))
    mine, restored = taking_back.counted(seen, tables)
    return mine + _lines(seen, paid).count(), restored


def _back(seen: ImportSeen, event: uuid.UUID, paid: Collection[str]) -> None:
    gone = list(_lines(seen, paid).values_list("pk", flat=True))
    taking_back.take_back(seen, event, _tables(_kind(seen)))
    models.PackageLine.objects.filter(pk__in=gone).update(superseded_by=event)


def _lines(seen: ImportSeen, paid: Collection[str]) -> Any:
    """The lines that an import told first and that nothing was paid for."""
    return taking_back.rows_of(models.PackageLine, seen).filter(superseded_by__isnull=True).exclude(line_ref__in=paid)


def _tables(kind: str) -> tuple[Any, ...]:
    return (models.CallPattern, models.Commission, models.Person) if kind == ROTA else (OF[kind].model,)


def _kind(seen: ImportSeen) -> str:
    return ROTA if seen.kind.startswith(ROTA) else seen.kind
