"""Closed cases by how they ended and when: month by month, and the cases behind each figure."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from duly.casework.cases import queries
from duly.core.lists.listing import Facet, ListOf, Shown
from duly.core.people import queries as people
from duly.ui import listed as lists
from duly.ui.asks import asks
from duly.ui.frame import Cell, Link
from duly.ui.pages import show


@dataclass(frozen=True)
class EndedRow:
    """One closed case. `closed_on` is None where nobody kept the day."""

    ref: str
    title: str
    complainant: str
    body: str
    owner: str
    opened_on: date
    closed_on: date | None
    days: int | None
    outcome: str
    month: str
    principles: str


@dataclass(frozen=True)
class MonthRow:
    """How many cases ended so in a month ("2026-11", or "not recorded")."""

    key: str
    month: str
    outcome: str
    cases: int


ENDED = ListOf(
    name="closed-cases",
    key="ref",
    columns=(
        *(
            Shown("ref", "Case"),
            Shown("title", "About"),
            Shown("complainant", "Complainant"),
            Shown("body", "Body"),
            Shown("owner", "Owner"),
        ),
        *(Shown("opened_on", "Opened", "day"), Shown("closed_on", "Closed", "day"), Shown("days", "Days", "number")),
        *(Shown("outcome", "How it ended"), Shown("month", "Month"), Shown("principles", "Principles")),
    ),
    facets=(Facet("outcome", "How it ended", label=str.capitalize), Facet("month", "Month"), Facet("owner", "Owner")),
    sorts=("closed_on", "opened_on", "days"),
    default_sort="-closed_on",
)
MONTHS = ListOf(
    name="closed-by-month",
    key="key",
    columns=(Shown("month", "Month"), Shown("outcome", "How it ended"), Shown("cases", "Cases", "number")),
    facets=(Facet("outcome", "How it ended", label=str.capitalize), Facet("month", "Month")),
    sorts=("month", "cases"),
    default_sort="-month",
)


@asks()
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Every closed case, the last closed first."""
    rows = ended_rows()
    asked = lists.ask(request, ENDED)
    page = ENDED.page(rows, asked)
    cells = {
        "ref": lambda row: Cell(row.ref, f"/cases/{row.ref}/", ref=True),
        "outcome": lambda row: Cell(row.outcome.capitalize(), tag=True),
    }
    return lists.as_file(ENDED, rows, asked) or show(
        request,
        "cases/ended.html",
        title="Closed cases",
        section="Cases",
        crumbs=(Link("Cases", "/cases/"), Link("How cases ended", "/cases/closed/months/")),
        formats=lists.formats(asked),
        facets=lists.facet_groups(page, asked),
        unknown=lists.unknown(page),
        pager=lists.pager(page, asked, "cases"),
        table=lists.table(
            ENDED,
            page,
            asked,
            "Closed cases",
            cells=cells,
            wrap=("title", "body", "principles"),
            empty="No closed case fits these filters.",
        ),
    )


@asks()
@require_safe
def months(request: HttpRequest) -> HttpResponse:
    """How many cases ended in each way, month by month. Each figure leads to its cases."""
    rows = month_rows()
    asked = lists.ask(request, MONTHS)
    page = MONTHS.page(rows, asked)
    cells = {"outcome": lambda row: Cell(row.outcome.capitalize(), tag=True), "cases": _figure}
    return lists.as_file(MONTHS, rows, asked) or show(
        request,
        "cases/ended.html",
        title="How cases ended",
        section="Cases",
        crumbs=(Link("Cases", "/cases/"), Link("Closed cases", "/cases/closed/")),
        formats=lists.formats(asked),
        facets=lists.facet_groups(page, asked),
        unknown=lists.unknown(page),
        pager=lists.pager(page, asked, "lines"),
        table=lists.table(MONTHS, page, asked, "Cases by how and when they ended", cells=cells, empty="No case has ended so."),
    )


def ended_rows() -> list[EndedRow]:
    """Every closed case that whoever looks may see."""
    names = people.names()
    return [
        EndedRow(
            one.ref,
            one.title,
            one.complainant,
            one.body,
            names.get(one.owner, one.owner),
            one.opened_on,
            one.closed_on,
            (one.closed_on - one.opened_on).days if one.closed_on else None,
            one.outcome,
            one.month,
            ", ".join(one.principles),
        )
        for one in queries.closed_cases()
    ]


def month_rows() -> list[MonthRow]:
    """Every outcome in every month, the newest month first."""
    counted = Counter((one.month, one.outcome) for one in queries.closed_cases())
    order = sorted(sorted(counted, key=lambda key: key[1]), key=lambda key: key[0], reverse=True)
    return [MonthRow(f"{month} {outcome}", month, outcome, counted[month, outcome]) for month, outcome in order]


def _figure(row: MonthRow) -> Cell:
    return Cell(f"{row.cases:,}", f"/cases/closed/?{urlencode({'month': row.month, 'outcome': row.outcome})}")
