"""The list of all cases is read a page at a time, and is the same list as one made of every row: each order, each filter, to the end."""

import itertools
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duly.api.casework import CASES
from duly.casework.cases import actions as actions_of_cases
from duly.casework.cases import queries
from duly.core.confidentiality import actions
from duly.core.lists.listing import Asked
from duly.core.record import sight
from duly.core.record.clock import today

pytestmark = pytest.mark.django_db
TITLES = ("a pension", "A pension", "Étude", "Zebra", "bins")


@pytest.fixture
def many(office):
    """Thirty cases taken over, which differ in what a list sorts and filters by."""
    heading = "reference,opened,stage,title,complainant,body,owner,next action,due,waiting on,last touched"
    rows = [
        f"OLD/{n},{today() - timedelta(days=9 + n // 4)},{STAGES[n % 2]},{TITLES[n % 5]},Mrs Example,Body {n % 3},{OWNERS[n % 2]},Read it,,,"
        for n in range(30)
    ]
    outcome = actions_of_cases.take_over("old.csv", "\n".join([heading, *rows]).encode(), source="CMS", by=office["casework-manager"])
    assert outcome.accepted, outcome.faults
    return tuple(one.ref for one in queries.cases())


STAGES, OWNERS = ("assessment", "closed"), ("investigator", "")
SORTS = ("", "opened_on", "-opened_on", "title", "-title")
FILTERS = (
    {},
    {"stage": ("closed",)},
    {"stage": ("closed", "assessment"), "body": ("Body 1",)},
    {"body": ("Nobody",)},
    {"outcome": ("not recorded",)},
)


def test_every_page_of_every_order_and_filter_is_that_of_the_whole_list(many, office):
    actions.restrict(many[0], officers=(office["head-of-casework"].ref,), because="A colleague", by=office["casework-manager"])
    of = replace(CASES, page_size=7)

    with sight.seen_as(office["investigator"].ref):
        every = queries.cases(limit=10_000)
        for sort, filters in itertools.product(SORTS, FILTERS):
            asked, seen = Asked(filters, sort), []
            while True:
                page, whole = queries.page(of, asked), of.page(every, asked)
                assert page == whole
                seen += [one.ref for one in page.rows]
                if not page.next_query:
                    break
                asked = replace(asked, after=page.rows[-1].ref)
            assert len(seen) == len(set(seen)) == page.total
            assert many[0] not in seen


def test_a_page_reads_no_more_rows_than_it_shows_and_says_what_it_does_not_understand(many):
    of = replace(CASES, page_size=7)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        queries.page(of, Asked({}, "-opened_on"))

    assert any("LIMIT 8" in one["sql"] for one in asked.captured_queries)
    assert queries.page(of, Asked({}, "", after="PSO-1999-1")).not_understood == ("after not understood: PSO-1999-1",)
    assert {one.title for one in queries.page(of, Asked({}, "", words="zebra")).rows} == {"Zebra"}
