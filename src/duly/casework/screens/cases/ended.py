"""Closed cases by how they ended and when: month by month, and the cases behind each figure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from duly.casework.cases import queries
from duly.casework.cases.queries import ClosedSeen
from duly.core.lists.listing import Asked, Facet, ListOf, Page, Shown
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
    """Every closed case, the last closed first. A file has every one of them; the page is read from the database as that page alone."""
    asked = lists.ask(request, ENDED)
    page = ended_page(ENDED, asked)
    rows = [] if asked.format == "html" else ended_rows()
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


def ended_page(of: ListOf, asked: Asked, *, but: Collection[str] = ()) -> Page[EndedRow]:
    """One page of closed cases that whoever looks may see, `but` these."""
    names = people.names()
    return queries.page_of_closed(of, asked, names=names, told=lambda one: _row(one, names), but=but)


def ended_rows() -> list[EndedRow]:
    """Every closed case that whoever looks may see."""
    names = people.names()
    return [_row(one, names) for one in queries.closed_cases()]


def _row(one: ClosedSeen, names: Mapping[str, str]) -> EndedRow:
    return EndedRow(
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


def month_rows(*, but: Collection[str] = ()) -> list[MonthRow]:
    """Every outcome in every month, the newest month first; `but` these cases."""
    counted = queries.closed_by_month(but=but)
    order = sorted(sorted(counted, key=lambda key: key[1]), key=lambda key: key[0], reverse=True)
    return [MonthRow(f"{month} {outcome}", month, outcome, counted[month, outcome]) for month, outcome in order]


def _figure(row: MonthRow) -> Cell:
    return Cell(f"{row.cases:,}", f"/cases/closed/?{urlencode({'month': row.month, 'outcome': row.outcome})}")
