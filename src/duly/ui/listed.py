"""A list as pages show it: its filters with counts, its columns that sort, its other forms, and where we are in it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from duly.core.desk import queries as desk
from duly.core.lists.listing import CONTENT_TYPES, Asked, ListOf, Page
from duly.primitives.money import half_up, sterling
from duly.ui.frame import Cell, Column, ColumnChoice, Facet, FacetGroup, Link, ListTools, Pager, Row, Table

NUMBERS = ("number", "pounds", "rate")


@dataclass(frozen=True)
class AskedHere(Asked):
    """What was asked of a list, at which page, and this person's own views of that page."""

    page: str = ""
    views: tuple[Link, ...] = ()


def ask(request: HttpRequest, of: ListOf) -> AskedHere:
    """What the query string asks of a list."""
    asked = of.ask(request.META.get("QUERY_STRING", ""))
    views = desk.views(request.actor.ref, request.path) if asked.format == "html" else ()  # type: ignore[attr-defined]  # put there by the site
    return AskedHere(**vars(asked), page=request.path, views=tuple(Link(one.name, one.address) for one in views))


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
                    Facet("All", to(everything, **own), total, to_the_pound(pence), current=not chosen),
                    *(Facet(v.label, to(v.query, **own), v.count, to_the_pound(v.pence), current=v.chosen) for v in facet.values),
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
        for one in of.shown(asked)
    )


def tools(of: ListOf, asked: Asked, **own: str) -> ListTools:
    """The chooser of a list's columns, each step of it an address, and the way to save the list as it stands."""
    shown = [column.key for column in of.shown(asked)]
    choices = []
    for column in (*of.shown(asked), *(column for column in of.columns if column.key not in shown)):
        at = shown.index(column.key) if column.key in shown else -1

        def way(keys: list[str], key: str = column.key) -> str:
            return f"{to(asked.query(columns=tuple(keys)), **own)}#column-{key}"

        without = [key for key in shown if key != column.key]
        choices.append(
            ColumnChoice(
                column.key,
                column.heading,
                at >= 0,
                toggle_url=way([*shown, column.key]) if at < 0 else way(without) if without else "",
                earlier_url=way([*without[: at - 1], column.key, *without[at - 1 :]]) if at > 0 else "",
                later_url=way([*without[: at + 1], column.key, *without[at + 1 :]]) if 0 <= at < len(shown) - 1 else "",
            )
        )
    page, views = getattr(asked, "page", ""), getattr(asked, "views", ())
    here = to(asked.query(), **own).removeprefix("?")
    return ListTools(
        tuple(choices),
        f"{to(asked.query(columns=()), **own)}#columns" if asked.columns else "",
        f"/views/?{urlencode({'page': page, 'query': here})}" if page else "",
        views,
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
    ticks: str = "",
    tickable: Callable[[Any], bool] = lambda row: True,
    **own: str,
) -> Table:
    """A page of the list as a table. `cells` draws the columns that are more than words; `wrap` names those that may run over lines."""
    heads = columns(of, asked, **own)
    return Table(
        caption,
        tuple(
            Column(c.label, "wrap" if shown.key in wrap else c.kind, c.sort_url, c.sorted)
            for c, shown in zip(heads, of.shown(asked), strict=True)
        ),
        tuple(
            Row(
                tuple(cells[shown.key](row) if shown.key in cells else shown.words(row) for shown in of.shown(asked)),
                ref=str(getattr(row, of.key)),
                selected=str(getattr(row, of.key)) == selected,
                tickable=tickable(row),
            )
            for row in page.rows
        ),
        empty=empty,
        empty_next=empty_next,
        tools=tools(of, asked, **own),
        ticks=ticks if any(tickable(row) for row in page.rows) else "",
    )


def pager(page: Page, asked: Asked, noun: str, **own: str) -> Pager:
    """How many of how many, and the way to the rest."""
    says = f"{len(page.rows):,} of {page.total:,} {noun}"
    return Pager(says, to(asked.query(), **own) if asked.after else "", to(page.next_query, **own) if page.next_query else "")


def unknown(page: Page) -> str:
    """A sentence about what of the address was not understood, or nothing. An old bookmark never breaks."""
    return f"{'; '.join(page.not_understood).capitalize()}. It was left out." if page.not_understood else ""


def to_the_pound(pence: int | None) -> str:
    """Pence as whole pounds, half up, for a facet: the pence stand in the rows. Nothing is nothing."""
    if pence is None:
        return ""
    whole = half_up(abs(pence), 100) * 100
    return sterling(-whole if pence < 0 else whole).split(".")[0]
