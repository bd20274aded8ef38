"""What a corrected file takes away: superseded as by its event, never deleted."""

import uuid
from collections.abc import Sequence

from duly.core.intake.changes import Changes, all_of, why_not_agreed
from duly.payments.evidence.corrections import Correction
from duly.primitives.refusal import stop_if


def supersede(corrections: Sequence[Correction], *, event: uuid.UUID, agreed: str) -> Changes:
    """Supersede what is gone or changed, and give all the changes. Refused: "changed-since" when they are not those `agreed` to (a digest)."""
    each = [(correction, correction.changes()) for correction in corrections]
    changes = all_of(one for _, one in each)
    stop_if(why_not_agreed(changes, agreed))
    for correction, one in each:
        ended = [correction.known[row.key] for row in one.rows if row.what != "new"]
        correction.model.objects.filter(pk__in=ended).update(superseded_by=event)
    return changes
