"""Finding among thousands of cases, and as if among a million: what is common comes newest first page after page, what is rare is found, and numbers that were not counted say so."""

import psycopg
import pytest

from duly.casework.finding import queries
from duly.casework.finding.queries import Wanted
from duly.core.record import sight

pytestmark = [pytest.mark.commits]
MANY = 6_000
FILL = f"""
INSERT INTO cases_case (ref, version, stage, title, complainant, body, owner, opened_from, opened_on, split_from, next_action, waiting_on, touched_on)
SELECT 'PSO-2020-' || lpad(n::text, 7, '0'), 1, CASE WHEN n % 10 = 0 THEN 'assessment' ELSE 'closed' END,
       'Matter of ' || CASE WHEN n % 3 = 0 THEN 'pensions' ELSE 'bins' END || ' kx' || n % 4 || 'q' || n, 'Mx Name' || n, 'Body ' || n % 7, 'O-' || n % 5, 'P-' || n,
       date '2020-01-01' + n / 20, '', 'Read it', '', date '2020-01-01' + n / 20
  FROM generate_series(1, {MANY}) n
"""
HIDE = "INSERT INTO confidentiality_restriction (case_ref, because, made_by) SELECT ref, 'invented', gen_random_uuid() FROM cases_case WHERE id % 50 = 0"
AS_IF = "UPDATE pg_class SET reltuples = 1000000 WHERE oid = 'cases_case'::regclass"


@pytest.fixture
def filled(commits, server):
    """Thousands of cases, some of them hidden, their guards off only meanwhile. Gives each with its title, the newest first, and what is hidden."""
    with psycopg.connect(server.owner_of(commits), autocommit=True) as owner:
        if not owner.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()[0]:
            pytest.skip("What the planner believes is only a superuser's to change")
        for table in ("cases_case", "confidentiality_restriction"):
            owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        owner.execute(FILL)
        owner.execute(HIDE)
        owner.execute("ANALYZE cases_case")
        rows = owner.execute("SELECT ref, title, stage FROM cases_case ORDER BY opened_on DESC, ref DESC").fetchall()
        hidden = {ref for (ref,) in owner.execute("SELECT case_ref FROM confidentiality_restriction").fetchall()}
        yield [row for row in rows if row[0] not in hidden], owner


def gone_through(words: str) -> list[str]:
    """Every case that page after page shows for these words."""
    found, after = [], ""
    while True:
        page = queries.page(Wanted(words=words, after=after))
        found += [one.ref for one in page.rows]
        after = page.after
        if not after:
            return found


def test_of_a_word_that_thousands_have_the_newest_come_first_page_after_page(filled):
    rows, _ = filled
    with sight.seen_as("O-1"):
        for words, part in (("pension", "pensions"), ("matter bins", "bins")):
            assert gone_through(words) == [ref for ref, title, _ in rows if part in title][: queries.MOST_FOUND]
        both = [ref for ref, title, stage in rows if "pensions" in title and stage == "assessment"]
        found = queries.page(Wanted(stages=("assessment",), words="pension", size=queries.MOST_FOUND))
        assert [one.ref for one in found.rows] == both
        assert queries.tally(Wanted(words="pension"), mine="O-1").stages["assessment"] == queries.Count(len(both), exact=True)
    with sight.seen_as(sight.NOBODY):
        assert gone_through("pension") == []


def test_of_a_beginning_among_a_million_the_planner_is_not_believed(filled):
    rows, owner = filled
    owner.execute(AS_IF)
    with sight.seen_as("O-1"):
        common = [ref for ref, title, _ in rows if " kx1q" in title]
        assert gone_through("kx1") == common[: queries.MOST_FOUND]
        rare = [ref for ref, title, _ in rows if title.endswith("q5999")]
        assert gone_through("kx3q5999") == rare == [rows[0][0]]
        told = queries.tally(Wanted(words="kx1"), mine="O-1")
        assert not told.stages["closed"].exact
        assert told.stages["closed"].many > queries.COUNTED_TO  # a quarter of what is taken for a million
        assert told.stages["assessment"] == queries.Count(0, exact=True)  # every tenth is even, and these are odd
