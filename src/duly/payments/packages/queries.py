"""Which package lines there are, when they are in force, which calls are planned, and which openings are signed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
from django.db import connection

from duly.core.lists.columns import schema_of
from duly.core.lists.copying import columns_of
from duly.payments.packages import models
from duly.primitives.period import FOREVER


@dataclass(frozen=True)
class Line:
    """A package line: this person, from this provider, this service, under this contract."""

    line_ref: str
    person_ref: str
    provider_ref: str
    service: str
    contract_ref: str
    zone: str = ""


@dataclass(frozen=True)
class Commission:
    """Dates on which a line is in force: from `starts` until `ends`, exclusive. One not `approved` waits for somebody's yes."""

    line_ref: str
    starts: date
    ends: date
    approved: bool = True
    proposed_by: str = ""
    approved_by: str = ""


@dataclass(frozen=True)
class Death:
    """The day somebody died."""

    person_ref: str
    on: date


@dataclass(frozen=True)
class Interruption:
    """Dates on which somebody's care is interrupted, from `starts` until `ends`, exclusive, and the day the office was told."""

    person_ref: str
    kind: str
    starts: date
    ends: date
    told_on: date


@dataclass(frozen=True)
class Funding:
    """What somebody else pays towards a week of a person's care home, from `starts` until `ends`, exclusive."""

    person_ref: str
    kind: str
    weekly_pence: int
    collected_by: str
    starts: date
    ends: date


@dataclass(frozen=True)
class Pattern:
    """A call that comes round every week. Weekday 0 is Monday; `nth` is 1 unless several calls of the line begin at that minute."""

    line_ref: str
    weekday: int
    starts_minute: int
    nth: int
    minutes: int
    carers: int
    starts: date
    ends: date


@dataclass(frozen=True)
class Call:
    """One planned call on one date. `starts_minute` counts from local midnight."""

    call_ref: str
    line_ref: str
    on: date
    starts_minute: int
    minutes: int
    carers: int


@dataclass(frozen=True)
class Opening:
    """A signed opening position: service before `paid_to` (a Monday) was settled before Duly."""

    line_ref: str
    paid_to: date


@dataclass(frozen=True)
class OpeningSeen:
    """An opening position and who signed it."""

    line_ref: str
    paid_to: date
    signed_by: str


def lines_known() -> tuple[Line, ...]:
    """Every package line, by reference."""
    return tuple(_line(found) for found in _current(models.PackageLine).order_by("line_ref"))


def line_refs() -> dict[str, None]:
    """The reference of every package line, in order; asking whether one is among them is quick."""
    return dict.fromkeys(_current(models.PackageLine).order_by("line_ref").values_list("line_ref", flat=True))


def line(line_ref: str) -> Line | None:
    """One package line, or None."""
    found = _current(models.PackageLine).filter(line_ref=line_ref).first()
    return _line(found) if found else None


def line_for(person_ref: str, provider_ref: str, service: str) -> Line | None:
    """The one line of a person, provider and service, or None."""
    found = _current(models.PackageLine).filter(person_ref=person_ref, provider_ref=provider_ref, service=service).first()
    return _line(found) if found else None


def commissions_known() -> tuple[Commission, ...]:
    """Every span in which a line is in force, as now known, by line and start."""
    return _commissions(_current(models.Commission).order_by("line__line_ref", "during"))


def commissions_of(line_ref: str) -> tuple[Commission, ...]:
    """The spans in which one line is in force, as now known, oldest first."""
    return _commissions(_current(models.Commission).filter(line__line_ref=line_ref).order_by("during"))


def commissions_of_lines(line_refs: Collection[str]) -> tuple[Commission, ...]:
    """The spans in which these lines are in force, as now known, by line and start."""
    return _commissions(_current(models.Commission).filter(line__line_ref__in=line_refs).order_by("line__line_ref", "during"))


def minutes_planned(line_refs: Collection[str], weeks: Collection[date]) -> dict[tuple[str, date], int]:
    """Minutes of care planned for these lines in each of these weeks (their Mondays), every carer counted, on days the line is in force."""
    with connection.cursor() as cursor:
        cursor.execute(_PLANNED, {"lines": list(line_refs), "weeks": list(weeks)})
        return {(ref, week): int(minutes) for ref, week, minutes in cursor}


def commissions_waiting() -> tuple[Commission, ...]:
    """The spans put forward that wait for somebody's yes, by line and start."""
    return _commissions(_current(models.Commission).filter(approved=False).order_by("line__line_ref", "during"))


def deaths_known() -> tuple[Death, ...]:
    """The day each person died who is known to have died, by person."""
    return tuple(Death(*row) for row in _current(models.Death).order_by("person_ref").values_list("person_ref", "on"))


def deaths_of(person_refs: Collection[str]) -> dict[str, date]:
    """The day each of these people died who is known to have died."""
    return dict(_current(models.Death).filter(person_ref__in=person_refs).values_list("person_ref", "on"))


