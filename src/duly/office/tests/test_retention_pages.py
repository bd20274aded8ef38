"""Two people at two desks have private words erased, and the page certifies it; a hold stands in the way until it is lifted."""

import pytest

from duly.core.retention import queries
from duly.core.retention.tests.conftest import appoint

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def begun():
    """From nothing: the office here is another than that of the package."""


@pytest.fixture
def office(db):
    """Three people under a scheme of retention, all of whom may read it."""
    return appoint()


@pytest.fixture
def at_desk(client, office):
    from duly.core.people.models import Officer

    def sit(post: str):
        client.force_login(Officer.objects.get(username=post), backend=BACKEND)
        return client

    return sit


def propose(desk, ref, **other):
    return desk.post("/retention/propose/", {"refs": ref, "record_class": "asked", "because": "She asked.", **other})


def test_two_people_have_words_erased_and_certified(office, at_desk):
    ref = office["both"].ref
    answer = propose(at_desk("records-manager"), ref)
    (one,) = queries.disposals()
    assert answer.url == f"/retention/{one.ref}/"

    iris = at_desk("head-of-information")
    assert "Approve this list" in iris.get(answer.url).content.decode()
    iris.post(f"/retention/{one.ref}/approve/", {"seen": one.list_sha256})
    iris.post(f"/retention/{one.ref}/carry-out/")

    page = iris.get(answer.url).content.decode()
    assert "Certificate of erasure" in page
    assert one.list_sha256 in page
    assert queries.disposal(one.ref).state == "carried out"


def test_the_proposer_is_refused_and_told_why(office, at_desk):
    desk = at_desk("both")
    propose(desk, office["records-manager"].ref)
    (one,) = queries.disposals()

    answer = desk.post(f"/retention/{one.ref}/approve/", {"seen": one.list_sha256})

    assert answer.status_code == 409
    assert "You proposed this list" in answer.content.decode()


def test_a_hold_stands_in_the_way_until_it_is_lifted(office, at_desk):
    ref = office["both"].ref
    iris = at_desk("head-of-information")
    iris.post("/retention/holds/", {"about": ref, "because": "A court may ask."})
    (hold,) = queries.holds(standing=True)
    refused = propose(at_desk("records-manager"), ref)
    assert (refused.status_code, hold.ref in refused.content.decode()) == (409, True)

    at_desk("head-of-information").post(f"/retention/holds/{hold.ref}/lift/", {"because": "It is over."})

    assert propose(at_desk("records-manager"), ref).status_code == 302


def test_what_nobody_knows_cannot_be_proposed(office, at_desk):
    answer = propose(at_desk("records-manager"), "NOTHING-1")

    assert answer.status_code == 422
    assert "Nothing is recorded about NOTHING-1" in answer.content.decode()


def test_there_is_no_list_of_that_name(office, at_desk):
    assert at_desk("both").get("/retention/X-9999/").status_code == 404


def test_retention_stands_in_the_navigation_of_those_alone_whose_posts_have_to_do_with_it(office, at_desk):
    from duly.core.people import actions as people
    from duly.core.people.queries import posts_held
    from duly.core.record.clock import today
    from duly.primitives.actor import SYSTEM

    link = '<a href="/retention/"'
    wing = posts_held(office["both"].ref, on=today())[0].wing
    people.make_post(code="clerk", title="Clerk", office="Elsewhere", wing=wing, by=SYSTEM)
    clerk = people.add_officer(username="clerk", name="A Clerk", email="clerk@example.org", password=None, by=SYSTEM)
    people.give_post(clerk, post="clerk", starts=today(), by=SYSTEM)

    for post in ("records-manager", "head-of-information", "both"):
        assert link in at_desk(post).get("/me/").content.decode(), post
    shown = at_desk("clerk").get("/me/").content.decode()
    assert (link in shown, '<a href="/record/"' in shown, '<a href="/people/"' in shown) == (False, False, True)
