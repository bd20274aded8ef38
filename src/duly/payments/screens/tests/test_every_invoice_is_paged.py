"""Every invoice of every week, a page at a time as the database finds it: the same rows, order, counts and money as the whole list has."""

from dataclasses import replace

import pytest

from duly.payments import flow
from duly.payments.providers.queries import provider_names
from duly.payments.screens.invoices import every, pages, presenters

SORTS = [way for sort in presenters.INVOICES.sorts for way in (sort, f"-{sort}")]


@pytest.fixture
def more(judged, office):
    """The judged week's invoices, and some whose lines, money and names come to the same."""
    one, other = (provider.ref for provider in judged.providers[:2])
    line = judged.inputs.claims[0]
    head = "invoice,line,provider,person,service,week_starting,minutes,rate,amount\n"
    for provider in (one, other):
        rows = "".join(
            f"{ref},1,{provider},{line.person_ref},{line.service},2026-11-02,60,20.00,20.00\n" for ref in ("a-1", "B-1", "B/2", "Z 3")
        )
        assert flow.IMPORTS["invoices"]("more.csv", (head + rows).encode(), provider, office["tom"]).accepted


def walked(of, query: str, page_of) -> list:
    """Every page in turn: what it shows, but for the facet that the database does not count."""
    told, asked = [], of.ask(query)
    while True:
        page = page_of(asked)
        told.append((page.rows, page.total, page.pence, tuple(f for f in page.facets if f.key != "state"), page.next_query))
        if not page.next_query:
            return told
        asked = of.ask(page.next_query)


def test_a_page_found_by_the_database_is_the_page_of_the_whole_list(more, at_desk):
    names = provider_names()
    of, whole = replace(presenters.with_names(names), page_size=3), pages.rows(None)
    one = next(iter(names))
    queries = [f"sort={sort}" for sort in SORTS] + [
        f"provider={one}",
        f"provider={one}&sort=-pence",
        "how=file",
        "how=keyed",
        "how=keyed&how=file",
        "provider=V-0",
    ]

    assert len(whole) > 6
    for query in queries:
        found = walked(of, query, lambda asked: every.page_of(of, asked, names))
        assert found == walked(of, query, lambda asked: of.page(whole, asked)), query
    gone = every.page_of(of, of.ask("after=nobody/1"), names)
    assert (gone.rows, gone.not_understood) == (of.page(whole, of.ask("")).rows, ("after not understood: nobody/1",))
    page = at_desk("tom").get("/invoices/?week=any").content.decode()
    assert f"{len(whole)} invoices" in page
    assert "state=Paid" in page
    assert at_desk("tom").get("/invoices/?week=any&state=Paid").status_code == 200
