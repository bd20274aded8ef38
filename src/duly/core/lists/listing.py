"""A list declared once, and asked for by a query string: as a page of rows with facets, as CSV, or as JSON.

    RUNS = ListOf(
        name="runs",
        key="ref",
        columns=(Shown("ref", "Run"), Shown("state", "State"), Shown("total_pence", "Total", "pounds"), Shown("made_on", "Made", "day")),
        facets=(Facet("state", "State"),),
        sorts=("made_on", "total_pence"),
        default_sort="-made_on",
    )
    asked = RUNS.ask(request.META["QUERY_STRING"])     # ?state=draft&state=prepared&sort=-total_pence&columns=ref,state&after=R-0042
    page = RUNS.page(rows, asked)                      # rows: any sequence of dataclasses

A filter may stand several times: any of its values will do. Filters that are not known are left aside and named in `not_understood`.
"""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from operator import attrgetter
from typing import Any, Generic, Literal, TypeVar
from urllib.parse import parse_qsl, urlencode

from duly.core.lists.guard import guarded
from duly.core.lists.showing import NOTHING, Facet, Shown, as_cell

Format = Literal["html", "csv", "json"]
T = TypeVar("T")

FORMATS = ("html", "csv", "json")
CONTENT_TYPES = {"html": "text/html; charset=utf-8", "csv": "text/csv; charset=utf-8", "json": "application/json"}


@dataclass(frozen=True)
class Asked:
    """A query string as understood. `filters` holds the values asked for by facet; `sort` is a column's key, after "-" for descending."""

    filters: Mapping[str, tuple[str, ...]]
    sort: str
    words: str = ""
    after: str = ""
    format: Format = "html"
    not_understood: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    """The columns asked for, in the order asked; nothing for all of them as the list has them."""

    def query(self, **changed: Any) -> str:
        """The query string of this list with something changed; paging begins again unless `after` is given."""
        asked = replace(self, **{"after": "", "format": "html"} | changed)
        pairs = [(key, value) for key in sorted(asked.filters) for value in asked.filters[key]]
        pairs += [(key, value) for key, value in (("q", asked.words), ("sort", asked.sort), ("after", asked.after)) if value]
        pairs += [("columns", ",".join(asked.columns))] * bool(asked.columns)
        pairs += [("format", asked.format)] * (asked.format != "html")
        return urlencode(pairs, safe=",")


@dataclass(frozen=True)
class FacetValue:
    """One value of a facet: how many rows it would leave (and their money, in pence), and the query string that puts it on or takes it off."""

    value: str
    label: str
    count: int
    pence: int | None
    chosen: bool
    query: str


@dataclass(frozen=True)
class FacetShown:
    """A facet with its values, in the order of their labels."""

    key: str
    heading: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True)
class Page(Generic[T]):
    """The rows to show, of `total` that match; `next_query` leads to the rows after them, and is empty at the end."""

    rows: tuple[T, ...]
    total: int
    pence: int | None
    facets: tuple[FacetShown, ...]
    next_query: str
    not_understood: tuple[str, ...]


