"""A list as pages show it: its filters with counts, its columns that sort, its other forms, and where we are in it."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from duly.core.lists.listing import CONTENT_TYPES, Asked, ListOf, Page
from duly.primitives.money import sterling
from duly.ui.frame import Cell, Column, Facet, FacetGroup, Link, Pager, Row, Table

NUMBERS = ("number", "pounds", "rate")


def ask(request: HttpRequest, of: ListOf) -> Asked:
    """What the query string asks of a list."""
    return of.ask(request.META.get("QUERY_STRING", ""))


def as_file(of: ListOf, rows: Iterable[Any], asked: Asked) -> HttpResponse | None:
    """The list as CSV or JSON, or None when the page was asked for."""
    if asked.format == "html":
        return None
    content = of.as_csv(rows, asked) if asked.format == "csv" else of.as_json(rows, asked)
    answer = HttpResponse(content, content_type=CONTENT_TYPES[asked.format])
    if asked.format == "csv":
        answer["Content-Disposition"] = f'attachment; filename="{of.name}.csv"'
    return answer


def attached(content: bytes, name: str, kind: str) -> HttpResponse:
    """A file to be saved under a name."""
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def formats(asked: Asked, **own: str) -> tuple[Link, ...]:
    """Links to the same rows as CSV and JSON. `own` are the page's own keys, such as its week."""
    return tuple(Link(form.upper(), to(asked.query(format=form), **own)) for form in ("csv", "json"))


def to(query: str, **own: str) -> str:
    """The address of a query of this list with the page's own keys."""
    mine = urlencode({key: value for key, value in own.items() if value})
    return "?" + "&".join(part for part in (mine, query) if part)


def facet_groups(page: Page, asked: Asked, *, says: str = "", **own: str) -> tuple[FacetGroup, ...]:
    """Every facet with its counts and money; "All" takes a facet off. `says` is what the money is."""
    groups = []
    for facet in page.facets:
        chosen = any(value.chosen for value in facet.values)
        everything = asked.query(filters={key: values for key, values in asked.filters.items() if key != facet.key})
        total = sum(value.count for value in facet.values)
        pence = None if page.pence is None else sum(value.pence or 0 for value in facet.values)
        groups.append(
            FacetGroup(
                facet.heading,
                (
                    Facet("All", to(everything, **own), total, _short(pence), current=not chosen),
                    *(Facet(v.label, to(v.query, **own), v.count, _short(v.pence), current=v.chosen) for v in facet.values),
                ),
                note="" if pence is None else says,
            )
        )
    return tuple(groups)


def columns(of: ListOf, asked: Asked, **own: str) -> tuple[Column, ...]:
    """The headings, those that sort as links."""
    sorted_by, down = asked.sort.removeprefix("-"), asked.sort.startswith("-")
    return tuple(
        Column(
            one.heading,
            "number" if one.kind in NUMBERS else "",
            sort_url=to(of.sort_query(asked, one.key), **own) if one.key in of.sorts else "",
            sorted=("descending" if down else "ascending") if one.key == sorted_by else "",
        )
        for one in of.columns
    )


def table(
    of: ListOf,
    page: Page,
    asked: Asked,
    caption: str,
    *,
    cells: dict[str, Callable[[Any], Cell | str]],
    empty: str,
    empty_next: Link | None = None,
    selected: str = "",
    wrap: Sequence[str] = (),
    **own: str,
) -> Table:
    """A page of the list as a table. `cells` draws the columns that are more than words; `wrap` names those that may run over lines."""
    heads = columns(of, asked, **own)
    return Table(
        caption,
        tuple(
            Column(c.label, "wrap" if shown.key in wrap else c.kind, c.sort_url, c.sorted)
            for c, shown in zip(heads, of.columns, strict=True)
        ),
        tuple(
            Row(
                tuple(cells[shown.key](row) if shown.key in cells else shown.words(row) for shown in of.columns),
                ref=str(getattr(row, of.key)),
                selected=str(getattr(row, of.key)) == selected,
            )
            for row in page.rows
        ),
        empty=empty,
        empty_next=empty_next,
    )


def pager(page: Page, asked: Asked, noun: str, **own: str) -> Pager:
    """How many of how many, and the way to the rest."""
    says = f"{len(page.rows):,} of {page.total:,} {noun}"
    return Pager(says, to(asked.query(), **own) if asked.after else "", to(page.next_query, **own) if page.next_query else "")


def unknown(page: Page) -> str:
    """A sentence about what of the address was not understood, or nothing. An old bookmark never breaks."""
    return f"{'; '.join(page.not_understood).capitalize()}. It was left out." if page.not_understood else ""


def _short(pence: int | None) -> str:
    return "" if pence is None else f"{sterling(pence).split('.')[0]}"
