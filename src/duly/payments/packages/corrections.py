"""What a file about packages or people says beside what is known in its reach: for the preview, and for what is superseded and written.

A file that replaces reaches to what files told of its own lines (or people), from its first day of each to its last. What somebody decided since,
approved, ended or learnt, is not a file's to replace.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from duly.core.intake.queries import accepted_events
from duly.core.intake.reading import Row
from duly.core.intake.spans import ALWAYS, Corrected, Dated, corrected
from duly.payments.packages import models
from duly.payments.packages.columns import WEEKDAYS, ends_of
from duly.primitives.money import plain_pounds
from duly.primitives.period import FOREVER


@dataclass(frozen=True)
class Of:
    """How the rows of one kind of file are told apart: which table they are kept in, and what each is as a dated fact, told and known."""

    model: Any
    group: str
    told: Callable[[Mapping[str, Any]], tuple[Any, str, Mapping[str, str]]]
    known: Callable[[Any], tuple[Any, Any, str, Mapping[str, str]]]
    heading: str
    dated: bool = True


OF: dict[str, Of] = {
    "people": Of(
        models.Person,
        "ref",
        lambda v: (v["person"], f"person {v['person']}", {"name": v["name"]}),
        lambda p: (p.ref, p.ref, f"person {p.ref}", {"name": p.name}),
        "person",
        dated=False,
    ),
    "packages": Of(
        models.Commission,
        "line__line_ref",
        lambda v: (v["line"], f"line {v['line']}", {"approved": _yes(v["approved"] is not False)}),
        lambda c: (c.line.line_ref, c.line.line_ref, f"line {c.line.line_ref}", {"approved": _yes(c.approved)}),
        "line",
    ),
    "calls": Of(
        models.CallPattern,
        "line__line_ref",
        lambda v: _call(v["line"], v["weekday"], v["starts"], 1, v["minutes"], v["carers"]),
        lambda p: (p.line.line_ref, *_call(p.line.line_ref, p.weekday, p.starts_minute, p.nth, p.minutes, p.carers)),
        "line",
    ),
    "openings": Of(
        models.Opening,
        "line__line_ref",
        lambda v: (v["line"], f"opening of {v['line']}", {"paid to": str(v["paid_to"])}),
        lambda o: (o.line.line_ref, o.line.line_ref, f"opening of {o.line.line_ref}", {"paid to": str(o.paid_to)}),
        "line",
        dated=False,
    ),
    "interruptions": Of(
        models.Interruption,
        "person_ref",
        lambda v: ((v["person"], v["kind"]), f"{v['person']}, {v['kind']}", {"told on": str(v["told_on"])}),
        lambda i: (i.person_ref, (i.person_ref, i.kind), f"{i.person_ref}, {i.kind}", {"told on": str(i.told_on)}),
        "person",
    ),
    "deaths": Of(
        models.Death,
        "person_ref",
        lambda v: (v["person"], f"death of {v['person']}", {"died": str(v["died"])}),
        lambda d: (d.person_ref, d.person_ref, f"death of {d.person_ref}", {"died": str(d.on)}),
        "person",
        dated=False,
    ),
    "fundings": Of(
        models.Funding,
        "person_ref",
        lambda v: _funding(v["person"], v["kind"], v["weekly"], v["collected_by"]),
        lambda f: (f.person_ref, *_funding(f.person_ref, f.kind, f.weekly_pence, f.collected_by)),
        "person",
    ),
}


def of_rows(kind: str, rows: Sequence[Row], *, replaces: bool) -> Corrected:
    """What a file of a kind changes."""
    of = OF[kind]
    known = [_known(of, row) for row in told_by_files(kind, {row.values[of.heading] for row in rows})] if replaces else []
    return corrected(known, [told(kind, row) for row in rows])


def told(kind: str, row: Row) -> Dated:
    """A row of a file as a dated fact."""
    of, v = OF[kind], row.values
    key, called, fields = of.told(v)
    return Dated(v[of.heading], key, called, v["from"] if of.dated else ALWAYS, ends_of(row) if of.dated else FOREVER, fields)


def told_by_files(kind: str, groups: Collection[str]) -> list[Any]:
    """Rows of these lines or people, as now known, that files told and nobody has decided otherwise since."""
    of = OF[kind]
    found = of.model.objects.filter(_from_files(kind), superseded_by__isnull=True, **{f"{of.group}__in": groups}).order_by("pk")
    return list(found.select_related("line") if of.group.startswith("line__") else found)


def decided(kind: str, rows: Sequence[Row]) -> list[Dated]:
    """What somebody decided, and no file told, of the lines or people of a file, as now known."""
    of = OF[kind]
    groups = {row.values[of.heading] for row in rows}
    found = of.model.objects.filter(superseded_by__isnull=True, **{f"{of.group}__in": groups}).exclude(_from_files(kind)).order_by("pk")
    return [_known(of, row) for row in (found.select_related("line") if of.group.startswith("line__") else found)]


def _from_files(kind: str) -> Q:
    return Q(import_ref__gt="") | Q(made_by__in=accepted_events(kind))


def _known(of: Of, row: Any) -> Dated:
    group, key, called, fields = of.known(row)
    if not of.dated:
        return Dated(group, key, called, ALWAYS, FOREVER, fields, row.pk)
    return Dated(group, key, called, row.during.lower, row.during.upper or FOREVER, fields, row.pk)


def _call(line: str, weekday: int, starts: int, nth: int, minutes: int, carers: int) -> tuple[Any, str, Mapping[str, str]]:
    at = f"{WEEKDAYS[weekday]} {starts // 60:02d}:{starts % 60:02d}"
    return (line, weekday, starts, nth), f"call of {line}, {at}", {"minutes": str(minutes), "carers": str(carers)}


def _funding(person: str, kind: str, pence: int, collected_by: str) -> tuple[Any, str, Mapping[str, str]]:
    return (person, kind), f"{person}, {kind}", {"weekly": plain_pounds(pence), "collected by": collected_by}


def _yes(is_so: bool) -> str:
    return "yes" if is_so else "no"
