"""A page of a list read from the database as that page alone, where the whole would be too much: the same page as `ListOf.page` makes of every row."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.db.models import CharField, Count, F, Q, QuerySet, TextField
from django.db.models.functions import Collate

from duly.core.lists.listing import Asked, FacetShown, FacetValue, ListOf, Page
from duly.core.lists.showing import Facet

T = TypeVar("T")


def page_of(of: ListOf, rows: QuerySet[Any], asked: Asked, seen: Callable[[Any], T]) -> Page[T]:
    """One page, each of its rows as `seen`. Every facet is a column of the table or annotated, every sort and the key a column, none ever null; money and words are not asked for."""
    key, column = _ordered(rows, of.key), asked.sort.removeprefix("-")
    down, by = asked.sort.startswith("-"), _ordered(rows, column) if column else None
    order = [key.asc()] if by is None else [by.desc() if down else by.asc(), key.asc()]
    found = _narrowed(rows, asked.filters)
    start, unknown = Q(), asked.not_understood
    if asked.after:
        last = rows.filter(**{of.key: asked.after}).values(of.key, *([column] if column else [])).first()
        if last is None:
            unknown += (f"after not understood: {asked.after}",)
        else:
            beyond = Q(key_in_order__gt=last[of.key])
            start = (
                beyond
                if by is None
                else Q(**{f"by_in_order__{'lt' if down else 'gt'}": last[column]}) | Q(by_in_order=last[column]) & beyond
            )
    shown = list(found.annotate(key_in_order=key, by_in_order=by or key).filter(start).order_by(*order)[: of.page_size + 1])
    more, page = len(shown) > of.page_size, tuple(seen(row) for row in shown[: of.page_size])
    facets = tuple(_facet(facet, rows, asked) for facet in of.facets)
    return Page(page, found.count(), None, facets, asked.query(after=str(getattr(page[-1], of.key))) if more else "", unknown)


def _ordered(rows: QuerySet[Any], column: str) -> Any:
    """A column in the order Python has: text letter by letter as it is written, whatever the database's own language."""
    text = isinstance(rows.model._meta.get_field(column), CharField | TextField)
    return Collate(F(column), "C") if text else F(column)


def _narrowed(rows: QuerySet[Any], filters: Mapping[str, tuple[str, ...]], but: str = "") -> QuerySet[Any]:
    for key, wanted in filters.items():
        rows = rows if key == but else rows.filter(**{f"{key}__in": wanted})
    return rows


def _facet(facet: Facet, rows: QuerySet[Any], asked: Asked) -> FacetShown:
    left = _narrowed(rows, asked.filters, but=facet.key).order_by()
    counts = {str(value): many for value, many in left.values_list(facet.key).annotate(many=Count("pk"))}
    chosen = asked.filters.get(facet.key, ())
    values = []
    for value in {*counts, *chosen}:
        then = tuple(one for one in chosen if one != value) if value in chosen else (*chosen, value)
        query = asked.query(filters={**asked.filters, facet.key: then})
        values.append(FacetValue(value, facet.label(value), counts.get(value, 0), None, value in chosen, query))
    return FacetShown(facet.key, facet.heading, tuple(sorted(values, key=lambda one: one.label.casefold())))
