"""Triaged post is given to somebody else, who is told: a person, or whoever holds a post and may see it."""

import pytest

from duly.casework import flow
from duly.casework.correspondence import queries
from duly.core.alerts.queries import alerts
from duly.core.confidentiality import actions as confidentiality
from duly.core.record.queries import history
from duly.office.alerts import raising

pytestmark = pytest.mark.django_db


def test_allocated_post_goes_to_somebody_else_with_a_reason_and_they_are_told(office, item):
    investigator = office["investigator"].ref

    done = flow.reallocate_post(item.ref, owner=investigator, because="She leaves on Friday.", by=office["casework-manager"])

    told = history("post item", item.ref)[-1]
    assert (done.owner, done.state, done.next_action) == (investigator, "allocated", "Open a case")
    assert (told.action, told.facts["was"], told.facts["owner"]) == ("post.reallocated", item.owner, investigator)
    raising.look(investigator, ["casework"])
    assert ("Post was given to you", f"/post/{item.ref}/") in [(one.title, one.url) for one in alerts(investigator)]


def test_given_to_a_post_it_goes_to_the_first_there_who_may_see_it(office, item, refused):
    by = office["casework-manager"]

    done = flow.reallocate_post(item.ref, to_post="head-of-casework", because="For her", next_action="Answer it", by=by)

    assert (done.owner, done.next_action) == (office["head-of-casework"].ref, "Answer it")
    assert refused(lambda: flow.reallocate_post(item.ref, to_post="no-such-post", because="x", by=by)).code == "nobody-there"


@pytest.mark.parametrize(
    ("to", "because", "who", "code"),
    [
        ("casework-manager", "Again", "casework-manager", "same-owner"),
        ("", "Away", "casework-manager", "not-in-post"),
        ("investigator", " ", "casework-manager", "because"),
        ("investigator", "For me", "investigator", "scheme-no-row"),
    ],
)
def test_it_is_given_to_nobody_unsuitable_and_never_without_a_reason(office, item, refused, to, because, who, code):
    owner = office[to].ref if to else "O-999999"

    assert refused(lambda: flow.reallocate_post(item.ref, owner=owner, because=because, by=office[who])).code == code
    assert queries.item(item.ref) == item


def test_post_of_a_case_is_not_given_to_whoever_is_walled_off_from_that(office, case, item, refused):
    by, walled = office["casework-manager"], office["assistant-casework-manager"].ref
    confidentiality.wall(case.ref, officer=walled, because="A sister", by=by)

    assert refused(lambda: flow.reallocate_post(item.ref, owner=walled, because="Busy", by=by)).code == "kept-from-them"


def test_on_its_page_one_person_or_one_post_is_chosen_and_post_that_waits_has_no_such_form(office, item, mail, at_desk):
    desk, page = at_desk("casework-manager"), f"/post/{item.ref}/"

    neither = desk.post(f"{page}give/", {"because": "Busy"})
    done = desk.post(f"{page}give/", {"owner": office["investigator"].ref, "because": "Busy"}, follow=True)

    assert neither.status_code == 422
    assert "Choose a person, or a post: one of the two." in neither.text
    assert "They are told." in done.text
    assert queries.item(item.ref).owner == office["investigator"].ref
