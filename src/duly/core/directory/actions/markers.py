"""Placing a marker, looking at it again, and lifting it. One that nobody looks at again lapses by itself."""

from datetime import date
from uuid import UUID

from duly.core.directory import checks, queries
from duly.core.directory.actions.entries import during_of, keep_words, locked, next_of
from duly.core.directory.events import MarkerHandedOn, MarkerLifted, MarkerPlaced, MarkerReviewed
from duly.core.directory.models import Entry, Marker
from duly.core.directory.queries import EntrySeen
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import today
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if


def place_marker(ref: str, *, kind: str, because: str, owner: str, review_on: date, lapses_on: date, by: Actor) -> EntrySeen:
    """Place a marker that is shown before anybody makes contact. `owner` (an officer) looks again by `review_on`; on `lapses_on` it is gone."""
    with unit_of_work() as record:
        entry = locked(ref)
        stop_if(checks.why_not_place_marker(kind=kind, because=because, owner=owner, review_on=review_on, lapses_on=lapses_on, by=by))
        number = queries.next_marker(entry.ref)
        next_of(entry)
        said = MarkerPlaced(entry.ref, entry.version, number, owner, review_on, today(), lapses_on, kind, because.strip())
        _keep(entry, number, owner, review_on, today(), lapses_on, kind, because, record.write(said, by=by))
    return queries.entry(ref)


def review_marker(ref: str, *, number: int, because: str, review_on: date, lapses_on: date, by: Actor) -> EntrySeen:
    """Say that a marker still stands, why, and until when. Only one that has not lapsed: another is placed anew."""
    with unit_of_work() as record:
        entry = locked(ref, itself=True)
        known = _marker(ref, number)
        stop_if(checks.why_not_review_marker(known, because=because, review_on=review_on, lapses_on=lapses_on, by=by))
        assert known is not None
        next_of(entry)
        said = MarkerReviewed(
            entry.ref, entry.version, number, known.owner, review_on, known.starts, lapses_on, known.kind, because.strip()
        )
        event = record.write(said, by=by)
        _supersede(entry, number, event)
        _keep(entry, number, known.owner, review_on, known.starts, lapses_on, known.kind, because, event)
    return queries.entry(ref)


def hand_marker_on(ref: str, *, number: int, owner: str, by: Actor) -> EntrySeen:
    """Give a marker that stands to somebody else with everything of its owner's, which the scheme was asked of: they look at it again by its day."""
    with unit_of_work() as record:
        entry = locked(ref, itself=True)
        known = _marker(ref, number)
        stop_if(checks.why_not_hand_marker_on(known))
        assert known is not None
        next_of(entry)
        said = MarkerHandedOn(entry.ref, entry.version, number, known.owner, owner, known.review_on, known.kind, known.because)
        event = record.write(said, by=by)
        _supersede(entry, number, event)
        _keep(entry, number, owner, known.review_on, known.starts, known.lapses_on, known.kind, known.because, event)
    return queries.entry(ref)


def lift_marker(ref: str, *, number: int, because: str, by: Actor) -> EntrySeen:
    """Say that a marker no longer stands."""
    with unit_of_work() as record:
        entry = locked(ref, itself=True)
        stop_if(checks.why_not_lift_marker(_marker(ref, number), because=because, by=by))
        next_of(entry)
        _supersede(entry, number, record.write(MarkerLifted(entry.ref, entry.version, number, because.strip()), by=by))
    return queries.entry(ref)


def _marker(ref: str, number: int) -> queries.MarkerSeen | None:
    return next((one for one in queries.markers(refs=[ref]) if one.number == number), None)


def _supersede(entry: Entry, number: int, event: UUID) -> None:
    Marker.objects.filter(entry=entry, number=number, superseded_by__isnull=True).update(superseded_by=event)


def _keep(entry: Entry, number: int, owner: str, review_on: date, starts: date, ends: date, kind: str, because: str, event: UUID) -> None:
    Marker.objects.create(entry=entry, number=number, owner=owner, review_on=review_on, during=during_of(starts, ends), made_by=event)
    keep_words(entry.ref, "marker", kind, event)
    keep_words(entry.ref, "because", because.strip(), event)
