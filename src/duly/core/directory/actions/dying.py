"""That somebody died, said once for the person, and undone where it was a mistake."""

from datetime import date

from duly.core.directory import checks, queries
from duly.core.directory.actions.entries import keep_words, locked, next_of
from duly.core.directory.events import DeathUndone, PersonDied
from duly.core.directory.models import Death
from duly.core.directory.queries import EntrySeen
from duly.core.record.actions import unit_of_work
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if


def record_death(ref: str, *, on: date, source: str, by: Actor) -> EntrySeen:
    """Say that somebody died on a day, and from whom or what it is known."""
    with unit_of_work() as record:
        entry = locked(ref)
        stop_if(checks.why_not_record_death(queries.entry(entry.ref), on=on, source=source, by=by))
        next_of(entry)
        event = record.write(PersonDied(entry.ref, entry.version, on, source.strip()), by=by)
        Death.objects.create(entry=entry, on=on, made_by=event)
        keep_words(entry.ref, "source", source.strip(), event)
    return queries.entry(ref)


def undo_death(ref: str, *, because: str, by: Actor) -> EntrySeen:
    """Say that somebody had been said to have died by mistake."""
    with unit_of_work() as record:
        known = queries.died([ref]).get(ref)
        entry = locked(known.ref if known else ref, itself=known is not None)
        stop_if(checks.why_not_undo_death(queries.entry(ref), because=because, by=by))
        next_of(entry)
        event = record.write(DeathUndone(entry.ref, entry.version, because.strip()), by=by)
        Death.objects.filter(entry=entry, superseded_by__isnull=True).update(superseded_by=event)
    return queries.entry(ref)
