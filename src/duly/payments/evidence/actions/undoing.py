"""Undoing a wrong import: its rows are known no longer, and what it took away is known again, as new knowledge."""

import uuid
from typing import Any

from duly.core.intake import actions as intake
from duly.core.intake import taking_back
from duly.core.intake.actions import Undone
from duly.core.intake.queries import ImportSeen
from duly.payments.evidence import checks, models
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if

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
    stop_if(taking_back.why_not_stood_upon(seen, _tables(seen)))
    return taking_back.counted(seen, _tables(seen))


def _take_back(seen: ImportSeen, event: uuid.UUID) -> None:
    taking_back.take_back(seen, event, _tables(seen))


def _tables(seen: ImportSeen) -> tuple[Any, ...]:
    return _TABLES["visits" if seen.kind.startswith("rota visits") else seen.kind]
