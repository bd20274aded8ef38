"""Every invoice of every week: a page of it as the database finds it, with the rows, order and counts that the whole list would have.

What became of an invoice is worked out of all its lines, so a filter by that, words to be found, and the files read the whole list as before.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from duly.core.intake import queries as intake
from duly.core.lists.listing import Asked, FacetShown, FacetValue, ListOf, Page
from duly.core.people import queries as people
from duly.payments import flow
from duly.payments.flow import STATES
from duly.payments.invoices import queries
from duly.payments.invoices.queries import Counted
from duly.payments.screens import listed
from duly.payments.screens.invoices import presenters
from duly.payments.screens.invoices.presenters import InvoiceRow
from duly.ui.frame import Facet, FacetGroup


def may_be_paged(asked: Asked) -> bool:
    """Whether the database can find what is asked by itself."""
    return asked.format == "html" and not asked.words.split() and not asked.filters.get("state")


def page_of(of: ListOf, asked: Asked, names: Mapping[str, str]) -> Page[InvoiceRow]:
    """The page that is asked for. Its facets are by provider and by how it came."""
    every = queries.counted()
    keyed = intake.keyed_by({one.import_ref for one in every})
    providers, hows = asked.filters.get("provider", ()), asked.filters.get("how", ())
    by_hand = None if not hows or {"keyed", "file"} <= set(hows) else "keyed" in hows
    nothing = bool(hows) and not {"keyed", "file"} & set(hows)
    rows, more, known = queries.page_of_invoices(
        names=names,
        keyed_in=list(keyed),
        providers=providers,
        keyed=by_hand,
        sort=asked.sort,
        after=asked.after,
        size=of.page_size,
    )
    called = people.names()
    shown = presenters.rows(flow.what_became_of(() if nothing else rows), names, {ref: called.get(by, by) for ref, by in keyed.items()})

    def way(one: Counted) -> str:
        return "keyed" if one.import_ref in keyed else "file"

    of_providers = [one for one in every if not providers or one.provider_ref in providers]
    so_come = [one for one in every if not hows or way(one) in hows]
    found = [one for one in of_providers if not hows or way(one) in hows]
    facets = (
        _facet(of, asked, "provider", so_come, lambda one: one.provider_ref),
        _facet(of, asked, "how", of_providers, way),
    )
    return Page(
        tuple(shown),
        sum(one.invoices for one in found),
        sum(one.pence for one in found),
        facets,
        asked.query(after=shown[-1].key) if more and shown else "",
        asked.not_understood + (() if known else (f"after not understood: {asked.after}",)),
    )


def by_state(asked: Asked, **own: str) -> FacetGroup:
    """The ways to what became of them, not counted: that would read every line of every invoice."""
    ways = (Facet(state, listed.to(asked.query(filters={**asked.filters, "state": (state,)}), **own)) for state in STATES)
    return FacetGroup("What became of it", (Facet("All", listed.to(asked.query(), **own), current=True), *ways))


def _facet(of: ListOf, asked: Asked, key: str, left: Iterable[Counted], value: Callable[[Counted], str]) -> FacetShown:
    told = next(facet for facet in of.facets if facet.key == key)
    chosen, sums = asked.filters.get(key, ()), dict[str, tuple[int, int]]()
    for one in left:
        many, pence = sums.get(value(one), (0, 0))
        sums[value(one)] = (many + one.invoices, pence + one.pence)
    values = []
    for name in {*sums, *chosen}:
        then = tuple(v for v in chosen if v != name) if name in chosen else (*chosen, name)
        query = replace(asked, filters={**asked.filters, key: then}).query()
        many, pence = sums.get(name, (0, 0))
        values.append(FacetValue(name, told.label(name), many, pence, name in chosen, query))
    return FacetShown(key, told.heading, tuple(sorted(values, key=lambda one: one.label.casefold())))
