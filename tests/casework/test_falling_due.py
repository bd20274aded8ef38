"""A clock that nears its day, or went past it, is told of once each and counted as work of whoever has the case; so is whatever else waits for a person."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache

from duly.casework import flow
from duly.casework.correspondence import actions as post
from duly.casework.flow import chasing
from duly.casework.flow.falling_due import falling_due, near
from duly.casework.investigation import actions as investigation
from duly.core.alerts.queries import alerts
from duly.core.clocks import actions as clocks
from duly.core.confidentiality import actions as confidentiality
from duly.core.record.clock import today
from duly.office.alerts import falling, raising
from duly.office.mine import my_work
from duly.primitives.refusal import Refusal
from tests.casework.test_reviews import GROUNDS

pytestmark = pytest.mark.django_db

WINGS = ("casework",)


@pytest.fixture
def owned(office, case):
    """The case, with its owner: whoever has it is told."""
    from duly.casework.cases import queries

    owner = queries.case(case.ref).owner
    return next(by for by in office.values() if by.ref == owner) if owner else pytest.fail("nobody has the case")


@pytest.fixture
def clock(case, office):
    """A clock of the case that has weeks to run."""
    return flow.clock_on_case(case.ref, rule="foi", began=today(), by=office["casework-manager"])


@pytest.fixture
def on(monkeypatch):
    """Let it be another day, and look for alerts afresh."""

    def come(day):
        for module in (falling, raising):
            monkeypatch.setattr(module, "today", lambda: day)
        monkeypatch.setattr("duly.office.mine_in_casework.today", lambda: day)
        cache.delete(falling._LAST)

    return come


def told(by, clock):
    raising.look(by.ref, WINGS)
    return [one.title for one in alerts(by.ref) if clock.ref in one.name]


def counted(by):
    return {one.what: one.count for one in my_work(by, WINGS)}


def test_a_clock_with_weeks_to_run_is_no_news_and_nobodys_work(owned, clock):
    assert told(owned, clock) == []
    assert falling_due(on=today()) == ()
    assert counted(owned).get("Clocks of your cases", 0) == 0


def test_whoever_has_the_case_is_told_once_when_its_clock_is_near_and_once_when_it_is_past(owned, clock, on, office):
    on(clock.due - timedelta(days=1))
    first, again = told(owned, clock), told(owned, clock)
    on(clock.due + timedelta(days=1))
    late = told(owned, clock)
    others = [told(by, clock) for by in office.values() if by != owned]

    assert first == again == [f"Due soon: {clock.title}"]
    assert sorted(late) == [f"Due soon: {clock.title}", f"Past its day: {clock.title}"]
    assert others == [[] for _ in others]


def test_a_clock_that_was_met_is_not_told_of(owned, clock, on, office):
    clocks.meet(clock.ref, on=today(), by=office["casework-manager"])
    on(clock.due + timedelta(days=1))
    assert told(owned, clock) == []


def test_what_is_near_is_reckoned_in_working_days(clock):
    assert [one.clock.ref for one in falling_due(on=clock.due)] == [clock.ref]
    last = max(day for back in range(10) if near(day := clock.due - timedelta(days=back)) < clock.due)
    assert falling_due(on=last) == ()
    assert falling_due(on=last + timedelta(days=1)) != ()


def test_whoever_is_walled_off_is_not_told_of_the_clock_and_those_who_keep_clocks_are(owned, case, clock, on, office):
    confidentiality.wall(case.ref, officer=owned.ref, because="Her brother complains.", by=office["head-of-casework"])
    on(clock.due)
    heard = [by.ref for by in office.values() if told(by, clock)]

    assert heard
    assert owned.ref not in heard


def test_the_clock_of_a_request_is_its_cases_owners(owned, case, office, on):
    issue = investigation.raise_issue(case.ref, words="Nine months.", by=office["investigator"])
    asked = chasing.ask_for_evidence(issue.ref, what="The log", asked_of="The board", by=office["investigator"])
    on(asked.due)
    found = [(one.case_ref, one.owner) for one in falling_due(on=asked.due)]

    assert found == [(case.ref, owned.ref)]
    assert counted(owned)["Clocks of your cases"] == 1


def test_the_list_of_clocks_says_which_are_of_ones_own_cases(owned, clock, at_desk, office):
    post_of = next(code for code, by in office.items() if by == owned)
    other = next(code for code in ("head-of-casework", "investigator") if code != post_of)

    mine = at_desk(post_of).get("/clocks/?whose=Mine&format=csv").content.decode()
    theirs = at_desk(other).get("/clocks/?whose=Mine&format=csv").content.decode()
    assert (clock.ref in mine, clock.ref in theirs) == (True, False)


def test_what_waits_for_a_person_is_counted_as_theirs(office, decision, case):
    manager = office["casework-manager"]
    post.hold_back("virus.exe", b"MZ", why=Refusal("program", "It is a program."), came_by="a folder", by=manager)
    review = flow.ask_for_review(
        decision.ref, asker="complainant", asked_by="Mrs Ada Example", received_on=today(), grounds=GROUNDS, by=manager
    )
    every = [counted(by) for by in office.values()]
    admits = {work["Reviews to accept or refuse"] for work in every if "Reviews to accept or refuse" in work}
    held = {work["Post held back"] for work in every if "Post held back" in work}

    assert review.state == "asked"
    assert (admits, held) == ({1}, {1})


def test_an_office_that_knows_no_bank_holidays_yet_opens_its_pages(at_desk, office, monkeypatch):
    monkeypatch.setattr("duly.core.calendar.queries._titles", lambda division: {})
    cache.clear()

    assert near(date(2026, 12, 23)) == date(2026, 12, 28), "Christmas is a weekday to whoever knows no holidays"
    for code in ("casework-manager", "investigator"):
        desk = at_desk(code)
        assert {address: desk.get(address).status_code for address in ("/", "/cases/", "/clocks/", "/post/")} == {
            "/": 200,
            "/cases/": 200,
            "/clocks/": 200,
            "/post/": 200,
        }
