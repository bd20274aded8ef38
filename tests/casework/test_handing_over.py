"""Post that somebody has is given to another with a reason, and everything of a leaver's goes in one act: what goes, what stays and why is seen first."""

from datetime import timedelta

import pytest

from duly.casework import flow
from duly.casework.cases import queries as cases
from duly.casework.correspondence import actions as post
from duly.casework.correspondence import queries as items
from duly.casework.flow import chasing
from duly.casework.flow.handing_over import BY_HAND, HANDED
from duly.casework.instructions import queries as instructions
from duly.casework.investigation import actions as investigation
from duly.core.alerts.queries import alerts
from duly.core.chases import queries as chases
from duly.core.confidentiality import actions as confidentiality
from duly.core.contacts import actions as contacts
from duly.core.contacts import queries as enquiries
from duly.core.directory import actions as directory
from duly.core.directory import queries as entries
from duly.core.record.clock import today
from duly.core.work import actions as work
from duly.core.work import queries as tasks
from duly.office.alerts import raising
from tests.casework.letters_again import a_case, proposed

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)


@pytest.fixture
def leaver(office, case):
    """An investigator who has one thing of every kind."""
    by = office["investigator"]
    manager = office["casework-manager"]
    post.reallocate(case.opened_from, owner=by.ref, because="Hers.", by=office["assistant-casework-manager"])
    issue = investigation.raise_issue(case.ref, words="Nine months.", by=by)
    chasing.ask_for_evidence(issue.ref, what="The log", asked_of="The board", by=by)
    work.make(what="Ring her", owner=by.ref, about=case.ref, due=today() + WEEK, by=manager)
    ada = directory.enter(kind="person", name="Mrs Ada Example", by=manager).ref
    directory.place_marker(
        ada, kind="distress", because="She wept.", owner=by.ref, review_on=today() + WEEK, lapses_on=today() + 4 * WEEK, by=manager
    )
    desk = office["executive-assistant"]
    asked = contacts.ask(asker="A nurse", question="May I write?", expected="Yes or no", needed_by=today() + WEEK, by=desk)
    contacts.hand_on(asked.ref, owner=by.ref, by=desk)
    return by


def reference(found, kind):
    return next(one.ref for one in found if one.kind == kind)


def test_post_is_not_given_to_whom_its_case_is_kept_from(office, case, refused):
    by, walled = office["assistant-casework-manager"], office["head-of-casework"].ref
    confidentiality.wall(case.ref, officer=walled, because="His brother.", by=office["ombudsman"])
    assert refused(lambda: post.reallocate(case.opened_from, owner=walled, because="x", by=by)).code == "kept-from-them"


def test_everything_of_a_leavers_goes_in_one_act_each_case_with_its_note(office, leaver, case):
    manager, to = office["casework-manager"], office["assistant-casework-manager"].ref
    case_ref = next(one.ref for one in cases.open_cases(owners=(leaver.ref,)))
    held = flow.held_by(leaver.ref, to=to)
    went = flow.hand_everything_over(leaver.ref, owner=to, notes={case_ref: "Ask the council."}, because="She leaves.", by=manager)

    assert {one.kind for one in went} == {"case", "post", "task", "chase", "enquiry", "marker"}
    assert [one for one in held if one.goes] == list(went)
    assert cases.case(case_ref).owner == to
    assert items.item(reference(went, "post")).owner == to
    assert tasks.task(reference(went, "task")).owner == to
    assert chases.chase(reference(went, "chase")).owner == to
    assert enquiries.enquiry(reference(went, "enquiry")).owner == to
    assert {one.owner for one in entries.markers(on=today())} == {to}
    assert [one for one in flow.held_by(leaver.ref) if one.goes] == []


def test_a_case_without_a_note_stays_and_the_rest_may_be_left(office, leaver, case, refused):
    manager, to = office["casework-manager"], office["assistant-casework-manager"].ref
    nothing = refused(lambda: flow.hand_everything_over(leaver.ref, owner=to, notes={}, but_cases=False, by=manager))
    went = flow.hand_everything_over(leaver.ref, owner=to, notes={}, by=manager)

    assert nothing.code == "nothing"
    assert "case" not in {one.kind for one in went}
    assert cases.open_cases(owners=(leaver.ref,))
    codes = [
        refused(lambda: flow.hand_everything_over(leaver.ref, owner=leaver.ref, notes={}, by=manager)).code,
        refused(lambda: flow.hand_everything_over(leaver.ref, owner="O-none", notes={}, by=manager)).code,
        refused(lambda: flow.hand_everything_over(leaver.ref, owner=to, notes={}, by=leaver)).code,
    ]
    assert codes == ["same-owner", "not-in-post", "scheme-no-row"]


