"""A query string to a list."""

import csv
import io
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duly.core.lists.guard import guarded, unguarded
from duly.core.lists.listing import ListOf
from duly.core.lists.showing import Facet, Shown


@dataclass(frozen=True)
class Run:
    ref: str
    state: str
    provider: str | None
    total_pence: int
    made_on: date | None
    checked: bool = False


RUNS = ListOf(
    name="runs",
    key="ref",
    columns=(
        Shown("ref", "Run"),
        Shown("state", "State"),
        Shown("provider", "Provider"),
        Shown("total_pence", "Total", "pounds"),
        Shown("made_on", "Made", "day"),
        Shown("checked", "Checked", "yes/no"),
    ),
    facets=(Facet("state", "State", label=str.capitalize), Facet("provider", "Provider"), Facet("checked", "Checked")),
    sorts=("made_on", "total_pence", "ref"),
    default_sort="-made_on",
    money="total_pence",
    page_size=2,
    also=("row",),
)
ROWS = (
    Run("R-1", "draft", "Alder", 100, date(2026, 11, 1)),
    Run("R-2", "prepared", "Beech", -250, date(2026, 11, 2)),
    Run("R-3", "prepared", "=Cedar()", 123456, date(2026, 11, 2), checked=True),
    Run("R-4", "approved", None, 500, None),
)


def refs(query: str) -> list[str]:
    return [run.ref for run in RUNS.matching(ROWS, RUNS.ask(query))]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["R-2", "R-3", "R-1", "R-4"]),
        ("?state=prepared", ["R-2", "R-3"]),
        ("state=prepared&state=draft", ["R-2", "R-3", "R-1"]),
        ("state=prepared&checked=yes", ["R-3"]),
        ("provider=none", ["R-4"]),
        ("state=lost", []),
        ("sort=total_pence", ["R-2", "R-1", "R-4", "R-3"]),
        ("sort=-total_pence", ["R-3", "R-4", "R-1", "R-2"]),
        ("q=beech", ["R-2"]),
        ("q=1%2C234.56", ["R-3"]),
        ("state=", ["R-2", "R-3", "R-1", "R-4"]),
    ],
)
def test_a_query_string_filters_and_sorts(query, expected):
    assert refs(query) == expected


def test_what_is_not_understood_is_left_aside_and_said():
    asked = RUNS.ask("risk=high&sort=colour&format=xml&row=R-1&state=draft&risk=press")

    assert asked.not_understood == ("filter not understood: risk", "sort not understood: colour", "format not understood: xml")
    assert [run.ref for run in RUNS.page(ROWS, asked).rows] == ["R-1"]


def test_a_page_leads_to_the_next():
    first = RUNS.page(ROWS, RUNS.ask("sort=ref"))
    second = RUNS.page(ROWS, RUNS.ask(first.next_query))

    assert ([run.ref for run in first.rows], first.total, first.next_query) == (["R-1", "R-2"], 4, "sort=ref&after=R-2")
    assert ([run.ref for run in second.rows], second.next_query) == (["R-3", "R-4"], "")


def test_a_page_begins_after_a_row_that_no_longer_matches():
    changed = [Run("R-2", "draft", "Beech", -250, date(2026, 11, 2)) if run.ref == "R-2" else run for run in ROWS]

    page = RUNS.page(changed, RUNS.ask("state=prepared&state=approved&sort=ref&after=R-2"))

    assert [run.ref for run in page.rows] == ["R-3", "R-4"]


def test_a_page_after_a_row_that_is_gone_begins_again_and_says_so():
    page = RUNS.page(ROWS, RUNS.ask("after=R-99"))

    assert page.not_understood == ("after not understood: R-99",)
    assert len(page.rows) == 2


def test_facets_count_what_each_value_would_leave_with_its_money():
    page = RUNS.page(ROWS, RUNS.ask("state=prepared"))

    state, provider, _ = page.facets
    assert [(v.label, v.count, v.pence, v.chosen) for v in state.values] == [
        ("Approved", 1, 500, False),
        ("Draft", 1, 100, False),
        ("Prepared", 2, 123206, True),
    ]
    assert [v.label for v in provider.values] == ["=Cedar()", "Beech"]
    assert page.pence == 123206
    assert state.values[2].query == "sort=-made_on"
    assert state.values[1].query == "state=prepared&state=draft&sort=-made_on"


def test_sorting_by_a_column_again_turns_it_round():
    asked = RUNS.ask("sort=total_pence&state=draft")

    assert RUNS.sort_query(asked, "total_pence") == "state=draft&sort=-total_pence"
    assert RUNS.sort_query(asked, "ref") == "state=draft&sort=ref"


