"""Restricting a case, naming people for it, walling somebody off, marking papers, breaking the glass, and noting what was read."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import connection

from duly.core.calendar import queries as calendar
from duly.core.confidentiality import checks, events, queries
from duly.core.confidentiality.models import Mark, Named, Opening, OpeningReview, Reading, Restriction, Wall
from duly.core.confidentiality.queries import QUARTER_SECONDS, AccessSeen, OpeningSeen
from duly.core.confidentiality.states import OPEN_HOURS, REVIEW_DAYS
from duly.core.record import sight
from duly.core.record.actions import Pen, unit_of_work
from duly.core.record.clock import now, today
from duly.core.record.queries import next_version
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if

SUBJECT = "case access"


def restrict(case_ref: str, *, officers: tuple[str, ...], because: str, by: Actor) -> AccessSeen:
    """Let only these people see a case, and all its papers, from now on."""
    with _deciding(case_ref) as (record, version):
        stop_if(checks.why_not_restrict(case_ref, queries.access(case_ref), officers=officers, because=because, by=by))
        named = tuple(dict.fromkeys(officers))
        event = record.write(events.CaseRestricted(case_ref, version, named, because.strip()), by=by)
        Restriction.objects.create(case_ref=case_ref, because=because.strip(), made_by=event)
        Named.objects.bulk_create(Named(case_ref=case_ref, officer=one, made_by=event) for one in named)
    return queries.access(case_ref)


def keep_as(case_ref: str, other: str, *, by: Actor) -> AccessSeen:
    """Keep a case that came of another, or into which that is merged, as that is kept: restricted to the same people, the same walled off, and with its marks
    of the whole case. What the case itself is kept by stands beside.

    It follows from what was decided of the other, so the scheme is not asked again.
    """
    was, own = queries.access(other), queries.access(case_ref)
    if not was.restricted and not was.walls and not any(paper == other for paper, _, _ in was.marks):
        return queries.access(case_ref)
    with _deciding(case_ref) as (record, version):
        because = f"As {other}, which it came of."
        if was.restricted and not own.restricted:
            event = record.write(events.CaseRestricted(case_ref, version, was.named, because), by=by)
            Restriction.objects.create(case_ref=case_ref, because=because, made_by=event)
            Named.objects.bulk_create(Named(case_ref=case_ref, officer=one, made_by=event) for one in was.named)
            version += 1
        for officer, why in ((officer, why) for officer, why in was.walls if officer not in dict(own.walls)):
            event = record.write(events.WalledOff(case_ref, version, officer, why), by=by)
            Wall.objects.create(case_ref=case_ref, officer=officer, because=why, made_by=event)
            version += 1
        marked = {mark_ for paper, mark_, _ in own.marks if paper == case_ref}
        for mark_, why in ((mark_, why) for paper, mark_, why in was.marks if paper == other and mark_ not in marked):
            event = record.write(events.PaperMarked(case_ref, version, case_ref, mark_, why), by=by)
            Mark.objects.create(case_ref=case_ref, paper=case_ref, mark=mark_, because=why, made_by=event)
            version += 1
    return queries.access(case_ref)


def lift(case_ref: str, *, because: str, by: Actor) -> AccessSeen:
    """Let everybody see a case again who may read casework, but for those walled off."""
    with _deciding(case_ref) as (record, version):
        stop_if(checks.why_not_lift(case_ref, queries.access(case_ref), because=because, by=by))
        event = record.write(events.RestrictionLifted(case_ref, version, because.strip()), by=by)
        for kind in (Restriction, Named):
            kind.objects.filter(case_ref=case_ref, superseded_by__isnull=True).update(superseded_by=event)
    return queries.access(case_ref)


def name(case_ref: str, *, officer: str, by: Actor) -> AccessSeen:
    """Name one more person for a restricted case."""
    with _deciding(case_ref) as (record, version):
        stop_if(checks.why_not_name(case_ref, queries.access(case_ref), officer=officer, by=by))
        event = record.write(events.PersonNamed(case_ref, version, officer), by=by)
        Named.objects.create(case_ref=case_ref, officer=officer, made_by=event)
    return queries.access(case_ref)


def unname(case_ref: str, *, officer: str, by: Actor) -> AccessSeen:
    """Name somebody no longer."""
    with _deciding(case_ref) as (record, version):
        stop_if(checks.why_not_unname(case_ref, queries.access(case_ref), officer=officer, by=by))
        event = record.write(events.PersonUnnamed(case_ref, version, officer), by=by)
        Named.objects.filter(case_ref=case_ref, officer=officer, superseded_by__isnull=True).update(superseded_by=event)
    return queries.access(case_ref)


def wall(case_ref: str, *, officer: str, because: str, by: Actor) -> AccessSeen:
    """Keep a case from somebody, whatever else they hold."""
    with _deciding(case_ref) as (record, version):
        stop_if(checks.why_not_wall(case_ref, queries.access(case_ref), officer=officer, because=because, by=by))
        event = record.write(events.WalledOff(case_ref, version, officer, because.strip()), by=by)
        Wall.objects.create(case_ref=case_ref, officer=officer, because=because.strip(), made_by=event)
    return queries.access(case_ref)


def unwall(case_ref: str, *, officer: str, because: str, by: Actor) -> AccessSeen:
    """Take a wall away."""
    with _deciding(case_ref) as (record, version):
        stop_if(checks.why_not_unwall(case_ref, queries.access(case_ref), officer=officer, because=because, by=by))
        event = record.write(events.WallTakenAway(case_ref, version, officer, because.strip()), by=by)
        Wall.objects.filter(case_ref=case_ref, officer=officer, superseded_by__isnull=True).update(superseded_by=event)
    return queries.access(case_ref)


def mark(case_ref: str, *, paper: str, mark: str, because: str = "", by: Actor) -> AccessSeen:
    """Mark a paper of a case, or the case itself."""
    with _deciding(case_ref) as (record, version):
        stop_if(checks.why_not_mark(case_ref, queries.access(case_ref), paper=paper, mark=mark, by=by))
        event = record.write(events.PaperMarked(case_ref, version, paper, mark, because.strip()), by=by)
        Mark.objects.create(case_ref=case_ref, paper=paper, mark=mark, because=because.strip(), made_by=event)
    return queries.access(case_ref)


def unmark(case_ref: str, *, paper: str, mark: str, because: str, by: Actor) -> AccessSeen:
    """Take a mark off."""
    with _deciding(case_ref) as (record, version):
        stop_if(checks.why_not_unmark(case_ref, queries.access(case_ref), paper=paper, mark=mark, because=because, by=by))
        event = record.write(events.MarkTakenOff(case_ref, version, paper, mark, because.strip()), by=by)
        Mark.objects.filter(case_ref=case_ref, paper=paper, mark=mark, superseded_by__isnull=True).update(superseded_by=event)
    return queries.access(case_ref)


def break_glass(case_ref: str, *, reason: str, because: str, owner: str = "", by: Actor) -> OpeningSeen:
    """Open a restricted case to oneself for a few hours. Its `owner` is told, and a second person reviews it."""
    with _deciding(case_ref) as (record, version):
        stop_if(checks.why_not_break(case_ref, reason=reason, because=because, by=by))
        at = now()
        event = record.write(events.GlassBroken(case_ref, version, by.ref, owner, OPEN_HOURS, reason, because.strip()), by=by)
        row = Opening.objects.create(
            case_ref=case_ref,
            officer=by.ref,
            reason=reason,
            because=because.strip(),
            opened_at=at,
            until=at + timedelta(hours=OPEN_HOURS),
            review_by=calendar.add_working_days(today(), REVIEW_DAYS).day,
            made_by=event,
        )
    return queries.opening(row.pk)


def review(opening: int, *, finding: str, because: str, by: Actor) -> OpeningSeen:
    """Say, as a second person, whether the glass was rightly broken."""
    seen = queries.opening(opening)
    with _deciding(seen.case_ref) as (record, version):
        seen = queries.opening(opening)
        stop_if(checks.why_not_review(seen, finding=finding, because=because, by=by))
        event = record.write(events.OpeningReviewed(seen.case_ref, version, seen.officer, finding, because.strip()), by=by)
        OpeningReview.objects.create(
            opening_id=opening, opened_by=seen.officer, reviewed_by=by.ref, finding=finding, because=because.strip(), made_by=event
        )
    return queries.opening(opening)


def note_reading(case_ref: str, *, by: Actor) -> bool:
    """Note that somebody read something of a restricted case: once a quarter of an hour. Returns whether it was noted now."""
    quarter = int(now().timestamp()) // QUARTER_SECONDS
    if queries.noted(case_ref, officer=by.ref, quarter=quarter):
        return False
    with _deciding(case_ref) as (record, version):
        if queries.noted(case_ref, officer=by.ref, quarter=quarter):
            return False
        event = record.write(events.RestrictedRead(case_ref, version, by.ref), by=by)
        Reading.objects.create(case_ref=case_ref, officer=by.ref, quarter=quarter, made_by=event)
    return True


@contextmanager
def _deciding(case_ref: str) -> Iterator[tuple[Pen, int]]:
    """A unit of work that nobody else does about who may see this case, and the number of its event.

    What the record says of it is seen meanwhile, as the record numbers its entries by it; whether the actor may see the case, the checks ask by name.
    """
    with sight.seeing_everything("to number the entries about who may see a case"), unit_of_work() as record:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('access to ' || %s, 0))", [case_ref])
        yield record, next_version(SUBJECT, case_ref)
