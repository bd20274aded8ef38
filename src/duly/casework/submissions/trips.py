"""Every version that went up to be signed, and how it came back. Questions only."""

from dataclasses import dataclass
from datetime import date

from duly.casework.submissions.models import Submission
from duly.core.record.clock import LONDON
from duly.core.record.queries import entries


@dataclass(frozen=True)
class Trip:
    """One version that went up to be signed: when it was passed, and when and how it came back ("signed", "amended") or that it has not ("away")."""

    ref: str
    number: int
    went_on: date
    came_on: date | None
    how: str
    by: str


def trips() -> tuple[Trip, ...]:
    """Every version that was passed as ready, the oldest first. When and by whom one was signed the room of decisions knows: here `by` is empty."""
    found = Submission.objects.filter(sheets__isnull=False).distinct().prefetch_related("returns", "sheets").order_by("pk")
    went = {one.event_id: one.at.astimezone(LONDON).date() for one in entries([s.made_by for row in found for s in row.sheets.all()])}
    return tuple(
        _trip(row, sheet.number, went[sheet.made_by]) for row in found for sheet in sorted(row.sheets.all(), key=lambda one: one.number)
    )


def _trip(row: Submission, number: int, went_on: date) -> Trip:
    back = next((one for one in row.returns.all() if one.number == number), None)
    if back:
        return Trip(row.ref, number, went_on, back.returned_on, "amended", back.returned_by)
    return Trip(row.ref, number, went_on, None, "signed" if row.decision_ref else "away", "")
