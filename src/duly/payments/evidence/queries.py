"""Which visits were made, who stayed where, and who came to which session."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pyarrow as pa
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import QuerySet

from duly.core.lists.columns import schema_of
from duly.core.lists.copying import columns_of
from duly.payments.evidence import models
from duly.primitives.period import FOREVER


@dataclass(frozen=True)
class Visit:
    """One carer's attendance. `minutes` is elapsed time, 1 to 1440; `starts_minute` counts from local midnight of `on`.

    `minutes` is 0 where `times` is not "ok", and may be where `outcome` is not "delivered". `notice_minutes` of a cancelled visit is from
    being told until the start, -1 where no time was recorded.
    """

    visit_ref: str
    provider_ref: str
    person_ref: str
    service: str
    carer_ref: str
    on: date
    starts_minute: int
    minutes: int
    outcome: str = "delivered"
    source: str = ""
    notice_minutes: int = -1
    reason: str = ""
    times: str = "ok"


@dataclass(frozen=True)
class VisitSeen:
    """A visit with its moments, the import it came in, and whether its person is known ("", "unknown" or "name differs")."""

    visit: Visit
    starts_at: datetime
    ends_at: datetime | None
    import_ref: str
    person_check: str = ""


@dataclass(frozen=True)
class Stay:
    """The nights of a person in a home: from `admitted` until `discharged`, exclusive, FOREVER while they are there."""

    stay_ref: str
    provider_ref: str
    person_ref: str
    service: str
    admitted: date
    discharged: date


@dataclass(frozen=True)
class Absence:
    """The nights somebody with a place was away: "hospital", "holiday" or "other". `ends` is exclusive, FOREVER while they are away."""

    provider_ref: str
    person_ref: str
    service: str
    starts: date
    ends: date
    kind: str


@dataclass(frozen=True)
class OccupancyReturn:
    """That a provider returned who stayed with it from `period_starts` until `period_ends`, exclusive, and the import it came in."""

    provider_ref: str
    period_starts: date
    period_ends: date
    import_ref: str = ""


@dataclass(frozen=True)
class Attendance:
    """What came of one session of a person: "attended", "absent", "cancelled" or "closed"."""

    provider_ref: str
    person_ref: str
    service: str
    on: date
    session: str
    status: str
    person_check: str = ""


def visits_between(starts: date, ends: date) -> tuple[Visit, ...]:
    """Every visit that began from `starts` until `ends`, exclusive, by provider and reference."""
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT visit_ref, provider_ref, person_ref, service, carer_ref, "on", starts_minute, minutes,'
            " outcome, source, notice_minutes, reason, times FROM evidence_visit"
            ' WHERE superseded_by IS NULL AND "on" >= %s AND "on" < %s ORDER BY provider_ref COLLATE "C", visit_ref COLLATE "C"',
            [starts, ends],
        )
        return tuple(Visit(*row) for row in cursor)


def visits_in_columns(starts: date, ends: date) -> pa.Table:
    """The visits that bear on the days from `starts` until `ends`, exclusive, as columns: a `Visit` a row, its reference with its provider's before it.

    They are those that began then; those of the day before that reach in; and those of the day after that one of them reaches. By reference.
    """
    return columns_of(schema_of(Visit), BEARING, {"starts": starts, "ends": ends})


def visits_told(starts: date, ends: date) -> tuple[int, int]:
    """How many visits of these days and the days beside them were ever told, and how many of those are superseded.

    Visits are only ever added, and superseded once: while both numbers are what they were, `visits_in_columns` answers as it did.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT count(*), count(superseded_by) FROM evidence_visit WHERE "on" >= %s::date - 1 AND "on" <= %s', [starts, ends]
        )
        return tuple(cursor.fetchone())


def visits_of(person_ref: str, *, starts: date, ends: date) -> tuple[VisitSeen, ...]:
    """One person's visits from `starts` until `ends`, exclusive, in order of time."""
    found = _current(models.Visit).filter(person_ref=person_ref, on__gte=starts, on__lt=ends).order_by("starts_at", "visit_ref")
    return tuple(VisitSeen(_visit(v), v.starts_at, v.ends_at, v.import_ref, v.person_check) for v in found)


def known_refs(provider_ref: str, visit_refs: Iterable[str]) -> frozenset[str]:
    """Which of these references of a provider's visits were taken in before. They are asked as one text, as a list is three times as slow to write."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT visit_ref FROM evidence_visit WHERE provider_ref = %s AND visit_ref = ANY (string_to_array(%s, chr(31)))"
            " AND superseded_by IS NULL",
            [provider_ref, "\x1f".join(visit_refs)],
        )
        return frozenset(ref for (ref,) in cursor)


def sent_anything(provider_ref: str) -> bool:
    """Whether anything that a provider sent is known: a visit, a stay, an absence, a return or a session."""
    tables = (models.Visit, models.Stay, models.Absence, models.OccupancyReturn, models.Attendance)
    return any(_current(model).filter(provider_ref=provider_ref).exists() for model in tables)


def how_many() -> int:
    """How many visits are known."""
    return _current(models.Visit).count()


def visits_sent(monday: date) -> dict[str, set[str]]:
    """The imports that told of a provider's visits in a week, also those replaced or undone since, by provider."""
    found = (
        models.Visit.objects.filter(on__gte=monday, on__lt=monday + timedelta(days=7)).values_list("provider_ref", "import_ref").distinct()
    )
    return _by_provider(found)


def returns_sent(monday: date) -> dict[str, set[str]]:
    """The imports that returned a provider's occupancy of a week or of some of it, also those replaced or undone since, by provider."""
    week = DateRange(monday, monday + timedelta(days=7))
    return _by_provider(models.OccupancyReturn.objects.filter(during__overlap=week).values_list("provider_ref", "import_ref").distinct())