def death_of(person_ref: str) -> date | None:
    """The day somebody died, or None."""
    return _current(models.Death).filter(person_ref=person_ref).values_list("on", flat=True).first()


def interruptions_known(person_ref: str = "") -> tuple[Interruption, ...]:
    """Every interruption of everybody's care (or one person's) as now known, by person, kind and start."""
    found = _current(models.Interruption).order_by("person_ref", "kind", "during")
    found = found.filter(person_ref=person_ref) if person_ref else found
    rows = found.values_list("person_ref", "kind", "during", "told_on")
    return tuple(Interruption(ref, kind, during.lower, during.upper or FOREVER, told_on) for ref, kind, during, told_on in rows)


def fundings_known(person_ref: str = "") -> tuple[Funding, ...]:
    """What others pay towards everybody's weeks (or one person's) as now known, by person, kind and start."""
    found = _current(models.Funding).order_by("person_ref", "kind", "during")
    found = found.filter(person_ref=person_ref) if person_ref else found
    rows = found.values_list("person_ref", "kind", "weekly_pence", "collected_by", "during")
    return tuple(Funding(*rest, during.lower, during.upper or FOREVER) for *rest, during in rows)


def patterns_known() -> tuple[Pattern, ...]:
    """Every weekly call as now known, by line, weekday and time."""
    fields = ("line__line_ref", "weekday", "starts_minute", "nth", "minutes", "carers", "during")
    found = _current(models.CallPattern).order_by("line__line_ref", "weekday", "starts_minute", "nth", "during").values_list(*fields)
    return tuple(Pattern(*row, during.lower, during.upper or FOREVER) for *row, during in found)


def calls_of_lines(line_refs: Collection[str]) -> tuple[Pattern, ...]:
    """Every weekly call of these lines as now known, by line, weekday and time."""
    fields = ("line__line_ref", "weekday", "starts_minute", "nth", "minutes", "carers", "during")
    found = (
        _current(models.CallPattern)
        .filter(line__line_ref__in=line_refs)
        .order_by("line__line_ref", "weekday", "starts_minute", "nth", "during")
    )
    return tuple(Pattern(*row, during.lower, during.upper or FOREVER) for *row, during in found.values_list(*fields))


def calls_of(line_refs: Collection[str], *, on: date) -> tuple[Pattern, ...]:
    """The weekly calls of these lines that are planned on a day, by line, weekday and time. Ask it of the lines of one contract, not of all."""
    fields = ("line__line_ref", "weekday", "starts_minute", "nth", "minutes", "carers", "during")
    found = _current(models.CallPattern).filter(line__line_ref__in=line_refs, during__contains=on)
    rows = found.order_by("line__line_ref", "weekday", "starts_minute", "nth").values_list(*fields)
    return tuple(Pattern(*row, during.lower, during.upper or FOREVER) for *row, during in rows)


def lines_in_force(contract_ref: str, *, on: date) -> tuple[Line, ...]:
    """The lines under one contract that are in force on a day, by reference."""
    spans = _current(models.Commission).filter(during__contains=on, line__contract_ref=contract_ref, approved=True)
    found = _current(models.PackageLine).filter(pk__in=spans.values("line_id"))
    return tuple(_line(one) for one in found.order_by("line_ref"))


def calls_planned(starts: date, ends: date) -> tuple[Call, ...]:
    """Every call planned from `starts` until `ends`, exclusive, on days its line is in force, by reference.

    A call's reference is its line, date and time ("L-30001-20261102-0830"), and "-2" after that for a second call of the line at that minute.
    """
    with connection.cursor() as cursor:
        cursor.execute(_CALLS, {"starts": starts, "ends": ends})
        return tuple(Call(*row) for row in cursor)


def calls_in_columns(starts: date, ends: date) -> pa.Table:
    """As `calls_planned`, as columns: a `Call` a row."""
    return columns_of(schema_of(Call), _CALLS, {"starts": starts, "ends": ends})


def lines_in_columns() -> pa.Table:
    """As `lines_known`, as columns: a `Line` a row."""
    return columns_of(schema_of(Line), _LINES, {})


def commissions_in_columns() -> pa.Table:
    """As `commissions_known`, as columns: the line, the dates, and whether it is approved."""
    return columns_of(schema_of(Commission, ("line_ref", "starts", "ends", "approved")), _COMMISSIONS, {})


def openings_in_columns() -> pa.Table:
    """As `openings_signed`, as columns: an `Opening` a row."""
    return columns_of(schema_of(Opening), _OPENINGS, {})


def openings_signed() -> tuple[Opening, ...]:
    """Every signed opening position, by line."""
    return tuple(Opening(o.line_ref, o.paid_to) for o in openings_seen())


def openings_seen() -> tuple[OpeningSeen, ...]:
    """Every signed opening position with who signed it, by line."""
    found = _current(models.Opening).order_by("line__line_ref").values_list("line__line_ref", "paid_to", "signed_by")
    return tuple(OpeningSeen(*row) for row in found)


