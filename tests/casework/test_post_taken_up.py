"""Post that was closed, sent on or set aside by mistake is taken up again, with an owner and what happens next; how it ended stays in the record."""

import pytest
from django.db import IntegrityError, connection, transaction

from duly.casework import flow
from duly.casework.correspondence import actions, ended, queries
from duly.core.alerts.queries import alerts
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.office.alerts import raising

pytestmark = pytest.mark.django_db
SAID = {"next_action": "Answer it", "because": "She asked a second thing"}
ENDED = {"outcome": "reply", "principles": ["customer focus"], "because": "Answered by telephone"}


def test_closed_post_is_taken_up_and_closed_once_more_as_it_then_ends(office, item):
    by, investigator = office["executive-assistant"], office["investigator"].ref
    actions.close(item.ref, **ENDED, by=by)

    done = flow.take_post_up(item.ref, owner=investigator, **SAID, by=by)

    assert (done.state, done.owner, done.next_action) == ("allocated", investigator, "Answer it")
    assert queries.closings((item.ref,)) == {}
    assert [one.ended for one in ended.came()] == [None]
    told = history("post item", item.ref)[-1]
    assert (told.action, told.facts["was"]) == ("post.taken-up", "closed")
    raising.look(investigator, ["casework"])
    assert f"/post/{item.ref}/" in [one.url for one in alerts(investigator)]

    actions.close(item.ref, **ENDED | {"outcome": "file"}, by=by)
    assert queries.closings((item.ref,))[item.ref].outcome == "file"
    assert [one.ended for one in ended.came()] == [today()]  # one item, though it ended twice


def test_it_is_not_closed_by_an_ending_that_no_longer_stands(office, item):
    by = office["executive-assistant"]
    actions.close(item.ref, **ENDED, by=by)
    flow.take_post_up(item.ref, owner=by.ref, **SAID, by=by)

    with pytest.raises(IntegrityError, match="cannot be closed without an outcome"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE correspondence_item SET state = 'closed', version = version + 1 WHERE ref = %s", [item.ref])


def test_post_sent_on_by_mistake_is_taken_up_and_may_be_sent_on_rightly(office, item, outbox):
    by, to = office["executive-assistant"], {"to_name": "Northmere Council", "to_address": "post@northmere.example", "because": "Theirs"}
    flow.forward_post(item.ref, **to, by=by)

    flow.take_post_up(item.ref, to_post="head-of-casework", **SAID, by=by)
    assert queries.forwarding_of(item.ref) is None
    assert queries.item(item.ref).owner == office["head-of-casework"].ref

    flow.forward_post(item.ref, **to | {"to_name": "Southmere Council"}, by=by)
    proof = queries.forwarding_of(item.ref)
    assert proof is not None
    assert proof.to_name == "Southmere Council"
    assert [one.action for one in history("post item", item.ref)].count("post.forwarded") == 2


@pytest.mark.parametrize("way", ["duplicate", "no reply"])
def test_post_set_aside_is_taken_up(office, mail, way):
    by = office["executive-assistant"]
    came = flow.register_post("a.eml", mail(), received_on=today(), by=office["executive-assistant"])
    actions.triage(came.ref, way=way, direct_to="POST-1", next_action="None", owner=by.ref, by=by)

    assert flow.take_post_up(came.ref, owner=by.ref, **SAID, by=by).state == "allocated"


@pytest.mark.parametrize(
    ("change", "who", "code"),
    [
        ({"owner": "O-999999"}, "executive-assistant", "not-in-post"),
        ({"to_post": "no-such-post"}, "executive-assistant", "nobody-there"),
        ({"next_action": " "}, "executive-assistant", "no-next-action"),
        ({"because": ""}, "executive-assistant", "because"),
        ({}, "investigator", "scheme-no-row"),
    ],
)
def test_it_is_nobodys_without_a_reason_and_not_just_anybody_takes_it_up(office, item, refused, change, who, code):
    actions.close(item.ref, **ENDED, by=office["executive-assistant"])
    given = {"owner": office["investigator"].ref} | SAID | change
    given["owner"] = "" if "to_post" in change else given["owner"]

    assert refused(lambda: flow.take_post_up(item.ref, **given, by=office[who])).code == code
    assert queries.item(item.ref).state == "closed"


def test_what_is_being_dealt_with_is_not_taken_up(office, item, refused, at_desk):
    by = office["executive-assistant"]
    assert refused(lambda: flow.take_post_up(item.ref, owner=by.ref, **SAID, by=by)).code == "wrong-state"
    desk = at_desk("executive-assistant")
    assert "Take it up again" not in desk.get(f"/post/{item.ref}/").text

    actions.close(item.ref, **ENDED, by=by)
    assert "Take it up again" in desk.get(f"/post/{item.ref}/").text
    assert desk.post(f"/post/{item.ref}/take-up/", SAID).status_code == 422
    done = desk.post(f"/post/{item.ref}/take-up/", SAID | {"owner": office["investigator"].ref}, follow=True)
    assert f"{item.ref} is taken up again." in done.text
