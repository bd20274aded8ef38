"""Looking at what a contract let through."""

from datetime import date

from duly.core.record.actions import unit_of_work
from duly.core.record.clock import now
from duly.core.record.queries import next_version
from duly.payments.validation import checks
from duly.payments.validation.events import LettingLookedAt as LookedAt
from duly.payments.validation.models import LettingDraw, LettingLookedAt
from duly.payments.validation.queries import LettingSeen, keep_still, letting
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if


def look(line_ref: str, week: date, *, finding: str, because: str, by: Actor) -> LettingSeen:
    """Say whether what was let through of a sampled line and week is "fair" or "not fair", and why. Once.

    Refused as `why_not_look`. `LettingDraw.DoesNotExist` when nothing was ever let through of that line and week.
    """
    with unit_of_work() as record:
        keep_still([week])
        draw = LettingDraw.objects.get(line_ref=line_ref, week=week)
        seen = letting(line_ref, week)
        stop_if(checks.why_not_look(seen, finding=finding, because=because, by=by))
        ref = f"{line_ref}/{week.isoformat()}"
        event = record.write(
            LookedAt(ref, next_version("line-week", ref), line_ref, week, seen.judgement_ref, seen.pence, finding, because),
            by=by,
        )
        LettingLookedAt.objects.create(
            draw=draw,
            letting_id=seen.letting_id,
            line_week=ref,
            sampled=seen.sampled,
            judged_by=seen.judged_by,
            finding=finding,
            looked_by=by.ref,
            looked_at=now(),
            made_by=event,
        )
    return letting(line_ref, week)
