"""A page of a list read from the database as that page alone, where the whole would be too much: the same page as `ListOf.page` makes of every row."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.db.models import CharField, Count, F, Q, QuerySet, TextField
from django.db.models.functions import Collate

from duly.core.lists.listing import Asked, FacetShown, FacetValue, ListOf, Page
from duly.core.lists.showing import NOTHING, Facet

T = TypeVar("T")
NOWHERE_ELSE: Mapping[str, str] = {}


def page_of(
    of: ListOf, rows: QuerySet[Any], asked: Asked, seen: Callable[[Any], T], *, held_in: Mapping[str, str] = NOWHERE_ELSE
) -> Page[T]:
    """One page, each of its rows as `seen`. Every facet and sort is a column of the table or annotated, the key a column and never null; money and words are not
    asked for. Rows without what is sorted by come last, whichever way; a facet without a value is "none".
    `held_in` names what a facet is of where it is another column than its key."""
    key, column = _ordered(rows, of.key), asked.sort.removeprefix("-")
    down, by = asked.sort.startswith("-"), _ordered(rows, column) if column else None
    order = [key.asc()] if by is None else [by.desc(nulls_last=True) if down else by.asc(nulls_last=True), key.asc()]
    found = _narrowed(rows, asked.filters, held_in)
    start, unknown = Q(), asked.not_understood
    if asked.after:
        last = rows.filter(**{of.key: asked.after}).values(of.key, *([column] if column else [])).first()
        if last is None:
            unknown += (f"after not understood: {asked.after}",)
        else:
            start = _beyond(last[of.key], None if by is None else last[column], down=down, sorted_by=by is not None)
    shown = list(found.annotate(key_in_order=key, by_in_order=by or key).filter(start).order_by(*order)[: of.page_size + 1])
    more, page = len(shown) > of.page_size, tuple(seen(row) for row in shown[: of.page_size])
    facets = tuple(_facet(facet, rows, asked, held_in) for facet in of.facets)
    return Page(page, found.count(), None, facets, asked.query(after=str(getattr(page[-1], of.key))) if more else "", unknown)


def _beyond(key: Any, by: Any, *, down: bool, sorted_by: bool) -> Q:
    """The rows after one: by what is sorted by, then by the key, and those without what is sorted by at the end."""
    later = Q(key_in_order__gt=key)
    if not sorted_by:
        return later
    if by is None:
        return Q(by_in_order__isnull=True) & later
    return Q(**{f"by_in_order__{'lt' if down else 'gt'}": by}) | Q(by_in_order=by) & later | Q(by_in_order__isnull=True)


def _ordered(rows: QuerySet[Any], column: str) -> Any:
    """A column in the order Python has: text letter by letter as it is written, whatever the database's own language."""
    annotated = rows.query.annotations.get(column)
    text = isinstance(annotated.output_field if annotated is not None else rows.model._meta.get_field(column), CharField | TextField)
    return Collate(F(column), "C") if text else F(column)


def _narrowed(rows: QuerySet[Any], filters: Mapping[str, tuple[str, ...]], held_in: Mapping[str, str], but: str = "") -> QuerySet[Any]:
    for key, wanted in filters.items():
        if key != but:
            of = held_in.get(key, key)
            rows = rows.filter(Q(**{f"{of}__in": wanted}) | (Q(**{f"{of}__isnull": True}) if NOTHING in wanted else Q(pk__in=())))
    return rows


def _facet(facet: Facet, rows: QuerySet[Any], asked: Asked, held_in: Mapping[str, str]) -> FacetShown:
    left = _narrowed(rows, asked.filters, held_in, but=facet.key).order_by()
    counts = {
        NOTHING if value is None else str(value): many
        for value, many in left.values_list(held_in.get(facet.key, facet.key)).annotate(many=Count("pk"))
    }
    chosen = asked.filters.get(facet.key, ())
    values = []
    for value in {*counts, *chosen}:
        then = tuple(one for one in chosen if one != value) if value in chosen else (*chosen, value)
        query = asked.query(filters={**asked.filters, facet.key: then})
        values.append(FacetValue(value, facet.label(value), counts.get(value, 0), None, value in chosen, query))
    return FacetShown(facet.key, facet.heading, tuple(sorted(values, key=lambda one: (one.value == NOTHING, one.label.casefold()))))
