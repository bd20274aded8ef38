"""People who are cared for, in finished words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from duly.core.lists.listing import Facet, ListOf, Shown
from duly.core.record.clock import LONDON
from duly.core.record.queries import Entry
from duly.payments.flow import Agreed
from duly.payments.packages.queries import Commission, Funding, Interruption, Line, Pattern
from duly.payments.packages.rules import SAID
from duly.payments.screens.care.packages import PER, say_rates
from duly.primitives.money import pounds
from duly.primitives.period import say_day, say_span
from duly.ui.environment import hours
from duly.ui.frame import Cell, Column, Happening, Row, Table

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


def lines(
    found: Sequence[Line],
    spans: Sequence[Commission],
    providers: Mapping[str, str],
    officers: Mapping[str, str],
    agreed: Mapping[tuple[str, date], Agreed],
) -> Table:
    """A person's lines, a row for each span in force, with what is agreed of each week."""
    rows = []
    for line in found:
        for span in (s for s in spans if s.line_ref == line.line_ref):
            one = agreed.get((span.line_ref, span.starts))
            by = f"put forward by {officers.get(span.proposed_by, span.proposed_by)}" if span.proposed_by else ""
            rows.append(
                Row(
                    (
                        Cell(line.line_ref, ref=True),
                        line.service,
                        Cell(providers.get(line.provider_ref, line.provider_ref), f"/providers/{line.provider_ref}/"),
                        Cell(
                            line.contract_ref, f"/contracts/{line.contract_ref}/", ref=True, note=f"zone {line.zone}" if line.zone else ""
                        ),
                        *_of_a_week(one),
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
        Column("Hours a week", "number"),
        Column("Rate £", "number"),
        Column("A week £", "number"),
        Column("In force", "wrap"),
        Column("Approval", "wrap"),
    )
    return Table("Package lines", columns, tuple(rows), empty="No line was ever commissioned for this person.")


def _of_a_week(one: Agreed | None) -> tuple[Cell | str, Cell | str, Cell | str]:
    if one is None:
        return "–", "–", "–"
    short = f"{one.without_rate} call{'' if one.without_rate == 1 else 's'} without a rate" if one.without_rate else ""
    rate = Cell(say_rates(one), note=PER[one.unit]) if one.unit else Cell("none", tone="red")
    return (
        hours(one.minutes) if one.minutes else "–",
        rate,
        Cell(pounds(one.weekly_pence), strong=True, note=short) if one.weekly_pence else "–",
    )


def variations(entries: Iterable[Entry], officers: Mapping[str, str]) -> list[Happening]:
    """What was decided about a person's lines, the newest first: put forward, approved, varied, ended."""
    return [
        Happening(_moment(one), one.sentence, note=officers.get(one.actor_ref, one.actor_ref), url=f"/record/{one.event_id}/")
        for one in sorted(entries, key=lambda one: one.at, reverse=True)
    ]


def _moment(one: Entry) -> str:
    at = one.at.astimezone(LONDON)
    return f"{at.day} {at:%b %Y, %H:%M}"


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
