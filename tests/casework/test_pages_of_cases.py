"""The list of all cases is read a page at a time, and is the same list as one made of every row: each order, each filter, to the end."""

import itertools
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duly.api.casework import CASES, POST
from duly.casework import flow
from duly.casework.cases import actions as actions_of_cases
from duly.casework.cases import queries
from duly.casework.correspondence import queries as post
from duly.casework.flow.closing import known_of
from duly.casework.screens.cases.ended import ENDED, ended_page, ended_rows, month_rows
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


def every_page(of, asked, page, whole):
    """Go through a list a page at a time, each the page of the whole, and count its rows."""
    seen = []
    while True:
        found = page(of, asked)
        assert found == of.page(whole, asked)
        seen += [getattr(one, of.key) for one in found.rows]
        if not found.next_query:
            return seen
        asked = replace(asked, after=seen[-1])


def test_closed_cases_are_paged_and_counted_by_the_database_those_without_a_day_at_the_end(many, office):
    manager = office["casework-manager"]
    for n, ref in enumerate([one.ref for one in queries.cases(stages=("assessment",))][:6]):
        said = {"outcome": ("resolved", "premature")[n % 2], "principles": ["getting it right"], "because": "It was put right."}
        actions_of_cases.close(ref, **said, ended=(), beside=known_of(ref, by=manager), by=manager)
    of, every = replace(ENDED, page_size=4), ended_rows()

    for sort, filters in itertools.product(
        ("", "closed_on", "-closed_on", "days", "-days"),
        ({}, {"month": ("not recorded",)}, {"outcome": ("resolved",)}, {"owner": (every[0].owner,)}),
    ):
        seen = every_page(of, Asked(filters, sort), ended_page, every)
        assert len(seen) == len(set(seen)) == len([row for row in every if all(getattr(row, k) in v for k, v in filters.items())])
    assert sum(row.cases for row in month_rows()) == len(every)
    assert len(month_rows(but=[every[0].ref])) <= len(month_rows())


def test_post_is_read_a_page_at_a_time_and_what_stays_in_the_office_is_on_no_page(office):
    by = office["executive-assistant"]
    for n in range(9):
        said = {"channel": ("phone", "hand")[n % 2], "sender_name": f"Mrs {n}", "sender_address": "", "subject": "Bins", "addressed_to": ""}
        flow.key_in(f"She rang, {n}.", **said, received_on=today(), why_late="", by=by)
    of, whole = replace(POST, page_size=4), post.items()

    for sort, filters in itertools.product(("", "-received_on"), ({}, {"channel": ("hand",)}, {"owner": (by.ref,)})):
        assert every_page(of, Asked(filters, sort), post.page, whole)
    kept = whole[0].ref
    assert kept not in every_page(of, Asked({}, ""), lambda of, asked: post.page(of, asked, but=(kept,)), whole[1:])
    with CaptureQueriesContext(connection) as asked:
        post.page(of, Asked({}, "-received_on"))
    assert any("LIMIT 5" in one["sql"] for one in asked.captured_queries)


def test_a_page_reads_no_more_rows_than_it_shows_and_says_what_it_does_not_understand(many):
    of = replace(CASES, page_size=7)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        queries.page(of, Asked({}, "-opened_on"))

    assert any("LIMIT 8" in one["sql"] for one in asked.captured_queries)
    assert queries.page(of, Asked({}, "", after="PSO-1999-1")).not_understood == ("after not understood: PSO-1999-1",)
    assert {one.title for one in queries.page(of, Asked({}, "", words="zebra")).rows} == {"Zebra"}
