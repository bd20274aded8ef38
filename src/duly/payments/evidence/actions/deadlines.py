"""Saying by when files are sent."""

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from duly.core.record.actions import unit_of_work
from duly.core.record.queries import next_version
from duly.payments.evidence import checks, models
from duly.payments.evidence.events import DeadlineSet
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if


def set_deadline(kind: str, *, days: int, minute: int, starts: date, provider_ref: str = "", by: Actor) -> None:
    """Say that files of a kind are due so many days after their week, at a minute of that day, for weeks that begin from `starts` on.

    For everybody, or for one provider. It supersedes what was said of those weeks before. Refused: who may not; "no-such-kind", "no-such-provider",
    "no-such-deadline" (days are 1 to 60, a minute 0 to 1439).
    """
    with unit_of_work() as record:
        stop_if(checks.why_not_set_deadline(kind, days=days, minute=minute, provider_ref=provider_ref, by=by))
        ref = f"{kind}/{provider_ref}" if provider_ref else kind
        told = DeadlineSet(ref=ref, version=next_version("deadline", ref), days=days, minute=minute, starts=starts)
        event = record.write(told, by=by)
        same = {"kind": kind, "provider_ref": provider_ref}
        before = models.Deadline.objects.filter(**same, superseded_by__isnull=True, during__overlap=DateRange(starts, None))
        kept = [(old.during.lower, old.days, old.minute) for old in before if old.during.lower < starts]
        before.update(superseded_by=event)
        for lower, old_days, old_minute in kept:
            models.Deadline.objects.create(**same, days=old_days, minute=old_minute, during=DateRange(lower, starts), made_by=event)
        models.Deadline.objects.create(**same, days=days, minute=minute, during=DateRange(starts, None), made_by=event)