def opening_of(line_ref: str) -> OpeningSeen | None:
    """The signed opening position of one line, or None."""
    return next((OpeningSeen(line_ref, o.paid_to, o.signed_by) for o in _current(models.Opening).filter(line__line_ref=line_ref)), None)


def names_of(person_refs: Collection[str]) -> dict[str, str]:
    """The names of these people by reference. Names are private: ask only for those a page shows."""
    if not person_refs:
        return {}
    with connection.cursor() as cursor:  # asked as one text: each reference written apart takes longer than finding it
        cursor.execute(
            "SELECT ref, name FROM packages_person WHERE superseded_by IS NULL AND ref = ANY (string_to_array(%s, chr(31)))",
            ["\x1f".join(person_refs)],
        )
        return dict(cursor.fetchall())


def people_named(words: str, *, limit: int) -> tuple[tuple[str, str], ...]:
    """References and names of those whose name has every one of these words in it, in order of name. Names are private: ask only for somebody who may read them."""
    found = _current(models.Person)
    for word in words.split():
        found = found.filter(name__icontains=word)
    return tuple(found.order_by("name", "ref").values_list("ref", "name")[:limit])


def people_known() -> dict[str, None]:
    """The references of everybody entered, in order; asking whether one is among them is quick."""
    return dict.fromkeys(_current(models.Person).order_by("ref").values_list("ref", flat=True))


def lines_of_person(person_ref: str) -> tuple[Line, ...]:
    """Every line of one person, by reference."""
    return tuple(_line(found) for found in _current(models.PackageLine).filter(person_ref=person_ref).order_by("line_ref"))


def lines_of_provider(provider_ref: str) -> tuple[Line, ...]:
    """Every line of one provider, by reference."""
    return tuple(_line(found) for found in _current(models.PackageLine).filter(provider_ref=provider_ref).order_by("line_ref"))


_CALLS = """
    SELECT * FROM (
    SELECT l.line_ref || '-' || to_char(d.day, 'YYYYMMDD') || '-' || to_char(p.starts_minute / 60, 'FM00') || to_char(p.starts_minute %% 60, 'FM00')
               || CASE WHEN p.nth > 1 THEN '-' || p.nth ELSE '' END AS call_ref,
           l.line_ref, d.day, p.starts_minute, p.minutes, p.carers
    FROM (SELECT generate_series(%(starts)s::date, %(ends)s::date - 1, interval '1 day')::date AS day) d
    JOIN packages_callpattern p ON p.superseded_by IS NULL AND p.weekday = extract(isodow FROM d.day)::int - 1 AND p.during @> d.day
    JOIN packages_packageline l ON l.id = p.line_id
    WHERE EXISTS (
        SELECT FROM packages_commission c WHERE c.line_id = p.line_id AND c.superseded_by IS NULL AND c.during @> d.day)
    ) AS made ORDER BY call_ref COLLATE "C"
"""
_PLANNED = """
    SELECT l.line_ref, w.week, sum(p.minutes * p.carers)
    FROM unnest(%(weeks)s::date[]) AS w(week)
    CROSS JOIN generate_series(0, 6) AS d(day)
    JOIN packages_packageline l ON l.superseded_by IS NULL AND l.line_ref = ANY (%(lines)s)
    JOIN packages_callpattern p ON p.line_id = l.id AND p.superseded_by IS NULL AND p.weekday = d.day AND p.during @> (w.week + d.day)
    WHERE EXISTS (
        SELECT FROM packages_commission c WHERE c.line_id = l.id AND c.superseded_by IS NULL AND c.during @> (w.week + d.day))
    GROUP BY l.line_ref, w.week
"""
_LINES = """
    SELECT line_ref, person_ref, provider_ref, service, contract_ref, zone FROM packages_packageline WHERE superseded_by IS NULL
    ORDER BY line_ref COLLATE "C"
"""
_COMMISSIONS = """
    SELECT l.line_ref, lower(c.during), coalesce(upper(c.during), date '9999-12-31'), c.approved
    FROM packages_commission c JOIN packages_packageline l ON l.id = c.line_id WHERE c.superseded_by IS NULL
    ORDER BY l.line_ref COLLATE "C", lower(c.during), coalesce(upper(c.during), date '9999-12-31'), c.approved
"""
_OPENINGS = """
    SELECT l.line_ref, o.paid_to FROM packages_opening o JOIN packages_packageline l ON l.id = o.line_id WHERE o.superseded_by IS NULL
    ORDER BY l.line_ref COLLATE "C", o.paid_to
"""


def _current(model):
    return model.objects.filter(superseded_by__isnull=True)


def _line(found: models.PackageLine) -> Line:
    return Line(found.line_ref, found.person_ref, found.provider_ref, found.service, found.contract_ref, found.zone)


def _commissions(found) -> tuple[Commission, ...]:
    rows = found.values_list("line__line_ref", "during", "approved", "proposed_by", "approved_by")
    return tuple(Commission(ref, during.lower, during.upper or FOREVER, *rest) for ref, during, *rest in rows)
