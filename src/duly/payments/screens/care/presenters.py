"""People who are cared for, in finished words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from duly.core.lists.listing import Facet, ListOf, Shown
from duly.payments.packages.queries import Commission, Funding, Interruption, Line, Pattern
from duly.payments.packages.rules import SAID
from duly.primitives.money import pounds
from duly.primitives.period import say_day, say_span
from duly.ui.frame import Cell, Column, Row, Table

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class PersonRow:
    """One person as they stand on a day."""

    ref: str
    name: str
    lines: int
    in_force: int
    waiting: int
    now: str
    died: date | None


PEOPLE = ListOf(
    name="people-cared-for",
    key="ref",
    columns=(
        Shown("name", "Person"),
        Shown("ref", "Reference"),
        Shown("lines", "Lines", "number"),
        Shown("in_force", "In force", "number"),
        Shown("waiting", "To approve", "number"),
        Shown("now", "Today"),
        Shown("died", "Died", "day"),
    ),
    facets=(Facet("now", "Today"),),
    sorts=("name", "ref", "lines", "in_force", "waiting"),
    default_sort="ref",
    page_size=100,
)
CELLS = {
    "name": lambda row: Cell(row.name, f"/care/{row.ref}/"),
    "ref": lambda row: Cell(row.ref, ref=True),
    "waiting": lambda row: Cell(str(row.waiting), tone="amber", strong=True) if row.waiting else "–",
    "now": lambda row: Cell(row.now, tone="" if row.now == "Cared for" else "blue", tag=True),
    "died": lambda row: say_day(row.died) if row.died else "–",
}


def rows(
    refs: Sequence[str],
    names: Mapping[str, str],
    lines: Sequence[Line],
    commissions: Sequence[Commission],
    interruptions: Sequence[Interruption],
    deaths: Mapping[str, date],
    on: date,
) -> list[PersonRow]:
    """Everybody as they stand on a day."""
    of_line = {line.line_ref: line.person_ref for line in lines}
    count: dict[str, list[int]] = {ref: [0, 0, 0] for ref in refs}
    for line in lines:
        if line.person_ref in count:
            count[line.person_ref][0] += 1
    for one in commissions:
        who = count.get(of_line[one.line_ref])
        if who is not None:
            who[1] += one.approved and one.starts <= on < one.ends
            who[2] += not one.approved
    away = {i.person_ref: SAID[i.kind] for i in interruptions if i.starts <= on < i.ends}
    return [
        PersonRow(
            ref,
            names.get(ref, ref),
            *count[ref],
            "Died" if ref in deaths else away.get(ref) or ("Cared for" if count[ref][1] else "No line in force"),
            deaths.get(ref),
        )
        for ref in refs
    ]


def lines(found: Sequence[Line], spans: Sequence[Commission], providers: Mapping[str, str], officers: Mapping[str, str]) -> Table:
    """A person's lines, a row for each span in force."""
    rows = []
    for line in found:
        for span in (s for s in spans if s.line_ref == line.line_ref):
            by = f"put forward by {officers.get(span.proposed_by, span.proposed_by)}" if span.proposed_by else ""
            rows.append(
                Row(
                    (
                        Cell(line.line_ref, ref=True),
                        line.service,
                        Cell(providers.get(line.provider_ref, line.provider_ref), f"/providers/{line.provider_ref}/"),
                        Cell(line.contract_ref, f"/contracts/{line.contract_ref}/", ref=True),
                        line.zone or "–",
                        say_span(span.starts, span.ends),
                        Cell("Approved" if span.approved else "To approve", tone="green" if span.approved else "amber", tag=True, note=by),
                    )
                )
            )
    columns = (
        Column("Line"),
        Column("Service"),
        Column("Provider", "wrap"),
        Column("Contract"),
        Column("Zone"),
        Column("In force", "wrap"),
        Column("Approval", "wrap"),
    )
    return Table("Package lines", columns, tuple(rows), empty="No line was ever commissioned for this person.")


def calls(found: Sequence[Pattern]) -> Table:
    """Weekly calls, by line, day and time."""
    rows = tuple(
        Row(
            (
                Cell(p.line_ref, ref=True),
                WEEKDAYS[p.weekday],
                f"{p.starts_minute // 60:02d}:{p.starts_minute % 60:02d}",
                str(p.minutes),
                str(p.carers),
                say_span(p.starts, p.ends),
            )
        )
        for p in found
    )
    columns = (
        Column("Line"),
        Column("Day"),
        Column("At"),
        Column("Minutes", "number"),
        Column("Carers", "number"),
        Column("In force", "wrap"),
    )
    return Table("Planned calls", columns, rows, empty="No call is planned.")


def interruptions(found: Sequence[Interruption]) -> Table:
    """Interruptions of care, the newest first."""
    rows = tuple(
        Row((SAID[i.kind], say_span(i.starts, i.ends), say_day(i.told_on))) for i in sorted(found, key=lambda i: i.starts, reverse=True)
    )
    return Table(
        "Interruptions", (Column("How"), Column("When", "wrap"), Column("Told on", "wrap")), rows, empty="Care was never interrupted."
    )


def fundings(found: Sequence[Funding]) -> Table:
    """What others pay towards weeks in a care home."""
    rows = tuple(
        Row(
            (f.kind.upper() if f.kind == "fnc" else f.kind.capitalize(), pounds(f.weekly_pence), f.collected_by, say_span(f.starts, f.ends))
        )
        for f in found
    )
    return Table("What others pay a week", (Column("What"), Column("£", "number"), Column("Collected by"), Column("When", "wrap")), rows)