def test_what_is_kept_from_whoever_would_have_it_stays_and_says_so(office, leaver, case):
    manager, to = office["casework-manager"], office["assistant-casework-manager"].ref
    confidentiality.wall(case.ref, officer=to, because="His brother.", by=office["head-of-casework"])
    stays = {one.kind for one in flow.held_by(leaver.ref, to=to) if one.stays}
    went = flow.hand_everything_over(leaver.ref, owner=to, notes={case.ref: "Ask the council."}, by=manager)

    assert "case" in stays
    assert case.ref not in {one.ref for one in went}
    assert "enquiry" in {one.kind for one in went}


def test_what_comes_under_an_instruction_is_read_by_whoever_has_the_rest(office):
    seen = proposed(office, a_case(office))
    reader = next(by for by in office.values() if by.ref == seen.reader)
    to = next(by.ref for by in office.values() if by.ref != reader.ref)
    flow.hand_everything_over(reader.ref, owner=to, notes={}, by=office["casework-manager"])
    assert instructions.instruction(seen.ref).reader == to


def test_a_task_of_what_was_asked_of_them_by_name_stays_with_them(office, case):
    head, to = office["head-of-casework"], office["assistant-casework-manager"].ref
    put = flow.bring_in(case.ref, rung="brief", asked_of=head.ref, asks="See it.", by_day=today() + WEEK, by=office["casework-manager"])
    work.make(what="Answer what is asked", owner=head.ref, about=put.ref, due=today() + WEEK, by=office["casework-manager"])
    work.make(what="Ring the board", owner=head.ref, about=case.ref, due=today() + WEEK, by=office["casework-manager"])

    went = flow.hand_everything_over(head.ref, owner=to, notes={}, by=office["casework-manager"])

    assert [one.what for one in went if one.kind == "task"] == ["Ring the board"]
    assert {one.kind for one in flow.held_by(head.ref)} >= {"involvement", "task"}


def test_whoever_gets_a_case_is_told(office, leaver, case):
    to = office["assistant-casework-manager"]
    ref = next(one.ref for one in cases.open_cases(owners=(leaver.ref,)))
    flow.hand_everything_over(leaver.ref, owner=to.ref, notes={ref: "Ask the council."}, by=office["casework-manager"])
    raising.look(to.ref, ("casework",))

    assert any(one.title == "A case was handed over to you" and ref in one.name for one in alerts(to.ref))


def test_the_page_shows_what_goes_and_hands_it_over(office, leaver, at_desk, case):
    to = office["assistant-casework-manager"].ref
    desk = at_desk("casework-manager")
    looked = desk.get(f"/cases/hand-over/?was={leaver.ref}&owner={to}").content.decode()
    done = desk.post("/cases/hand-over/", {"was": leaver.ref, "owner": to, "others": "on", "because": "She leaves."})

    assert all(words in looked for words in ("Goes with the rest", "Ring her", "May I write?", "And the 5 other things"))
    assert done.status_code == 302
    assert tasks.tasks(owner=leaver.ref) == ()


def test_every_table_that_says_who_has_something_goes_with_the_rest_or_says_why_not():
    from django.apps import apps

    names = {"owner", "holder", "reader", "reviewer", "asked_of"}
    has = {
        model._meta.label
        for model in apps.get_models()
        if model.__module__.startswith(("duly.casework", "duly.core")) and names & {field.name for field in model._meta.local_fields}
    }
    assert has - HANDED.keys() - BY_HAND.keys() == NOT_HAD
    assert NOT_HAD.isdisjoint(HANDED.keys() | BY_HAND.keys())


NOT_HAD = {"files.Movement", "risk.Assessment"}
"""Tables with such a field that say who had something once, and not who has it."""


def test_a_paper_of_somebody_who_left_is_counted_as_work_of_whoever_has_its_case(office, case, drafted):
    from duly.casework.cases import queries as cases
    from duly.casework.submissions import actions as submissions
    from duly.casework.submissions.rules import Point
    from duly.core.people import actions as people
    from duly.office.mine import my_work

    author, manager = office["investigator"], office["casework-manager"]
    paper = submissions.put_up(drafted().ref, by=author)
    point = Point(reason="facts", words="Name the day.", paragraph=1, who_fixes=author.ref, fix_by=today())
    submissions.send_back(paper.ref, points=(point,), by=manager)
    listed = [(one.kind, one.ref, one.goes) for one in flow.held_by(author.ref)]
    flow.hand_everything_over(author.ref, owner=manager.ref, notes={case.ref: "All is in the file."}, by=office["head-of-casework"])

    def returned() -> int:
        return next((one.count for one in my_work(manager, ("casework",)) if one.what == "Returned to you"), 0)

    in_post = returned()
    people.end_post(author.ref, post="investigator", ends=today(), by=manager)
    assert ("submission", paper.ref, False) in listed
    assert cases.case(case.ref).owner == manager.ref
    assert (in_post, returned()) == (0, 1)
