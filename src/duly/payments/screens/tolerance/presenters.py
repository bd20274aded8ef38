"""What was let through, in finished words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from duly.core.lists.listing import Facet, ListOf, Shown
from duly.payments.validation.queries import LettingSeen
from duly.primitives.money import pounds
from duly.primitives.period import week_name
from duly.ui.frame import Cell, Column, Row, Table

TO_LOOK, NOT_DRAWN = "To look at", "Not drawn"
STANDS, ENDED = "Yes", "No longer"


@dataclass(frozen=True)
class LettingRow:
    """One line and week that was let through. `minutes` and `pence` are what stands: 0 where a later judgement no longer lets it through."""

    key: str
    on: date
    week: str
    provider: str
    provider_name: str
    line: str
    person: str
    person_name: str
    minutes: int
    pence: int
    clause: str
    stands: str
    sampled: bool
    look: str
    looked_by: str
    judgement: str
    assessed_id: int


LETTINGS = ListOf(
    name="let-through",
    key="key",
    columns=(
        Shown("week", "Week"),
        Shown("provider_name", "Provider"),
        Shown("line", "Line"),
        Shown("person_name", "Person"),
        Shown("minutes", "Minutes", "number"),
        Shown("pence", "£", "pounds"),
        Shown("clause", "Clause"),
        Shown("stands", "Stands"),
        Shown("sampled", "Drawn", "yes/no"),
        Shown("look", "Looked at"),
        Shown("looked_by", "By"),
        Shown("judgement", "Judgement"),
    ),
    facets=(
        Facet("look", "Looked at"),
        Facet("stands", "Stands"),
        Facet("provider", "Provider"),
        Facet("week", "Week"),
    ),
    sorts=("week", "provider_name", "minutes", "pence"),
    default_sort="-week",
)
_LOOKS = {"Fair": "green", "Not fair": "red", TO_LOOK: "amber", NOT_DRAWN: ""}
CELLS = {
    "line": lambda row: Cell(row.line, address(row.line, row.on), ref=True),
    "pence": lambda row: pounds(row.pence) if row.pence else "–",
    "minutes": lambda row: f"{row.minutes:,}" if row.minutes else "–",
    "stands": lambda row: Cell(row.stands, tone="green" if row.stands == STANDS else "", tag=True),
    "look": lambda row: Cell(row.look, tone=_LOOKS[row.look], tag=True),
    "judgement": lambda row: Cell(row.judgement, f"/exceptions/{row.assessed_id}/", ref=True),
}


def address(line_ref: str, week: date) -> str:
    """Where one is looked at."""
    return f"/tolerance/{line_ref}/{week_name(week)}/"


def with_names(providers: Mapping[str, str]) -> ListOf:
    """The list with its providers called by name."""
    facets = [replace(one, label=lambda ref: providers.get(ref, ref)) if one.key == "provider" else one for one in LETTINGS.facets]
    return replace(LETTINGS, facets=tuple(facets))


def rows(
    found: Sequence[LettingSeen], providers: Mapping[str, str], people: Mapping[str, str], officers: Mapping[str, str]
) -> list[LettingRow]:
    """Every line and week that was let through, in rows."""
    return [
        LettingRow(
            f"{one.line_ref}/{one.week.isoformat()}",
            one.week,
            week_name(one.week),
            one.provider_ref,
            providers.get(one.provider_ref, one.provider_ref),
            one.line_ref,
            one.person_ref,
            people.get(one.person_ref, one.person_ref),
            one.minutes if one.stands else 0,
            one.pence if one.stands else 0,
            one.clause,
            STANDS if one.stands else ENDED,
            one.sampled,
            look(one),
            officers.get(one.looked.looked_by, one.looked.looked_by) if one.looked else "",
            one.judgement_ref,
            one.assessed_id,
        )
        for one in found
    ]


def look(one: LettingSeen) -> str:
    """What was found, or whether somebody is still to look."""
    if one.looked:
        return one.looked.finding.capitalize()
    return TO_LOOK if one.sampled else NOT_DRAWN


def with_total(table: Table, matching: Sequence[LettingRow]) -> Table:
    """The table with what all the rows that match add up to, on this page or not."""
    if not matching:
        return table
    pence, minutes = sum(row.pence for row in matching), sum(row.minutes for row in matching)
    told = {"week": f"All {len(matching):,}", "minutes": f"{minutes:,}", "pence": pounds(pence)}
    return replace(table, foot=tuple(Cell(told.get(one.key, ""), strong=True) for one in LETTINGS.columns))


def by_provider(matching: Sequence[LettingRow]) -> Table:
    """What stands, provider by provider and week by week."""
    sums: dict[tuple[str, str], list[LettingRow]] = {}
    for row in matching:
        if row.stands == STANDS:
            sums.setdefault((row.provider_name, row.week), []).append(row)
    told = tuple(
        Row((name, week, f"{len(those):,}", f"{sum(r.minutes for r in those):,}", pounds(sum(r.pence for r in those))))
        for (name, week), those in sorted(sums.items(), key=lambda one: (one[0][0], one[0][1]))
    )
    columns = (Column("Provider", "wrap"), Column("Week"), Column("Lines", "number"), Column("Minutes", "number"), Column("£", "number"))
    those = [row for found in sums.values() for row in found]
    foot = ("All", "", f"{len(those):,}", f"{sum(r.minutes for r in those):,}", Cell(pounds(sum(r.pence for r in those)), strong=True))
    return Table("By provider and week", columns, told, foot=foot if told else (), empty="Nothing stands as let through.")