@dataclass(frozen=True)
class ListOf:
    """A list: its columns, its facets, what it may be sorted by, and the attribute that names a row for good (`key`).

    `money` names the column of pence whose sum goes with each count; `also` names keys of the query string that are the page's own.
    """

    name: str
    key: str
    columns: tuple[Shown, ...]
    facets: tuple[Facet, ...] = ()
    sorts: tuple[str, ...] = ()
    default_sort: str = ""
    money: str = ""
    page_size: int = 100
    also: tuple[str, ...] = field(default=())

    def without(self, *keys: str) -> "ListOf":
        """The same list for somebody who may not see these columns: neither shown, nor filtered or sorted by."""
        return replace(
            self,
            columns=tuple(c for c in self.columns if c.key not in keys),
            facets=tuple(f for f in self.facets if f.key not in keys),
            sorts=tuple(s for s in self.sorts if s not in keys),
            default_sort="" if self.default_sort.lstrip("-") in keys else self.default_sort,
            money="" if self.money in keys else self.money,
        )

    def ask(self, query: str) -> Asked:
        """Understand a query string. What is not understood is left aside and said."""
        known = {facet.key for facet in self.facets}
        filters: dict[str, tuple[str, ...]] = {}
        asked = Asked(filters, self.default_sort)
        unknown = []
        for key, value in parse_qsl(query.lstrip("?"), keep_blank_values=True):
            if key in known:
                if value and value not in filters.get(key, ()):
                    filters[key] = (*filters.get(key, ()), value)
            elif key == "sort" and value.removeprefix("-") in self.sorts:
                asked = replace(asked, sort=value)
            elif key == "format" and value in FORMATS:
                asked = replace(asked, format=value)
            elif key == "q":
                asked = replace(asked, words=value)
            elif key == "after":
                asked = replace(asked, after=value)
            elif key == "columns" and value:
                known_keys = {column.key for column in self.columns}
                wanted = tuple(dict.fromkeys(value.split(",")))
                asked = replace(asked, columns=tuple(one for one in wanted if one in known_keys))
                unknown += [f"column not understood: {one}" for one in wanted if one not in known_keys]
            elif key in ("sort", "format", "columns"):
                unknown.append(f"{key} not understood: {value}")
            elif key not in self.also:
                unknown.append(f"filter not understood: {key}")
        return replace(asked, not_understood=tuple(dict.fromkeys(unknown)))

    def shown(self, asked: Asked) -> tuple[Shown, ...]:
        """The columns to show, in the order asked for; all of them where none was."""
        by_key = {column.key: column for column in self.columns}
        return tuple(by_key[key] for key in asked.columns if key in by_key) or self.columns

    def page(self, rows: Iterable[T], asked: Asked) -> Page[T]:
        """One page of rows, with facets counted over all that match the other facets."""
        everything = list(rows)
        found = self.matching(everything, asked)
        start, unknown = self._start(everything, found, asked)
        shown = found[start : start + self.page_size]
        more = start + self.page_size < len(found)
        return Page(
            tuple(shown),
            len(found),
            self._pence(found),
            tuple(self._facet(facet, everything, asked) for facet in self.facets),
            asked.query(after=self._key(shown[-1])) if more else "",
            asked.not_understood + unknown,
        )

    def matching(self, rows: Iterable[T], asked: Asked) -> list[T]:
        """Every row that the filters leave, in order."""
        return self._in_order([row for row in rows if self._passes(row, asked)], asked.sort)

    def as_csv(self, rows: Iterable[Any], asked: Asked) -> bytes:
        """Every row that the filters leave, as CSV of the columns asked for: UTF-8 with a byte order mark, and no cell that a spreadsheet would run."""
        columns = self.shown(asked)
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow([column.heading for column in columns])
        for row in self.matching(rows, asked):
            writer.writerow([guarded(as_cell(column.plain(row))) for column in columns])
        return b"\xef\xbb\xbf" + out.getvalue().encode()

    def as_json(self, rows: Iterable[Any], asked: Asked) -> bytes:
        """Every row that the filters leave, as JSON by column key; money is pounds in text."""
        items = [{column.key: column.plain(row) for column in self.shown(asked)} for row in self.matching(rows, asked)]
        told = {"list": self.name, "total": len(items), "items": items, "not_understood": list(asked.not_understood)}
        return json.dumps(told, ensure_ascii=False, indent=1).encode()

    def sort_query(self, asked: Asked, key: str) -> str:
        """The query string that sorts by a column, or the other way round when it is already sorted by it."""
        return asked.query(sort=f"-{key}" if asked.sort == key else key)

    def _passes(self, row: Any, asked: Asked, but: str = "") -> bool:
        for facet in self.facets:
            wanted = asked.filters.get(facet.key)
            if wanted and facet.key != but and facet.of(row) not in wanted:
                return False
        words = asked.words.casefold().split()
        text = " ".join(column.words(row) for column in self.columns).casefold() if words else ""
        return all(word in text for word in words)

    def _facet(self, facet: Facet, rows: Sequence[Any], asked: Asked) -> FacetShown:
        left = [row for row in rows if self._passes(row, asked, but=facet.key)]
        counts = Counter(facet.of(row) for row in left)
        chosen = asked.filters.get(facet.key, ())
        values = []
        for value in {*counts, *chosen}:
            then = tuple(v for v in chosen if v != value) if value in chosen else (*chosen, value)
            query = asked.query(filters={**asked.filters, facet.key: then})
            pence = self._pence([row for row in left if facet.of(row) == value])
            values.append(FacetValue(value, facet.label(value), counts[value], pence, value in chosen, query))
        return FacetShown(facet.key, facet.heading, tuple(sorted(values, key=lambda v: (v.value == NOTHING, v.label.casefold()))))

    def _in_order(self, rows: list[Any], sort: str) -> list[Any]:
        rows = sorted(rows, key=attrgetter(self.key))  # as it is: the text of numbers puts 10 before 9
        if not sort:
            return rows
        of = self._column(sort.removeprefix("-")).of
        known = sorted((row for row in rows if of(row) is not None), key=of, reverse=sort.startswith("-"))
        return known + [row for row in rows if of(row) is None]

    def _start(self, everything: list[Any], found: list[Any], asked: Asked) -> tuple[int, tuple[str, ...]]:
        """Where the rows after `after` begin. A row that no longer matches still has its place; one that is gone has none."""
        if not asked.after:
            return 0, ()
        last = next((row for row in everything if self._key(row) == asked.after), None)
        if last is None:
            return 0, (f"after not understood: {asked.after}",)
        placed = self._in_order([last, *(row for row in found if row is not last)], asked.sort)
        at = next(n for n, row in enumerate(placed) if row is last)
        return (at + 1 if any(row is last for row in found) else at), ()

    def _pence(self, rows: Iterable[Any]) -> int | None:
        return sum(map(partial(_or_zero, self._column(self.money)), rows)) if self.money else None

    def _column(self, key: str) -> Shown:
        return next(column for column in self.columns if column.key == key)

    def _key(self, row: Any) -> str:
        return str(getattr(row, self.key))


def _or_zero(column: Shown, row: Any) -> int:
    return column.of(row) or 0
