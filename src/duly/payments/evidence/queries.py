"""Which visits were made."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from duly.payments.evidence import models


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


def visits_between(starts: date, ends: date) -> tuple[Visit, ...]:
    """Every visit that began from `starts` until `ends`, exclusive, by provider and reference."""
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT visit_ref, provider_ref, person_ref, service, carer_ref, "on", starts_minute, minutes,'
            " outcome, source, notice_minutes, reason, times FROM evidence_visit"
            ' WHERE "on" >= %s AND "on" < %s ORDER BY provider_ref COLLATE "C", visit_ref COLLATE "C"',
            [starts, ends],
        )
        return tuple(Visit(*row) for row in cursor)


def visits_of(person_ref: str, *, starts: date, ends: date) -> tuple[VisitSeen, ...]:
    """One person's visits from `starts` until `ends`, exclusive, in order of time."""
    found = models.Visit.objects.filter(person_ref=person_ref, on__gte=starts, on__lt=ends).order_by("starts_at", "visit_ref")
    return tuple(VisitSeen(_visit(v), v.starts_at, v.ends_at, v.import_ref, v.person_check) for v in found)


def known_refs(provider_ref: str, visit_refs: list[str]) -> frozenset[str]:
    """Which of these references of a provider's visits were taken in before."""
    found = models.Visit.objects.filter(provider_ref=provider_ref, visit_ref__in=visit_refs)
    return frozenset(found.values_list("visit_ref", flat=True))


def how_many() -> int:
    """How many visits were taken in."""
    return models.Visit.objects.count()


def _visit(v: models.Visit) -> Visit:
    return Visit(*(getattr(v, name) for name in Visit.__dataclass_fields__))
