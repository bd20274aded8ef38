"""A list of the pages, offered to programs: the same filters, order, columns and places to go on from."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Annotated, Any, Literal, NamedTuple, cast
from urllib.parse import quote

from ninja import Field, Query, Router, Schema
from pydantic import create_model

from duly.api.asking import offer
from duly.api.request import LetIn
from duly.core.lists.listing import Asked, ListOf, Page
from duly.core.lists.showing import Shown
from duly.primitives.money import plain_pounds
from duly.primitives.power import Power

MOST = 500
POUNDS = r"^-?\d+\.\d\d$"
KINDS: dict[str, Any] = {
    "text": (str | None, {}),
    "number": (int | str | None, {}),
    "pounds": (str | None, {"pattern": POUNDS, "description": "Pounds and pence as text, such as 52853.79."}),
    "rate": (str | None, {"description": "Pounds as text, to a hundredth of a penny."}),
    "day": (str | None, {"description": "A day, such as 2026-11-09."}),
    "moment": (str | None, {"description": "A moment, ISO 8601."}),
    "yes/no": (bool | None, {}),
}


class FacetValue(Schema):
    """One value of a filter: how many rows it would leave, and their money."""

    value: str
    label: str
    count: int
    pounds: str | None = Field(None, pattern=POUNDS)


class Facet(Schema):
    """A filter with its values."""

    key: str
    heading: str
    values: list[FacetValue]


class Listed(NamedTuple):
    """A list as it is for these rows, its labels among them, and the rows."""

    of: ListOf
    rows: Iterable[Any]


ReadsAPage = Callable[[ListOf, Asked], Page[Any]]
"""What reads one page of a list from the database, where reading every row would be too much."""


def list_model(of: ListOf) -> type[Schema]:
    """What a list answers with, by its columns."""
    fields = {column.key: (KINDS[column.kind][0], Field(None, title=column.heading, **KINDS[column.kind][1])) for column in of.columns}
    named = "".join(word.capitalize() for word in of.name.split("-"))
    row = create_model(
        f"{named}Row",
        __base__=Schema,
        key=(str, Field(description="What names this row for good; `after` takes it.")),
        url=(str | None, Field(None, description="Where the record itself is.")),
        **fields,  # type: ignore[call-overload]  # made of the columns
    )
    return create_model(
        f"{named}List",
        __base__=Schema,
        list=(str, ...),
        total=(int, Field(description="How many rows the filters leave, on every page together.")),
        pounds=(str | None, Field(None, pattern=POUNDS, description="Their money, where the list has any.")),
        items=(list[row], ...),  # type: ignore[valid-type]  # made above
        facets=(list[Facet], ...),
        next=(str | None, Field(None, description="Where the rows after these are; null at the end.")),
        not_understood=(list[str], Field(description="What of the query was left aside, as an old bookmark's is.")),
    )


def query_model(of: ListOf, own: dict[str, Any]) -> type[Schema]:
    """What a list may be asked, by its filters and order. `own` are the page's own keys."""
    fields: dict[str, Any] = {facet.key: (list[str], Field([], description=f"{facet.heading}: any of these.")) for facet in of.facets}
    orders = tuple(order for sort in of.sorts for order in (sort, f"-{sort}"))
    if orders:
        fields["sort"] = (Literal[orders] | None, Field(None, description="After - the largest first."))
    fields["q"] = (str, Field("", description="Words that every row must have."))
    fields["after"] = (str, Field("", description="The key of the row to go on from."))
    fields["limit"] = (int, Field(of.page_size, ge=1, le=MOST))
    return create_model("".join(word.capitalize() for word in of.name.split("-")) + "Query", __base__=Schema, **fields, **own)


def offer_list(
    router: Router,
    path: str,
    of: ListOf,
    rows: Callable[..., Iterable[Any] | Listed | ReadsAPage],
    *,
    name: str,
    says: str,
    tag: str,
    scope: str,
    sees: Power | None = None,
    record: Callable[[Any], str] | None = None,
    own: dict[str, Any] | None = None,
    ref: Any = None,
) -> None:
    """Offer a list. `rows(request, asked, ref)` gives its rows, or them with the list as it is for these (`Listed`), or what reads one page of them
    alone; `record` the address of one."""
    model = query_model(of, own or {})

    def answer(request: LetIn, asked: Any, ref: str = "") -> dict[str, Any]:
        found = rows(request, asked, ref) if ref else rows(request, asked)
        listed, every = found if isinstance(found, Listed) else (of, found)
        listed = replace(listed, page_size=asked.limit)
        understood = _asked(listed, asked)
        page = every(listed, understood) if callable(every) else listed.page(every, understood)
        return told(listed, page, understood, request, asked, record)

    if ref is None:

        def whole(request: LetIn, asked: Any) -> dict[str, Any]:
            return answer(request, asked)

        view, takes = cast("Callable[..., Any]", whole), {}
    else:

        def of_one(request: LetIn, ref: Any, asked: Any) -> dict[str, Any]:
            return answer(request, asked, ref)

        view, takes = cast("Callable[..., Any]", of_one), {"ref": ref}
    view.__annotations__ = takes | {"asked": Annotated[model, Query(...)]}  # what the list may be asked is known only here
    view.__name__, view.__doc__ = name, says
    offer(router, "GET", path, gives=list_model(of), scope=scope, sees=sees, tag=tag)(view)


def told(of: ListOf, page: Page[Any], asked: Asked, request: LetIn, query: Any, record: Callable[[Any], str] | None) -> dict[str, Any]:
    """A page of a list as an answer."""
    return {
        "list": of.name,
        "total": page.total,
        "pounds": None if page.pence is None else plain_pounds(page.pence),
        "items": [
            {
                "key": str(getattr(row, of.key)),
                "url": record(row) if record else None,
                **{column.key: _plain(column, row) for column in of.columns},
            }
            for row in page.rows
        ],
        "facets": [
            {
                "key": facet.key,
                "heading": facet.heading,
                "values": [
                    {
                        "value": one.value,
                        "label": one.label,
                        "count": one.count,
                        "pounds": None if one.pence is None else plain_pounds(one.pence),
                    }
                    for one in facet.values
                ],
            }
            for facet in page.facets
        ],
        "next": _next(request, str(getattr(page.rows[-1], of.key))) if page.next_query else None,
        "not_understood": [*page.not_understood, *_unknown(request, query)],
    }


def _asked(of: ListOf, asked: Any) -> Asked:
    filters = {facet.key: tuple(dict.fromkeys(getattr(asked, facet.key))) for facet in of.facets if getattr(asked, facet.key)}
    return Asked(filters, getattr(asked, "sort", None) or of.default_sort, asked.q, asked.after)


def _next(request: LetIn, after: str) -> str:
    query = request.GET.copy()
    query["after"] = after
    return f"{quote(request.path)}?{query.urlencode()}"


def _unknown(request: LetIn, asked: Any) -> list[str]:
    names = {field.alias or name for name, field in type(asked).model_fields.items()}
    return [f"filter not understood: {key}" for key in request.GET if key not in names]


def _plain(column: Shown, row: Any) -> Any:
    value = column.plain(row)
    return str(value) if column.kind == "text" and value is not None else value