def test_csv_has_stable_headings_and_no_formulas():
    content = RUNS.as_csv(ROWS, RUNS.ask("sort=ref&format=csv"))

    assert content.startswith(b"\xef\xbb\xbfRun,State,Provider,Total,Made,Checked\r\n")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows[2] == ["R-2", "prepared", "Beech", "-2.50", "2026-11-02", "no"]
    assert rows[3][2:4] == ["'=Cedar()", "1234.56"]
    assert rows[4] == ["R-4", "approved", "", "5.00", "", "no"]


def test_json_has_money_as_pounds_in_text():
    told = json.loads(RUNS.as_json(ROWS, RUNS.ask("state=approved&oops=1")))

    assert told == {
        "list": "runs",
        "total": 1,
        "items": [{"ref": "R-4", "state": "approved", "provider": None, "total_pence": "5.00", "made_on": None, "checked": False}],
        "not_understood": ["filter not understood: oops"],
    }


def test_a_column_somebody_may_not_see_is_not_filtered_or_sorted_by_either():
    theirs = RUNS.without("provider", "total_pence")
    asked = theirs.ask("provider=Alder&sort=total_pence")

    assert asked.not_understood == ("filter not understood: provider", "sort not understood: total_pence")
    assert theirs.as_csv(ROWS, asked).startswith(b"\xef\xbb\xbfRun,State,Made,Checked\r\n")
    assert theirs.matching(ROWS, theirs.ask("q=alder")) == []
    assert theirs.page(ROWS, asked).pence is None


@pytest.mark.parametrize(
    ("kind", "value", "words", "plain"),
    [
        ("pounds", -123456, "−1,234.56", "-1234.56"),
        ("rate", 213600, "21.36", "21.36"),
        ("day", date(2026, 11, 2), "2 November 2026", "2026-11-02"),
        ("moment", datetime(2026, 7, 1, 7, 5, tzinfo=UTC), "1 July 2026 08:05", "2026-07-01T07:05:00+00:00"),
        ("number", 7, "7", 7),
        ("yes/no", True, "yes", True),
        ("text", None, "", None),
    ],
)
def test_a_value_as_people_and_as_machines_read_it(kind, value, words, plain):
    column = Shown("x", "X", kind, value=lambda row: row)

    assert (column.words(value), column.plain(value)) == (words, plain)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(-3, 3)), max_size=12), st.sampled_from(["ref", "-total_pence", "made_on"]))
def test_walking_the_pages_shows_every_row_once(values, sort):
    rows = [Run(f"R-{n:02d}", state, None, pence, date(2026, 11, 2) if pence else None) for n, (state, pence) in enumerate(values)]
    query, seen = f"state=a&state=b&sort={sort}", []
    while query:
        page = RUNS.page(rows, RUNS.ask(query))
        seen += page.rows
        query = page.next_query

    assert seen == RUNS.matching(rows, RUNS.ask(f"state=a&state=b&sort={sort}"))


@given(st.text())
def test_no_query_string_is_too_strange(query):
    RUNS.page(ROWS, RUNS.ask(query))


@given(st.text())
def test_a_guarded_cell_comes_back_as_it_was(cell):
    shown = guarded(cell)

    assert not shown.startswith(("=", "@", "\t", "\r"))
    assert unguarded(shown) == cell


@pytest.mark.parametrize(
    ("columns", "headings", "unknown"),
    [
        ("", [column.heading for column in RUNS.columns], ()),
        ("total_pence,ref", ["Total", "Run"], ()),
        ("ref,ref,nothing", ["Run"], ("column not understood: nothing",)),
        ("nothing", [column.heading for column in RUNS.columns], ("column not understood: nothing",)),
    ],
)
def test_columns_are_chosen_and_ordered_by_the_address_in_every_form_of_the_list(columns, headings, unknown):
    asked = RUNS.ask(f"state=draft&columns={columns}" if columns else "state=draft")

    assert [column.heading for column in RUNS.shown(asked)] == headings
    assert next(csv.reader(io.StringIO(RUNS.as_csv(ROWS, asked).decode("utf-8-sig")))) == headings
    assert len(json.loads(RUNS.as_json(ROWS, asked))["items"][0]) == len(headings)
    assert asked.not_understood == unknown
    assert RUNS.ask(asked.query()).columns == asked.columns, "every link of the page keeps them"


def test_a_column_somebody_may_not_see_is_not_shown_for_the_asking():
    without = RUNS.without("total_pence")

    asked = without.ask("columns=total_pence,ref")

    assert [column.key for column in without.shown(asked)] == ["ref"]
    assert asked.not_understood == ("column not understood: total_pence",)
