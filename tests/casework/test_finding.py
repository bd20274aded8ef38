"""Finding cases: by words and beginnings of words, by keyset, with counts; the cases alike; and nothing that may not be seen."""

import itertools
from dataclasses import replace

import pytest
from django.db import connection

from duly.casework import flow
from duly.casework.cases import actions as moving
from duly.casework.cases import queries as cases
from duly.casework.cases.states import MERGED, Stage
from duly.casework.correspondence import actions as post
from duly.casework.finding import queries
from duly.casework.finding.queries import Count, Wanted
from duly.core.confidentiality import actions as confidentiality
from duly.core.record import sight
from duly.core.record.clock import today

pytestmark = pytest.mark.django_db
TITLES = (
    ("Pension stopped without notice", "Mrs Ada Okonkwo", "Northmere Council"),
    ("Pension paid late", "Mr Bo Lindqvist", "Northmere Council"),
    ("Bins not collected", "Ms Cy O'Hara", "Southmere Council"),
    ("A pension statement was wrong", "Dr Di Ndiaye", "Eastmere Council"),
    ("Planning notice went astray", "Mrs Ada Lovell", "Northmere Council"),
)


@pytest.fixture
def five(office, mail):
    """Five cases, opened one after the other."""
    refs = []
    for n, (title, complainant, body) in enumerate(TITLES):
        item = flow.register_post(
            f"{n}.eml", mail(title, f"About {title}, {n}."), received_on=today(), by=office["executive-assistant"]
        ).ref
        owner = office["casework-manager" if n % 2 else "investigator"].ref
        post.triage(item, way="allocate", direct_to="Team", next_action="Open a case", owner=owner, by=office["casework-manager"])
        by = office["casework-manager"]
        refs.append(flow.open_case_from(item, title=title, complainant=complainant, body=body, owner=owner, by=by).ref)
    return refs


def test_words_find_cases_in_any_form_and_by_their_beginnings(five):
    assert set(queries.search("pensions", most=10)) == {five[0], five[1], five[3]}  # another form of the word
    assert set(queries.search("okon", most=10)) == {five[0]}
    assert set(queries.search("ada notice", most=10)) == {five[0], five[4]}  # every word
    assert queries.search("o'hara", most=10) == (five[2],)
    assert queries.search("ada bins", most=10) == queries.search("'; DROP", most=10) == queries.search("  &|!() ", most=10) == ()
    assert queries.in_post("About pensions", most=10)
    assert not queries.in_post("gibberish", most=10)


def test_a_list_goes_on_from_where_it_was_and_misses_and_repeats_nothing(five):
    seen, after = [], ""
    for _ in range(3):
        page = queries.page(Wanted(size=2, after=after))
        seen += [one.ref for one in page.rows]
        after = page.after
    assert seen == sorted(five, reverse=True)
    assert after == ""
    assert [one.ref for one in queries.page(Wanted(words="pension", size=2)).rows] + [
        one.ref for one in queries.page(Wanted(words="pension", size=2, after=queries.page(Wanted(words="pension", size=2)).after)).rows
    ] == list(queries.search("pension", most=9))


def test_filters_narrow_the_list_and_its_counts_alike(five, office):
    moving.move(five[0], step="investigate", by=office["casework-manager"])
    for wanted, many in (
        (Wanted(), 5),
        (Wanted(stages=("investigation",)), 1),
        (Wanted(owners=(office["casework-manager"].ref,)), 2),
        (Wanted(bodies=("Northmere Council", "Eastmere Council")), 4),
        (Wanted(bodies=("Northmere Council",), words="pension"), 2),
        (Wanted(words="gibberish"), 0),
    ):
        assert len(queries.page(wanted).rows) == many
        assert queries.count(wanted) == Count(many, True)


def test_the_counts_beside_a_list_are_those_that_each_by_itself_would_be(five, office):
    moving.move(five[0], step="investigate", by=office["casework-manager"])
    people = [office[post].ref for post in ("casework-manager", "investigator", "executive-assistant")]
    choices = (
        [(), ("assessment",), ("investigation", "closed")],
        [(), *((one,) for one in people)],
        [(), ("Northmere Council",)],
        ["", "pension", "gibberish"],
    )
    for stages, owners, bodies, words in itertools.product(*choices):
        wanted = Wanted(stages, owners, bodies, words)
        for mine in people:
            found = queries.tally(wanted, mine=mine)
            assert found.stages == {stage.value: queries.count(replace(wanted, stages=(stage.value,))) for stage in Stage}
            assert found.mine == queries.count(replace(wanted, owners=(mine,)))
            assert found.all == queries.count(wanted)


