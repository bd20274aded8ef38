"""Entering people and bodies, telling what is known of them, and saying that two entries are one."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from duly.core.directory import checks, queries, rules
from duly.core.directory.events import (
    DetailEnded,
    DetailTold,
    EntriesMerged,
    EntriesParted,
    EntriesToldApart,
    EntryEntered,
    RoleEnded,
    RoleGiven,
)
from duly.core.directory.models import Detail, Entry, Role, Same, Words
from duly.core.directory.queries import EntrySeen
from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.clock import today
from duly.primitives.actor import Actor
from duly.primitives.period import FOREVER
from duly.primitives.refusal import stop_if


def enter(
    *,
    kind: str,
    name: str,
    email: str = "",
    phone: str = "",
    post: str = "",
    another_than: Collection[str] = (),
    another_because: str = "",
    by: Actor,
) -> EntrySeen:
    """Enter somebody. Refused ("alike") while anybody alike is in the directory, unless `another_than` names them all and `another_because` says how that is known: nobody
    is entered twice unasked."""
    told = {"name": name.strip(), "email": email.strip(), "phone": phone.strip(), "post": post.strip()}
    with unit_of_work() as record:
        _one_at_a_time("directory")
        stop_if(checks.why_not_enter(kind, told, another_than=another_than, because=another_because, by=by))
        entry = Entry(ref=f"DIR-{take_number('directory_entry_number'):05d}", version=1, kind=kind, entered_on=today())
        entry.save(force_insert=True)
        others = tuple(one.ref for one in queries.alike(told))
        event = record.write(EntryEntered(entry.ref, 1, kind, entry.entered_on, others, **told), by=by)
        for what in (what for what, text in told.items() if text):
            _keep_detail(entry, what, told[what], entry.entered_on, FOREVER, event)
        _tell_apart(entry, others, another_because, record, by)
    return queries.entry(entry.ref)


def tell(
    ref: str,
    *,
    kind: str,
    text: str,
    starts: date,
    ends: date = FOREVER,
    another_than: Collection[str] = (),
    another_because: str = "",
    by: Actor,
) -> EntrySeen:
    """Tell a detail: a name, a way to reach them, or what they need. Of a kind of which one alone holds, the one before ends on that day.

    Refused ("alike") while it makes them like another entry, unless `another_than` names it and `another_because` says how it is known that they are two."""
    with unit_of_work() as record:
        _one_at_a_time("directory")
        entry = locked(ref)
        seen = queries.entry(entry.ref)
        stop_if(
            checks.why_not_tell(
                seen, kind=kind, text=text, starts=starts, ends=ends, another_than=another_than, because=another_because, by=by
            )
        )
        others = tuple(one.ref for one in queries.alike_by(seen, kind=kind, text=text))
        if kind in rules.ONE_AT_A_TIME:
            for one in (
                one for one in seen.details if one.kind == kind and one.ref == entry.ref and one.starts < ends and starts < one.ends
            ):
                _end(entry, one, starts, record, by)
        next_of(entry)
        event = record.write(DetailTold(entry.ref, entry.version, kind, starts, ends, text.strip()), by=by)
        _keep_detail(entry, kind, text.strip(), starts, ends, event)
        _tell_apart(entry, others, another_because, record, by)
    return queries.entry(ref)


def _tell_apart(entry: Entry, others: tuple[str, ...], because: str, record, by: Actor) -> None:
    if others:
        next_of(entry)
        record.write(EntriesToldApart(entry.ref, entry.version, others, because.strip()), by=by)


def end_detail(ref: str, *, detail: int, ends: date, by: Actor) -> EntrySeen:
    """Say that a detail holds no longer: `ends` is the first day on which it does not. On the day it began, it never did."""
    with unit_of_work() as record:
        known = next((one for one in queries.entry(ref).details if one.id == detail), None)
        stop_if(checks.why_not_end_detail(known, ends=ends, by=by))
        assert known is not None
        _end(locked(known.ref, itself=True), known, ends, record, by)
    return queries.entry(ref)


def give_role(
    ref: str, *, role: str, of: str = "", scope: str = "", note: str = "", starts: date, ends: date = FOREVER, by: Actor
) -> EntrySeen:
    """Say what somebody is between two dates: member for a constituency, link officer of a body, represented by somebody within a scope."""
    of = of.strip()
    with unit_of_work() as record:
        _one_at_a_time("directory")
        entry = locked(ref)
        stop_if(checks.why_not_give_role(queries.entry(ref), role=role, of=of, scope=scope, starts=starts, ends=ends, by=by))
        next_of(entry)
        event = record.write(RoleGiven(entry.ref, entry.version, role, of, scope, starts, ends, note.strip()), by=by)
        Role.objects.create(entry=entry, role=role, of=of, scope=scope, during=during_of(starts, ends), made_by=event)
        keep_words(entry.ref, "note", note.strip(), event)
    return queries.entry(ref)


def end_role(ref: str, *, held: int, ends: date, by: Actor) -> EntrySeen:
    """Say that a role, or a consent, ends: `ends` is the first day on which it does not hold."""
    with unit_of_work() as record:
        known = next((one for one in queries.entry(ref).roles if one.id == held), None)
        stop_if(checks.why_not_end_detail(known, ends=ends, by=by))
        entry = locked(known.ref, itself=True)
        next_of(entry)
        said = RoleEnded(entry.ref, entry.version, known.role, known.of, known.scope, known.starts, ends, known.note)
        event = record.write(said, by=by)
        Role.objects.filter(pk=held).update(superseded_by=event)
        if ends > known.starts:
            during = during_of(known.starts, ends)
            Role.objects.create(entry=entry, role=known.role, of=known.of, scope=known.scope, during=during, made_by=event)
            keep_words(entry.ref, "note", known.note, event)
    return queries.entry(ref)


def merge(kept: str, *, other: str, because: str, by: Actor) -> EntrySeen:
    """Say that two entries are one. Both references stay good; what was told of either is shown with the kept one."""
    with unit_of_work() as record:
        _one_at_a_time("directory")
        stop_if(checks.why_not_merge(queries.entry(kept), queries.entry(other), because=because, by=by))
        entry, gone = locked(kept), Entry.objects.get(ref=other)
        next_of(entry)
        event = record.write(EntriesMerged(entry.ref, entry.version, other, because.strip()), by=by)
        Same.objects.create(entry=entry, other=gone, made_by=event)
    return queries.entry(kept)


def part(kept: str, *, other: str, because: str, by: Actor) -> EntrySeen:
    """Say that two entries that were merged are not one after all. Nothing is lost: each has again what was told of it."""
    with unit_of_work() as record:
        entry = locked(kept)
        stop_if(checks.why_not_part(queries.entry(entry.ref), other, because=because, by=by))
        next_of(entry)
        event = record.write(EntriesParted(entry.ref, entry.version, other, because.strip()), by=by)
        Same.objects.filter(entry=entry, other__ref=other, superseded_by__isnull=True).update(superseded_by=event)
    return queries.entry(kept)


def _end(entry: Entry, known: queries.DetailSeen, ends: date, record, by: Actor) -> None:
    next_of(entry)
    text = "" if known.text == queries.ERASED else known.text
    event = record.write(DetailEnded(entry.ref, entry.version, known.kind, known.starts, ends, text), by=by)
    Detail.objects.filter(pk=known.id).update(superseded_by=event)
    if ends > known.starts:
        _keep_detail(entry, known.kind, text, known.starts, ends, event)


def _keep_detail(entry: Entry, kind: str, text: str, starts: date, ends: date, event: UUID) -> None:
    Detail.objects.create(entry=entry, kind=kind, during=during_of(starts, ends), made_by=event)
    keep_words(entry.ref, kind, text, event)


def keep_words(ref: str, kind: str, text: str, event: UUID) -> None:
    if text:
        Words.objects.create(made_by=event, about=ref, kind=kind, text=text, compared=rules.plain(kind, text))


def locked(ref: str, *, itself: bool = False) -> Entry:
    """The kept entry of this reference, held until the transaction ends; or the very one."""
    return Entry.objects.select_for_update().get(ref=ref if itself else queries.family_of(ref)[0])


def next_of(entry: Entry) -> None:
    entry.version += 1
    entry.save(update_fields=["version"])


def during_of(starts: date, ends: date) -> DateRange:
    return DateRange(starts, None if ends >= FOREVER else ends)


def _one_at_a_time(what: str) -> None:
    """Whoever looks for somebody alike sees everybody entered before."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [what])