@dataclass(frozen=True)
class DeadlineSeen:
    """By when files of a kind are sent, for weeks that begin from `starts` until `ends`, exclusive. `provider_ref` is "" for everybody."""

    kind: str
    provider_ref: str
    days: int
    minute: int
    starts: date
    ends: date


def deadlines_known() -> tuple[DeadlineSeen, ...]:
    """Every deadline that somebody set, as now known, by kind, provider and first week."""
    found = _current(models.Deadline).order_by("kind", "provider_ref", "during")
    return tuple(DeadlineSeen(d.kind, d.provider_ref, d.days, d.minute, d.during.lower, d.during.upper or FOREVER) for d in found)


def deadlines_for(monday: date) -> dict[tuple[str, str], tuple[int, int]]:
    """Days after the Sunday of a week and minute of that day, by kind of file and provider ("" for everybody), where somebody said so."""
    found = _current(models.Deadline).filter(during__contains=monday)
    return {(d.kind, d.provider_ref): (d.days, d.minute) for d in found}


def stays_between(starts: date, ends: date) -> tuple[Stay, ...]:
    """Every stay with a night from `starts` until `ends`, exclusive, by provider and reference."""
    return _stays(_current(models.Stay).filter(during__overlap=DateRange(starts, ends)))


def stays_known(providers: Collection[str]) -> tuple[Stay, ...]:
    """Every stay that these providers returned, by provider and reference."""
    return _stays(_current(models.Stay).filter(provider_ref__in=providers))


def stays_of(person_ref: str) -> tuple[Stay, ...]:
    """Every stay of a person that a home returned, by provider and reference."""
    return _stays(_current(models.Stay).filter(person_ref=person_ref))


def absences_of(person_ref: str) -> tuple[Absence, ...]:
    """Every absence of a person from a home, by provider, service and first night."""
    return _absences(_current(models.Absence).filter(person_ref=person_ref))


def absences_between(starts: date, ends: date) -> tuple[Absence, ...]:
    """Every absence with a night from `starts` until `ends`, exclusive, by provider, person, service and first night."""
    return _absences(_current(models.Absence).filter(during__overlap=DateRange(starts, ends)))


def absences_known(providers: Collection[str]) -> tuple[Absence, ...]:
    """Every absence that these providers returned."""
    return _absences(_current(models.Absence).filter(provider_ref__in=providers))


def returns_between(starts: date, ends: date) -> tuple[OccupancyReturn, ...]:
    """Every return for a period that shares a night with `starts` until `ends`, exclusive, by provider and period."""
    return _returns(_current(models.OccupancyReturn).filter(during__overlap=DateRange(starts, ends)))


def returns_known(providers: Collection[str]) -> tuple[OccupancyReturn, ...]:
    """Every return that these providers made."""
    return _returns(_current(models.OccupancyReturn).filter(provider_ref__in=providers))


def sessions_between(starts: date, ends: date) -> tuple[Attendance, ...]:
    """What came of every session from `starts` until `ends`, exclusive, by provider, person, service, date and session."""
    found = (
        _current(models.Attendance).filter(on__gte=starts, on__lt=ends).order_by("provider_ref", "person_ref", "service", "on", "session")
    )
    return tuple(Attendance(*(getattr(a, name) for name in Attendance.__dataclass_fields__)) for a in found)


def sessions_known(providers: Collection[str], days: Collection[date]) -> set[tuple[str, str, str, date, str]]:
    """The sessions known of these providers and days: provider, person, service, date and session."""
    found = _current(models.Attendance).filter(provider_ref__in=providers, on__in=days)
    return set(found.values_list("provider_ref", "person_ref", "service", "on", "session"))


BEARING = """
    SELECT provider_ref || '/' || visit_ref, provider_ref, person_ref, service, carer_ref, "on", starts_minute, minutes,
           outcome, source, notice_minutes, reason, times
    FROM evidence_visit
    WHERE superseded_by IS NULL AND "on" >= %(starts)s::date - 1 AND "on" <= %(ends)s::date
      AND ("on" >= %(starts)s OR starts_minute + minutes > 1440)
      AND ("on" < %(ends)s OR starts_minute < (
          SELECT max(starts_minute + minutes - 1440) FROM evidence_visit WHERE superseded_by IS NULL AND "on" = %(ends)s::date - 1))
    ORDER BY (provider_ref || '/' || visit_ref) COLLATE "C", provider_ref COLLATE "C"
"""


def _visit(v: models.Visit) -> Visit:
    return Visit(*(getattr(v, name) for name in Visit.__dataclass_fields__))


def _by_provider(found: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    told: dict[str, set[str]] = {}
    for provider, import_ref in found:
        told.setdefault(provider, set()).add(import_ref)
    return told


def _stays(found: QuerySet) -> tuple[Stay, ...]:
    return tuple(
        Stay(s.stay_ref, s.provider_ref, s.person_ref, s.service, s.during.lower, s.during.upper or FOREVER)
        for s in found.order_by("provider_ref", "stay_ref")
    )


def _absences(found: QuerySet) -> tuple[Absence, ...]:
    return tuple(
        Absence(a.provider_ref, a.person_ref, a.service, a.during.lower, a.during.upper or FOREVER, a.kind)
        for a in found.order_by("provider_ref", "person_ref", "service", "during")
    )


def _returns(found: QuerySet) -> tuple[OccupancyReturn, ...]:
    return tuple(
        OccupancyReturn(r.provider_ref, r.during.lower, r.during.upper, r.import_ref)
        for r in found.order_by("provider_ref", "during", "import_ref")
    )


def _current(model: Any) -> QuerySet:
    return model.objects.filter(superseded_by__isnull=True)