def test_above_what_is_counted_one_by_one_a_count_is_what_the_planner_expects_and_says_so(five, office, monkeypatch):
    monkeypatch.setattr(queries, "COUNTED_TO", 0)
    found = queries.tally(Wanted(), mine=office["investigator"].ref)
    assert not found.all.exact
    assert not found.mine.exact
    with sight.seen_as(sight.NOBODY):
        assert queries.tally(Wanted(), mine="").all == Count(0, True)


def test_words_and_a_filter_together_find_every_case_with_both(five, office):
    """Not the best of all with those words, narrowed: where there are many, one of the few that was wanted would be missed."""
    moving.move(five[1], step="investigate", by=office["casework-manager"])
    wanted = Wanted(stages=("investigation",), words="pension")
    assert [one.ref for one in queries.page(wanted).rows] == [five[1]]
    with connection.cursor() as cursor:
        cursor.execute("SELECT ref FROM finding_cases('pension', 1, '{investigation}', '{}', '{}')")
        assert cursor.fetchall() == [(five[1],)]


def test_a_word_of_very_many_cases_is_taken_as_it_stands_and_any_other_as_a_beginning():
    with connection.cursor() as cursor:
        cursor.execute("SELECT finding_words_of(%s)::text, finding_words_of(%s)::text", ["pensions okon", "the"])
        assert cursor.fetchone() == ("( 'pensions':* | 'pension' ) & 'okon':*", "'the':*")
        cursor.execute("SELECT finding_words_of('pension delay', '{pension,pensioner,delay}')::text")
        assert cursor.fetchone() == ("( 'pension' | 'pensioner' ) & 'delay'",)  # the longer ones that are common themselves
        cursor.execute("SELECT finding_words_of('pensions', '{pension,pensions}')::text, finding_words_of('lis', '{list}')::text")
        assert cursor.fetchone() == ("'pension' | 'pensions'", "'lis':*")  # nobody has typed "list" yet


def test_a_case_told_beside_others_is_told_as_it_is_by_itself(five, office):
    by = office["casework-manager"]
    moving.tie(five[1], other=five[3], kind=MERGED, because="The same matter", by=by)
    moving.move(five[4], step="investigate", by=by)
    flow.close_case(five[4], outcome="premature", principles=["getting it right"], because="Nothing went wrong.", by=by)
    assert cases.some((five[4],))[five[4]].closed_on == today()
    assert cases.some(tuple(five)) == {ref: cases.case(ref) for ref in five}
    assert cases.some((five[1],))[five[1]].merged_into == five[3]


def test_what_may_not_be_seen_is_neither_listed_counted_found_nor_alike(five, office):
    head, clerk = office["head-of-casework"], office["executive-assistant"]
    assert [one.ref for one in queries.alike(five[1], most=5)][:1] == [five[0]]
    confidentiality.restrict(five[0], officers=(head.ref,), because="A colleague", by=head)

    for who, many in ((head, 5), (clerk, 4)):
        with sight.seen_as(who.ref):
            assert len(queries.page(Wanted()).rows) == queries.count(Wanted()).many == many
            assert (five[0] in queries.search("pension", most=9)) is (many == 5)
            assert (five[0] in [one.ref for one in queries.alike(five[1], most=5)]) is (many == 5)
            assert bool(queries.alike(five[0], most=5)) is (many == 5)
            assert (len(queries.in_post("pension", most=9)) == 3) is (many == 5)
    with sight.seen_as(sight.NOBODY):
        assert queries.page(Wanted()).rows == ()
        assert queries.count(Wanted()) == Count(0, True)
        assert queries.search("pension", most=9) == queries.in_post("pension", most=9) == ()


def test_a_number_that_was_not_counted_says_so():
    assert Count(1204, True).said == "1,204"
    assert Count(384_211, False).said == "about 380,000"


def test_post_is_found_by_what_it_says_and_a_case_leads_to_those_like_it(five, office, at_desk):
    """By page: what was found had been reachable by no page once."""
    clerk, head = at_desk("executive-assistant"), office["head-of-casework"]
    found = clerk.get("/search/?q=astray").content.decode()
    assert "/post/" in found
    assert "post from" in found
    page = clerk.get(f"/cases/?like={five[1]}").content.decode()
    assert f"Cases like {five[1]}" in page
    assert five[0] in page
    assert f"/cases/?like={five[1]}" in clerk.get(f"/cases/{five[1]}/").content.decode()
    confidentiality.restrict(five[0], officers=(head.ref,), because="A colleague", by=head)
    assert five[0] not in clerk.get(f"/cases/?like={five[1]}&format=csv").content.decode()
    assert clerk.get(f"/cases/?like={five[0]}").status_code == 404
