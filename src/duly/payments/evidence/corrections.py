"""What a file of evidence says beside what is known in its reach: for the preview, and for what is superseded and written."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import models as fields
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q

from duly.core.intake.changes import Changes, Told, as_told, changes_between
from duly.core.intake.reading import Row
from duly.payments.evidence import models
from duly.payments.evidence.returns import absences_in, attendance_in, returns_in, stays_in
from duly.payments.evidence.rules import DELIVERED, local_start
from duly.primitives.period import FOREVER, monday_of


@dataclass(frozen=True)
class Correction:
    """One table's part of a file: the rows in its reach as now known, by key with their primary keys, and as the file tells them."""

    model: type[fields.Model]
    known: Mapping[Hashable, int]
    before: Mapping[Hashable, Told]
    after: Mapping[Hashable, Told]

    def changes(self) -> Changes:
        """What the file would change in this table."""
        return changes_between(self.before, self.after)


def of_visits(rows: tuple[Row, ...], *, replaces: bool) -> Correction:
    """Visits. A file that replaces reaches to every visit of its providers in its weeks, and to its own references wherever they are."""
    after = {(v["provider"], v["visit_ref"]): _visit_told(v) for v in (row.values for row in rows)}
    found = _visits_in_reach(rows) if replaces else ()
    known = {(v.provider_ref, v.visit_ref): v for v in found}
    before = {key: _told(f"visit {v.visit_ref}", _VISIT, (getattr(v, name) for name in _VISIT_FIELDS)) for key, v in known.items()}
    return Correction(models.Visit, {key: v.pk for key, v in known.items()}, before, after)


def of_attendance(rows: tuple[Row, ...], *, replaces: bool) -> Correction:
    """Sessions. A file that replaces reaches to every session of its providers in its weeks."""
    told = attendance_in(rows)
    after = {key: _told(_session(key), ("status",), (status,)) for key, (status, _) in told.items()}
    known = {}
    for provider, weeks in _weeks((key[0], key[3]) for key in told).items() if replaces else ():
        for a in _current(models.Attendance).filter(_in_weeks(weeks), provider_ref=provider):
            known[a.provider_ref, a.person_ref, a.service, a.on, a.session] = a
    before = {key: _told(_session(key), ("status",), (a.status,)) for key, a in known.items()}
    return Correction(models.Attendance, {key: a.pk for key, a in known.items()}, before, after)


def of_occupancy(rows: tuple[Row, ...], *, replaces: bool) -> tuple[Correction, Correction, Correction]:
    """Stays, absences and periods returned. What a return tells again is brought up to date; one that replaces also takes back what earlier
    returns of the same providers for overlapping periods told and it does not.
    """
    returned = returns_in(rows)
    earlier = _earlier_returns(returned) if replaces else []
    imports = {one.import_ref for one in earlier}
    periods = {(o.provider_ref, o.during.lower, o.during.upper): o for o in earlier}
    return (
        _of_stays(rows, imports),
        _of_absences(rows, imports),
        Correction(
            models.OccupancyReturn,
            {key: one.pk for key, one in periods.items()},
            {key: _period(key) for key in periods},
            {key: _period(key) for key in returned},
        ),
    )


def _of_stays(rows: tuple[Row, ...], imports: set[str]) -> Correction:
    told = stays_in(rows)
    again = Q(provider_ref__in={key[0] for key in told}, stay_ref__in={key[1] for key in told}) | Q(import_ref__in=imports)
    known = {(s.provider_ref, s.stay_ref): s for s in _current(models.Stay).filter(again)}
    known = {key: s for key, s in known.items() if key in told or s.import_ref in imports}
    headings = ("person", "service", "admitted", "discharged")
    return Correction(
        models.Stay,
        {key: s.pk for key, s in known.items()},
        {key: _told(f"stay {key[1]}", headings, (s.person_ref, s.service, s.during.lower, s.during.upper)) for key, s in known.items()},
        {key: _told(f"stay {key[1]}", headings, (s.person_ref, s.service, s.admitted, s.discharged)) for key, s in told.items()},
    )


def _of_absences(rows: tuple[Row, ...], imports: set[str]) -> Correction:
    told = absences_in(rows)
    again = Q(provider_ref__in={key[0] for key in told}) | Q(import_ref__in=imports)
    known = {(a.provider_ref, a.person_ref, a.service, a.during.lower): a for a in _current(models.Absence).filter(again)}
    known = {key: a for key, a in known.items() if key in told or a.import_ref in imports}
    return Correction(
        models.Absence,
        {key: a.pk for key, a in known.items()},
        {key: _told(_away(key), ("back", "absence"), (a.during.upper, a.kind)) for key, a in known.items()},
        {key: _told(_away(key), ("back", "absence"), (a.ends, a.kind)) for key, a in told.items()},
    )


def _earlier_returns(returned: set[tuple[str, date, date]]) -> list[models.OccupancyReturn]:
    reach = Q(pk__in=())
    for provider, starts, ends in returned:
        reach |= Q(provider_ref=provider, during__overlap=DateRange(starts, ends))
    return list(_current(models.OccupancyReturn).filter(reach))


_VISIT = ("person", "service", "carer", "starts", "ends", "outcome", "source", "cancelled_at", "reason")
_VISIT_FIELDS = ("person_ref", "service", "carer_ref", "starts_at", "ends_at", "outcome", "source", "cancelled_at", "reason")


def _visits_in_reach(rows: tuple[Row, ...]) -> Iterable[models.Visit]:
    for provider, weeks in _weeks((row.values["provider"], local_start(row.values["starts"])[0]) for row in rows).items():
        refs = [row.values["visit_ref"] for row in rows if row.values["provider"] == provider]
        yield from _current(models.Visit).filter(_in_weeks(weeks) | Q(visit_ref__in=refs), provider_ref=provider)


def _weeks(dated: Iterable[tuple[str, date]]) -> dict[str, set[date]]:
    """The Mondays of the weeks that a file touches, by provider."""
    weeks: dict[str, set[date]] = {}
    for provider, day in dated:
        weeks.setdefault(provider, set()).add(monday_of(day))
    return weeks


def _in_weeks(weeks: set[date]) -> Q:
    reach = Q(pk__in=())
    for monday in sorted(weeks):
        reach |= Q(on__gte=monday, on__lt=monday + timedelta(days=7))
    return reach


def _visit_told(v: Mapping[str, Any]) -> Told:
    values = (v["person"], v["service"], v["carer"], v["starts"], v["ends"], v.get("outcome") or DELIVERED)
    rest = (v.get("source"), v.get("cancelled_at"), v.get("reason"))
    return _told(f"visit {v['visit_ref']}", _VISIT, (*values, *rest))


def _told(called: str, headings: tuple[str, ...], values: Iterable[Any]) -> Told:
    return Told(called, dict(zip(headings, map(as_told, values), strict=True)))


def _session(key: Any) -> str:
    return f"{key[1]}, {key[2]}, {key[3]} {key[4]}"


def _away(key: Any) -> str:
    return f"absence of {key[1]} from {key[3]}"


def _period(key: Any) -> Told:
    return Told(f"return of {key[0]}, {key[1]} to {key[2] - timedelta(days=1)}", {})


def upper(ends: date) -> date | None:
    """The end of a range as the database keeps it."""
    return None if ends == FOREVER else ends


def _current(model: Any) -> Any:
    return model.objects.filter(superseded_by__isnull=True)
